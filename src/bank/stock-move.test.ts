import { describe, expect, test } from 'bun:test';
import type { z } from 'zod';
import { expectRefusal, expectSound, NEWEST, OTHER_TELLER, openBank } from '../../test/bank/bank.ts';
import { CAT, claimOldest, openWithRequest } from '../../test/bank/withdrawal.ts';
import type { RefusalCode } from './engine/refusal.ts';
import type { stockMoveInput } from './stock-move.ts';

const STAFF = { by: 'staff-9' } as const;
type Body = z.input<typeof stockMoveInput>;
const HANDED: Body = {
  moveId: 'm',
  from: 'teller-1',
  to: STAFF.by,
  pets: [{ ...CAT, quantity: 3 }],
  gems: 70,
  reason: 'met in the plaza',
};

describe('goods that one teller hands to another', () => {
  test('change the stock of both, and what no member owns', async () => {
    const bank = await openWithRequest();
    expect(await bank.move(HANDED, STAFF)).toEqual({
      pets: [{ ...CAT, quantity: 3 }],
      gems: 70,
      seq: 3,
      replayed: false,
    });
    expect([await bank.stock('teller-1', CAT), await bank.stock(STAFF.by, CAT)]).toEqual([2n, 3n]);
    expect([await bank.balance(1, CAT), await bank.balance(1, 'gems')]).toEqual([3n, 70n]);
    expect(await bank.reads.log({ afterSeq: 2, limit: 9 })).toMatchObject([
      { kind: 'adjustment', status: 'moved', by: STAFF.by, robloxUserId: null, tellerId: 'teller-1' },
    ]);
    expect((await bank.reads.log({ afterSeq: 2, limit: 1 }))[0]?.note).toBe(
      'teller-1 to staff-9: met in the plaza',
    );
    expect((await bank.reads.tellers()).map(({ id }) => id)).toContain(STAFF.by);
    await expectSound(bank);
  });

  test('are handed once, and come back the same way', async () => {
    const bank = await openWithRequest();
    const first = await bank.move(HANDED, STAFF);
    const before = bank.everything();
    expect(await bank.move({ ...HANDED, reason: 'said otherwise' }, STAFF)).toEqual({
      ...first,
      replayed: true,
    });
    expect(bank.everything()).toEqual(before);
    await bank.move({ ...HANDED, moveId: 'back', from: STAFF.by, to: 'teller-1' }, STAFF);
    expect([await bank.stock('teller-1', CAT), await bank.stock(STAFF.by, CAT)]).toEqual([5n, 0n]);
    await expectSound(bank);
  });

  test('are no shortage for a report from before they came', async () => {
    const bank = await openWithRequest();
    await bank.deposit({ tradeId: 'b', robloxUserId: 2, pets: [CAT] }, STAFF);
    const held = { pets: [{ ...CAT, quantity: 5 }], gems: 100, seq: NEWEST };
    await bank.report(held);
    await bank.move({ ...HANDED, from: STAFF.by, to: 'teller-1', pets: [CAT], gems: 0 }, STAFF);
    expect((await bank.report(held)).paused).toEqual([]);
    await expectSound(bank);
  });

  test.each<[RefusalCode, string, Partial<Body>]>([
    ['request_reused', 'an id that moved something else', { gems: 71 }],
    ['invalid', 'to the teller itself', { moveId: 'n', to: 'teller-1' }],
    ['invalid', 'from a teller nobody knows', { moveId: 'n', from: 'teler-1' }],
    ['invalid', "to a teller nobody knows, but for the mover's own", { moveId: 'n', to: 'staff-8' }],
    ['insufficient_pets', 'more pets than it holds', { moveId: 'n', pets: [{ ...CAT, quantity: 6 }] }],
    ['insufficient_gems', 'more gems than it holds', { moveId: 'n', pets: [], gems: 101 }],
  ])('are refused %s: %s', async (code, _what, change) => {
    const bank = await openWithRequest();
    await bank.move({ ...HANDED, pets: [], gems: 1 }, STAFF);
    await expectRefusal(bank, code, () => bank.move({ ...HANDED, pets: [], gems: 1, ...change }, STAFF));
  });

  test('are refused insufficient_pets where a claim may be handing them over', async () => {
    const bank = await openWithRequest();
    await claimOldest(bank);
    const four = { ...HANDED, pets: [{ ...CAT, quantity: 4 }], gems: 0 };
    const { details } = await expectRefusal(bank, 'insufficient_pets', () => bank.move(four, STAFF));
    expect(details).toMatchObject({ available: 3n });
  });
});

test('a teller that was handed the goods delivers them', async () => {
  const bank = openBank();
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: [CAT] });
  await bank.deposit({ tradeId: 'b', robloxUserId: 2, gems: 1 }, OTHER_TELLER);
  await bank.request({ requestId: 'a', robloxUserId: 1, pets: [CAT] });
  await bank.move({ ...HANDED, to: 'teller-2', pets: [CAT], gems: 0 });
  const claimed = await claimOldest(bank, OTHER_TELLER);
  await bank.complete({ ...claimed, tradeId: 'out', outcome: 'delivered' }, OTHER_TELLER);
  expect(await bank.stock('teller-2', CAT)).toBe(0n);
  await expectSound(bank);
});
