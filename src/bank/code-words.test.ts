import { describe, expect, test } from 'bun:test';
import { CODE_WORDS, createCode } from './code-words.ts';

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

  test('they stand in alphabetical order, so that a second copy would be seen', () => {
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
