import { expect, test } from 'bun:test';
import { readChromaNames } from './chroma-names.ts';

const REST = [null, null, null, null];

test.each([
  ['a list of names', ['Red', ' Blue '], ['Red', 'Blue', ...REST]],
  [
    'a list of objects with names',
    [{ name: 'Red', hex: '#f00' }, { name: 'Blue' }],
    ['Red', 'Blue', ...REST],
  ],
  ['an object by number', { 1: 'Red', 2: { name: 'Blue' } }, ['Red', 'Blue', ...REST]],
  ['a list with odd entries', [7, 'Blue', null, {}, { name: 5 }, []], [null, 'Blue', ...REST]],
  ['more than six', ['1', '2', '3', '4', '5', '6', '7'], ['1', '2', '3', '4', '5', '6']],
  ['names that are no text to show', ['', 'a\nb', '\u200b', 'x'.repeat(33), '\u202ered'], []],
  ['a number', 6, []],
  ['a word', 'Red', []],
  ['nothing', undefined, []],
  ['null', null, []],
  ['other keys', { red: 1, __proto__: 'Red' }, []],
] satisfies [string, unknown, (string | null)[]][])(
  'from %s, reads what is a name',
  (_what, given, names) => {
    expect(readChromaNames(given)).toEqual(names);
  },
);
