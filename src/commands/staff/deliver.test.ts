import { describe, expect, test } from 'bun:test';
import { MINUTE } from '../../../test/bank/rules.ts';
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

const CAT = { id: 'Cat' } as const;
const OWN = { by: 'staff-9' } as const;

/**
 * Kim's account holds five cats and a hundred gems of member 1, who requested `w-7`, two cats and thirty
 * gems, and `w-8`, one gem.
 */
async function openWithWaiting(): Promise<StaffKit> {
  const kit = await openStaffKit();
  await kit.bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: [{ ...CAT, quantity: 5 }], gems: 100 }, OWN);
  await kit.bank.request({ requestId: 'a', robloxUserId: 1, pets: [{ ...CAT, quantity: 2 }], gems: 30 });
  await kit.bank.request({ requestId: 'b', robloxUserId: 1, gems: 1 });
  return kit;
}

describe('teller deliver', () => {
  test('claims the oldest that the own account holds, and shows what to hand to whom', async () => {
    const kit = await openWithWaiting();
    const claimed = await kit.ask('teller deliver', { member: MENTION });
    expect(claimed.title).toBe('Hand w-7 to player1');
    expect(wordsIn(claimed)).toContain('Roblox id 1, on Discord @user');
    expect(wordsIn(claimed)).toContain('Hand over: 2 × Cat, 30 gems');
    expect(await kit.bank.withdrawal('w-7')).toMatchObject({
      status: 'claimed',
      claim: { tellerId: 'staff-9' },
    });
    const again = await kit.ask('teller deliver', { member: MENTION });
    expect(again.title).toBe('Hand w-7 to player1');
  });

  test('attaches the whole list as a file where the reply leaves some of it out', async () => {
    const kit = await openStaffKit();
    kit.bank.now.rules = { ...kit.bank.now.rules, staffAloneLimit: null };
    const pets = Array.from({ length: 16 }, (_, at) => ({
      id: 'Cat',
      chroma: (at % 6) + 1,
      shiny: at % 4 > 1,
    }));
    const kinds = [...pets, ...pets.map((pet) => ({ ...pet, variant: 'golden' as const }))];
    await kit.bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: kinds, gems: 5 }, OWN);
    await kit.bank.request({ requestId: 'a', robloxUserId: 1, pets: kinds, gems: 5 });
    const claimed = await kit.ask('teller deliver', { member: MENTION });
    expect(wordsIn(claimed)).toContain('more kinds of pets, 5 gems');
    const lines = new TextDecoder().decode(claimed.file?.bytes).split('\n');
    expect(lines.length).toBeGreaterThan(16);
    expect([lines[0], lines.at(-1)]).toEqual(['2 x Cat, chroma 1', '5 gems']);
  });

  test('claims the named withdrawal', async () => {
    const kit = await openWithWaiting();
    expect((await kit.ask('teller deliver', { member: '1', withdrawal: 'w-8' })).title).toBe(
      'Hand w-8 to player1',
    );
  });

  test.each([
    ['Delivered', {}, 'delivered', 3n, 3n, 'withdrawal_delivered'],
    ['A part of it', { pets: 'Cat', gems: '30' }, 'partly_delivered', 4n, 4n, 'withdrawal_delivered'],
    ['A part of it', { pets: '2 x Cat', gems: '30' }, 'delivered', 3n, 3n, 'withdrawal_delivered'],
    ['Nothing changed hands', {}, 'reserved', 5n, 3n, 'withdrawal_declined'],
  ] as const)('ends as staff record it: %s %p', async (label, fields, status, stock, owned, kind) => {
    const kit = await openWithWaiting();
    const claimed = await kit.ask('teller deliver', { member: MENTION });
    expect((await kit.press(claimed, label, { fields })).kind).toBe('replace');
    expect(await kit.bank.withdrawal('w-7')).toMatchObject({ status });
    expect(await kit.bank.stock('staff-9', CAT)).toBe(stock);
    expect(await kit.bank.balance(1, CAT)).toBe(owned);
    expect(await lastInLedger(kit)).toEqual({ kind, status, by: 'staff-9', note: REASON });
  });

  test('pressed twice, or two ways at once, ends it once', async () => {
    const kit = await openWithWaiting();
    const claimed = await kit.ask('teller deliver', { member: MENTION });
    const { seq } = await kit.bank.reads.head();
    const labels = ['Delivered', 'Delivered', 'Nothing changed hands'];
    const used = await Promise.all(labels.map((label) => kit.press(claimed, label)));
    expect(used.map(({ kind }) => kind).sort()).toEqual(['ephemeral', 'ephemeral', 'replace']);
    expect((await kit.bank.reads.head()).seq).toBe(seq + 1);
    await lastInLedger(kit);
  });

  test('a late report still settles it', async () => {
    const kit = await openWithWaiting();
    const claimed = await kit.ask('teller deliver', { member: MENTION });
    kit.bank.pass(5 * MINUTE);
    await kit.bank.sweep();
    expect(await kit.bank.withdrawal('w-7')).toMatchObject({ status: 'uncertain' });
    await kit.press(claimed, 'Delivered');
    expect(await kit.bank.withdrawal('w-7')).toMatchObject({ status: 'delivered' });
    expect(await kit.bank.reads.cases({ isOpen: true, limit: 9 })).toEqual([]);
  });

  test.each([
    ['more than was claimed', { pets: '3 x Cat', gems: '' }, 'delivered: more than was claimed'],
    ['nothing', { pets: '', gems: '' }, 'delivered: say what was delivered'],
  ])('takes no part that is %s, and leaves the form to be filled in again', async (_what, fields, words) => {
    const kit = await openWithWaiting();
    const claimed = await kit.ask('teller deliver', { member: MENTION });
    const before = kit.bank.everything();
    expect(wordsIn((await kit.press(claimed, 'A part of it', { fields })).rendered)).toContain(words);
    expect(kit.bank.everything()).toEqual(before);
    const fixed = { pets: '1 x Cat', gems: '' };
    expect((await kit.press(claimed, 'A part of it', { fields: fixed })).kind).toBe('replace');
  });

  test('leaves a case where what may have changed hands can not be recorded', async () => {
    const kit = await openWithWaiting();
    const claimed = await kit.ask('teller deliver', { member: MENTION });
    kit.bank.pass(2 * MINUTE);
    await kit.bank.sweep();
    await kit.bank.resolve({ caseId: 'uncertain:w-7', resolution: 'delivered', reason: 'seen on video' });
    expect((await kit.press(claimed, 'Delivered')).rendered.title).toBe('Already closed');
    expect(await kit.bank.reads.cases({ isOpen: true, limit: 9 })).toMatchObject([{ kind: 'refused_trade' }]);
  });
});

