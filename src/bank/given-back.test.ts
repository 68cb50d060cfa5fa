import { expect, test } from 'bun:test';
import { expectSound, OTHER_TELLER, openBank, TELLER } from '../../test/bank/bank.ts';
import { giftsOf, userOf } from '../../test/bank/gifts.ts';
import { linkUser } from '../../test/bank/link.ts';
import { MINUTE, rulesWith, SECOND } from '../../test/bank/rules.ts';
import { CAT } from '../../test/bank/withdrawal.ts';
import { completeWithdrawal } from './withdraw-complete.ts';

const HOLD = 10 * MINUTE;
const TEN = { pets: [{ ...CAT, quantity: 10 }] };
const TEN_OF_ONE = { robloxUserId: 1, ...TEN };
const FIVE = [{ ...CAT, quantity: 5 }];

/** Both tellers hold ten cats of one member, who has asked for five; the first has claimed them. */
async function openClaimed(depositHoldMs = HOLD) {
  const bank = openBank({ rules: { ...rulesWith(), depositHoldMs } });
  await bank.deposit({ ...TEN_OF_ONE, tradeId: 'a' });
  await bank.deposit({ ...TEN_OF_ONE, tradeId: 'b' }, OTHER_TELLER);
  bank.pass(HOLD);
  await bank.request({ requestId: 'a', robloxUserId: 1, pets: FIVE });
  return { bank, first: await claim(bank) };
}

async function claim(bank: ReturnType<typeof openBank>, teller: { by: string } = TELLER) {
  return (await bank.check({ robloxUserId: 1, claim: true }, teller)).claimed;
}

const end = (claimed: Awaited<ReturnType<typeof claim>>, outcome: 'declined' | 'partial') => ({
  withdrawalId: claimed?.withdrawalId ?? '',
  claimToken: claimed?.claimToken ?? '',
  tradeId: 'x',
  outcome,
  ...(outcome === 'partial' ? { delivered: { pets: [CAT], gems: 0 } } : {}),
});

// Whoever has the first teller's key says that nothing changed hands, while its script is handing over.
test('what a key gave back is handed out elsewhere once reports of that teller have shown it', async () => {
  const { bank, first } = await openClaimed();
  const { seq } = await bank.complete(end(first, 'declined'));
  expect(await claim(bank, OTHER_TELLER)).toBeNull();
  for (let reports = 0; reports < 4; reports += 1) {
    bank.pass(15 * SECOND);
    await bank.report({ ...TEN, seq });
  }
  expect(await claim(bank, OTHER_TELLER)).not.toBeNull();
});

test('whoever is given what a key gave back waits for the same', async () => {
  const { bank, first } = await openClaimed();
  bank.now.rules = { ...bank.now.rules, giftHoldMs: 0 };
  for (const robloxUserId of [1, 2])
    await linkUser(bank, { robloxUserId, discordUserId: userOf(robloxUserId) });
  await bank.complete(end(first, 'declined'));
  await bank.cancel(first?.withdrawalId ?? '');
  await giftsOf(bank).transfer({ pets: FIVE });
  await bank.request({ requestId: 'b', robloxUserId: 2, pets: FIVE });
  const claimFor = (caller: { by: string }) => bank.check({ robloxUserId: 2, claim: true }, caller);
  expect((await claimFor(OTHER_TELLER)).claimed).toBeNull();
  bank.pass(HOLD);
  expect((await claimFor(OTHER_TELLER)).claimed).not.toBeNull();
});

test('what two keys gave back waits for both tellers, also where a gift brings the second', async () => {
  const { bank, first } = await openClaimed();
  bank.now.rules = { ...bank.now.rules, giftHoldMs: 0 };
  for (const robloxUserId of [1, 2])
    await linkUser(bank, { robloxUserId, discordUserId: userOf(robloxUserId) });
  const credit = { robloxUserId: 2, direction: 'credit', tellerId: OTHER_TELLER.by, ...TEN } as const;
  await bank.adjust({ ...credit, adjustmentId: 'a', reason: 'for the gift' });
  await bank.request({ requestId: 'b', robloxUserId: 2, pets: [CAT] });
  const { claimed } = await bank.check({ robloxUserId: 2, claim: true }, OTHER_TELLER);
  await bank.complete(end(claimed, 'declined'), OTHER_TELLER);
  // A thief gives back what the first teller's script is handing over.
  await bank.complete(end(first, 'declined'));
  await giftsOf(bank).transfer({ fromRobloxUserId: 2, toRobloxUserId: 1, pets: [CAT] });
  expect([await claim(bank), await claim(bank, OTHER_TELLER)]).toEqual([null, null]);
  await expectSound(bank);
  bank.pass(HOLD);
  expect(await claim(bank, OTHER_TELLER)).not.toBeNull();
});

test('the teller that gave it back serves the member again at once', async () => {
  const { bank, first } = await openClaimed();
  await bank.complete(end(first, 'declined'));
  expect(await claim(bank)).not.toBeNull();
});

test('the same is so for the rest of what was handed over in part, and for what is asked next', async () => {
  const { bank, first } = await openClaimed();
  await bank.complete(end(first, 'partial'));
  await bank.request({ requestId: 'b', robloxUserId: 1, pets: [CAT] });
  expect(await claim(bank, OTHER_TELLER)).toBeNull();
  bank.pass(HOLD);
  expect(await claim(bank, OTHER_TELLER)).not.toBeNull();
});

test('time shows nothing while the teller does not know its own trades', async () => {
  const { bank, first } = await openClaimed();
  const { previousTradeSeq } = await bank.complete(end(first, 'declined'));
  bank.pass(MINUTE + 1);
  await bank.report({ pets: FIVE, seq: previousTradeSeq });
  bank.pass(HOLD);
  expect(await claim(bank, OTHER_TELLER)).toBeNull();
});

// Staff who take back what a stolen key credited have not looked into what it gave back before.
test.each(['confirm', 'reverse'] as const)(
  'staff who %s the credits have not decided it',
  async (resolution) => {
    const { bank, first } = await openClaimed();
    const { previousTradeSeq } = await bank.complete(end(first, 'declined'));
    await bank.deposit({ ...TEN_OF_ONE, tradeId: 'forged', robloxUserId: 2 });
    bank.pass(MINUTE + 1);
    await bank.report({ pets: FIVE, seq: previousTradeSeq });
    await bank.resolve({ caseId: 'foreign_trade:teller-1', resolution, reason: 'looked at the credits' });
    expect(await claim(bank, OTHER_TELLER)).toBeNull();
    bank.pass(HOLD);
    expect(await claim(bank, OTHER_TELLER)).not.toBeNull();
  },
);

test('where nothing is ever on hold, it is handed out elsewhere at once', async () => {
  const { bank, first } = await openClaimed(0);
  await bank.complete(end(first, 'declined'));
  expect(await claim(bank, OTHER_TELLER)).not.toBeNull();
});

test('what staff gave back with a reason is handed out at once', async () => {
  const { bank, first } = await openClaimed();
  const input = { ...end(first, 'declined'), reason: 'the player left' };
  await bank.book.perform(completeWithdrawal, input, TELLER);
  expect(await claim(bank, OTHER_TELLER)).not.toBeNull();
});
