import { expect, test } from 'bun:test';
import { cleanText, saysSomething } from './clean-text.ts';

test.each([
  ['a plain name', 'Huge Cat', 'Huge Cat'],
  ['bidi overrides and isolates', '\u202eevil\u202c \u2066cat\u2069\u200f', 'evil cat'],
  ['controls and line breaks', 'a\u0000b\u001b[31m\nc\r\n\td\u2028e', 'ab[31m c d e'],
  ['zero width characters', 'H\u200bu\ufeffg\u00ade', 'Huge'],
  ['blanks that pretend to be letters', '\u3164\u115f\u2800Cat\u2800', 'Cat'],
  ['lone surrogates and private use', '\ud83d Cat \ue000\udc31', 'Cat'],
  ['marks with no letter to stand on', '\u0301\u0301Cat', 'Cat'],
  ['a letter and its mark', 'e\u0301', 'é'],
  ['the joiners of an emoji', '👨‍👩‍👧', '👨‍👩‍👧'],
])('%s', (_, text, clean) => {
  expect(cleanText(text)).toBe(clean);
});

test('marks stack no higher than three', () => {
  expect(cleanText(`Z${'\u0316'.repeat(50)}algo`)).toBe('Z\u0316\u0316\u0316algo');
});

test('ten thousand characters are cut, and never through an emoji', () => {
  expect(cleanText('W'.repeat(10_000)).length).toBe(160);
  expect(cleanText(`${'W'.repeat(159)}😀`)).toBe('W'.repeat(159));
});

test('only letters, numbers and signs say something', () => {
  expect(['Cat', '7', '猫', '🐱'].map(saysSomething)).toEqual([true, true, true, true]);
  expect(['', '·', ' _-. '].map(saysSomething)).toEqual([false, false, false]);
});
