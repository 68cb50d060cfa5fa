import { describe, expect, test } from 'bun:test';
import { expectSound, openBank } from '../../test/bank/bank.ts';
import { CAT, claimOldest } from '../../test/bank/withdrawal.ts';
import { completeDeposit } from './deposit.ts';
import { completeWithdrawal } from './withdraw-complete.ts';

const STAFF = { by: 'staff-9' } as const;
const TRADE = { tradeId: 'T', robloxUserId: 1, pets: [CAT], gems: 0 };

/** The last transaction's note. */
const noteOf = async (bank: ReturnType<typeof openBank>) =>
  (await bank.reads.history({ robloxUserId: 1, limit: 1 }))[0]?.note;

describe('the reason that staff give', () => {
  test('for a deposit is in the ledger, beside when it was traded', async () => {
    const bank = openBank();
    await bank.book.perform(completeDeposit, { ...TRADE, reason: 'met in the plaza' }, STAFF);
    expect(await noteOf(bank)).toBe('met in the plaza');
    const later = { ...TRADE, tradeId: 'U', tradedAt: '2026-05-10T11:00:00Z', reason: 'seen on video' };
    await bank.book.perform(completeDeposit, later, STAFF);
    expect(await noteOf(bank)).toBe('traded at 2026-05-10T11:00:00Z; seen on video');
    await expectSound(bank);
  });

  test.each(['delivered', 'declined'] as const)(
    'for a withdrawal that was %s is there too',
    async (outcome) => {
      const bank = openBank();
      await bank.deposit(TRADE, STAFF);
      await bank.request({ requestId: 'a', robloxUserId: 1, pets: [CAT] });
      const claimed = await claimOldest(bank, STAFF);
      const input = { ...claimed, tradeId: 'out', outcome, reason: 'met in the plaza' };
      await bank.book.perform(completeWithdrawal, input, STAFF);
      expect(await noteOf(bank)).toBe('met in the plaza');
      await expectSound(bank);
    },
  );

  test('makes no other operation of the same trade', async () => {
    const bank = openBank();
    const first = await bank.book.perform(completeDeposit, { ...TRADE, reason: 'said so' }, STAFF);
    const again = await bank.book.perform(completeDeposit, { ...TRADE, reason: 'said otherwise' }, STAFF);
    expect(again).toEqual({ ...first, replayed: true });
    expect(await noteOf(bank)).toBe('said so');
  });
});
