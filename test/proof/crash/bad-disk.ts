import { rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeBankFile } from '../../support/bank.ts';
import type { BankFile, BankProcess } from '../../support/process.ts';
import { failCalls, whyNoStrace } from './strace.ts';

/** A way in which a disk goes bad under a bank, and is good again. */
export interface BadDisk {
  readonly name: string;
  readonly whyNot: () => string | null;
  /** Lets the disk go bad; returns what makes it good again. */
  readonly spoil: (bank: BankProcess, file: BankFile) => Promise<() => Promise<void>>;
}

/** Runs a command of the system; throws what it complains of where it fails. */
function run(command: readonly string[]): void {
  const { success, stderr } = Bun.spawnSync([...command], { stdout: 'ignore', stderr: 'pipe' });
  if (!success) throw new Error(`${command[0]}: ${stderr.toString()}`);
}

/**
 * The largest size that files of the process may grow to from now on: a right that every user has over their
 * own.
 */
function limitSize(pid: number, size: string): void {
  run(['prlimit', '--pid', String(pid), `--fsize=${size}:`]);
}

function failing(name: string, inject: string): BadDisk {
  return {
    name,
    whyNot: whyNoStrace,
    spoil: (bank, { file }) => failCalls(bank, { paths: [file, `${file}-wal`, `${file}-shm`], inject }),
  };
}

/** The short form takes the first three. */
export const BAD_DISKS: readonly BadDisk[] = [
  {
    name: 'lets no file grow any more',
    whyNot: () => null,
    async spoil({ pid }, { file }) {
      limitSize(pid, String(statSync(`${file}-wal`).size));
      return async () => limitSize(pid, 'unlimited');
    },
  },
  failing('is full', 'pwrite64:error=ENOSPC'),
  failing('fails to sync', 'fsync,fdatasync:error=EIO'),
  failing('has become read-only', 'pwrite64:error=EROFS'),
  failing('fails to write', 'pwrite64:error=EIO'),
];

/** Why no disk of memory can be mounted here, or null: it takes root, and a container that lets it. */
export function whyNoMount(): string | null {
  const { folder, remove } = makeBankFile();
  try {
    run(['mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]);
    run(['umount', folder]);
    return null;
  } catch {
    return 'no disk can be mounted here';
  } finally {
    remove();
  }
}

/** Runs with a small disk of memory at the folder. */
export async function withSmallDisk(folder: string, size: string, use: () => Promise<void>): Promise<void> {
  run(['mount', '-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder]);
  try {
    await use();
  } finally {
    run(['umount', '--lazy', folder]);
  }
}

/** Mounts the disk at the folder anew, to be read only or to be written too. */
export const remount = (folder: string, mode: 'ro' | 'rw'): void =>
  run(['mount', '-o', `remount,${mode}`, folder]);

/** Fills the disk of the folder but for so many bytes, and returns what frees the space again. */
export function fillDisk(folder: string, { leave = 0 }: { leave?: number } = {}): () => void {
  const rest = join(folder, 'rest');
  const stuff = join(folder, 'stuff');
  writeFileSync(rest, Buffer.alloc(leave));
  for (let bytes = 1 << 20; bytes >= 4096; bytes /= 2) writeUntilFull(stuff, bytes);
  rmSync(rest);
  return () => rmSync(stuff);
}

function writeUntilFull(file: string, bytes: number): void {
  try {
    for (;;) writeFileSync(file, Buffer.alloc(bytes), { flag: 'a' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  }
}
