import { describe, expect, test } from 'bun:test';
import { NEWEST } from '../../../test/bank/bank.ts';
import { NO_LIST } from '../../../test/bank/lists.ts';
import { MINUTE } from '../../../test/bank/rules.ts';
import {
  KIM,
  LEE,
  labelsOf,
  lastInLedger,
  MEMBER,
  openStaffKit,
  REASON,
  type StaffKit,
  UNLINKED,
  wordsIn,
} from '../../../test/discord/staff-kit.ts';
import { store } from '../../../test/storage/samples.ts';

const QUARANTINE = 'quarantine:deposit:teller-1:q';

/**
 * A rock and five gems of member 1 in quarantine, and `w-8`, ten gems of theirs, claimed with no word since.
 */
async function openWithCases(): Promise<StaffKit> {
  const kit = await openStaffKit();
  await kit.bank.deposit({ tradeId: 'q', robloxUserId: 1, pets: [{ id: 'Rock' }] });
  await kit.bank.deposit({ tradeId: 'a', robloxUserId: 1, gems: 100 });
  await kit.bank.request({ requestId: 'a', robloxUserId: 1, gems: 10 });
  await kit.bank.check({ robloxUserId: 1, claim: true });
  kit.bank.pass(3 * MINUTE);
  await kit.bank.sweep();
  return kit;
}