test('an own claim that is still active comes before the named withdrawal', async () => {
  const kit = await openWithWaiting();
  await kit.ask('teller deliver', { member: MENTION });
  const { title } = await kit.ask('teller deliver', { member: MENTION, withdrawal: 'w-8' });
  expect(title).toBe('Finish w-7 first: you have claimed it');
});

test('with no script at all, a deposit and a delivery are run by hand from beginning to end', async () => {
  const kit = await openStaffKit();
  const offer = await kit.ask('teller take', { member: MENTION, pets: '2 x Cat', gems: 5 });
  await kit.press(offer, 'The trade went through: record it');
  await kit.bank.request({ requestId: 'a', robloxUserId: 1, pets: [{ ...CAT, quantity: 2 }], gems: 5 });
  expect(wordsIn(await kit.ask('teller queue'))).toContain(
    'w-7: player1: 2 × Cat, 5 gems, You hold all of it.',
  );
  await kit.press(await kit.ask('teller deliver', { member: MENTION }), 'Delivered');
  expect([await kit.bank.balance(1, CAT), await kit.bank.stock('staff-9', CAT)]).toEqual([0n, 0n]);
  const log = await kit.bank.reads.log({ afterSeq: 5, limit: 9 });
  expect(log.map(({ by, note }) => [by, note])).toEqual([
    ['staff-9', REASON],
    ['web', null],
    ['staff-9', null],
    ['staff-9', REASON],
  ]);
  await lastInLedger(kit);
});

describe('teller deliver claims nothing', () => {
  test.each([
    ['for who is not staff', MENTION, MEMBER, 'For staff only'],
    ['for staff without a Roblox account', MENTION, UNLINKED, 'First, show who you are'],
    ['for a member who waits for nothing', 'builderman', KIM, 'builderman has no withdrawals'],
    ["that the actor's account does not hold", MENTION, LEE, 'Nothing that you can deliver'],
  ])('%s', async (_when, member, actor, title) => {
    const kit = await openWithWaiting();
    const before = kit.bank.everything();
    const rendered = await kit.ask('teller deliver', { member }, actor);
    expect(rendered.title).toBe(title);
    expect(labelsOf(rendered)).toEqual([]);
    expect(kit.bank.everything()).toEqual(before);
  });

  test('to a frozen member, nor while the bank is halted', async () => {
    const kit = await openWithWaiting();
    await kit.bank.freeze(1);
    expect((await kit.ask('teller deliver', { member: MENTION })).title).toBe('player1 is frozen');
    await kit.bank.freeze(1, false);
    await kit.bank.halt();
    expect((await kit.ask('teller deliver', { member: MENTION })).title).toBe(
      'The bank is closed for a moment',
    );
  });

  test('that another teller is handing over', async () => {
    const kit = await openWithWaiting();
    await kit.ask('teller deliver', { member: MENTION });
    const rendered = await kit.ask('teller deliver', { member: MENTION }, LEE);
    expect(wordsIn(rendered)).toContain('w-7: 2 × Cat, 30 gems, A teller is handing it over.');
  });
});
