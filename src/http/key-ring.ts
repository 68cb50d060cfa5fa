import type { ApiKey } from '../api-key.ts';
import { type Reads, StorageUnavailable } from '../bank/engine/book.ts';
import { isRevoked } from '../bank/engine/operation.ts';
import { beginRights, type RightsReads, readRights } from '../bank/rights.ts';
import { createKeyUsage, type KeyUsage } from './key-usage.ts';
import type { FindKey } from './signature.ts';

/** For how long what was read about revoked keys is believed, in milliseconds: two seconds are promised. */
const FRESH_MS = 1_000;
/** What took longer than this to read tells nothing about now. */
const STALE_MS = 2_000;

/** How many rows are read at once, and how many times in one go. */
const PAGE = 500;
const MAX_PAGES = 10_000;

/** The keys of this process, and which of them the bank has revoked, in whichever process. */
export interface KeyRing {
  /** Finds revoked ones too: only a request with a right signature makes the bank read whether they are. */
  readonly find: FindKey;
  /** Every key of this process. */
  list(): readonly ApiKey[];
  readonly usage: KeyUsage;
  /** As of the last reading. */
  isRevoked(keyId: string): boolean;
  /**
   * Reads what was decided about keys since the last time; undefined if that was less than a second ago.
   * Rejects with StorageUnavailable where that can't be read: then nobody knows who may be let in.
   */
  refresh(): Promise<void> | undefined;
  /** Reads it whenever the last time was. */
  reload(): Promise<void>;
}

/**
 * Read as requests come, rather than by a timer: so no request is let in on what was known too long ago,
 * whatever kept the process from reading. `now` is in milliseconds and never goes back.
 */
export function createKeyRing(
  keys: readonly ApiKey[],
  reads: RightsReads & Pick<Reads, 'revocations'>,
  now: () => number,
): KeyRing {
  const keyById = new Map(keys.map((key) => [key.id, key]));
  const logged = beginRights();
  const revokedRows = new Set<string>();
  let lastRow = 0;
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;

  async function readRevocations(): Promise<void> {
    const startedAt = now();
    await readRights(reads, logged);
    await readRows();
    readAt = startedAt;
  }
  /** A row takes away what a log no longer does that was edited, and gives nothing back. */
  async function readRows(): Promise<void> {
    for (let pages = 0; pages < MAX_PAGES; pages += 1) {
      const page = await reads.revocations({ afterSeq: lastRow, limit: PAGE });
      for (const row of page) {
        if (isRevoked(row)) revokedRows.add(row.keyId);
        else revokedRows.delete(row.keyId);
        lastRow = row.seq;
      }
      if (page.length < PAGE) return;
    }
    throw new StorageUnavailable('there are too many revoked keys to read');
  }
  /** One reading at a time, which all who come meanwhile wait for. */
  async function read(): Promise<void> {
    reading ??= readRevocations().finally(() => {
      reading = undefined;
    });
    await reading;
    if (now() - readAt >= STALE_MS) throw new StorageUnavailable('revoked keys took too long to read');
  }

  return {
    find: (keyId) => keyById.get(keyId),
    list: () => keys,
    usage: createKeyUsage(),
    isRevoked: (keyId) => isRevoked(logged.revocations.get(keyId)) || revokedRows.has(keyId),
    refresh: () => (now() - readAt < FRESH_MS ? undefined : read()),
    async reload() {
      await reading?.catch(() => undefined);
      await read();
    },
  };
}
