import { describe, expect, test } from 'bun:test';
import {
  KIM,
  labelsOf,
  lastInLedger,
  MEMBER,
  MENTION,
  openStaffDesk,
  REASON,
  UNLINKED,
  wordsIn,
} from '../../../test/discord/staff-desk.ts';
import { StorageUnavailable } from '../../bank/engine/book.ts';

const RECORD = 'The trade went through: record it';
const CATS = { member: MENTION, pets: '2 x Cat; Dog, golden', gems: 50 };

describe('teller take', () => {
  test('shows what would be credited, and records it once staff say why', async () => {
    const desk = await openStaffDesk();
    const offer = await desk.ask('teller take', CATS);
    expect(wordsIn(offer)).toContain('They give: 2 × Cat, 1 × Golden Dog, 50 gems');
    expect(await desk.bank.balance(1, { id: 'Cat' })).toBe(0n);
    const { kind, shown: rendered } = await desk.press(offer, RECORD);
    expect([kind, rendered.title]).toEqual(['replace', 'Deposit of player1 recorded']);
    expect(await desk.bank.balance(1, { id: 'Cat' })).toBe(2n);
    expect(await desk.bank.balance(1, { id: 'Dog', variant: 'golden' })).toBe(1n);
    expect(await desk.bank.stock('staff-9', 'gems')).toBe(50n);
    expect(await lastInLedger(desk)).toEqual({
      kind: 'deposit',
      status: 'credited',
      by: 'staff-9',
      note: REASON,
    });
  });

  test('asks in a form for what the command was not told', async () => {
    const desk = await openStaffDesk();
    const question = await desk.ask('teller take', { member: 'builderman' });
    const { shown: offer } = await desk.press(question, 'Write it down', {
      fields: { pets: 'Cat\n3 x Shown Fox, shiny', gems: '1.5k' },
    });
    expect(wordsIn(offer)).toContain('1 × Cat, 3 × Shiny Shown Fox, 1,500 gems');
    await desk.press(offer, RECORD);
    expect(await desk.bank.balance(156, { id: 'fox_01', shiny: true })).toBe(3n);
    expect(await desk.bank.balance(156, 'gems')).toBe(1_500n);
  });

  test('says beforehand what will wait in quarantine, and why', async () => {
    const desk = await openStaffDesk();
    const offer = await desk.ask('teller take', { member: '1', pets: 'Kat; Cat' });
    expect(wordsIn(offer)).toContain("Look twice: Kat: the bank doesn't know this pet.");
    const { shown } = await desk.press(offer, RECORD);
    expect(wordsIn(shown)).toContain('Credited: 1 × Cat | Waits in quarantine: 1 × Kat');
    expect(await desk.bank.reads.cases({ isOpen: true, limit: 9 })).toMatchObject([{ tellerId: 'staff-9' }]);
  });

  test('tells a worth that no number holds, to the digit', async () => {
    const desk = await openStaffDesk();
    const offer = await desk.ask('teller take', { member: '1', pets: '1t x Titanic Sun' });
    expect(wordsIn(offer)).toContain('Worth in gems: 25000000000000000000000');
  });

  test('pressed twice, also at once, records one deposit', async () => {
    const desk = await openStaffDesk();
    const offer = await desk.ask('teller take', CATS);
    const used = await Promise.all([desk.press(offer, RECORD), desk.press(offer, RECORD)]);
    expect(used.map(({ kind }) => kind).sort()).toEqual(['aside', 'replace']);
    expect((await desk.press(offer, RECORD)).shown.title).toBe('Already done');
    expect((await desk.bank.reads.head()).seq).toBe(1);
  });

  test('pressed again after an answer was lost finds the deposit that was made, whatever reason is given now', async () => {
    let isLost = true;
    const desk = await openStaffDesk({
      bookOf: (book) => ({
        ...book,
        async perform(operation, input, caller) {
          const answer = await book.perform(operation, input, caller);
          if (isLost) throw new StorageUnavailable('the answer was lost');
          return answer;
        },
      }),
    });
    const offer = await desk.ask('teller take', CATS);
    expect((await desk.press(offer, RECORD)).shown.title).toBe('The bank is busy');
    isLost = false;
    expect((await desk.press(offer, RECORD, { fields: { reason: 'once more' } })).kind).toBe('replace');
    expect(await desk.bank.balance(1, 'gems')).toBe(50n);
    expect(await lastInLedger(desk)).toMatchObject({ note: REASON });
  });
});

describe('teller take is refused, and changes nothing,', () => {
  test.each([
    ['to who is not staff', CATS, MEMBER, 'For staff only'],
    ['to staff without a Roblox account of their own', CATS, UNLINKED, 'First, show who you are'],
    [
      'for a Discord user without an account',
      { ...CATS, member: UNLINKED.discordUserId },
      KIM,
      'has no Roblox account here',
    ],
    ["for the staff's own account", { ...CATS, member: '9' }, KIM, 'Nobody trades with themselves'],
    ['for a username nobody has', { ...CATS, member: 'nobody_here' }, KIM, 'No such Roblox account'],
    ['for what names no account', { ...CATS, member: '<@1>' }, KIM, 'give @someone on Discord'],
    ['for a line that is no pet', { ...CATS, pets: 'Cat; 1.5 x Dog' }, KIM, '“1.5 x Dog” is no pet'],
    ['for a hundred and one pets', { ...CATS, pets: 'Cat;'.repeat(101) }, KIM, 'at most 100 pets'],
  ])('%s', async (_when, raw, actor, words) => {
    const desk = await openStaffDesk();
    const before = desk.bank.everything();
    const shown = await desk.ask('teller take', raw, actor);
    expect(wordsIn(shown)).toContain(words);
    expect(labelsOf(shown)).toEqual([]);
    expect(desk.bank.everything()).toEqual(before);
  });

  test.each([
    ['a reason of nothing', { reason: '   ' }],
    ['half a sign', { reason: 'so \ud83d it is' }],
  ])('for %s', async (_what, fields) => {
    const desk = await openStaffDesk();
    const offer = await desk.ask('teller take', CATS);
    const { kind, shown } = await desk.press(offer, RECORD, { fields });
    expect(kind).toBe('aside');
    expect(wordsIn(shown)).toContain('3 to 500 characters');
    expect((await desk.bank.reads.head()).seq).toBe(0);
  });

  test('for an amount that is none', async () => {
    const desk = await openStaffDesk();
    const question = await desk.ask('teller take', { member: MENTION });
    const { shown } = await desk.press(question, 'Write it down', { fields: { gems: 'many' } });
    expect(wordsIn(shown)).toContain('gems: is an amount like 1500 or 1.5k');
  });
});

describe('pets are offered while they are typed', () => {
  test.each([
    ['', ['Axolotl', 'Cat', 'Dog', 'Rock', 'fox_01', 'Titanic Sun']],
    ['ca', ['Cat']],
    ['2 x do', ['2 x Dog']],
    ['Cat; 3 x tit su', ['Cat; 3 x Titanic Sun']],
    ['shown', ['fox_01']],
    ['nothing like it', []],
  ])('%p', async (typed, values) => {
    const desk = await openStaffDesk();
    expect(await desk.offered('teller take', 'pets', typed)).toEqual(values);
  });

  test('but not to who is not staff', async () => {
    const desk = await openStaffDesk();
    expect(await desk.offered('teller take', 'pets', 'ca', MEMBER)).toEqual([]);
  });
});
