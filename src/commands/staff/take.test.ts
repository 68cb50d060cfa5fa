import { describe, expect, test } from 'bun:test';
import { linkUser, unlinkUser } from '../../../test/bank/link.ts';
import {
  KIM,
  labelsOf,
  lastInLedger,
  MEMBER,
  MENTION,
  openStaffKit,
  REASON,
  UNLINKED,
  wordsIn,
} from '../../../test/discord/staff-kit.ts';
import { StorageUnavailable } from '../../bank/engine/book.ts';

const RECORD = 'The trade went through: record it';
const CATS = { member: MENTION, pets: '2 x Cat; Dog, golden', gems: 50 };

describe('teller take', () => {
  test('shows what would be credited, and records it once staff say why', async () => {
    const kit = await openStaffKit();
    const offer = await kit.ask('teller take', CATS);
    expect(wordsIn(offer)).toContain('They give: 2 × Cat, 1 × Golden Dog, 50 gems');
    expect(await kit.bank.balance(1, { id: 'Cat' })).toBe(0n);
    const { kind, rendered } = await kit.press(offer, RECORD);
    expect([kind, rendered.title]).toEqual(['replace', 'Deposit of player1 recorded']);
    expect(await kit.bank.balance(1, { id: 'Cat' })).toBe(2n);
    expect(await kit.bank.balance(1, { id: 'Dog', variant: 'golden' })).toBe(1n);
    expect(await kit.bank.stock('staff-9', 'gems')).toBe(50n);
    expect(await lastInLedger(kit)).toEqual({
      kind: 'deposit',
      status: 'credited',
      by: 'staff-9',
      note: REASON,
    });
  });

  test('asks in a form for the goods that the command was not given', async () => {
    const kit = await openStaffKit();
    const question = await kit.ask('teller take', { member: 'builderman' });
    const { rendered: offer } = await kit.press(question, 'Write it down', {
      fields: { pets: 'Cat\n3 x Shown Fox, shiny', gems: '1.5k' },
    });
    expect(wordsIn(offer)).toContain('1 × Cat, 3 × Shiny Shown Fox, 1,500 gems');
    await kit.press(offer, RECORD);
    expect(await kit.bank.balance(156, { id: 'fox_01', shiny: true })).toBe(3n);
    expect(await kit.bank.balance(156, 'gems')).toBe(1_500n);
  });

  test('reads pets and gems as people type them', async () => {
    const kit = await openStaffKit();
    const offer = await kit.ask('teller take', { member: '1', pets: '2 cat; DOG x3, golden; 500 gems; 1k' });
    expect(wordsIn(offer)).toContain('They give: 2 × Cat, 3 × Golden Dog, 1,500 gems');
    expect(wordsIn(await kit.ask('teller take', { member: '1', pets: '1.5m gems' }))).toContain(
      'They give: 1,500,000 gems',
    );
  });

  test('hints at what a name that nobody knows may mean, and takes it as it is', async () => {
    const kit = await openStaffKit();
    const offer = await kit.ask('teller take', { member: '1', pets: 'Kat' });
    expect(wordsIn(offer)).toContain('They give: 1 × Kat');
    expect(wordsIn(offer)).toContain('Check the names: “Kat”: did you mean Cat?');
  });

  test('says beforehand what will go into quarantine, and why', async () => {
    const kit = await openStaffKit();
    const offer = await kit.ask('teller take', { member: '1', pets: 'Kat; Cat' });
    expect(wordsIn(offer)).toContain("Check first: Kat: the bank doesn't know this pet.");
    const { rendered } = await kit.press(offer, RECORD);
    expect(wordsIn(rendered)).toContain('Credited: 1 × Cat | Waits in quarantine: 1 × Kat');
    expect(await kit.bank.reads.cases({ isOpen: true, limit: 9 })).toMatchObject([{ tellerId: 'staff-9' }]);
  });

  test('shows a worth that no number holds, to the digit', async () => {
    const kit = await openStaffKit();
    const offer = await kit.ask('teller take', { member: '1', pets: '1t x Titanic Sun' });
    expect(wordsIn(offer)).toContain('Worth: 25,000,000,000,000,000,000,000 gems');
  });

  test('says which pets the worth leaves out, also when they are named as the game shows them', async () => {
    const kit = await openStaffKit();
    const offer = await kit.ask('teller take', { member: '1', pets: 'Cat; 3 x Axolotl' });
    expect(wordsIn(offer)).toContain('Worth: at least 100 gems, not counting 3 pets of unknown value');
  });

  test('pressed twice, also at once, records one deposit', async () => {
    const kit = await openStaffKit();
    const offer = await kit.ask('teller take', CATS);
    const used = await Promise.all([kit.press(offer, RECORD), kit.press(offer, RECORD)]);
    expect(used.map(({ kind }) => kind).sort()).toEqual(['ephemeral', 'replace']);
    expect((await kit.press(offer, RECORD)).rendered.title).toBe('Already done');
    expect((await kit.bank.reads.head()).seq).toBe(6);
  });

  test('pressed again after a lost answer, finds the deposit with its first reason', async () => {
    let isLost = true;
    const kit = await openStaffKit({
      bookOf: (book) => ({
        ...book,
        async perform(operation, input, caller) {
          const answer = await book.perform(operation, input, caller);
          if (isLost) throw new StorageUnavailable('the answer was lost');
          return answer;
        },
      }),
    });
    const offer = await kit.ask('teller take', CATS);
    expect((await kit.press(offer, RECORD)).rendered.title).toBe('The bank is busy');
    isLost = false;
    expect((await kit.press(offer, RECORD, { fields: { reason: 'once more' } })).kind).toBe('replace');
    expect(await kit.bank.balance(1, 'gems')).toBe(50n);
    expect(await lastInLedger(kit)).toMatchObject({ note: REASON });
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
    ['for what names no account', { ...CATS, member: '<@1>' }, KIM, 'That is somebody on Discord'],
    ['for a line that is no pet', { ...CATS, pets: 'Cat; 1.5 x Dog' }, KIM, '“1.5 x Dog” is no pet'],
    ['for a hundred and one pets', { ...CATS, pets: 'Cat;'.repeat(101) }, KIM, 'at most 100 pets'],
  ])('%s', async (_when, raw, actor, words) => {
    const kit = await openStaffKit();
    const before = kit.bank.everything();
    const rendered = await kit.ask('teller take', raw, actor);
    expect(wordsIn(rendered)).toContain(words);
    expect(labelsOf(rendered)).toEqual([]);
    expect(kit.bank.everything()).toEqual(before);
  });

  test.each([
    ['a reason of nothing', { reason: '   ' }],
    ['half a sign', { reason: 'so \ud83d it is' }],
  ])('for %s', async (_what, fields) => {
    const kit = await openStaffKit();
    const offer = await kit.ask('teller take', CATS);
    const { kind, rendered } = await kit.press(offer, RECORD, { fields });
    expect(kind).toBe('ephemeral');
    expect(wordsIn(rendered)).toContain('3 to 500 characters');
    expect((await kit.bank.reads.head()).seq).toBe(5);
  });

  test('for an amount that is none', async () => {
    const kit = await openStaffKit();
    const question = await kit.ask('teller take', { member: MENTION });
    const { rendered } = await kit.press(question, 'Write it down', { fields: { gems: 'many' } });
    expect(wordsIn(rendered)).toContain('gems: is an amount like 1500 or 1.5k');
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
    const kit = await openStaffKit();
    expect(await kit.offered('teller take', 'pets', typed)).toEqual(values);
  });

  test('but not to who is not staff', async () => {
    const kit = await openStaffKit();
    expect(await kit.offered('teller take', 'pets', 'ca', MEMBER)).toEqual([]);
  });
});

test('whoever links another account of theirs does not get another limit on the same day', async () => {
  const kit = await openStaffKit();
  const offer = await kit.ask('teller take', { member: MENTION, pets: 'Cat' });
  await kit.press(offer, 'The trade went through: record it');
  await unlinkUser(kit.bank, KIM.discordUserId);
  await linkUser(kit.bank, { discordUserId: KIM.discordUserId, robloxUserId: 19 });
  expect(wordsIn(await kit.ask('teller take', { member: MENTION, pets: 'Cat' }))).toContain(
    'you act as staff-9',
  );
  expect((await kit.ask('halt')).title).toBe('The bank is open');
  kit.bank.pass(86_400_000);
  expect((await kit.ask('teller take', { member: MENTION, pets: 'Cat' })).title).toContain('Take this');
});
