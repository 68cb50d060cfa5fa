import { expect, test } from 'bun:test';
import { linkUser, unlinkUser } from '../../../test/bank/link.ts';
import {
  KIM,
  LEE,
  MENTION,
  openStaffKit,
  REASON,
  type StaffKit,
  wordsIn,
} from '../../../test/discord/staff-kit.ts';

/* One of the staff may move 1,000 gems' worth alone in a day; a Cat is worth 100. Kim's account is 9. */
const OTHER = 10;
const RECORD = 'The trade went through: record it';
const KIM_ID = KIM.discordUserId;

const take = (kit: StaffKit) => kit.ask('teller take', { member: MENTION, pets: '10 x Cat' });
const owned = ({ bank }: StaffKit) => bank.balance(1, { id: 'Cat' });

async function relink({ bank }: StaffKit, robloxUserId: number): Promise<void> {
  await unlinkUser(bank, KIM_ID);
  await linkUser(bank, { discordUserId: KIM_ID, robloxUserId });
}

/** Presses what must be refused: nothing changes. */
async function expectRefused(kit: StaffKit, pressing: ReturnType<StaffKit['press']>): Promise<string> {
  const before = kit.bank.everything();
  const { kind, rendered } = await pressing;
  expect(kind).toBe('ephemeral');
  expect(kit.bank.everything()).toEqual(before);
  return wordsIn(rendered);
}

test('what was opened by another account of theirs moves nothing more', async () => {
  const kit = await openStaffKit();
  const old = await take(kit);
  await relink(kit, OTHER);
  await kit.press(await take(kit), RECORD);
  expect(await owned(kit)).toBe(10n);
  expect(await expectRefused(kit, kit.press(old, RECORD))).toContain('staff-9');
  // Linked again, it would be the account that acts, but the other one has acted today.
  await relink(kit, 9);
  expect(await expectRefused(kit, kit.press(old, RECORD))).toContain('today you act as staff-10');
});

test('nor before either has moved anything', async () => {
  const kit = await openStaffKit();
  const old = await take(kit);
  await relink(kit, OTHER);
  const other = await take(kit);
  expect(await expectRefused(kit, kit.press(old, RECORD))).toContain('staff-9');
  await relink(kit, 9);
  expect(await expectRefused(kit, kit.press(other, RECORD))).toContain('staff-10');
  await kit.press(old, RECORD);
  await relink(kit, OTHER);
  expect(await expectRefused(kit, kit.press(other, RECORD))).toContain('today you act as staff-9');
  expect(await owned(kit)).toBe(10n);
});

test.each(['teller move', 'adjust', 'review', 'freeze'])('%s, too, asks who presses', async (command) => {
  const kit = await openStaffKit();
  await kit.bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: [{ id: 'Cat', quantity: 5 }] });
  await kit.bank.deposit({ tradeId: 'q', robloxUserId: 1, pets: [{ id: 'Rock' }] });
  const [raw, label] = {
    'teller move': [{ from: 'teller-1', to: 'me', pets: 'Cat' }, 'It changed hands: record it'] as const,
    adjust: [{ member: MENTION, direction: 'debit', teller: 'me', pets: 'Cat' }, 'Correct it'] as const,
    review: [{ case: 'quarantine:deposit:teller-1:q' }, 'Credit it to the member'] as const,
    freeze: [{ member: MENTION }, 'Freeze'] as const,
  }[command] ?? [{}, ''];
  const old = await kit.ask(command, raw);
  await relink(kit, OTHER);
  await kit.ask('teller queue');
  expect(await expectRefused(kit, kit.press(old, label))).toContain('staff-9');
});

test('a second person agrees to nothing of an account that is no longer theirs who proposed it', async () => {
  const kit = await openStaffKit();
  const raw = { member: MENTION, direction: 'credit', teller: 'me', pets: '11 x Cat' };
  await kit.bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: [{ id: 'Cat' }] }, { by: 'staff-9' });
  const asked = await kit.press(await kit.ask('adjust', raw), 'Ask a second person to agree');
  await relink(kit, OTHER);
  const agree = kit.press(asked.rendered, 'I have checked it: agree', { actor: LEE });
  expect(await expectRefused(kit, agree)).toContain('staff-9');
});

test('nobody who re-linked is their own second person, by a new panel or an old one', async () => {
  const kit = await openStaffKit();
  const { rules } = kit.bank.now;
  kit.bank.now.rules = { ...rules, limits: { ...rules.limits, petsPerTrade: 1 } };
  await kit.bank.deposit({ tradeId: 'q', robloxUserId: 1, pets: [{ id: 'Cat', quantity: 20 }] });
  kit.bank.now.rules = rules;
  const review = () => kit.ask('review', { case: 'quarantine:deposit:teller-1:q' });
  const old = await review();
  await kit.press(await review(), 'Credit it to the member');
  await relink(kit, OTHER);
  const again = await review();
  expect(wordsIn(again)).toContain(`staff-9 wants: credit. Why: ${REASON}`);
  expect(await expectRefused(kit, kit.press(again, 'Credit it to the member'))).toContain(
    'whose account it is not',
  );
  expect(await expectRefused(kit, kit.press(old, 'Credit it to the member'))).toContain('staff-9');
});
