import { expect, test } from 'bun:test';
import { expectRefusal, NOON, openBank } from '../../test/bank/bank.ts';
import { linkUser, unlinkUser } from '../../test/bank/link.ts';
import { DAY, MINUTE } from '../../test/bank/rules.ts';
import { readDeposits } from './deposit.ts';
import { readHoldings } from './holdings.ts';
import { readInventory } from './inventory.ts';
import { readWithdrawal } from './withdraw-cancel.ts';

const ANN = { discordUserId: '100000000000000001', robloxUserId: 1 };
const DISCORD = { by: 'discord' };
const CAT = { id: 'Cat', variant: 'normal', shiny: false } as const;
const ROCK = { ...CAT, id: 'Rock' };

type Bank = ReturnType<typeof openBank>;
const holdings = (bank: Bank) => bank.book.query(readHoldings, ANN.discordUserId, DISCORD);

test('a linked user sees what is free, what is in withdrawals, and what waits in quarantine', async () => {
  const bank = openBank();
  await linkUser(bank, ANN);
  const pets = [
    { ...CAT, quantity: 5 },
    { ...ROCK, quantity: 2 },
  ];
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets, gems: 100 });
  await bank.request({ requestId: 'a', robloxUserId: 1, pets: [{ ...CAT, quantity: 2 }], gems: 30 });
  expect(await holdings(bank)).toMatchObject({
    robloxUserId: 1,
    username: 'player1',
    displayName: 'PLAYER1',
    gems: { free: 70, reserved: 30 },
    pets: [{ key: 'pet/normal/-/-/Cat', pet: CAT, free: 3, reserved: 2, value: 100 }],
    total: { worth: 600n, unvalued: 0n },
    withdrawals: [{ id: 'w-3', status: 'reserved' }],
    quarantined: { pets: [{ ...ROCK, quantity: 2 }], gems: 0 },
    isFrozen: false,
    cooldownUntil: null,
  });
});

test('what has expired is free again before anything has written it down', async () => {
  const bank = openBank();
  await linkUser(bank, ANN);
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, gems: 100 });
  await bank.request({ requestId: 'a', robloxUserId: 1, gems: 30 });
  bank.pass(30 * MINUTE);
  expect(await holdings(bank)).toMatchObject({ gems: { free: 100, reserved: 0 }, withdrawals: [] });
});

test('a worth above 2^53 is exact', async () => {
  const bank = openBank();
  await linkUser(bank, ANN);
  await bank.deposit({
    tradeId: 'a',
    robloxUserId: 1,
    pets: [{ id: 'Titanic Sun', quantity: 1_000_001 }],
    gems: 1,
  });
  expect((await holdings(bank)).total.worth).toBe(25_000_025_000_000_001n);
});

test('a total says how many pets it leaves out for want of a value, reserved ones too', async () => {
  const bank = openBank();
  await linkUser(bank, ANN);
  const pets = [CAT, { ...CAT, id: 'Axolotl', quantity: 3 }, { ...CAT, shiny: true, quantity: 2 }];
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets });
  await bank.request({ requestId: 'a', robloxUserId: 1, pets: [{ ...CAT, id: 'Axolotl', quantity: 2 }] });
  expect((await holdings(bank)).total).toEqual({ worth: 100n, unvalued: 5n });
  const inventory = (robloxUserId: number) => bank.book.query(readInventory, robloxUserId, DISCORD);
  expect(await inventory(1)).toMatchObject({ totalValue: 100, unvalued: 5 });
  expect(await inventory(2)).toMatchObject({ totalValue: 0, unvalued: 0 });
});

test('a freeze and a cool-down show as long as they last', async () => {
  const bank = openBank();
  await linkUser(bank, { ...ANN, discordUserId: '100000000000000002' });
  await linkUser(bank, ANN);
  await bank.freeze(1);
  expect(await holdings(bank)).toMatchObject({ isFrozen: true, cooldownUntil: NOON + DAY });
  bank.pass(DAY);
  expect(await holdings(bank)).toMatchObject({ cooldownUntil: null });
});

test('who is not linked is refused', async () => {
  const bank = openBank();
  await expectRefusal(bank, 'not_linked', () => holdings(bank));
  await linkUser(bank, ANN);
  await unlinkUser(bank, ANN.discordUserId);
  await expectRefusal(bank, 'not_linked', () => holdings(bank));
});

test('a withdrawal is read as time has made it, and only as its own member', async () => {
  const bank = openBank();
  const stranger = { discordUserId: '100000000000000002', robloxUserId: 2 };
  for (const person of [ANN, stranger]) await linkUser(bank, person);
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, gems: 100 });
  await bank.request({ requestId: 'a', robloxUserId: 1, gems: 30 });
  const read = ({ discordUserId } = ANN, withdrawalId = 'w-4') =>
    bank.book.query(readWithdrawal, { withdrawalId, discordUserId }, DISCORD);
  expect(await read()).toMatchObject({ withdrawal: { status: 'reserved' }, others: [] });
  bank.pass(30 * MINUTE);
  expect(await read()).toMatchObject({ withdrawal: { status: 'expired' } });
  await expectRefusal(bank, 'withdrawal_not_found', () => read(stranger));
  await expectRefusal(bank, 'withdrawal_not_found', () => read(ANN, 'w-9'));
  await unlinkUser(bank, ANN.discordUserId);
  await expectRefusal(bank, 'not_linked', () => read());
});

test('deposits are read with what came of them, and why a part waits as long as it does', async () => {
  const bank = openBank();
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: [{ ...CAT }, { ...ROCK }], gems: 7 });
  await bank.request({ requestId: 'a', robloxUserId: 1, gems: 7 });
  const read = async () =>
    bank.book.query(readDeposits, await bank.reads.history({ robloxUserId: 1, limit: 10 }), DISCORD);
  const credited = { pets: [{ ...CAT, quantity: 1 }], gems: 7 };
  const quarantined = { pets: [{ ...ROCK, quantity: 1 }], gems: 0 };
  const known = { seq: 1, at: NOON, tellerId: 'teller-1', credited, quarantined };
  expect(await read()).toEqual([{ ...known, isWaiting: true }]);
  await bank.resolve({ caseId: 'quarantine:deposit:teller-1:a', resolution: 'return', reason: 'given back' });
  expect(await read()).toMatchObject([{ quarantined, isWaiting: false }]);
});
