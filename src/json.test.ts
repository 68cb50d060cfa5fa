import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { parseJson } from './json.ts';

/** JSON as anybody may write it: fields in any order and number, with escapes and white space anywhere. */
type Written = { readonly text: string; readonly hasTwins: boolean };

const space = fc.constantFrom('', '', ' ', '\n', '\t\r ');
const content = fc.oneof(
  fc.constantFrom(
    '',
    'a',
    'b',
    '__proto__',
    'constructor',
    '0',
    '"',
    '\\',
    ':',
    '":',
    '\\":',
    '{"a":1}',
    'é',
    '🦉',
  ),
  fc.string({ unit: 'binary', maxLength: 4 }),
);
const string = fc.tuple(content, fc.array(fc.boolean(), { maxLength: 8 })).map(([value, escaped]) => {
  const units = Array.from({ length: value.length }, (_, at) => {
    if (!escaped[at]) return JSON.stringify(value.charAt(at)).slice(1, -1);
    return `\\u${value.charCodeAt(at).toString(16).padStart(4, '0')}`;
  });
  return { value, text: `"${units.join('')}"` };
});
const plain = fc
  .oneof(
    string.map(({ text }) => text),
    fc.constantFrom('null', 'true', 'false', '0', '-1.5e3', '0.1', '1.0', '100e-2', '0e-5', '1E400'),
  )
  .map((text): Written => ({ text, hasTwins: false }));

const listOf = (before: string, items: readonly (readonly [Written, string])[]): Written => ({
  text: `[${before}${items.map(([{ text }, after]) => text + after).join(',')}]`,
  hasTwins: items.some(([{ hasTwins }]) => hasTwins),
});
type Field = readonly [name: { readonly value: string; readonly text: string }, gap: string, part: Written];
const objectOf = (gap: string, fields: readonly Field[]): Written => ({
  text: `{${gap}${fields.map(([name, before, part]) => `${name.text + before}:${part.text}`).join(',')}}`,
  hasTwins:
    new Set(fields.map(([{ value }]) => value)).size < fields.length ||
    fields.some(([, , { hasTwins }]) => hasTwins),
});
const { value: written } = fc.letrec<{ value: Written }>((tie) => {
  const items = fc.array(fc.tuple(tie('value'), space), { maxLength: 4 });
  const fields = fc.array(fc.tuple(string, space, tie('value')), { maxLength: 4 });
  return {
    value: fc.oneof(
      { maxDepth: 4, depthSize: 'medium' },
      plain,
      fc.tuple(space, items).map((parts) => listOf(...parts)),
      fc.tuple(space, fields).map((parts) => objectOf(...parts)),
    ),
  };
});

test('any JSON is read as JSON.parse reads it, unless a name stands twice in one object', () => {
  let twins = 0;
  fc.assert(
    fc.property(written, ({ text, hasTwins }) => {
      twins += hasTwins ? 1 : 0;
      if (hasTwins) expect(() => parseJson(text)).toThrow(SyntaxError);
      else expect(parseJson(text)).toEqual(JSON.parse(text));
    }),
    { numRuns: 3_000 },
  );
  expect(twins).toBeGreaterThan(100);
});

test('any text is refused or taken as JSON.parse does, unless a name stands twice', () => {
  const text = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'{}[]":,\\\\ab1 ') }),
    fc.tuple(written, fc.nat(), fc.nat(3)).map(([{ text }, at, length]) => {
      const start = at % (text.length + 1);
      return text.slice(0, start) + text.slice(start + length);
    }),
  );
  const outcomeOf = (parse: (text: string) => unknown, given: string) => {
    try {
      return { value: parse(given) };
    } catch (error) {
      return { refused: error instanceof SyntaxError };
    }
  };
  fc.assert(
    fc.property(text, (given) => {
      const [ours, theirs] = [outcomeOf(parseJson, given), outcomeOf(JSON.parse, given)];
      if (!('value' in ours)) expect(ours.refused).toBe(true);
      else expect(ours).toEqual(theirs);
    }),
    { numRuns: 3_000 },
  );
});

describe('a name that stands twice is found', () => {
  test.each([
    ['at the top', '{"a":1,"a":1}'],
    ['escaped', '{"a":1,"\\u0061":2}'],
    ['in a list in an object', '{"pets":[{"id":"Cat"},{"id":"Cat","quantity":1,"quantity":2}]}'],
    ['as __proto__', '{"__proto__":1,"__proto__":{}}'],
    ['as nothing', '{"":1,"":2}'],
    ['with a quote in it', '{"\\"":1,"\\u0022":2}'],
    ['where the first holds another', '{"a":{"a":1,"b":2},"a":0}'],
    ['thrice', '{"a":1,"a":2,"a":3}'],
    ['as half of an emoji', '{"\\ud83d":1,"\\uD83D":2}'],
  ])('%s', (_where, text) => {
    expect(() => parseJson(text)).toThrow('a name stands twice in one object');
  });

  test('but not in two objects, in other case, or in a string', () => {
    for (const text of [
      '[{"a":1},{"a":1}]',
      '{"a":1,"A":{"a":1}}',
      '{"a":"{\\"a\\":1,\\"a\\":2}"}',
      '":a:"',
    ]) {
      expect(parseJson(text)).toEqual(JSON.parse(text));
    }
  });
});

describe('a number that is whole by rounding alone is none', () => {
  test.each([
    '0.99999999999999999999',
    '-0.99999999999999999999',
    '1.00000000000000000001',
    '99999999999999999999e-20',
    '0.099999999999999999999E1',
    '9007199254740991.4',
    '1e-400',
    '1e-99999999999999999999',
  ])('%s', (number) => {
    expect(Number.isInteger(JSON.parse(number))).toBe(true);
    expect(parseJson(`{"a":[1.0,${number},"0.99999999999999999999"]}`)).toEqual({
      a: [1, Number.NaN, '0.99999999999999999999'],
    });
  });
});

describe('4 MiB', () => {
  const SIZE = 4_194_304;

  test.each(['[', '{"a":', '[{"a":', '"', '\\', '{"a":1,'])('of %s are refused', (text) => {
    expect(() => parseJson(text.repeat(SIZE / text.length))).toThrow();
  });

  test('of lists in lists are read, or refused, without a crash', () => {
    for (const depth of [1_000, 32_768, SIZE / 2]) {
      try {
        parseJson(`${'['.repeat(depth)}1.5${']'.repeat(depth)}`);
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
      }
    }
  });

  test('of one number are read', () => {
    const zeros = '0'.repeat(SIZE);
    expect(parseJson(`[1.${zeros}]`)).toEqual([1]);
    expect(parseJson(`[1.${zeros}1]`)).toEqual([Number.NaN]);
  });

  test('of fields are read, and the last of them found to stand twice', () => {
    const fields = Array.from({ length: 250_000 }, (_, at) => `"field${at}":${at}`).join(',');
    expect(parseJson(`{${fields}}`)).toMatchObject({ field249999: 249_999 });
    expect(() => parseJson(`{${fields},"field0":1}`)).toThrow(SyntaxError);
  });
});
