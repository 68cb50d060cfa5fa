import { expect, test } from 'bun:test';
import { LANGUAGES } from '../messages/languages.ts';
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

test('thousands have the mark of the language, and units are the game’s own', () => {
  const written = LANGUAGES.map((language) => shortAmount(12_345, language).replace(/\s/g, ' '));
  expect(written).toEqual(['12,345', '12.345', '12.345', '12.345', '12 345']);
  expect(shortAmount(1234, 'es')).toBe('1.234');
  expect(LANGUAGES.map((language) => shortAmount(67_600_000, language))).toEqual(Array(5).fill('67.6M'));
});
