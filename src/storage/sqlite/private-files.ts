import { chmodSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { errorCode } from '../../error-code.ts';
import { lastHeadFile } from './last-head.ts';

const OWNER_ONLY = 0o600;
const OTHERS = 0o077;
/** A group may look into the folder, where it can read no file; whoever may write could replace them. */
const STRANGERS_OR_WRITERS = 0o027;

const bankFiles = (file: string): readonly string[] => [
  ...[file, `${file}-wal`, `${file}-shm`, `${file}-journal`],
  lastHeadFile(file),
];

/**
 * Lets only their owner read and write the files of a bank. SQLite gives those beside the database its mode.
 * Those of another owner stay as they are: `findOpenPaths` names them.
 */
export function makePrivate(file: string): void {
  if (file === ':memory:') return;
  for (const path of bankFiles(file)) {
    try {
      if ((modeOf(path) & OTHERS) !== 0) chmodSync(path, OWNER_ONLY);
    } catch (error) {
      // A file of another owner; or one that SQLite removed just now.
      if (errorCode(error) !== 'EPERM' && errorCode(error) !== 'ENOENT') throw error;
    }
  }
}

/** A path that others than the owner can read, or put other files into, and the command that ends it. */
export interface OpenPath {
  readonly path: string;
  readonly remedy: string;
}

/** The files of a bank, and their folder, that others on the machine can get at. */
export function findOpenPaths(file: string): readonly OpenPath[] {
  if (file === ':memory:') return [];
  const folder = dirname(file);
  const files = bankFiles(file).filter((path) => (modeOf(path) & OTHERS) !== 0);
  const isFolderOpen = (modeOf(folder) & STRANGERS_OR_WRITERS) !== 0;
  return [
    ...(isFolderOpen ? [{ path: folder, remedy: `chmod 700 ${folder}` }] : []),
    ...files.map((path) => ({ path, remedy: `chmod 600 ${path}, or let the bank own it` })),
  ];
}

/** The permissions of a path, as the lowest nine bits; 0 where there is none. */
const modeOf = (path: string): number => (statSync(path, { throwIfNoEntry: false })?.mode ?? 0) & 0o777;
