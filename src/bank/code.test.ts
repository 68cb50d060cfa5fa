import { describe, expect, test } from 'bun:test';
import { findCode } from './code-words.ts';

const CODE = 'oak owl elk';

describe('a code is found', () => {
  test.each([
    ['alone', 'oak owl elk'],
    ['in capitals', 'OAK Owl eLK'],
    ['in the middle of a bio', 'hello! I like cats. oak owl elk and dogs'],
    ['at the very start', 'oak owl elk. Hello'],
    ['at the very end', 'my code: oak owl elk'],
    ['over several lines', 'oak\nowl\r\n\telk'],
    ['with spaces of any kind', 'oak\u00a0owl\u2003 elk'],
    ['with commas and dots', 'oak, owl... elk!'],
    ['in quotation marks and brackets', '“(oak) [owl] {elk}”'],
    ['with dashes and lines below', 'oak-owl—elk_'],
    ['in full-width letters', 'ｏａｋ ｏｗｌ ｅｌｋ'],
    ['with a ligature', 'oak owl elk ﬁne'],
    ['in backticks and bars', '`oak` | owl ~ elk = <me>'],
    ['beside hash marks', '#### ## ### ## oak owl elk'],
  ])('%s', (_name, bio) => {
    expect(findCode(CODE, bio)).toBe('found');
  });
});

describe('a code is not found', () => {
  test.each([
    ['in an empty bio', ''],
    ['with a word that is missing', 'oak elk'],
    ['in another order', 'owl oak elk'],
    ['with a word between', 'oak owl and elk'],
    ['in a word that is longer', 'soak owl elk'],
    ['in a word that goes on', 'oak owl elks'],
    ['with its words run together', 'oakowlelk'],
    ['with three runs of hash marks', 'oak ## ## ###'],
    ['with single hash marks', '# # # # # #'],
    ['with one long run', '####################'],
  ])('%s', (_name, bio) => {
    expect(findCode(CODE, bio)).toBe('missing');
  });
});

test.each([
  ['every word', '### ### ### ###'],
  ['words between others', 'oak ## is ### ## my ####'],
  ['runs with no space between other signs', '##.##.##.##'],
])('a bio whose filter hid %s is filtered', (_name, bio) => {
  expect(findCode(CODE, bio)).toBe('filtered');
});
