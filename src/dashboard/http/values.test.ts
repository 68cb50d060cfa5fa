import { expect, test } from 'bun:test';
import { itemOf } from '../../../test/bank/item.ts';
import { rulesWith } from '../../../test/bank/rules.ts';
import { STALE_AFTER_MS } from '../../bank/pet-values.ts';
import { createCatalogue } from '../../values/catalogue.ts';
import { createRowLister } from './values.ts';

const CONFIRMED_AT = Date.parse('2026-01-01T00:00:00.000Z');

const rulesWorth = (value: number) => {
  const items = [itemOf({ id: 'Cat', value, updatedAt: new Date(CONFIRMED_AT).toISOString() })];
  const provenanceOf = () => ({ source: 'big_games', flags: [] }) as const;
  return { ...rulesWith(), catalogue: createCatalogue(items, null, { provenanceOf }) };
};

test('the list of values is made once, and anew where they have changed or a price turned stale', () => {
  const list = createRowLister();
  let rules = rulesWorth(10);
  let at = CONFIRMED_AT + STALE_AFTER_MS;
  const services = { rules: () => rules, clock: () => at };
  const rows = list(services);
  expect(rows).toMatchObject([{ id: 'Cat', value: 10, isStale: false }]);
  // What a bank answers its rules with is a new object each time.
  rules = { ...rules };
  expect(list(services)).toBe(rows);
  rules = rulesWorth(20);
  expect(list(services)).toMatchObject([{ value: 20, isStale: false }]);
  at += 60_001;
  expect(list(services)).toMatchObject([{ value: 20, isStale: true }]);
});
