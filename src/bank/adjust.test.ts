import { describe, expect, test } from 'bun:test';
import type { z } from 'zod';
import { type Bank, expectRefusal, expectSound, NEWEST, openBank } from '../../test/bank/bank.ts';
import { mostOfEachForm } from '../../test/bank/item.ts';
import { linkUser } from '../../test/bank/link.ts';
import { MINUTE } from '../../test/bank/rules.ts';
import { CAT, claimOldest, openWithRequest } from '../../test/bank/withdrawal.ts';
import type { adjustInput } from './adjust.ts';
import type { RefusalCode } from './engine/refusal.ts';

const STAFF = { by: 'staff-9' } as const;
const OTHER = 'staff-8';
const AXOLOTL = { ...CAT, id: 'Axolotl' } as const;
type Body = z.input<typeof adjustInput>;

/** Five cats are worth 500; alone one adjusts up to 1000. */
const CREDIT: Body = {
  adjustmentId: 'a',
  robloxUserId: 1,
  direction: 'credit',
  tellerId: 'teller-1',
  pets: [{ ...CAT, quantity: 2 }],
  gems: 30,
  reason: 'the trade of May was never reported',
};
const DEBIT: Body = { ...CREDIT, adjustmentId: 'b', direction: 'debit' };

const lastOf = async (bank: Bank) => (await bank.reads.history({ robloxUserId: 1, limit: 1 }))[0];

describe('a correction', () => {
  test('credits a member with what the teller holds too much of', async () => {
    const bank = await openWithRequest();
    expect(await bank.adjust(CREDIT, STAFF)).toEqual({
      pets: [{ ...CAT, quantity: 2 }],
      gems: 30,
      status: 'credited',
      seq: 3,
      replayed: false,
    });
    expect([await bank.balance(1, CAT), await bank.balance(1, 'gems')]).toEqual([5n, 100n]);
    expect(await bank.stock('teller-1', CAT)).toBe(7n);
    expect(await lastOf(bank)).toMatchObject({
      kind: 'adjustment',
      status: 'credited',
      by: STAFF.by,
      tellerId: 'teller-1',
      note: CREDIT.reason,
    });
    await expectSound(bank);
  });

  test('takes from a member what they should not have, and from the stock with it', async () => {
    const bank = await openWithRequest();
    expect(await bank.adjust(DEBIT, STAFF)).toMatchObject({ status: 'debited' });
    expect([await bank.balance(1, CAT), await bank.balance(1, 'gems')]).toEqual([1n, 40n]);
    expect(await bank.stock('teller-1', 'gems')).toBe(70n);
    await expectSound(bank);
  });

  test('happens once, whatever reason is given the second time', async () => {
    const bank = await openWithRequest();
    const first = await bank.adjust(CREDIT, STAFF);
    const before = bank.everything();
    expect(await bank.adjust({ ...CREDIT, reason: 'said otherwise' }, STAFF)).toEqual({
      ...first,
      replayed: true,
    });
    expect(bank.everything()).toEqual(before);
  });

  test('notifies the member, with its reason', async () => {
    const bank = await openWithRequest();
    await linkUser(bank, { discordUserId: '100000000000000001', robloxUserId: 1 });
    await bank.adjust(CREDIT, STAFF);
    expect(bank.events.at(-1)).toMatchObject({
      topic: 'adjustment_credited',
      discordUserId: '100000000000000001',
      text: CREDIT.reason,
    });
  });

  test('makes no shortage out of a report from before', async () => {
    const bank = await openWithRequest();
    const held = { pets: [{ ...CAT, quantity: 5 }], gems: 100, seq: NEWEST };
    await bank.report(held);
    await bank.adjust(CREDIT, STAFF);
    expect((await bank.report(held)).paused).toEqual([]);
  });

  test('finds a pet by the name that the game shows', async () => {
    const bank = await openWithRequest();
    await bank.adjust({ ...CREDIT, pets: [{ id: 'Shown Fox' }], gems: 0 }, STAFF);
    expect(await bank.balance(1, { id: 'fox_01' })).toBe(1n);
  });

  test('counts what has expired as free, though nothing has written it down yet', async () => {
    const bank = await openWithRequest();
    bank.pass(31 * MINUTE);
    await bank.adjust({ ...DEBIT, pets: [{ ...CAT, quantity: 5 }], gems: 100 }, STAFF);
    expect(await bank.balance(1, CAT)).toBe(0n);
    expect(await bank.withdrawal('w-2')).toMatchObject({ status: 'expired' });
    await expectSound(bank);
  });

  test.each<[RefusalCode, string, Body]>([
    ['request_reused', 'an id that adjusted something else', { ...CREDIT, gems: 31 }],
    ['request_reused', 'an id that went the other way', { ...CREDIT, direction: 'debit' }],
    ['invalid', 'with a teller nobody knows', { ...CREDIT, adjustmentId: 'n', tellerId: 'teler-1' }],
    [
      'invalid',
      'of a pet nobody knows',
      { ...CREDIT, adjustmentId: 'n', pets: [{ id: 'Kat' }], approvedBy: OTHER },
    ],
    ['insufficient_pets', 'of more pets than are free', { ...DEBIT, pets: [{ ...CAT, quantity: 6 }] }],
    ['insufficient_gems', 'of more gems than are free', { ...DEBIT, gems: 101 }],
    ['insufficient_pets', 'with a teller that holds none', { ...DEBIT, tellerId: 'teller-2' }],
  ])('is refused %s: %s', async (code, _what, body) => {
    const bank = await openWithRequest();
    await bank.hire(8, 'manager');
    await bank.adjust(CREDIT, STAFF);
    await expectRefusal(bank, code, () => bank.adjust(body, STAFF));
  });

  test('is refused insufficient_gems out of what a claim may be handing over', async () => {
    const bank = await openWithRequest();
    await bank.deposit({ tradeId: 'b', robloxUserId: 1, gems: 50 }, { by: 'teller-2' });
    await claimOldest(bank);
    const debit = { ...DEBIT, pets: [], gems: 71 };
    const { details } = await expectRefusal(bank, 'insufficient_gems', () => bank.adjust(debit, STAFF));
    expect(details).toEqual({ asset: 'gems', available: 70n });
  });

  test('is refused limit_exceeded where the member would hold more than can be counted exactly', async () => {
    const bank = openBank();
    await bank.hire(8, 'manager');
    await bank.deposit({ tradeId: 'a', robloxUserId: 1, gems: 1 });
    const credit = {
      ...CREDIT,
      pets: mostOfEachForm('Cat'),
      gems: 0,
    };
    for (let at = 0; at < 214; at += 1) {
      await bank.adjust({ ...credit, adjustmentId: `c-${at}`, approvedBy: OTHER }, STAFF);
    }
    await expectRefusal(bank, 'limit_exceeded', () =>
      bank.adjust({ ...credit, adjustmentId: 'more', approvedBy: OTHER }, STAFF),
    );
    await expectSound(bank);
  });
});

