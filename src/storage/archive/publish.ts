import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { errorCode } from '../../error-code.ts';
import { ArchiveUnavailable } from '../errors.ts';

const TAG_BYTES = 6;

/** Where a file is written until it is whole: beside the file, under a name that no other run has. */
export const unfinishedName = (file: string): string =>
  `${file}.unfinished-${randomBytes(TAG_BYTES).toString('hex')}`;

/**
 * Gives a complete file its name, so that after a power cut there is all of it or nothing. Without
 * `overwrite`, a file of that name is never replaced, not even one that another program has created
 * meanwhile.
 */
export function publish(unfinished: string, file: string, { overwrite }: { overwrite: boolean }): void {
  sync(unfinished);
  if (overwrite || !linkNew(unfinished, file)) renameSync(unfinished, file);
  else rmSync(unfinished);
  sync(dirname(file));
}

/** Links the file under a second name if that is free. False if the file system has no hard links. */
function linkNew(unfinished: string, file: string): boolean {
  try {
    linkSync(unfinished, file);
    return true;
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EEXIST' || existsSync(file)) throw new ArchiveUnavailable(`${file} is there already`);
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(code)) throw error;
    return false;
  }
}

function sync(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
