import { describe, expect, test } from 'bun:test';
import { CODE_WORDS, createCode, findCode } from './code-words.ts';

const DIGIT_WORDS = /zero|one|two|three|four|five|six|seven|eight|nine|ten|won|too|for|ate/;

describe('the words of codes', () => {
  test('there is one for each value of a byte, and all differ', () => {
    expect(CODE_WORDS).toHaveLength(256);
    expect(new Set(CODE_WORDS).size).toBe(256);
  });

  test('each is 3 to 8 lower-case letters', () => {
    expect(CODE_WORDS.filter((word) => !/^[a-z]{3,8}$/.test(word))).toEqual([]);
  });

  test('none holds a number word or one that sounds like it', () => {
    expect(CODE_WORDS.filter((word) => DIGIT_WORDS.test(word))).toEqual([]);
  });

  test('none begins another, so there is no plural of another either', () => {
    const begins = (word: string) => CODE_WORDS.some((other) => other !== word && other.startsWith(word));
    expect(CODE_WORDS.filter(begins)).toEqual([]);
  });

  test('they are in alphabetical order, so that a second copy would be seen', () => {
    expect(CODE_WORDS).toEqual(CODE_WORDS.toSorted());
  });
});

describe('a code', () => {
  test('has one word for each byte, in order, joined by single spaces', () => {
    const first = createCode(Uint8Array.from({ length: 16 }, (_, index) => index));
    const last = createCode(Uint8Array.from({ length: 16 }, (_, index) => 240 + index));
    expect(first).toBe(CODE_WORDS.slice(0, 16).join(' '));
    expect(last).toBe(CODE_WORDS.slice(240).join(' '));
    expect(first).toMatch(/^[a-z]+( [a-z]+){15}$/);
  });

  test('keeps repeated bytes as repeated words', () => {
    expect(createCode(new Uint8Array(16).fill(255))).toBe(Array(16).fill('zigzag').join(' '));
  });

  test.each([0, 15, 17, 32])('is not made from %d bytes', (length) => {
    expect(() => createCode(new Uint8Array(length))).toThrow(RangeError);
  });
});

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