describe('a second person', () => {
  const LARGE = { ...CREDIT, pets: [{ ...CAT, quantity: 11 }], gems: 0 };

  test.each<[string, Body, string]>([
    ['worth more than one may adjust alone', LARGE, STAFF.by],
    ['without a known worth', { ...CREDIT, pets: [AXOLOTL] }, STAFF.by],
    ["of the adjuster's own account", { ...CREDIT, robloxUserId: 9 }, STAFF.by],
  ])('has to agree to a correction %s', async (_what, body, by) => {
    const bank = await openWithRequest();
    await bank.hire(8, 'manager');
    await expectRefusal(bank, 'invalid', () => bank.adjust(body, { by }));
    await expectRefusal(bank, 'invalid', () => bank.adjust({ ...body, approvedBy: by }, { by }));
    const own = `staff-${body.robloxUserId}`;
    await expectRefusal(bank, 'invalid', () => bank.adjust({ ...body, approvedBy: own }, { by }));
    await bank.adjust({ ...body, approvedBy: OTHER }, { by });
    expect((await bank.reads.log({ afterSeq: 3, limit: 9 })).map(({ note }) => note)).toEqual([
      `with ${OTHER}: ${CREDIT.reason}`,
    ]);
    await expectSound(bank);
  });

  test('need not agree to what is worth just as much as one may adjust', async () => {
    const bank = await openWithRequest();
    await bank.adjust({ ...LARGE, pets: [{ ...CAT, quantity: 10 }] }, STAFF);
    expect(await bank.balance(1, CAT)).toBe(13n);
  });
});
