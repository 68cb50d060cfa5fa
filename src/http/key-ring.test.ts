import { expect, test } from 'bun:test';
import { chainOn } from '../../test/storage/samples.ts';
import type { ApiKey } from '../api-key.ts';
import { StorageUnavailable } from '../bank/engine/book.ts';
import { NEW_BANK } from '../bank/engine/ledger.ts';
import type { Transaction } from '../bank/engine/rows.ts';
import { createKeyRing } from './key-ring.ts';

const KEY: ApiKey = { id: 'teller-1@a', name: 'teller-1', secret: 's', scopes: new Set(['teller']) };

/** What stands in a transaction that revokes a key, or restores it. */
const revocation = (isRestored = false, keyId = KEY.id): Partial<Transaction> => ({
  kind: isRestored ? 'key_restored' : 'key_revoked',
  note: `${keyId}: lost`,
});

/** A ring over rows and a clock that the test sets; `reads` counts how often the rows were read. */
function openRing(...changes: Partial<Transaction>[]) {
  const world = { now: 0, rows: chainOn(NEW_BANK, changes), reads: 0, answering: async () => {} };
  const headOf = () => ({ ...NEW_BANK, ...world.rows.at(-1) });
  const reads = {
    head: async () => headOf(),
    revocations: async () => [],
    log: async ({ afterSeq, limit }: { afterSeq: number; limit: number }) =>
      world.rows.slice(Math.max(0, afterSeq), afterSeq + limit),
    async rightsLog({ afterSeq, limit }: { afterSeq: number; limit: number }) {
      world.reads += 1;
      const page = world.rows.filter(({ seq }) => seq > afterSeq).slice(0, limit);
      await world.answering();
      return page;
    },
  };
  const ring = createKeyRing([KEY], reads, () => world.now);
  const append = (change: Partial<Transaction>) => world.rows.push(...chainOn(headOf(), [change]));
  return { world, ring, append, isTaken: () => !ring.isRevoked(KEY.id) };
}

test('what was read is believed for a second, and read again after', async () => {
  const { world, ring, append, isTaken } = openRing();
  await ring.refresh();
  append(revocation());
  world.now = 999;
  await ring.refresh();
  expect([isTaken(), world.reads]).toEqual([true, 1]);
  world.now = 1_000;
  await ring.refresh();
  expect([isTaken(), world.reads]).toEqual([false, 2]);
  world.now = 2_000;
  append(revocation(true));
  await ring.refresh();
  expect(isTaken()).toBe(true);
});

test('a reload sees what was revoked just now, also while another reading is under way', async () => {
  const { world, ring, append, isTaken } = openRing();
  const slow = Promise.withResolvers<void>();
  world.answering = () => slow.promise;
  const early = ring.refresh();
  append(revocation());
  const late = ring.reload();
  slow.resolve();
  await Promise.all([early, late]);
  expect(isTaken()).toBe(false);
});

test('thousands of revoked keys are all read, each once', async () => {
  const others = Array.from({ length: 2_500 }, (_, index) => revocation(false, `key-${index}`));
  const { world, ring, isTaken } = openRing(...others, revocation());
  await ring.refresh();
  expect([isTaken(), world.reads]).toEqual([false, 6]);
});

test('requests that come at once wait for one reading', async () => {
  const { world, ring } = openRing();
  await Promise.all(Array.from({ length: 20 }, () => ring.refresh()));
  expect(world.reads).toBe(1);
});

test('nobody is let in on what can not be read or took two seconds; the next reading heals it', async () => {
  const { world, ring } = openRing();
  await ring.refresh();
  world.now = 1_500;
  world.answering = async () => {
    throw new StorageUnavailable('away');
  };
  await expect(ring.refresh()).rejects.toThrow(StorageUnavailable);
  world.answering = async () => {
    world.now += 2_000;
  };
  await expect(ring.refresh()).rejects.toThrow(StorageUnavailable);
  world.answering = async () => {};
  await ring.refresh();
});
