import { expect, test } from 'bun:test';
import { openBank } from '../../test/bank/bank.ts';
import { completeDeposit } from './deposit.ts';
import { MAX_ALIKE } from './engine/bounds.ts';
import { MAX_PET_LINES, NO_GOODS } from './engine/pets.ts';
import { recordFindings } from './witness.ts';

/** What a text of a case or notice may have: twenty names of the longest kind, with what is said of each. */
const MAX_TEXT = 6_000;
const NAME = '🦄'.repeat(62);

test('a deposit of the most and longest names nobody knows writes one short case and notice', async () => {
  const bank = openBank();
  const pets = Array.from({ length: MAX_PET_LINES }, (_, at) => {
    const id = `${NAME}${String(at).padStart(2, '0')}`;
    return { id, variant: 'normal', shiny: false, quantity: 1 } as const;
  });
  const trade = { tradeId: 'a', robloxUserId: 1, pets, gems: 0 };
  const { quarantined } = await bank.book.perform(completeDeposit, trade, { by: 'teller-1' });
  expect(quarantined.pets).toHaveLength(MAX_PET_LINES);
  const [found] = await bank.driver.cases({ limit: 1 });
  expect(found?.goods.pets).toHaveLength(MAX_PET_LINES);
  expect(found?.summary).toEndWith('and 80 more');
  expect(found?.summary.length).toBeLessThan(MAX_TEXT);
  expect(bank.events.map(({ text }) => text)).toEqual([found?.summary ?? '']);
});

test('findings of one kind are a few alerts, and one that sums up the rest', async () => {
  const bank = openBank();
  const findings = Array.from({ length: 500 }, (_, at) => ({
    id: `missed_trade:${at}`,
    kind: 'missed_trade' as const,
    robloxUserId: 1,
    goods: NO_GOODS,
    summary: `trade ${at}`,
  }));
  const input = { tellerId: 'teller-1', findings, holds: null };
  expect(await bank.book.perform(recordFindings, input, { by: 'bank' })).toBe(findings.length);
  expect(bank.events.map(({ text }) => text)).toEqual([
    ...findings.slice(0, MAX_ALIKE).map(({ summary }) => summary),
    `And ${findings.length - MAX_ALIKE} more like these.`,
  ]);
});
