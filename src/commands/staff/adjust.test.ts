import { describe, expect, test } from 'bun:test';
import {
  KIM,
  LEE,
  labelsOf,
  lastInLedger,
  MEMBER,
  MENTION,
  openStaffDesk,
  REASON,
  type StaffDesk,
  UNLINKED,
  wordsIn,
} from '../../../test/discord/staff-desk.ts';

const CREDIT = { member: MENTION, direction: 'credit', teller: 'me', pets: '2 x Cat', gems: 30 };
const ASK = 'Ask a second person to agree';
const AGREE = 'I have looked into it: agree';

/** Kim's account holds five cats and a hundred gems of member 1. Alone one adjusts up to 1000. */
async function open(): Promise<StaffDesk> {
  const desk = await openStaffDesk();
  const pets = [{ id: 'Cat', quantity: 5 }];
  await desk.bank.deposit({ tradeId: 'a', robloxUserId: 1, pets, gems: 100 }, { by: 'staff-9' });
  return desk;
}

describe('adjust', () => {
  test.each([
    ['credit', 7n, 'credited'],
    ['debit', 3n, 'debited'],
  ])('%ss what one may adjust alone, with a reason', async (direction, owned, status) => {
    const desk = await open();
    const proposed = await desk.ask('adjust', { ...CREDIT, direction });
    expect(proposed.isPublic).toBe(true);
    expect(wordsIn(proposed)).toContain('What: 2 × Cat, 30 gems | Asked for by: staff-9');
    const { shown: rendered } = await desk.press(proposed, 'Correct it');
    expect(wordsIn(rendered)).toContain(`Corrected: ${status}`);
    expect(await desk.bank.balance(1, { id: 'Cat' })).toBe(owned);
    expect(await desk.bank.stock('staff-9', { id: 'Cat' })).toBe(owned);
    expect(await lastInLedger(desk)).toEqual({ kind: 'adjustment', status, by: 'staff-9', note: REASON });
  });

  test('pressed twice corrects once', async () => {
    const desk = await open();
    const proposed = await desk.ask('adjust', CREDIT);
    await Promise.all([desk.press(proposed, 'Correct it'), desk.press(proposed, 'Correct it')]);
    await desk.press(proposed, 'Correct it');
    expect(await desk.bank.balance(1, { id: 'Cat' })).toBe(7n);
    await lastInLedger(desk);
  });

  test.each([
    ['worth more', { ...CREDIT, pets: '11 x Cat', gems: 0 }, LEE],
    ['without a value', { ...CREDIT, pets: 'Axolotl' }, LEE],
    ["of the asker's own account", { ...CREDIT, member: '9' }, LEE],
  ])('asks a second person for what is %s', async (_what, raw, second) => {
    const desk = await open();
    const { seq } = await desk.bank.reads.head();
    const { shown } = await desk.press(await desk.ask('adjust', raw), ASK);
    expect((await desk.press(shown, AGREE)).shown.title).toBe('A second person has to press this');
    expect((await desk.press(shown, AGREE, { asker: MEMBER })).shown.title).toBe('For staff only');
    expect((await desk.press(shown, AGREE, { asker: UNLINKED })).shown.title).toBe('First, show who you are');
    expect((await desk.bank.reads.head()).seq).toBe(seq);
    const agreed = await Promise.all([1, 2].map(() => desk.press(shown, AGREE, { asker: second })));
    expect(agreed.map(({ kind }) => kind).sort()).toEqual(['aside', 'replace']);
    expect((await desk.bank.reads.head()).seq).toBe(seq + 1);
    const note = `with staff-8: ${REASON}`;
    expect(await lastInLedger(desk)).toEqual({ kind: 'adjustment', status: 'credited', by: 'staff-9', note });
  });

  test('lets nobody agree to a correction of their own account', async () => {
    const desk = await open();
    const { shown } = await desk.press(
      await desk.ask('adjust', { ...CREDIT, member: '8', pets: '11 x Cat' }),
      ASK,
    );
    const { kind, shown: refused } = await desk.press(shown, AGREE, { asker: LEE });
    expect(kind).toBe('aside');
    expect(wordsIn(refused)).toContain('whose account it is not');
    expect((await desk.bank.reads.head()).seq).toBe(1);
  });

  test('can be dropped by who asked, and by nobody else', async () => {
    const desk = await open();
    const { shown } = await desk.press(await desk.ask('adjust', { ...CREDIT, pets: '11 x Cat' }), ASK);
    expect((await desk.press(shown, 'Drop it', { asker: LEE })).shown.title).toBe('This is for someone else');
    expect((await desk.press(shown, 'Drop it')).shown.title).toBe('Dropped: nothing was corrected');
    expect((await desk.press(shown, AGREE, { asker: LEE })).shown.title).toBe('Already done');
    expect((await desk.bank.reads.head()).seq).toBe(1);
  });

  test.each([
    ['more than the member has free', { ...CREDIT, direction: 'debit', pets: '6 x Cat' }, 'Cat: 5 free.'],
    ['with a teller nobody knows', { ...CREDIT, teller: 'teler-1' }, 'tellerId: no such teller'],
    ['more than the teller holds', { ...CREDIT, direction: 'debit', teller: 'teller-2' }, 'Cat: 0 free.'],
  ])('refuses %s, and changes nothing', async (_what, raw, words) => {
    const desk = await open();
    const before = desk.bank.everything();
    const { kind, shown } = await desk.press(await desk.ask('adjust', raw), 'Correct it');
    expect(kind).toBe('aside');
    expect(wordsIn(shown)).toContain(words);
    expect(desk.bank.everything()).toEqual(before);
  });

  test.each([
    ['who is not staff', CREDIT, MEMBER, 'For staff only'],
    ['staff without a Roblox account', CREDIT, UNLINKED, 'First, show who you are'],
    ['a direction that is none', { ...CREDIT, direction: 'up' }, KIM, "That doesn't fit"],
  ])('is refused to %s', async (_who, raw, actor, title) => {
    const desk = await open();
    const shown = await desk.ask('adjust', raw, actor);
    expect([shown.title, labelsOf(shown)]).toEqual([title, []]);
  });
});
