import { describe, expect, test } from 'bun:test';
import {
  labelsOf,
  lastInLedger,
  MEMBER,
  MENTION,
  openStaffDesk,
  REASON,
  UNLINKED,
  wordsIn,
} from '../../../test/discord/staff-desk.ts';

describe('freeze', () => {
  test('freezes a member and thaws them, each with a reason', async () => {
    const desk = await openStaffDesk();
    const { shown: frozen } = await desk.press(await desk.ask('freeze', { member: MENTION }), 'Freeze');
    expect(wordsIn(frozen)).toContain(
      `player1 is frozen | Roblox id 1, on Discord @user. Nothing of theirs leaves the bank. Why: ${REASON}`,
    );
    const note = `member 1: ${REASON}`;
    expect(await lastInLedger(desk)).toEqual({
      kind: 'member_frozen',
      status: 'frozen',
      by: 'staff-9',
      note,
    });
    const again = await desk.ask('freeze', { member: '1' });
    expect(labelsOf(again)).toEqual(['Thaw']);
    await desk.press(again, 'Thaw');
    expect(await lastInLedger(desk)).toMatchObject({ kind: 'member_unfrozen', by: 'staff-9' });
  });

  test('pressed twice, or by two who saw the same, freezes once', async () => {
    const desk = await openStaffDesk();
    const [first, second] = [
      await desk.ask('freeze', { member: '1' }),
      await desk.ask('freeze', { member: '1' }),
    ];
    await Promise.all([first, first, second].map((rendered) => desk.press(rendered, 'Freeze')));
    expect((await desk.bank.reads.head()).seq).toBe(1);
  });
});

describe('halt', () => {
  test('halts the bank and opens it again, each with a reason', async () => {
    const desk = await openStaffDesk();
    const { shown } = await desk.press(await desk.ask('halt'), 'Halt the bank');
    expect(wordsIn(shown)).toContain(`The bank is halted | Nobody can verify`);
    expect(await lastInLedger(desk)).toEqual({
      kind: 'bank_halted',
      status: 'halted',
      by: 'staff-9',
      note: REASON,
    });
    await desk.press(await desk.ask('halt'), 'Open the bank again');
    expect(await lastInLedger(desk)).toMatchObject({ kind: 'bank_resumed', by: 'staff-9' });
    expect((await desk.ask('halt')).title).toBe('The bank is open');
  });

  test('pressed twice halts once', async () => {
    const desk = await openStaffDesk();
    const shown = await desk.ask('halt');
    await Promise.all([desk.press(shown, 'Halt the bank'), desk.press(shown, 'Halt the bank')]);
    expect((await desk.bank.reads.head()).seq).toBe(1);
  });
});

describe.each(['freeze', 'halt'])('%s', (path) => {
  test.each([
    [MEMBER, 'For staff only'],
    [UNLINKED, 'First, show who you are'],
  ])('is for staff with an account alone', async (actor, title) => {
    const desk = await openStaffDesk();
    const shown = await desk.ask(path, path === 'freeze' ? { member: '1' } : {}, actor);
    expect([shown.title, labelsOf(shown)]).toEqual([title, []]);
  });
});
