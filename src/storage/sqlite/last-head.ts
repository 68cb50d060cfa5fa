import { closeSync, constants, openSync, readFileSync, writeSync } from 'node:fs';
import { z } from 'zod';

const headSchema = z.object({ version: z.int(), seq: z.int(), hash: z.string() });
type Head = z.infer<typeof headSchema>;

/** `identity`: of the file that it is about. A copy of both files is another bank's. */
const lastHeadSchema = headSchema.extend({ identity: z.string() });

/** What was last committed to a bank's file, as a small file beside it says. */
export type LastHead = z.infer<typeof lastHeadSchema>;

export const lastHeadFile = (file: string): string => `${file}-head`;

/** Returns null where there is none, or none that can be read: nothing is known then. */
export function readLastHead(file: string): LastHead | null {
  try {
    return lastHeadSchema.parse(JSON.parse(readFileSync(lastHeadFile(file), 'utf8')));
  } catch {
    return null;
  }
}

/** Room for the longest, so that each is written over the last one in a single piece. */
const LENGTH = 256;

/** Writes the file beside the bank's. It is opened with the first write. */
export function openLastHead(file: string, identity: string) {
  let fd: number | null = null;
  let isRefuted = file === ':memory:';
  /**
   * Comes after the commit, which is on the disk: so it never names what isn't there. It isn't synced, and
   * never fails, since an older one does no harm.
   */
  function write({ version, seq, hash }: Head): void {
    if (isRefuted) return;
    try {
      fd ??= openSync(lastHeadFile(file), constants.O_WRONLY | constants.O_CREAT, 0o600);
      writeSync(fd, `${JSON.stringify({ identity, version, seq, hash }).padEnd(LENGTH)}\n`, 0);
    } catch {
      // On a full disk the one before stays.
    }
  }
  return {
    write,
    /** Writes the head that the check finds. If it rejects, what is there stays, whatever is committed. */
    async confirm(check: () => Promise<Head>): Promise<void> {
      try {
        write(await check());
      } catch (error) {
        isRefuted = true;
        throw error;
      }
    },
    close(): void {
      if (fd !== null) closeSync(fd);
      fd = null;
    },
  };
}
