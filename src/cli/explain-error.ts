import { errorCode } from '../error-code.ts';
import { MissingFileError } from '../files.ts';
import { ArchiveError, UnusableDatabase } from '../storage/errors.ts';

/** What an operator can mend, by the code of the error. */
const REMEDIES: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full. Make room, and try again',
  EDQUOT: 'the disk is full for this user. Make room, and try again',
  EFBIG: 'the file may not grow any more. Raise the limit, and try again',
  SQLITE_FULL: 'the disk is full. Make room, and try again',
  EROFS: 'the disk is read-only',
  EACCES: 'this user may not read or write there',
  EPERM: 'this user may not read or write there',
  ENOENT: 'there is no such file or folder',
  EISDIR: 'that is a folder, and a file is needed',
  EIO: 'the disk refuses to read or write',
  SQLITE_IOERR: 'the disk refuses to read or write',
  SQLITE_BUSY: 'another program holds the database. Stop that one, and try again',
  SQLITE_CONSTRAINT: 'a row, or two of them together, can not be in a bank',
  SQLITE_NOTADB: 'the file is no sound database',
  SQLITE_CORRUPT: 'the file is no sound database',
  SQLITE_CANTOPEN: 'the file cannot be opened. It must be a file that this user may read and write',
};

/**
 * The error as words for the operator, where it is one that they can do something about. `what` begins the
 * sentence.
 */
export function inWords(error: unknown, what: string): unknown {
  if (error instanceof ArchiveError) return new ArchiveError(`${what}: ${error.message}`, { cause: error });
  if (error instanceof UnusableDatabase || error instanceof MissingFileError)
    return new ArchiveError(`${what}: ${error.message}`, { cause: error });
  if (error instanceof Error && error.name.startsWith('Mongo'))
    return new ArchiveError(`${what}: MongoDB refused, or did not answer (${error.name})`, { cause: error });
  const code = errorCode(error);
  const remedy = REMEDIES[code] ?? REMEDIES[kindOf(code)];
  return remedy === undefined ? error : new ArchiveError(`${what}: ${remedy} (${code})`, { cause: error });
}

/** SQLite tells kinds of a fault apart behind its second word. */
const kindOf = (code: string): string => code.split('_').slice(0, 2).join('_');
