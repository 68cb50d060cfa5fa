import { describe, expect, test } from 'bun:test';
import { emptyRows } from '../../src/bank/engine/read-key.ts';
import type { Driver } from '../../src/storage/driver.ts';
import { pass } from './row-samples.ts';
import {
  batchOn,
  driverOfEachTest,
  loadBank,
  type OpenStore,
  rowsOf,
  store,
  T0,
  transactionOn,
} from './samples.ts';

const balances = [{ account: 'member:1', asset: 'gems', amount: 5n, holds: null }];
const nonce = { keyId: 'teller-1@a', nonce: 'n'.repeat(32), expiresAt: T0 };

/** A commit is compare-and-swap on the version, and all or nothing. */
export function describeCommits(open: OpenStore): void {
  describe('commits', () => {
    const driver = driverOfEachTest(open);

    test('one that was decided on an older version is a conflict, and writes nothing', async () => {
      const bank = await loadBank(driver());
      expect(await driver().store(batchOn(bank, { transactions: [transactionOn(bank)] }))).toBe('stored');
      const late = batchOn(bank, {
        transactions: [transactionOn(bank, { operationId: 'late' })],
        puts: { balances, nonces: [nonce], members: [memberOne] },
        events: [],
      });
      expect(await driver().store(late)).toBe('conflict');
      expect(await driver().load(READ_KEYS)).toMatchObject({
        bank: { version: 1, seq: 1 },
        rows: emptyRows(),
      });
      expect(await driver().log({ afterSeq: 0, limit: 10 })).toHaveLength(1);
    });

    test('one that claims a version to come is a conflict too', async () => {
      const bank = await loadBank(driver());
      expect(await driver().store(batchOn({ ...bank, version: 7 }, { puts: { balances } }))).toBe('conflict');
      expect(await driver().load(READ_KEYS)).toEqual({ bank, rows: emptyRows(), operations: [] });
    });

    test('one without a transaction moves the version, and leaves the head of the log', async () => {
      const bank = await loadBank(driver());
      await store(driver(), { puts: { members: [memberOne] } });
      expect(await loadBank(driver())).toEqual({ ...bank, version: 1 });
    });

    test('the reason of a halt is kept with the head', async () => {
      const bank = await loadBank(driver());
      await driver().store(batchOn({ ...bank, haltedReason: 'fire' }, {}));
      expect(await loadBank(driver())).toEqual({ ...bank, version: 1, haltedReason: 'fire' });
    });

    test('one of two that start on one version wins', async () => {
      const bank = await loadBank(driver());
      const outcomes = await Promise.all(
        [1, 2, 3].map((robloxUserId) =>
          driver().store(batchOn(bank, { puts: { members: [{ ...memberOne, robloxUserId }] } })),
        ),
      );
      expect(outcomes.sort()).toEqual(['conflict', 'conflict', 'stored']);
      expect(await driver().members({ afterId: 0, limit: 10 })).toHaveLength(1);
    });

    describeNonces(driver);
  });
}

const memberOne = {
  robloxUserId: 1,
  frozenReason: null,
  cooldownUntil: null,
  petsHeld: 0n,
  gemsHeld: 5n,
  givenBack: null,
};
const nonceReadKey = { kind: 'nonce', keyId: nonce.keyId, nonce: nonce.nonce } as const;
const READ_KEYS = [
  { kind: 'account', account: 'member:1' },
  { kind: 'member', robloxUserId: 1 },
  nonceReadKey,
] as const;

function describeNonces(driver: () => Driver): void {
  test('a nonce is spent once: a commit that repeats it is refused, and leaves nothing', async () => {
    await store(driver(), { puts: { nonces: [nonce] } });
    const bank = await loadBank(driver());
    const again = { nonces: [{ ...nonce, expiresAt: T0 + 1 }], balances, members: [memberOne] };
    expect(await store(driver(), { puts: again })).toBe('repeated');
    expect(await driver().load(READ_KEYS)).toEqual({
      bank,
      rows: { ...emptyRows(), nonces: [nonce] },
      operations: [],
    });
  });

  test('a nonce belongs to its key', async () => {
    await store(driver(), { puts: { nonces: [nonce] } });
    expect(await store(driver(), { puts: { nonces: [{ ...nonce, keyId: 'teller-1@b' }] } })).toBe('stored');
    expect(await rowsOf(driver(), { ...nonceReadKey, keyId: 'teller-1@c' })).toEqual(emptyRows());
  });

  test('expired nonces are forgotten, so many at a time, and no others', async () => {
    const ages = [T0 - 2, T0 - 1, T0, T0 + 1, T0 + 2];
    const nonces = ages.map((expiresAt, index) => ({ ...nonce, nonce: `nonce-${index}`, expiresAt }));
    await store(driver(), { puts: { nonces } });
    expect(await driver().forgetNonces({ before: T0, limit: 2 })).toBe(2);
    expect(await driver().forgetNonces({ before: T0, limit: 2 })).toBe(1);
    expect(await driver().forgetNonces({ before: T0, limit: 2 })).toBe(0);
    const readKeys = nonces.map((nonce) => ({ ...nonceReadKey, nonce: nonce.nonce }));
    expect((await rowsOf(driver(), ...readKeys)).nonces).toEqual(nonces.slice(3));
  });

  test('passes that have ended are forgotten, so many at a time, and no others', async () => {
    const ends = [T0 - 2, T0 - 1, T0, T0 + 1];
    const passes = ends.map((endsAt, index) => ({ ...pass, id: `a${index}`, endsAt }));
    await store(driver(), { puts: { passes } });
    expect(await driver().forgetPasses({ before: T0, limit: 2 })).toBe(2);
    expect(await driver().forgetPasses({ before: T0, limit: 2 })).toBe(1);
    expect(await driver().forgetPasses({ before: T0, limit: 2 })).toBe(0);
    const readKey = { kind: 'passes_of_user', discordUserId: pass.discordUserId } as const;
    expect((await rowsOf(driver(), readKey)).passes).toEqual(passes.slice(3));
    // A commit that was decided before it was forgotten may still take it away.
    expect(await store(driver(), { removals: { passes: ['a0'] } })).toBe('stored');
  });

  test('forgets hundreds of spent nonces at once', async () => {
    const nonces = Array.from({ length: 300 }, (_, at) => ({
      keyId: 'k',
      nonce: `n${at}`,
      expiresAt: T0 + at,
    }));
    await store(driver(), { puts: { nonces } });
    expect(await driver().forgetNonces({ before: T0 + 300, limit: 299 })).toBe(299);
    expect(await driver().forgetNonces({ before: T0 + 300, limit: 299 })).toBe(1);
  });
}
