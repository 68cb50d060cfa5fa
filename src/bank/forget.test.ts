import { expect, test } from 'bun:test';
import { expectRefusal, expectSound, NOON, openBank } from '../../test/bank/bank.ts';
import { linkUser, startWith, unlinkUser } from '../../test/bank/link.ts';
import { DAY } from '../../test/bank/rules.ts';
import { forgetMember } from './forget.ts';
import { readInventory } from './inventory.ts';

const ANN = { discordUserId: '100000000000000001', robloxUserId: 1 };
const BEN = { discordUserId: '100000000000000002', robloxUserId: 1 };
const DISCORD = { by: 'discord' };
const CAT = { id: 'Cat', quantity: 1 } as const;

type Bank = ReturnType<typeof openBank>;
const forget = (bank: Bank, discordUserId = ANN.discordUserId) =>
  bank.book.perform(forgetMember, { discordUserId }, DISCORD);
/** Everything that is kept. */
const keptOf = (bank: Bank): string =>
  JSON.stringify([...bank.everything()], (_, value) => (typeof value === 'bigint' ? String(value) : value));

/** Asks to be forgotten, and sees that nothing happened. */
async function expectHeld(bank: Bank, held: object): Promise<void> {
  const before = bank.everything();
  expect(await forget(bank)).toMatchObject({ kind: 'held', username: 'player1', ...held });
  expect(bank.everything()).toEqual(before);
}

test('who is forgotten leaves no name or Discord id behind; the account and its ledger stay', async () => {
  const bank = openBank();
  await linkUser(bank, ANN);
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, gems: 5 });
  await bank.request({ requestId: 'a', robloxUserId: 1, gems: 5 });
  const { claimed } = await bank.check({ robloxUserId: 1, claim: true });
  await bank.complete({
    tradeId: 'b',
    outcome: 'delivered',
    withdrawalId: 'w-3',
    claimToken: claimed?.claimToken ?? '',
  });
  await startWith(bank, ANN);
  expect(keptOf(bank)).toContain(ANN.discordUserId);
  expect(await forget(bank)).toEqual({ kind: 'forgotten' });
  for (const word of [ANN.discordUserId, 'player1', 'PLAYER1']) expect(keptOf(bank)).not.toContain(word);
  expect(await bank.book.query(readInventory, 1, DISCORD)).toMatchObject({
    username: null,
    discordUserId: null,
  });
  expect(await bank.reads.history({ robloxUserId: 1, limit: 10 })).toHaveLength(4);
  await expectSound(bank);
});

test('an account that was unlinked still names its last user, and is forgotten too', async () => {
  const bank = openBank();
  await linkUser(bank, ANN);
  await unlinkUser(bank, ANN.discordUserId);
  await linkUser(bank, { ...ANN, robloxUserId: 2 });
  await forget(bank);
  expect(keptOf(bank)).not.toContain(ANN.discordUserId);
});

test('nobody is forgotten while the account holds something, in any place', async () => {
  const bank = openBank();
  await linkUser(bank, ANN);
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: [CAT] });
  await expectHeld(bank, { goods: { pets: [{ ...CAT, variant: 'normal', shiny: false }], gems: 0 } });
  await bank.request({ requestId: 'a', robloxUserId: 1, pets: [CAT] });
  await expectHeld(bank, { openWithdrawals: 1 });
  await unlinkUser(bank, ANN.discordUserId);
  await expectHeld(bank, { openWithdrawals: 1 });
});

test('nobody is forgotten while something of theirs waits in quarantine', async () => {
  const bank = openBank();
  await linkUser(bank, ANN);
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: [{ id: 'Rock' }] });
  await expectHeld(bank, {
    openCases: 1,
    quarantined: { pets: [{ id: 'Rock', variant: 'normal', shiny: false, quantity: 1 }], gems: 0 },
  });
  await bank.resolve({ caseId: 'quarantine:deposit:teller-1:a', resolution: 'return', reason: 'given back' });
  expect(await forget(bank)).toEqual({ kind: 'forgotten' });
});

test('forgetting is no way around the cool-down: it starts one, and ends none', async () => {
  const bank = openBank();
  await linkUser(bank, ANN);
  await forget(bank);
  await linkUser(bank, BEN);
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, gems: 5 });
  const request = () => bank.request({ requestId: 'a', ...BEN, gems: 5 });
  const { details } = await expectRefusal(bank, 'link_cooldown', request);
  expect(details.untilMs).toBe(NOON + DAY);
  bank.pass(DAY);
  expect(await request()).toMatchObject({ status: 'reserved' });
});

test('a longer cool-down and a freeze outlast it', async () => {
  const bank = openBank();
  await linkUser(bank, ANN);
  await unlinkUser(bank, ANN.discordUserId);
  await linkUser(bank, BEN);
  await bank.freeze(1);
  bank.now.rules = { ...bank.now.rules, linkCooldownMs: 1 };
  await forget(bank, BEN.discordUserId);
  expect(bank.everything().get('members 1')).toMatchObject({
    frozenReason: 'looked into',
    cooldownUntil: NOON + DAY,
  });
});

test('a stranger is forgotten at once, and nothing else changes', async () => {
  const bank = openBank();
  await linkUser(bank, BEN);
  const rowsOf = () => [...bank.everything()].filter(([key]) => key !== 'bank');
  const before = rowsOf();
  expect(await forget(bank)).toEqual({ kind: 'forgotten' });
  expect(rowsOf()).toEqual(before);
});

test('whoever lost an account to someone else is forgotten with the message that said so', async () => {
  const bank = openBank();
  await linkUser(bank, ANN);
  await linkUser(bank, BEN);
  expect(bank.events.map(({ discordUserId }) => discordUserId)).toContain(ANN.discordUserId);
  await forget(bank);
  expect(keptOf(bank)).not.toContain(ANN.discordUserId);
  expect(keptOf(bank)).toContain(BEN.discordUserId);
});
