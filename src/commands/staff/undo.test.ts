import { expect, test } from 'bun:test';
import { giftsOf } from '../../../test/bank/gifts.ts';
import { linkUser } from '../../../test/bank/link.ts';
import { DAY } from '../../../test/bank/rules.ts';
import { LEE, lastInLedger, openStaffKit, REASON, wordsIn } from '../../../test/discord/staff-kit.ts';

const PERSON = { robloxUserId: 3, discordUserId: '100000000000000033' };

/** Member 3 has given gems to member 4. */
async function open(gems: number) {
  const kit = await openStaffKit();
  const { bank } = kit;
  for (const person of [PERSON, { robloxUserId: 4, discordUserId: '100000000000000044' }])
    await linkUser(bank, person);
  await bank.deposit({ tradeId: 'a', robloxUserId: 3, gems: 5_000 });
  const { discordUserId } = PERSON;
  const gift = { fromRobloxUserId: 3, toRobloxUserId: 4, discordUserId, gems };
  const { transactionId } = await giftsOf(bank).transfer(gift);
  return { kit, transactionId };
}

test('takes back a gift, with a reason', async () => {
  const { kit, transactionId } = await open(700);
  const proposed = await kit.ask('undo', { transaction: transactionId });
  expect(proposed.isPublic).toBe(true);
  expect(wordsIn(proposed)).toContain('player3 gave: 700 gems');
  const { rendered } = await kit.press(proposed, 'Undo it');
  expect(wordsIn(rendered)).toContain('Undone');
  expect(await kit.bank.balance(3, 'gems')).toBe(5_000n);
  expect(await lastInLedger(kit)).toMatchObject({ kind: 'adjustment', status: 'reversed', by: 'staff-9' });
  expect((await kit.bank.reads.log({ afterSeq: 0, limit: 99 })).at(-1)?.note).toBe(
    `${transactionId}: ${REASON}`,
  );
});

test('asks a second person for more than one may move alone', async () => {
  const { kit, transactionId } = await open(1_001);
  const { rendered } = await kit.press(
    await kit.ask('undo', { transaction: transactionId }),
    'Ask a second person to agree',
  );
  await kit.press(rendered, 'I have checked it: agree', { actor: LEE });
  expect(await kit.bank.balance(4, 'gems')).toBe(0n);
});

test('says so where it is too late, and where there is no such gift', async () => {
  const { kit, transactionId } = await open(7);
  expect(wordsIn(await kit.ask('undo', { transaction: 't-1' }))).toContain('no gift and no trade');
  kit.bank.pass(DAY);
  const { rendered } = await kit.press(await kit.ask('undo', { transaction: transactionId }), 'Undo it');
  expect(wordsIn(rendered)).toContain('not on hold any more');
});
