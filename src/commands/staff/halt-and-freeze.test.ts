import { describe, expect, test } from 'bun:test';
import {
  CASHIER,
  labelsOf,
  lastInLedger,
  MEMBER,
  MENTION,
  openStaffKit,
  REASON,
  UNLINKED,
  wordsIn,
} from '../../../test/discord/staff-kit.ts';

describe('freeze', () => {
  test('freezes and unfreezes a member, each with a reason', async () => {
    const kit = await openStaffKit();
    const { rendered: frozen } = await kit.press(await kit.ask('freeze', { member: MENTION }), 'Freeze');
    expect(wordsIn(frozen)).toContain(
      `player1 is frozen | Roblox id 1, on Discord @user. Nothing of theirs leaves the bank. Why: ${REASON}`,
    );
    const note = `member 1: ${REASON}`;
    expect(await lastInLedger(kit)).toEqual({
      kind: 'member_frozen',
      status: 'frozen',
      by: 'staff-9',
      note,
    });
    const again = await kit.ask('freeze', { member: '1' });
    expect(labelsOf(again)).toEqual(['Unfreeze']);
    await kit.press(again, 'Unfreeze');
    expect(await lastInLedger(kit)).toMatchObject({ kind: 'member_unfrozen', by: 'staff-9' });
  });

  test('pressed twice, or by two who saw the same, freezes once', async () => {
    const kit = await openStaffKit();
    const [first, second] = [
      await kit.ask('freeze', { member: '1' }),
      await kit.ask('freeze', { member: '1' }),
    ];
    await Promise.all([first, first, second].map((rendered) => kit.press(rendered, 'Freeze')));
    expect((await kit.bank.reads.head()).seq).toBe(6);
  });
});

describe('halt', () => {
  test('halts the bank and opens it again, each with a reason', async () => {
    const kit = await openStaffKit();
    const { rendered } = await kit.press(await kit.ask('halt'), 'Halt the bank');
    expect(wordsIn(rendered)).toContain(`The bank is halted | Nobody can verify`);
    expect(await lastInLedger(kit)).toEqual({
      kind: 'bank_halted',
      status: 'halted',
      by: 'staff-9',
      note: REASON,
    });
    await kit.press(await kit.ask('halt'), 'Open the bank again');
    expect(await lastInLedger(kit)).toMatchObject({ kind: 'bank_resumed', by: 'staff-9' });
    expect((await kit.ask('halt')).title).toBe('The bank is open');
  });

  test('pressed twice halts once', async () => {
    const kit = await openStaffKit();
    const rendered = await kit.ask('halt');
    await Promise.all([kit.press(rendered, 'Halt the bank'), kit.press(rendered, 'Halt the bank')]);
    expect((await kit.bank.reads.head()).seq).toBe(6);
  });
});

test('no number of other acts locks staff out of halting and freezing', async () => {
  const kit = await openStaffKit();
  for (let asked = 0; asked < 50; asked += 1) await kit.ask('nonsense');
  expect((await kit.ask('nonsense')).title).toBe('A little slower, please');
  await kit.press(await kit.ask('freeze', { member: '1' }), 'Freeze');
  const { rendered } = await kit.press(await kit.ask('halt'), 'Halt the bank');
  expect(rendered.title).toBe('The bank is halted');
});

test.each([
  ['freeze', MEMBER, 'For staff only'],
  ['halt', MEMBER, 'For staff only'],
  ['freeze', UNLINKED, 'First, show who you are'],
  ['freeze', CASHIER, 'You may not do that'],
])('%s is only for staff who may', async (path, actor, title) => {
  const kit = await openStaffKit();
  const rendered = await kit.ask(path, path === 'freeze' ? { member: '1' } : {}, actor);
  expect([rendered.title, labelsOf(rendered)]).toEqual([title, []]);
});

test('a cashier without a Roblox account halts the bank, and only an owner opens it again', async () => {
  const kit = await openStaffKit();
  const halted = (await kit.press(await kit.ask('halt', {}, CASHIER), 'Halt the bank', { actor: CASHIER }))
    .rendered;
  expect(halted.title).toBe('The bank is halted');
  expect(await lastInLedger(kit)).toMatchObject({ kind: 'bank_halted', by: 'staff-unlinked' });
  const refused = await kit.press(halted, 'Open the bank again', { actor: CASHIER });
  expect(wordsIn(refused.rendered)).toContain('Your level here is cashier. This needs owner');
  const opened = await kit.press(await kit.ask('halt'), 'Open the bank again');
  expect(opened.rendered.title).toBe('The bank is open');
});
