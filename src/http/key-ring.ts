import type { ApiKey } from '../api-key.ts';
import { type Reads, StorageUnavailable } from '../bank/engine/book.ts';
import { isRevoked } from '../bank/engine/operation.ts';
import { type LoggedRevocations, replayRevocation } from '../bank/verify-keys.ts';
import { createKeyUsage, type KeyUsage } from './key-usage.ts';
import type { FindKey } from './signature.ts';

/** For how long what was read about revoked keys is believed, in milliseconds: two seconds are promised. */
const FRESH_MS = 1_000;
/** What took longer than this to read tells nothing about now. */
const STALE_MS = 2_000;
/** How many decisions about keys are read at once. */
const PAGE = 1_000;

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
  reads: Pick<Reads, 'rightsLog'>,
  now: () => number,
): KeyRing {
  const keyById = new Map(keys.map((key) => [key.id, key]));
  const logged: LoggedRevocations = new Map();
  let lastSeq = 0;
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;

  async function readPages(): Promise<void> {
    const startedAt = now();
    for (;;) {
      // Not the rows: somebody who can write to the database could take a revocation back.
      const page = await reads.rightsLog({ afterSeq: lastSeq, limit: PAGE });
      for (const transaction of page) {
        replayRevocation(logged, transaction);
        lastSeq = transaction.seq;
      }
      if (page.length < PAGE) break;
    }
    readAt = startedAt;
  }
  /** One reading at a time, which all who come meanwhile wait for. */
  async function read(): Promise<void> {
    reading ??= readPages().finally(() => {
      reading = undefined;
    });
    await reading;
    if (now() - readAt >= STALE_MS) throw new StorageUnavailable('revoked keys took too long to read');
  }

  return {
    find: (keyId) => keyById.get(keyId),
    list: () => keys,
    usage: createKeyUsage(),
    isRevoked: (keyId) => isRevoked(logged.get(keyId)),
    refresh: () => (now() - readAt < FRESH_MS ? undefined : read()),
    async reload() {
      await reading?.catch(() => undefined);
      await read();
    },
  };
}
