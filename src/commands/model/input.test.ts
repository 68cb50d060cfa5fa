import { expect, test } from 'bun:test';
import { z } from 'zod';
import { LANGUAGES } from '../../messages/languages.ts';
import { parseAmount, readInput } from './input.ts';
import { Mistake } from './mistake.ts';
import { toLine } from './translate.ts';

test.each([
  ['1500', 1500],
  ['1,500', 1500],
  ['1.500', 1500],
  ['1.000', 1000],
  ['1.234.567', 1_234_567],
  ['1\u00a0234', 1234],
  ['12\u202f345', 12_345],
  ['1.5k', 1500],
  ['1.500k', 1500],
  ['1.50', undefined],
  ['1.5', undefined],
  ['1.23.456', undefined],
] as const)('the amount %j is read as %p, as members of any language write it', (typed, amount) => {
  expect(parseAmount(typed)).toBe(amount);
});

const schema = z.object({
  count: z.int().min(1).max(5000),
  name: z.string().max(1),
  kind: z.enum(['a', 'b']),
});

/** What somebody reads in each language, of an input that doesn't fit. */
function explain(input: object): readonly string[] {
  try {
    readInput(schema, { count: 1, name: '', kind: 'a', ...input });
  } catch (error) {
    if (!(error instanceof Mistake)) throw error;
    const { text = [] } = error.reply;
    return LANGUAGES.map((language) => toLine(text, language).split('\n')[0] ?? '');
  }
  throw new Error('it fits');
}

test.each([
  [{ count: undefined }, ['count: is missing', 'count: falta', 'count: está faltando', 'count: fehlt']],
  [{ count: 'x' }, ['count: must be a whole number', 'count: tiene que ser un número entero']],
  [{ count: 0 }, ['count: must be at least 1', 'count: tiene que ser 1 o más']],
  [{ count: 6000 }, ['count: must be at most 5,000', 'count: tiene que ser 5.000 o menos']],
  [{ name: 'ab' }, ['name: must have at most 1 character', 'name: puede tener como máximo 1 carácter']],
  [{ kind: 'c' }, ['kind: must be one of: a, b', 'kind: tiene que ser uno de estos: a, b']],
])('what is wrong with %j is said in each language', (input, first) => {
  const said = explain(input);
  expect(said.slice(0, first.length)).toEqual(first);
  expect(new Set(said).size).toBe(LANGUAGES.length);
});

test('every error is named, and then what to do', () => {
  expect(() => readInput(schema, {})).toThrow(Mistake);
  expect(explain({ count: 0, kind: undefined })[0]).toBe('count: must be at least 1');
});
