import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { indexNearMisses } from './near-misses.ts';

const NAMES = [
  'Huge Floppa',
  'Titanic Floppa',
  '404 Demon',
  'Huge Piñata Cat',
  "Valentine's Cat",
  '8-Bit Cat',
  'Cat',
  'Bat',
  'Rainbow Dragon',
];
const find = indexNearMisses(NAMES.map((name) => ({ name, value: name })));

describe('a near miss finds', () => {
  test.each([
    ['huge flopa', ['Huge Floppa']],
    ['hgue floppa', ['Huge Floppa']],
    ['hugefloppa', ['Huge Floppa']],
    ['floppa huge', ['Huge Floppa']],
    ['flopa', ['Huge Floppa', 'Titanic Floppa']],
    ['titanc flopp', ['Titanic Floppa']],
    ['404 demn', ['404 Demon']],
    ['pinta', ['Huge Piñata Cat']],
    ['valentin cat', ["Valentine's Cat"]],
    ['8bit cat', ['8-Bit Cat']],
    ['cats', ['Cat', '8-Bit Cat', "Valentine's Cat", 'Huge Piñata Cat']],
    ['dargon', ['Rainbow Dragon']],
    ['ca', []],
    ['zebra', []],
    ['huge zebra', []],
    ['', []],
  ])('%p: %p', (typed, names) => {
    expect([...find(typed, 9)]).toEqual(names);
  });

  test('at most as many as asked for, each once', () => {
    expect(find('cats', 2)).toHaveLength(2);
    const twice = indexNearMisses([
      { name: 'Fox', value: 'fox_01' },
      { name: 'fox_01', value: 'fox_01' },
    ]);
    expect([...twice('fox_0', 9)]).toEqual(['fox_01']);
  });

  test('a name with one letter added, left out, replaced or swapped', () => {
    const slip = fc.constantFrom<(text: string, at: number) => string>(
      (text, at) => `${text.slice(0, at)}q${text.slice(at)}`,
      (text, at) => text.slice(0, at) + text.slice(at + 1),
      (text, at) => `${text.slice(0, at)}q${text.slice(at + 1)}`,
      (text, at) => text.slice(0, at) + (text[at + 1] ?? '') + (text[at] ?? '') + text.slice(at + 2),
    );
    fc.assert(
      fc.property(
        fc.constantFrom('Huge Floppa', '404 Demon', 'Rainbow Dragon'),
        fc.nat(8),
        slip,
        (name, at, to) => {
          expect(find(to(name, at), 1)).toEqual([name]);
        },
      ),
    );
  });

  test('nothing for ten thousand words that no pet has', () => {
    expect(find('word '.repeat(10_000), 9)).toEqual([]);
  });
});
