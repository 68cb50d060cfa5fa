import { existsSync, mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '../error-code.ts';

/**
 * File systems whose disk is elsewhere, by the type that Linux gives. SQLite's write-ahead log needs
 * memory shared by all who have the file open, and locks and syncs that are true; these promise none of it.
 */
const NETWORK_FILE_SYSTEMS = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB2'],
  [0x01021997, '9p'],
  [0x5346414f, 'AFS'],
  [0x6b414653, 'AFS'],
  [0x00c36400, 'Ceph'],
  [0x0bd00bd0, 'Lustre'],
  [0x786f4256, "VirtualBox's shared folders"],
  // sshfs, rclone, s3fs and Docker Desktop's shared folders can't be told from local kinds by this number,
  // and the local ones are rare under a database: a needless "no" costs a move, a needless "yes" the pets.
  [0x65735546, 'FUSE'],
]);

/** How to fix what no permission of the user does. */
const REMEDIES: Readonly<Record<string, string>> = {
  ENOSPC: 'its disk is full, so make room there',
  EDQUOT: 'its disk is full for the user that runs the bank, so make room there',
  EROFS: 'its disk is read-only, so mount it to be written, or name a file on another one',
};

/**
 * Writes a file and removes it, since a permission to write says little of root or of a full disk. Returns
 * what is wrong and how to fix it; null where it can write.
 */
export function findWriteError(folder: string): string | null {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const probe = mkdtempSync(join(folder, '.write-test-'));
    try {
      writeFileSync(join(probe, 'file'), 'petbank');
    } finally {
      rmSync(probe, { recursive: true, force: true });
    }
    return null;
  } catch (error) {
    const code = errorCode(error);
    const remedy =
      REMEDIES[code] ?? 'let the user that runs the bank write there, or name a file in another folder';
    return `the data folder can't be written${code === '' ? '' : ` (${code})`}: ${remedy}`;
  }
}

/** The kind of network file system, as Linux knows it, of the first path that exists; null for others. */
export function findNetworkFileSystem(
  paths: readonly string[],
  readType: (path: string) => number,
): string | null {
  const path = paths.find((candidate) => existsSync(candidate));
  return path === undefined ? null : (NETWORK_FILE_SYSTEMS.get(readType(path)) ?? null);
}

/** The type of a path's file system. Linux's types may have the top bit set, which can come as a minus. */
export const fileSystemType = (path: string): number => statfsSync(path).type >>> 0;