describe('review', () => {
  test('lists open cases; the chosen case shows what happened and how it can be resolved', async () => {
    const kit = await openWithCases();
    const list = await kit.ask('review');
    const [control] = list.rows.flat().map((row) => row.control);
    expect(control).toMatchObject({
      kind: 'menu',
      choices: [
        { label: 'Quarantine, 2026-05-10 12:00 UTC', hint: "Deposit q: Rock: this pet can't be traded." },
        { label: 'Uncertain withdrawal, 2026-05-10 12:03 UTC' },
      ],
    });
    const { rendered } = await kit.press(list, 'Choose a case', { values: ['0'] });
    expect(wordsIn(rendered)).toContain(
      "Deposit q: Rock: this pet can't be traded. | Member: player1, Roblox id 1",
    );
    expect(labelsOf(rendered)).toEqual(['Credit it to the member', 'It was given back in the game']);
  });

  test.each([
    [QUARANTINE, 'Credit it to the member', 'credit', { kind: 'adjustment', status: 'credited' }],
    [QUARANTINE, 'It was given back in the game', 'return', { kind: 'adjustment', status: 'returned' }],
    ['uncertain:w-8', 'It was delivered', 'delivered', { kind: 'withdrawal_delivered', status: 'delivered' }],
    [
      'uncertain:w-8',
      'It was not delivered',
      'not_delivered',
      { kind: 'withdrawal_declined', status: 'reserved' },
    ],
  ] as const)('settles %s: %s', async (id, label, resolution, expected) => {
    const kit = await openWithCases();
    const { kind, rendered } = await kit.press(await kit.ask('review', { case: id }), label);
    expect(kind).toBe('replace');
    expect(wordsIn(rendered)).toContain(`How it ended: ${resolution}: ${REASON}`);
    expect(labelsOf(rendered)).toEqual([]);
    const note = `${id}: ${resolution}: ${REASON}`;
    expect(await lastInLedger(kit)).toEqual({ ...expected, by: 'staff-9', note });
  });

  test('shows a case whose row was edited as damaged, also to who had it before them', async () => {
    const kit = await openWithCases();
    const before = await kit.ask('review', { case: QUARANTINE });
    const [row] = await kit.bank.driver.cases({ isOpen: true, limit: 1 });
    await store(kit.bank.driver, { puts: { cases: row ? [{ ...row, robloxUserId: 2 }] : [] } });
    const { rendered: pressed } = await kit.press(before, 'Credit it to the member');
    const shown = await kit.ask('review', { case: QUARANTINE });
    for (const reply of [pressed, shown]) expect(wordsIn(reply)).toContain('is not what the log says');
    expect(wordsIn(shown)).toContain('Damaged: look at it in the database');
    expect(labelsOf(shown)).toEqual([]);
    expect(await kit.bank.balance(2, { id: 'Rock' })).toBe(0n);
  });

  test.each([
    ['Resume withdrawals', 'asset_resumed'],
    ['Checked: close it', 'case_closed'],
  ])('ends a shortage or a refused trade: %s', async (label, kind) => {
    const kit = await openStaffKit();
    await kit.bank.deposit({ tradeId: 'a', robloxUserId: 1, gems: 100 });
    if (kind === 'asset_resumed') {
      for (let said = 0; said < 2; said += 1) await kit.bank.report({ gems: 90, seq: NEWEST });
    } else {
      await kit.bank.deposit({ tradeId: 'a', robloxUserId: 1, gems: 99 }).catch(() => undefined);
    }
    const { rendered } = await kit.press(await kit.ask('review'), 'Choose a case', { values: ['0'] });
    await kit.press(rendered, label);
    expect(await lastInLedger(kit)).toMatchObject({ kind, by: 'staff-9' });
    expect((await kit.ask('review')).title).toBe('Nothing waits for a decision');
  });

  test('ends by one press what is more than one call decides', async () => {
    const kit = await openStaffKit();
    kit.bank.now.rules = { ...NO_LIST, depositHoldMs: 10 * MINUTE };
    const pets = Array.from({ length: 100 }, (_, index) => ({ id: `Pet ${index}` }));
    const forge = (_: unknown, index: number) =>
      kit.bank.deposit({ tradeId: `f${index}`, robloxUserId: 600 + (index % 50), pets });
    await Promise.all(Array.from({ length: 404 }, forge));
    kit.bank.pass(2 * MINUTE);
    await kit.bank.report({ gems: 0, seq: 0 });
    const list = await kit.ask('review', { case: 'foreign_trade:teller-1' });
    const { rendered } = await kit.press(list, 'Take back what is on hold');
    expect(wordsIn(rendered)).toContain(`How it ended: reverse: ${REASON}`);
    expect(await kit.bank.stock('teller-1', { id: 'Pet 0' })).toBe(0n);
  });

  test('shows two staff who settle it both how it was closed first', async () => {
    const kit = await openWithCases();
    const [first, second] = [
      await kit.ask('review', { case: QUARANTINE }),
      await kit.ask('review', { case: QUARANTINE }, LEE),
    ];
    await kit.press(first, 'Credit it to the member');
    const { seq } = await kit.bank.reads.head();
    const { rendered } = await kit.press(second, 'It was given back in the game', { actor: LEE });
    expect(wordsIn(rendered)).toContain(`How it ended: credit: ${REASON}`);
    expect((await kit.bank.reads.head()).seq).toBe(seq);
  });

  test('pressed twice at once settles it once', async () => {
    const kit = await openWithCases();
    const rendered = await kit.ask('review', { case: QUARANTINE });
    const { seq } = await kit.bank.reads.head();
    await Promise.all(labelsOf(rendered).map((label) => kit.press(rendered, label)));
    expect((await kit.bank.reads.head()).seq).toBe(seq + 1);
    await lastInLedger(kit);
  });

  test('can not give back what a claim may be handing over, and says so', async () => {
    const kit = await openStaffKit();
    kit.bank.setLimits({ gemsPerTrade: 100 });
    await kit.bank.deposit({ tradeId: 'q', robloxUserId: 1, gems: 150 });
    kit.bank.setLimits({});
    await kit.bank.deposit({ tradeId: 'b', robloxUserId: 1, gems: 50 }, { by: 'teller-2' });
    await kit.bank.request({ requestId: 'a', robloxUserId: 1, gems: 150 });
    await kit.bank.check({ robloxUserId: 1, claim: true });
    const before = kit.bank.everything();
    const rendered = await kit.ask('review', { case: QUARANTINE });
    const { rendered: refused } = await kit.press(rendered, 'It was given back in the game');
    expect(wordsIn(refused)).toContain('Gems: 0 free.');
    expect(kit.bank.everything()).toEqual(before);
  });

  test('goes on to the next page where a menu holds no more', async () => {
    const kit = await openStaffKit();
    for (let at = 10; at < 36; at += 1) {
      await kit.bank.deposit({ tradeId: `q${at}`, robloxUserId: 1, pets: [{ id: 'Rock' }] });
    }
    const first = await kit.ask('review');
    expect(labelsOf(first)).toEqual(['Choose a case', 'Next']);
    const { rendered: second } = await kit.press(first, 'Next');
    const { rendered } = await kit.press(second, 'Choose a case', { values: ['0'] });
    expect(wordsIn(rendered)).toContain('Case: quarantine:deposit:teller-1:q35');
  });

  test.each([
    ['for who is not staff', {}, MEMBER, 'For staff only'],
    ['for staff without a Roblox account', {}, UNLINKED, 'First, show who you are'],
    ['for a case that nobody opened', { case: 'uncertain:w-101' }, KIM, 'Not found'],
  ])('shows nothing %s', async (_when, raw, actor, title) => {
    const kit = await openWithCases();
    const rendered = await kit.ask('review', raw, actor);
    expect(rendered.title).toBe(title);
    expect(labelsOf(rendered)).toEqual([]);
  });

  test('offers open cases while their id is typed, to staff alone', async () => {
    const kit = await openWithCases();
    expect(await kit.offered('review', 'case', '')).toEqual([QUARANTINE, 'uncertain:w-8']);
    expect(await kit.offered('review', 'case', 'UNC')).toEqual(['uncertain:w-8']);
    expect(await kit.offered('review', 'case', '', MEMBER)).toEqual([]);
  });
});
