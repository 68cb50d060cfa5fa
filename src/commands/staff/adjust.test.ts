import { describe, expect, test } from 'bun:test';
import {
  KIM,
  LEE,
  labelsOf,
  lastInLedger,
  MEMBER,
  MENTION,
  openStaffKit,
  REASON,
  type StaffKit,
  UNLINKED,
  wordsIn,
} from '../../../test/discord/staff-kit.ts';

const CREDIT = { member: MENTION, direction: 'credit', teller: 'me', pets: '2 x Cat', gems: 30 };
const ASK = 'Ask a second person to agree';
const AGREE = 'I have checked it: agree';

/** Kim's account holds five cats and a hundred gems of member 1. One person alone adjusts up to 1000. */
async function open(): Promise<StaffKit> {
  const kit = await openStaffKit();
  const pets = [{ id: 'Cat', quantity: 5 }];
  await kit.bank.deposit({ tradeId: 'a', robloxUserId: 1, pets, gems: 100 }, { by: 'staff-9' });
  return kit;
}

describe('adjust', () => {
  test.each([
    ['credit', 7n, 'credited'],
    ['debit', 3n, 'debited'],
  ])('%ss what one person may adjust alone, with a reason', async (direction, owned, status) => {
    const kit = await open();
    const proposed = await kit.ask('adjust', { ...CREDIT, direction });
    expect(proposed.isPublic).toBe(true);
    expect(wordsIn(proposed)).toContain('What: 2 × Cat, 30 gems | Proposed by: staff-9');
    const { rendered } = await kit.press(proposed, 'Correct it');
    expect(wordsIn(rendered)).toContain(`Corrected: ${status}`);
    expect(await kit.bank.balance(1, { id: 'Cat' })).toBe(owned);
    expect(await kit.bank.stock('staff-9', { id: 'Cat' })).toBe(owned);
    expect(await lastInLedger(kit)).toEqual({ kind: 'adjustment', status, by: 'staff-9', note: REASON });
  });

  test('is in the language of whoever proposes it, also for whoever agrees', async () => {
    const kit = await open();
    const proposed = await kit.ask('adjust', { ...CREDIT, pets: '11 x Cat' }, { ...KIM, language: 'de' });
    expect(wordsIn(proposed)).toContain('Das gutschreiben? | player1, Roblox-Id 1, auf Discord @user. Das');
    const asked = await kit.press(proposed, 'Eine zweite Person um Zustimmung bitten');
    expect(asked.rendered.title).toBe('Eine zweite Person muss zustimmen');
    const german = 'Ich habe es geprüft: zustimmen';
    const agreed = await kit.press(asked.rendered, german, { actor: { ...LEE, language: 'fr' } });
    expect(agreed.rendered.title).toBe('Berichtigt: gutgeschrieben');
  });

  test('pressed twice corrects once', async () => {
    const kit = await open();
    const proposed = await kit.ask('adjust', CREDIT);
    await Promise.all([kit.press(proposed, 'Correct it'), kit.press(proposed, 'Correct it')]);
    await kit.press(proposed, 'Correct it');
    expect(await kit.bank.balance(1, { id: 'Cat' })).toBe(7n);
    await lastInLedger(kit);
  });

  test.each([
    ['worth more', { ...CREDIT, pets: '11 x Cat', gems: 0 }, LEE],
    ['without a value', { ...CREDIT, pets: 'Axolotl' }, LEE],
    ["of the actor's own account", { ...CREDIT, member: '9' }, LEE],
  ])('asks a second person for what is %s', async (_what, raw, second) => {
    const kit = await open();
    const { seq } = await kit.bank.reads.head();
    const { rendered } = await kit.press(await kit.ask('adjust', raw), ASK);
    expect((await kit.press(rendered, AGREE)).rendered.title).toBe('A second person has to press this');
    expect((await kit.press(rendered, AGREE, { actor: MEMBER })).rendered.title).toBe('For staff only');
    expect((await kit.press(rendered, AGREE, { actor: UNLINKED })).rendered.title).toBe(
      'First, show who you are',
    );
    expect((await kit.bank.reads.head()).seq).toBe(seq);
    const agreed = await Promise.all([1, 2].map(() => kit.press(rendered, AGREE, { actor: second })));
    expect(agreed.map(({ kind }) => kind).sort()).toEqual(['ephemeral', 'replace']);
    expect((await kit.bank.reads.head()).seq).toBe(seq + 1);
    const note = `with staff-8: ${REASON}`;
    expect(await lastInLedger(kit)).toEqual({ kind: 'adjustment', status: 'credited', by: 'staff-9', note });
  });

  test('lets nobody agree to a correction of their own account', async () => {
    const kit = await open();
    const { rendered } = await kit.press(
      await kit.ask('adjust', { ...CREDIT, member: '8', pets: '11 x Cat' }),
      ASK,
    );
    const { kind, rendered: refused } = await kit.press(rendered, AGREE, { actor: LEE });
    expect(kind).toBe('ephemeral');
    expect(wordsIn(refused)).toContain('whose account it is not');
    expect((await kit.bank.reads.head()).seq).toBe(6);
  });

  test('can be dropped by whoever proposed it, and by nobody else', async () => {
    const kit = await open();
    const { rendered } = await kit.press(await kit.ask('adjust', { ...CREDIT, pets: '11 x Cat' }), ASK);
    expect((await kit.press(rendered, 'Drop it', { actor: LEE })).rendered.title).toBe(
      'This is for someone else',
    );
    expect((await kit.press(rendered, 'Drop it')).rendered.title).toBe('Dropped: nothing was done');
    expect((await kit.press(rendered, AGREE, { actor: LEE })).rendered.title).toBe('Already done');
    expect((await kit.bank.reads.head()).seq).toBe(6);
  });

  test.each([
    ['more than the member has free', { ...CREDIT, direction: 'debit', pets: '6 x Cat' }, 'Cat: 5 free.'],
    ['with a teller nobody knows', { ...CREDIT, teller: 'teler-1' }, 'tellerId: no such teller'],
    ['more than the teller holds', { ...CREDIT, direction: 'debit', teller: 'teller-2' }, 'Cat: 0 free.'],
  ])('refuses %s, and changes nothing', async (_what, raw, words) => {
    const kit = await open();
    kit.bank.now.rules = { ...kit.bank.now.rules, staffAloneLimit: 2_000 };
    const before = kit.bank.everything();
    const { kind, rendered } = await kit.press(await kit.ask('adjust', raw), 'Correct it');
    expect(kind).toBe('ephemeral');
    expect(wordsIn(rendered)).toContain(words);
    expect(kit.bank.everything()).toEqual(before);
  });

  test.each([
    ['who is not staff', CREDIT, MEMBER, 'For staff only'],
    ['staff without a Roblox account', CREDIT, UNLINKED, 'First, show who you are'],
    ['a direction that is none', { ...CREDIT, direction: 'up' }, KIM, 'Please check what you typed'],
  ])('is refused to %s', async (_who, raw, actor, title) => {
    const kit = await open();
    const rendered = await kit.ask('adjust', raw, actor);
    expect([rendered.title, labelsOf(rendered)]).toEqual([title, []]);
  });

  test('says in plain English what is wrong with what was typed', async () => {
    const shown = await (await open()).ask('adjust', { ...CREDIT, direction: 'up' });
    expect(wordsIn(shown)).toContain('direction: must be one of: credit, debit');
  });
});
