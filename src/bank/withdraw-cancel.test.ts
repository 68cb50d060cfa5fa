import { describe, expect, test } from 'bun:test';
import { type Bank, expectRefusal, expectSound } from '../../test/bank/bank.ts';
import { linkUser, unlinkUser } from '../../test/bank/link.ts';
import { DAY, MINUTE } from '../../test/bank/rules.ts';
import { CAT, claimOldest, openWithRequest } from '../../test/bank/withdrawal.ts';
import type { RefusalCode } from './engine/refusal.ts';
import { cancelWithdrawal } from './withdraw-cancel.ts';

const DISCORD = { by: 'discord' };

describe('a cancellation', () => {
  test('gives all of it back to the balance, and again gives the same answer', async () => {
    const bank = await openWithRequest();
    const answer = { withdrawalId: 'w-2', status: 'cancelled' } as const;
    expect(await bank.cancel('w-2')).toEqual(answer);
    expect(await bank.balance(1, CAT)).toBe(5n);
    expect(await bank.balance(1, 'gems')).toBe(100n);
    const before = bank.everything();
    bank.pass(DAY);
    expect(await bank.cancel('w-2')).toEqual(answer);
    expect(bank.everything()).toEqual(before);
    await expectSound(bank);
  });

  const complete = async (bank: Bank, outcome: 'delivered' | 'partial') =>
    bank.complete({
      ...(await claimOldest(bank)),
      tradeId: 'x',
      outcome,
      ...(outcome === 'partial' && { delivered: { pets: [CAT] } }),
    });
  test.each<[RefusalCode, string, (bank: Bank) => unknown]>([
    ['withdrawal_not_found', 'nobody knows', () => {}],
    ['withdrawal_claimed', 'a teller has claimed', claimOldest],
    [
      'withdrawal_claimed',
      'is uncertain, which no one has written down yet',
      async (bank) => {
        await claimOldest(bank);
        bank.pass(DAY);
      },
    ],
    [
      'withdrawal_claimed',
      'is uncertain',
      async (bank) => {
        await claimOldest(bank);
        bank.pass(DAY);
        await bank.sweep();
      },
    ],
    ['withdrawal_already_closed', 'was delivered', (bank) => complete(bank, 'delivered')],
    ['withdrawal_already_closed', 'was partly delivered', (bank) => complete(bank, 'partial')],
    ['withdrawal_already_closed', 'has just expired', (bank) => bank.pass(30 * MINUTE)],
    [
      'withdrawal_already_closed',
      'has expired',
      async (bank) => {
        bank.pass(30 * MINUTE);
        await bank.sweep();
      },
    ],
  ])('is refused %s for a withdrawal that %s', async (code, name, prepare) => {
    const bank = await openWithRequest();
    await prepare(bank);
    await expectRefusal(bank, code, () => bank.cancel(name === 'nobody knows' ? 'w-99' : 'w-2'));
    await expectSound(bank);
  });

  test('by a Discord user is refused not_linked unless the account is theirs now', async () => {
    const bank = await openWithRequest();
    const discordUserId = '100000000000000001';
    const cancel = () => bank.book.perform(cancelWithdrawal, { withdrawalId: 'w-2', discordUserId }, DISCORD);
    await expectRefusal(bank, 'not_linked', cancel);
    await linkUser(bank, { discordUserId, robloxUserId: 2 });
    await expectRefusal(bank, 'not_linked', cancel);
    await unlinkUser(bank, discordUserId);
    await linkUser(bank, { discordUserId, robloxUserId: 1 });
    expect(await cancel()).toMatchObject({ status: 'cancelled' });
  });

  test('is possible up to the expiry, and again after a trade was declined', async () => {
    const bank = await openWithRequest();
    await bank.complete({ ...(await claimOldest(bank)), tradeId: 'x', outcome: 'declined' });
    bank.pass(30 * MINUTE - 1);
    expect(await bank.cancel('w-2')).toMatchObject({ status: 'cancelled' });
  });
});

describe('a sweep', () => {
  test('writes expiries and ended leases down, just when they are due', async () => {
    const bank = await openWithRequest();
    await bank.request({ requestId: 'b', robloxUserId: 1, gems: 5 });
    await claimOldest(bank);
    bank.pass(2 * MINUTE - 1);
    expect(await bank.sweep()).toBe(0);
    bank.pass(1);
    expect(await bank.sweep()).toBe(1);
    expect(await bank.withdrawal('w-2')).toMatchObject({ status: 'uncertain' });
    bank.pass(28 * MINUTE - 1);
    expect(await bank.sweep()).toBe(0);
    bank.pass(1);
    expect(await bank.sweep()).toBe(1);
    expect(await bank.withdrawal('w-3')).toMatchObject({ status: 'expired' });
    const kinds = (await bank.reads.log({ afterSeq: 4, limit: 9 })).map((transaction) => [
      transaction.kind,
      transaction.by,
    ]);
    expect(kinds).toEqual([
      ['withdrawal_uncertain', 'bank'],
      ['withdrawal_expired', 'bank'],
    ]);
    await expectSound(bank);
  });

  test('of what is closed, not due, or unknown changes nothing', async () => {
    const bank = await openWithRequest();
    await bank.cancel('w-2');
    await bank.request({ requestId: 'b', robloxUserId: 1, gems: 5 });
    const before = bank.everything();
    expect(await bank.sweepOf(['w-2', 'w-4', 'w-99', 'w-2'])).toBe(0);
    expect(bank.everything()).toEqual(before);
  });

  test('by two processes at once, or twice of one id, writes each down once', async () => {
    const bank = await openWithRequest();
    bank.pass(30 * MINUTE);
    expect(await Promise.all([bank.sweepOf(['w-2', 'w-2']), bank.sweepOf(['w-2'])])).toEqual([1, 0]);
    expect(await bank.balance(1, 'gems')).toBe(100n);
    await expectSound(bank);
  });
});
