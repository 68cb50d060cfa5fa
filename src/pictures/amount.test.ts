import { expect, test } from 'bun:test';
import { type Amount, shortAmount } from './amount.ts';

test.each<[Amount, string]>([
  [0, '0'],
  [999, '999'],
  [1234, '1,234'],
  [99_999, '99,999'],
  [100_000, '100K'],
  [999_999, '999K'],
  [1_000_000, '1M'],
  [1_250_000n, '1.2M'],
  [67_600_000, '67.6M'],
  [99_990_000, '99.9M'],
  [1_200_000_000, '1.2B'],
  [3_400_000_000_000n, '3.4T'],
  [2n ** 53n + 1n, '9Qa'],
  [2n ** 70n, '1.1Sx'],
  [10n ** 35n, '100Dc'],
  [10n ** 36n, '999Dc+'],
])('%p is shown as %s', (amount, shown) => {
  expect(shortAmount(amount)).toBe(shown);
});

test('what no unit is large enough for is cut short', () => {
  expect(shortAmount(10n ** 4000n)).toBe('999Dc+');
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, -1, -5n])(
  'what is no amount (%p) is shown as nothing',
  (amount) => {
    expect(shortAmount(amount)).toBe('0');
  },
);
