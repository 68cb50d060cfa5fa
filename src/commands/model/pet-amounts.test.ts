import { expect, test } from 'bun:test';
import { readPetAmounts } from './pet-amounts.ts';

const read = (typed: string, most = 1) =>
  readPetAmounts(typed, most).map(({ name, amounts }) => [name, ...amounts]);

test.each([
  ['Huge Floppa', []],
  ['Huge Floppa x2', ['Huge Floppa', 2]],
  ['Huge Floppa X 2', ['Huge Floppa', 2]],
  ['Huge Floppa 2x', ['Huge Floppa', 2]],
  ['Huge Floppa ×2', ['Huge Floppa', 2]],
  ['Huge Floppa×2', ['Huge Floppa', 2]],
  ['huge floppa *2', ['huge floppa', 2]],
  ['huge floppa * 2', ['huge floppa', 2]],
  ['huge floppa, 2', ['huge floppa', 2]],
  ['huge floppa,2', ['huge floppa', 2]],
  ['huge floppa, x2', ['huge floppa', 2]],
  ['huge floppa: 2', ['huge floppa', 2]],
  ['huge floppa (x2)', ['huge floppa', 2]],
  ['huge floppa (2)', ['huge floppa', 2]],
  ['\u201cHuge Floppa\u201d 2', ['\u201cHuge Floppa\u201d', 2]],
  ['"Huge Floppa"x2', ['"Huge Floppa"', 2]],
  ['2"Huge Floppa"', []],
  ['2x"Huge Floppa"', ['"Huge Floppa"', 2]],
  ['x2 Huge Floppa', ['Huge Floppa', 2]],
  ['2x Huge Floppa', ['Huge Floppa', 2]],
  ['2 x Huge Floppa', ['Huge Floppa', 2]],
  ['2 × Huge Floppa', ['Huge Floppa', 2]],
  ['2×Huge Floppa', ['Huge Floppa', 2]],
  ['2 Huge Floppa', ['Huge Floppa', 2]],
  ['1,000 Cat', ['Cat', 1000]],
  ['1.5k Cat', ['Cat', 1500]],
  ['２　Cat', ['Cat', 2]],
  ['404 Demon', ['Demon', 404]],
  ['2 Xylophone', ['Xylophone', 2]],
  ['Fox2', []],
  ['8-Bit Cat', []],
  ['"2" cats', []],
  ['"Cat 2"', []],
  ['-2 Cat', []],
  ['1.5 Cat', []],
  ['Max 9007199254740993', []],
])('%p is the whole of it, or else %p', (typed, amount) => {
  const [whole, first = []] = read(typed);
  expect(whole).toHaveLength(1);
  expect(first).toEqual(amount);
});

test('an x may be of the name or of the amount, and a number before the name or after it', () => {
  expect(read('2 X Ray').slice(1)).toEqual([
    ['Ray', 2],
    ['X Ray', 2],
  ]);
  expect(read('2 Demon 404')).toEqual([['2 Demon 404'], ['Demon 404', 2], ['2 Demon', 404]]);
});

test('two amounts come in the order in which they are typed', () => {
  for (const typed of ['2 Cat 500', '2 500 Cat', 'Cat 2 500'])
    expect(read(typed, 2)).toContainEqual(['Cat', 2, 500]);
});

test('a long text is read as quickly as a short one', () => {
  expect(read(`${'2 x '.repeat(50)}Cat`, 2).length).toBeLessThan(20);
});
