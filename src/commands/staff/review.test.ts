import { describe, expect, test } from 'bun:test';
import { NEWEST } from '../../../test/bank/bank.ts';
import { MINUTE } from '../../../test/bank/rules.ts';
import {
  KIM,
  LEE,
  labelsOf,
  lastInLedger,
  MEMBER,
  openStaffDesk,
  REASON,
  type StaffDesk,
  UNLINKED,
  wordsIn,
} from '../../../test/discord/staff-desk.ts';

const QUARANTINE = 'quarantine:deposit:teller-1:q';

/**
 * A rock and five gems of member 1 in quarantine, and `w-3`, ten gems of theirs, claimed with no word since.
 */
async function openWithCases(): Promise<StaffDesk> {
  const desk = await openStaffDesk();
  await desk.bank.deposit({ tradeId: 'q', robloxUserId: 1, pets: [{ id: 'Rock' }] });
  await desk.bank.deposit({ tradeId: 'a', robloxUserId: 1, gems: 100 });
  await desk.bank.request({ requestId: 'a', robloxUserId: 1, gems: 10 });
  await desk.bank.check({ robloxUserId: 1, claim: true });
  desk.bank.pass(3 * MINUTE);
  await desk.bank.sweep();
  return desk;
}

describe('review', () => {
  test('lists what is open; the one that is chosen shows what happened and how it can end', async () => {
    const desk = await openWithCases();
    const list = await desk.ask('review');
    const [control] = list.rows.flat().map((row) => row.control);
    expect(control).toMatchObject({
      kind: 'menu',
      choices: [
        { label: 'Quarantine, 2026-05-10 12:00 UTC', hint: "Deposit q: Rock: this pet can't be traded." },
        { label: 'Uncertain withdrawal, 2026-05-10 12:03 UTC' },
      ],
    });
    const { shown: rendered } = await desk.press(list, 'Choose a case', { values: ['0'] });
    expect(wordsIn(rendered)).toContain(
      "Deposit q: Rock: this pet can't be traded. | Member: player1, Roblox id 1",
    );
    expect(labelsOf(rendered)).toEqual(['Credit it to the member', 'It was given back in the game']);
  });

  test.each([
    [QUARANTINE, 'Credit it to the member', 'credit', { kind: 'adjustment', status: 'credited' }],
    [QUARANTINE, 'It was given back in the game', 'return', { kind: 'adjustment', status: 'returned' }],
    ['uncertain:w-3', 'It was delivered', 'delivered', { kind: 'withdrawal_delivered', status: 'delivered' }],
    [
      'uncertain:w-3',
      'It was not delivered',
      'not_delivered',
      { kind: 'withdrawal_declined', status: 'reserved' },
    ],
  ] as const)('settles %s: %s', async (id, label, resolution, expected) => {
    const desk = await openWithCases();
    const { kind, shown } = await desk.press(await desk.ask('review', { case: id }), label);
    expect(kind).toBe('replace');
    expect(wordsIn(shown)).toContain(`How it ended: ${resolution}: ${REASON}`);
    expect(labelsOf(shown)).toEqual([]);
    const note = `${id}: ${resolution}: ${REASON}`;
    expect(await lastInLedger(desk)).toEqual({ ...expected, by: 'staff-9', note });
  });

  test.each([
    ['Let withdrawals go on', 'asset_resumed'],
    ['Looked into: close it', 'case_closed'],
  ])('ends a shortage or a refused trade: %s', async (label, kind) => {
    const desk = await openStaffDesk();
    await desk.bank.deposit({ tradeId: 'a', robloxUserId: 1, gems: 100 });
    if (kind === 'asset_resumed') {
      for (let said = 0; said < 2; said += 1) await desk.bank.report({ gems: 90, seq: NEWEST });
    } else {
      await desk.bank.deposit({ tradeId: 'a', robloxUserId: 1, gems: 99 }).catch(() => undefined);
    }
    const { shown } = await desk.press(await desk.ask('review'), 'Choose a case', { values: ['0'] });
    await desk.press(shown, label);
    expect(await lastInLedger(desk)).toMatchObject({ kind, by: 'staff-9' });
    expect((await desk.ask('review')).title).toBe('Nothing waits for a decision');
  });

  test('shows two staff who settle it both how it was closed first', async () => {
    const desk = await openWithCases();
    const [first, second] = [
      await desk.ask('review', { case: QUARANTINE }),
      await desk.ask('review', { case: QUARANTINE }, LEE),
    ];
    await desk.press(first, 'Credit it to the member');
    const { seq } = await desk.bank.reads.head();
    const { shown } = await desk.press(second, 'It was given back in the game', { asker: LEE });
    expect(wordsIn(shown)).toContain(`How it ended: credit: ${REASON}`);
    expect((await desk.bank.reads.head()).seq).toBe(seq);
  });

  test('pressed twice at once settles it once', async () => {
    const desk = await openWithCases();
    const shown = await desk.ask('review', { case: QUARANTINE });
    const { seq } = await desk.bank.reads.head();
    await Promise.all(labelsOf(shown).map((label) => desk.press(shown, label)));
    expect((await desk.bank.reads.head()).seq).toBe(seq + 1);
    await lastInLedger(desk);
  });

  test('can not give back what a claim may be handing over, and says so', async () => {
    const desk = await openStaffDesk();
    desk.bank.setLimits({ gemsPerTrade: 100 });
    await desk.bank.deposit({ tradeId: 'q', robloxUserId: 1, gems: 150 });
    desk.bank.setLimits({});
    await desk.bank.deposit({ tradeId: 'b', robloxUserId: 1, gems: 50 }, { by: 'teller-2' });
    await desk.bank.request({ requestId: 'a', robloxUserId: 1, gems: 150 });
    await desk.bank.check({ robloxUserId: 1, claim: true });
    const before = desk.bank.everything();
    const shown = await desk.ask('review', { case: QUARANTINE });
    const { shown: refused } = await desk.press(shown, 'It was given back in the game');
    expect(wordsIn(refused)).toContain('Gems: 0 free.');
    expect(desk.bank.everything()).toEqual(before);
  });

  test('goes on to the next page where a menu holds no more', async () => {
    const desk = await openStaffDesk();
    for (let at = 10; at < 36; at += 1) {
      await desk.bank.deposit({ tradeId: `q${at}`, robloxUserId: 1, pets: [{ id: 'Rock' }] });
    }
    const first = await desk.ask('review');
    expect(labelsOf(first)).toEqual(['Choose a case', 'Next']);
    const { shown: second } = await desk.press(first, 'Next');
    const { shown } = await desk.press(second, 'Choose a case', { values: ['0'] });
    expect(wordsIn(shown)).toContain('Case: quarantine:deposit:teller-1:q35');
  });

  test.each([
    ['for who is not staff', {}, MEMBER, 'For staff only'],
    ['for staff without a Roblox account', {}, UNLINKED, 'First, show who you are'],
    ['for a case that nobody opened', { case: 'uncertain:w-99' }, KIM, 'Not found'],
  ])('shows nothing %s', async (_when, raw, actor, title) => {
    const desk = await openWithCases();
    const shown = await desk.ask('review', raw, actor);
    expect(shown.title).toBe(title);
    expect(labelsOf(shown)).toEqual([]);
  });

  test('offers open cases while their id is typed, to staff alone', async () => {
    const desk = await openWithCases();
    expect(await desk.offered('review', 'case', '')).toEqual([QUARANTINE, 'uncertain:w-3']);
    expect(await desk.offered('review', 'case', 'UNC')).toEqual(['uncertain:w-3']);
    expect(await desk.offered('review', 'case', '', MEMBER)).toEqual([]);
  });
});
