import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { CODE_BYTES, CODE_WORDS, createCode, findCode } from './code-words.ts';

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
    ['with zero width between the words', 'oak\u200bowl\u200d\u2060elk\ufeff'],
    ['with zero width within the words', 'o\u200bak ow\u200cl e\u2060lk'],
    ['with both, in one bio', 'o\u200bak\u200bow\u200bl\u200b elk'],
    ['under bidi marks and overrides', '\u202eoak\u202c \u2066owl\u2069\u200f elk\u061c'],
    ['with soft hyphens', 'oak o\u00adwl\u00ad elk'],
    ['with variation selectors', 'oak\ufe0f owl\ufe0e\u{e0100} elk'],
    ['with invisible letters', 'oak\u3164owl\u115f\uffa0elk'],
    ['with emoji between the words', '🦉oak🌳owl👨‍👩‍👧‍👦elk🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
    ['with emoji that hold a letter or digit', 'oak™️owl 1️⃣ℹ️ Ⓜ️ elk©'],
    ['with symbols', 'oak ™ owl → ★ ♥ ∞ € elk'],
    ["with Roblox' own signs", 'oak \ue000 owl \ue002elk'],
    ['in circled letters', 'ⓞⓐⓚ ⓞⓦⓛ ⓔⓛⓚ'],
    ['in mathematical letters', '𝐨𝐚𝐤 𝓸𝔀𝓵 𝚎𝚕𝚔'],
    ['with marks on the letters', 'o\u0301ak o\u0336w\u0336l\u0336 e\u0308\u0323lk'],
    ['with marks between the words', 'oak \u0301 owl \u20e3 elk'],
    ['with control characters', 'oak\u0007owl\u0085elk\u0000'],
    ['beside half of an emoji', 'oak\ud83d owl \udc00elk'],
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
    ['with letters of another alphabet', 'оаk owl elk'],
    ['with a digit between', 'oak 1 owl elk'],
    ['in words run together under marks', 'oak\u0301owl\u0301elk'],
    ['with a dot in a word', 'o.ak owl elk'],
    ['with an emoji in a word', 'o🌳ak owl elk'],
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

describe('a code of random words, in a bio with anything but letters and digits between them', () => {
  const bytes = fc.uint8Array({ minLength: CODE_BYTES, maxLength: CODE_BYTES });
  const gap = fc
    .string({ unit: 'binary', maxLength: 6 })
    .map((text) => ` ${text.normalize('NFKD').replace(/[\p{L}\p{N}\p{S}]/gu, '')}\u200b`);
  const scene = fc.record({
    code: bytes.map((random) => createCode(random)),
    gaps: fc.array(gap, { minLength: CODE_BYTES + 1, maxLength: CODE_BYTES + 1 }),
    at: fc.nat(CODE_BYTES - 1),
    other: fc.nat(CODE_BYTES - 1),
  });
  const write = (words: readonly string[], gaps: readonly string[]) =>
    gaps.map((text, at) => text + (words[at] ?? '')).join('');

  test('is found', () => {
    fc.assert(
      fc.property(scene, ({ code, gaps }) => {
        expect(findCode(code, write(code.split(' '), gaps))).toBe('found');
      }),
    );
  });

  test('is not found with a word missing, another in its place, or two of them swapped', () => {
    fc.assert(
      fc.property(scene, ({ code, gaps, at, other }) => {
        const words = code.split(' ');
        const [word = '', second = ''] = [words[at], words[other]];
        const replacement = CODE_WORDS.find((candidate) => candidate !== word) ?? '';
        const swapped = words.with(at, second).with(other, word);
        for (const wrong of [words.toSpliced(at, 1), words.with(at, replacement), swapped]) {
          if (wrong.join(' ') !== code) expect(findCode(code, write(wrong, gaps))).not.toBe('found');
        }
      }),
    );
  });
});

test('a bio of a megabyte is read before the time limit of a test', () => {
  const code = createCode(new Uint8Array(CODE_BYTES));
  for (const text of [code.slice(0, -1), 'a\u200b', '\u0301', '\ufe0f\u0301', ' _']) {
    expect(findCode(code, text.repeat(1_000_000 / text.length))).toBe('missing');
  }
});
