import { expect, test } from 'bun:test';
import { expectSound, NOON, openBank, refusalOf } from '../../test/bank/bank.ts';
import { onEachDatabase } from '../../test/support/databases.ts';
import type { Caller } from './engine/book.ts';
import { restoreKey, revokeKey } from './keys.ts';
import { verifyLedger } from './verify-ledger.ts';

const STAFF = { by: 'staff' } as const;
const REASON = 'its machine was broken into';
const THIEF = { keyId: 'teller-1@a', reason: REASON };

let nonces = 0;
/** Signs with a key of teller-1's, each time with a new nonce. */
function signedBy(keyId: string): Caller {
  nonces += 1;
  return { by: 'teller-1', nonce: { keyId, nonce: `nonce-${nonces}`, expiresAt: NOON + 360_000 } };
}
const trade = (tradeId: string) => ({ tradeId, robloxUserId: 1, gems: 5 });

onEachDatabase((make) => {
  async function withBanks(run: (bank: ReturnType<typeof openBank>, twin: typeof bank) => Promise<void>) {
    const database = make();
    const drivers = [await database.open(), await database.open()] as const;
    const [bank, twin] = [openBank({ driver: drivers[0] }), openBank({ driver: drivers[1] })];
    try {
      await run(bank, twin);
    } finally {
      await Promise.all(drivers.map((driver) => driver.close()));
      await database.remove();
    }
  }

  test('a key is revoked once, keeps its time, and can be restored and revoked again', async () => {
    await withBanks(async (bank) => {
      const revokedAt = new Date(NOON).toISOString();
      const first = await bank.book.perform(revokeKey, THIEF, STAFF);
      expect(first).toEqual({ keyId: 'teller-1@a', revokedAt, replayed: false });
      bank.pass(60_000);
      const again = await bank.book.perform(revokeKey, { ...THIEF, reason: 'once more' }, STAFF);
      expect(again).toEqual({ ...first, replayed: true });
      expect(await bank.book.perform(restoreKey, { ...THIEF, reason: 'a false alarm' }, STAFF)).toBe(true);
      expect(await bank.book.perform(restoreKey, THIEF, STAFF)).toBe(false);
      const third = await bank.book.perform(revokeKey, THIEF, STAFF);
      expect(third).toMatchObject({ revokedAt: new Date(NOON + 60_000).toISOString(), replayed: false });
      expect(await bank.reads.log({ afterSeq: 0, limit: 9 })).toMatchObject([
        { kind: 'key_revoked', by: 'staff', note: `teller-1@a: ${REASON}`, robloxUserId: null },
        { kind: 'key_restored', note: 'teller-1@a: a false alarm' },
        { kind: 'key_revoked' },
      ]);
      const told = bank.events.map(({ topic }) => topic);
      expect(told).toEqual(['key_revoked', 'key_restored', 'key_revoked']);
      await expectSound(bank);
    });
  });

  test('what a key asked for before it was revoked, and was not decided by then, is refused', async () => {
    await withBanks(async (bank, twin) => {
      await bank.deposit(trade('a'), signedBy('teller-1@a'));
      await twin.deposit(trade('b'), signedBy('teller-1@a'));
      // In one queue, and so in one batch.
      const [revoked, late] = await Promise.all([
        bank.book.perform(revokeKey, THIEF, STAFF),
        refusalOf(() => bank.deposit(trade('c'), signedBy('teller-1@a'))),
      ]);
      expect([revoked.replayed, late.code]).toEqual([false, 'unauthorized']);
      // In another process, which knows nothing of it yet.
      const elsewhere = await refusalOf(() => twin.deposit(trade('d'), signedBy('teller-1@a')));
      expect(elsewhere.code).toBe('unauthorized');
      expect(await bank.balance(1, 'gems')).toBe(10n);
      await expectSound(twin);
    });
  });

  test("the teller's next key goes on where the revoked one was: a retry gets the first answer", async () => {
    await withBanks(async (bank) => {
      const first = await bank.deposit(trade('a'), signedBy('teller-1@a'));
      await bank.book.perform(revokeKey, THIEF, STAFF);
      const retry = await bank.deposit(trade('a'), signedBy('teller-1@b'));
      expect(retry).toEqual({ ...first, replayed: true });
      expect(await bank.deposit(trade('b'), signedBy('teller-1@b'))).toMatchObject({ replayed: false });
      const keysOf = (await bank.reads.log({ afterSeq: 0, limit: 9 })).map(({ keyId }) => keyId);
      expect(keysOf).toEqual(['teller-1@a', null, 'teller-1@b']);
      await expectSound(bank);
    });
  });

  test('verify-ledger finds a revocation that was taken out of the rows, changed or put in', async () => {
    await withBanks(async (bank) => {
      await bank.book.perform(revokeKey, THIEF, STAFF);
      await expectSound(bank);
      const row = { keyId: 'teller-1@a', seq: 1, revokedAt: NOON };
      expect(await bank.reads.revocations({ afterSeq: 0, limit: 9 })).toEqual([row]);
      const forged = [
        [],
        [row, { ...row, seq: 2, keyId: 'teller-2' }],
        [{ ...row, revokedAt: null }],
        [{ ...row, keyId: 'teller-2' }],
      ];
      for (const rows of forged) {
        const reads = { ...bank.reads, revocations: async () => rows };
        const firstError = { what: expect.stringMatching(/^key teller-\S+: its row and the log/) };
        expect(await verifyLedger(reads)).toMatchObject({ kind: 'broken', firstError });
      }
    });
  });
});
