import { expect, test } from 'bun:test';
import { parseAmount } from './input.ts';

test.each([
  ['1500', 1500],
  ['1,500', 1500],
  ['1.500', 1500],
  ['1.000', 1000],
  ['1.234.567', 1_234_567],
  ['1\u00a0234', 1234],
  ['12\u202f345', 12_345],
  ['1.5k', 1500],
  ['1.500k', 1500],
  ['1.50', undefined],
  ['1.5', undefined],
  ['1.23.456', undefined],
] as const)('the amount %j is read as %p, as members of any language write it', (typed, amount) => {
  expect(parseAmount(typed)).toBe(amount);
});
