import { expect, test } from 'bun:test';
import { readAmount } from './amount.ts';

const PLAIN_DIGITS = 'write it in plain digits';

test.each([
  ['0', 0],
  ['61000000', 61_000_000],
  ['9007199254740991', Number.MAX_SAFE_INTEGER],
  ['1.2B', 1_200_000_000],
  ['1,2B', 1_200_000_000],
  ['350m', 350_000_000],
  ['350 M', 350_000_000],
  ['61k', 61_000],
  ['1.5T', 1_500_000_000_000],
  ['0.500B', 500_000_000],
  ['1,250.5M', 1_250_500_000],
  ['61,000,000', 61_000_000],
  ['61.000.000', 61_000_000],
  ['61 000 000', 61_000_000],
  ['61\u00a0000\u00a0000', 61_000_000],
  ['61\u202f000', 61_000],
  ["61'000'000", 61_000_000],
  ['61’000', 61_000],
  ['61,000,000.00', 61_000_000],
  ['61.000.000,00', 61_000_000],
  ['61,000.00', 61_000],
  ['61000000.0', 61_000_000],
  ['6.1E+07', 61_000_000],
  ['6,1E+07', 61_000_000],
  ['6.123E+07', 61_230_000],
  ['6.1e7', 61_000_000],
  ['1E+00', 1],
  ['10E-1', 1],
  [' 61 000 000 ', 61_000_000],
  ['💎 61,000,000', 61_000_000],
  ['1.2B gems', 1_200_000_000],
])('%j is %d gems', (cell, amount) => {
  expect(readAmount(cell, { commaGroups: false })).toEqual({ amount });
});

test('a comma before three digits divides thousands where commas divide fields, and nowhere else', () => {
  expect(readAmount('61,000', { commaGroups: true })).toEqual({ amount: 61_000 });
  expect(readAmount('61,000', { commaGroups: false })).toEqual({
    error: expect.stringContaining(PLAIN_DIGITS),
  });
});

test.each([
  ...['61.000', '1.250B', '999.999', '1,00', '61,0000'].map((cell) => [cell, PLAIN_DIGITS]),
  ...['1.5', '61,000.5', '6.15E+01', '1.2345k', '1E-1'].map((cell) => [cell, 'no whole number']),
  ...['9007199254740992', '9008T', '1E+16', '1E+99'].map((cell) => [cell, 'from 0 to 9007199254740991']),
  ...['', '-1', '-', 'N/A', '?', '000', '007', '1,000,00', '1.2.3', '0,000,000'].map((cell) => [
    cell,
    'must be a whole number',
  ]),
  ...['1 2', '1..2', '1BB', '1kk', '5 apples', '$5', '0x10', '1e', 'NaN', 'Infinity', '1E+400'].map(
    (cell) => [cell, 'must be a whole number'],
  ),
  ['1'.repeat(1_000_000), 'must be a whole number'],
])('%j is refused', (cell, error) => {
  expect(readAmount(cell, { commaGroups: true })).toEqual({ error: expect.stringContaining(error) });
});
