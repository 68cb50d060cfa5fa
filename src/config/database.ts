import { dirname } from 'node:path';
import { z } from 'zod';

export interface Database {
  readonly kind: 'sqlite';
  /** A path as SQLite opens it, relative to where the bank was started; or `:memory:`, gone at the end. */
  readonly file: string;
}

export const MEMORY = ':memory:';
/** No machine (`//name`), no `~`, which only a shell knows, no options, and a file's name at the end, not a folder's. */
const FILE = /^file:(?!\/\/[^/]|~)([^?#]*[^?#/.])$/;

/** The scheme of DATABASE_URL picks the driver. */
export const databaseUrl = z.string().transform((text, context): Database => {
  const file = FILE.exec(text)?.[1];
  if (file !== undefined) return { kind: 'sqlite', file: file.replace(/^\/+/, '/') };
  const message = /^mongodb(\+srv)?:/.test(text)
    ? 'MongoDB is not supported yet in this version: use file:./data/petbank.db'
    : 'must be file: and the path of a file, such as file:./data/petbank.db or file:/home/me/petbank.db, or file::memory: to keep nothing';
  context.issues.push({ code: 'custom', message, input: undefined });
  return z.NEVER;
});

/** Where the bank keeps what it writes: beside the database. */
export function dataFolderOf({ file }: Database): string {
  return file === MEMORY ? './data' : dirname(file);
}
