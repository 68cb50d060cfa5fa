import { errorCode, errorWords } from '../error-code.ts';
import { MissingFileError } from '../files.ts';
import { ArchiveError, ArchiveUnavailable, UnusableDatabase } from '../storage/errors.ts';

/** What an operator can fix, by the code of the error. */
const REMEDIES: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full. Free some space, and try again',
  EDQUOT: 'the disk is full for this user. Free some space, and try again',
  EFBIG: 'the file may not grow any more. Raise the limit, and try again',
  SQLITE_FULL: 'the disk is full. Free some space, and try again',
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
 * Turns what an operator can fix into an ArchiveError that begins with `what`; returns others unchanged.
 * `file` is what was to be read: of a folder in its place the system does not say which.
 */
export function explainError(error: unknown, what: string, file?: string): unknown {
  const explanation = explain(error, file);
  if (explanation === undefined) return error;
  const isFound = error instanceof ArchiveError && !(error instanceof ArchiveUnavailable);
  const Explained = isFound ? ArchiveError : ArchiveUnavailable;
  return new Explained(`${what}: ${explanation}`, { cause: error });
}

function explain(error: unknown, file: string | undefined): string | undefined {
  const isExplained =
    error instanceof ArchiveError || error instanceof UnusableDatabase || error instanceof MissingFileError;
  if (isExplained) return error.message;
  if (error instanceof Error && error.name.startsWith('Mongo'))
    return `MongoDB refused, or did not answer (${error.name}: ${errorWords(error)})`;
  const code = errorCode(error);
  // SQLite appends the exact kind of an error as further words.
  const remedy = REMEDIES[code] ?? REMEDIES[code.split('_').slice(0, 2).join('_')];
  if (remedy === undefined) return undefined;
  const path = pathOf(error) ?? (code === 'EISDIR' ? file : undefined);
  return `${remedy} (${path === undefined ? code : `${code}: ${path}`})`;
}

/** The file that the system spoke of. */
const pathOf = (error: unknown): string | undefined =>
  error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : undefined;
