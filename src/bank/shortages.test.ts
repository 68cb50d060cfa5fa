import { expect, test } from 'bun:test';
import { type Bank, expectSound, NEWEST, openBank } from '../../test/bank/bank.ts';
import { createOpenCatalogue } from '../values/catalogue.ts';
import type { PetStack } from './engine/pets.ts';

const pet = (at: number, quantity = 2): PetStack => ({
  id: `Pet ${1000 + at}`,
  variant: 'normal',
  shiny: false,
  quantity,
});
const pets = (count: number, quantity?: number) =>
  Array.from({ length: count }, (_, at) => pet(at, quantity));
const JOINT = 'shortages:teller-1';

/** Teller-1 holds two each of so many kinds, all of them member 1's. */
async function openWithKinds(count: number): Promise<Bank> {
  const bank = openBank();
  bank.now.rules = { ...bank.now.rules, catalogue: createOpenCatalogue() };
  for (let at = 0; at < count; at += 100) {
    await bank.deposit({ tradeId: `d-${at}`, robloxUserId: 1, pets: pets(count).slice(at, at + 100) });
  }
  return bank;
}

const reportTwice = async (bank: Bank, reported: PetStack[]) => {
  await bank.report({ pets: reported, seq: NEWEST });
  return bank.report({ pets: reported, seq: NEWEST });
};
const cases = (bank: Bank) => bank.reads.cases({ isOpen: true, limit: 500 });
const resume = (bank: Bank, caseId: string) =>
  bank.resolve({ caseId, resolution: 'resume', reason: 'counted' });

/** Which of these two pets a withdrawal of one each could be claimed of. */
async function deliverableOf(bank: Bank, ...asked: number[]): Promise<boolean[]> {
  for (const at of asked) {
    await bank.request({ requestId: crypto.randomUUID(), robloxUserId: 1, pets: [pet(at, 1)] });
  }
  const { withdrawals } = await bank.check({ robloxUserId: 1 });
  return withdrawals.slice(-asked.length).map(({ deliverable }) => deliverable);
}

test('a report of thousands of kinds beside the stock pauses nothing, and is told once', async () => {
  const bank = await openWithKinds(100);
  const { paused, drift } = await reportTwice(bank, pets(5_000));
  expect([paused.length, drift.length]).toEqual([0, 4_900]);
  await reportTwice(bank, pets(5_000));
  expect(await cases(bank)).toEqual([]);
  expect(bank.events).toMatchObject([{ topic: 'teller_surplus' }]);
  expect(bank.events[0]?.text).toEndWith('and 4880 more');
  expect(bank.events[0]?.text.length).toBeLessThan(2_000);
});

test('shortages of many assets pause just these, and share a case that is told once', async () => {
  const bank = await openWithKinds(300);
  expect((await reportTwice(bank, pets(100))).paused).toHaveLength(200);
  expect((await reportTwice(bank, pets(100))).paused).toHaveLength(200);
  expect(bank.events.map(({ topic }) => topic)).toEqual(['case_shortage']);
  expect(await cases(bank)).toMatchObject([{ id: JOINT, kind: 'shortage', tellerId: 'teller-1' }]);
  expect((await cases(bank))[0]?.summary).toStartWith(
    'teller-1 reports less than it should hold of 200 assets. Missing: 2 of pet/normal/-/-/Pet 1100; ',
  );
  expect(await deliverableOf(bank, 99, 100)).toEqual([true, false]);
  await resume(bank, JOINT);
  expect(await bank.reads.cases({ isOpen: true, limit: 9 })).toEqual([]);
  expect(await deliverableOf(bank, 99, 100)).toEqual([true, true]);
  expect((await reportTwice(bank, pets(100))).paused).toEqual([]);
  await expectSound(bank);
});

test('what comes to a joint case is in its summary, and nobody is told again', async () => {
  const bank = await openWithKinds(200);
  await reportTwice(bank, pets(150));
  await reportTwice(bank, pets(120));
  expect(bank.events).toHaveLength(1);
  expect(await cases(bank)).toMatchObject([{ summary: expect.stringContaining('of 80 assets') }]);
});

test('what was resumed together is paused again alone when yet more is missing', async () => {
  const bank = await openWithKinds(50);
  await reportTwice(bank, pets(50, 1));
  await resume(bank, JOINT);
  const [first, ...others] = pets(50, 1);
  expect((await reportTwice(bank, others)).paused).toMatchObject([{ id: first?.id }]);
  expect(await cases(bank)).toMatchObject([{ id: `shortage:teller-1:pet/normal/-/-/${first?.id}` }]);
  await reportTwice(bank, pets(50));
  await resume(bank, `shortage:teller-1:pet/normal/-/-/${first?.id}`);
  await reportTwice(bank, pets(50));
  expect(await bank.reads.jointShortages()).toEqual([]);
  expect(await bank.reads.tellers()).toMatchObject([{ shortages: [] }]);
});

test('sixteen assets have a case each, and further ones share one; each case resumes its own', async () => {
  const bank = await openWithKinds(40);
  await reportTwice(bank, pets(40).slice(16));
  expect(await cases(bank)).toHaveLength(16);
  await reportTwice(bank, pets(40).slice(18));
  expect((await cases(bank)).map(({ id }) => id)).toContain(JOINT);
  expect(await cases(bank)).toHaveLength(17);
  await resume(bank, JOINT);
  expect(await deliverableOf(bank, 15, 16)).toEqual([false, true]);
  await resume(bank, 'shortage:teller-1:pet/normal/-/-/Pet 1015');
  expect(await deliverableOf(bank, 14, 15)).toEqual([false, true]);
  expect((await bank.report({ pets: pets(40).slice(18), seq: NEWEST })).paused).toHaveLength(15);
});

test('what a teller holds is written once for reports that say the same', async () => {
  const bank = await openWithKinds(2);
  await reportTwice(bank, pets(2));
  expect(await bank.reads.reports()).toEqual([
    { tellerId: 'teller-1', amounts: 'pet/normal/-/-/Pet 1000 2\npet/normal/-/-/Pet 1001 2' },
  ]);
});

test('two names of one pet that are too many together are refused', async () => {
  const bank = openBank();
  const names = ['Shown Fox', 'fox_01'].map((id) => ({ ...pet(0, 2 ** 53 - 1), id }));
  await expect(bank.report({ pets: names })).rejects.toMatchObject({ code: 'invalid' });
});
