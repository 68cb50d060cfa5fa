import { describe, expect, test } from 'bun:test';
import { expectSound, openBank, TELLER } from '../../test/bank/bank.ts';
import { rulesWith } from '../../test/bank/rules.ts';
import { completeDeposit } from './deposit.ts';
import type { Limits } from './engine/operation.ts';

const pet = (id: string, quantity: number) => ({ id, variant: 'normal', shiny: false, quantity }) as const;
type Goods = { pets: ReturnType<typeof pet>[]; gems: number };
const goods = (pets: Goods['pets'], gems = 0): Goods => ({ pets, gems });

describe('a deposit over a limit is credited up to it, in the order of the request', () => {
  test.each<[string, Partial<Limits>, Goods, Goods, Goods]>([
    [
      'pets for one trade split a stack',
      { petsPerTrade: 5 },
      goods([pet('Cat', 3), pet('Dog', 4), pet('Axolotl', 1)]),
      goods([pet('Cat', 3), pet('Dog', 2)]),
      goods([pet('Dog', 2), pet('Axolotl', 1)]),
    ],
    [
      'a pet that no limit counts leaves its share to the next',
      { petsPerTrade: 2 },
      goods([pet('Rock', 2), pet('Cat', 2)]),
      goods([pet('Cat', 2)]),
      goods([pet('Rock', 2)]),
    ],
    [
      'just the limit',
      { petsPerTrade: 5, gemsPerTrade: 9 },
      goods([pet('Cat', 5)], 9),
      goods([pet('Cat', 5)], 9),
      goods([]),
    ],
    [
      'gems for one trade',
      { gemsPerTrade: 10 },
      goods([pet('Cat', 1)], 25),
      goods([pet('Cat', 1)], 10),
      goods([], 15),
    ],
    ['pets held', { petsHeld: 4 }, goods([pet('Cat', 9)]), goods([pet('Cat', 4)]), goods([pet('Cat', 5)])],
    ['gems held', { gemsHeld: 4 }, goods([], 9), goods([], 4), goods([], 5)],
    [
      'the smaller of two',
      { petsHeld: 4, petsPerTrade: 3 },
      goods([pet('Cat', 9)]),
      goods([pet('Cat', 3)]),
      goods([pet('Cat', 6)]),
    ],
    [
      'no limit at all',
      {},
      goods([pet('Cat', 10 ** 12)], 10 ** 12),
      goods([pet('Cat', 10 ** 12)], 10 ** 12),
      goods([]),
    ],
  ])('%s', async (_name, limits, brought, credited, quarantined) => {
    const bank = openBank({ rules: rulesWith(limits) });
    const trade = { robloxUserId: 1, ...brought };
    const check = await bank.checkDeposit(trade);
    const answer = await bank.deposit({ tradeId: 'a', ...trade });
    expect(answer).toMatchObject({ credited, quarantined });
    expect(check.accepted).toBe(answer.status === 'credited');
    await expectSound(bank);
  });
});

test('what is held counts free and reserved together', async () => {
  const bank = openBank({ rules: rulesWith({ petsHeld: 5, gemsHeld: 50 }) });
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: [pet('Cat', 4)], gems: 40 });
  await bank.request({ requestId: 'a', robloxUserId: 1, pets: [pet('Cat', 4)], gems: 40 });
  const answer = await bank.deposit({ tradeId: 'b', robloxUserId: 1, pets: [pet('Cat', 4)], gems: 40 });
  expect(answer).toMatchObject({
    credited: goods([pet('Cat', 1)], 10),
    quarantined: goods([pet('Cat', 3)], 30),
  });
});

test('what has left the bank is held no more', async () => {
  const bank = openBank({ rules: rulesWith({ gemsHeld: 50 }) });
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, gems: 50 });
  await bank.request({ requestId: 'a', robloxUserId: 1, gems: 30 });
  const { claimed } = await bank.check({ robloxUserId: 1, claim: true });
  const { withdrawalId = '', claimToken = '' } = claimed ?? {};
  await bank.complete({ withdrawalId, claimToken, tradeId: 'a', outcome: 'delivered' });
  expect(await bank.deposit({ tradeId: 'b', robloxUserId: 1, gems: 50 })).toMatchObject({
    credited: { gems: 30 },
    quarantined: { gems: 20 },
  });
});

test('each reason of a split names its pet and how many are over', async () => {
  const bank = openBank({ rules: rulesWith({ petsPerTrade: 1, gemsPerTrade: 1 }) });
  const check = await bank.checkDeposit({ robloxUserId: 1, pets: [pet('Cat', 3), pet('Dog', 1)], gems: 4 });
  expect(check.reasons.map((reason) => [reason.code, reason.pet?.id, reason.message])).toEqual([
    ['limit_exceeded', 'Cat', '2 × Cat: over the limit: one trade may bring 1 pets.'],
    ['limit_exceeded', 'Dog', '1 × Dog: over the limit: one trade may bring 1 pets.'],
    ['limit_exceeded', undefined, '3 gems: over the limit: one trade may bring 1 gems.'],
  ]);
});

test('the answer has the gems to the digit: nobody holds more than a JSON number says', async () => {
  const bank = openBank();
  const most = Number.MAX_SAFE_INTEGER;
  const trade = { robloxUserId: 1, pets: [], gems: most - 1 };
  await bank.book.perform(completeDeposit, { ...trade, tradeId: 'a' }, TELLER);
  const answer = await bank.deposit({ tradeId: 'b', robloxUserId: 1, gems: 10 });
  expect(answer).toMatchObject({ credited: goods([], 1), quarantined: goods([], 9), gems: most });
  expect(await bank.deposit({ tradeId: 'b', robloxUserId: 1, gems: 10 })).toEqual({
    ...answer,
    replayed: true,
  });
  await expectSound(bank);
});
