import { describe, expect, test } from 'bun:test';
import { z } from 'zod';
import { listErrors, PLAIN_ENGLISH } from './zod-messages.ts';

type Case = readonly [schema: z.ZodType, given: unknown, message: string];

/** Every code that an issue of Zod may have: one that a later version adds fails the type check here. */
const CASES: { readonly [Code in z.core.$ZodIssueCode]: readonly Case[] } = {
  invalid_type: [
    [z.string(), undefined, 'is required'],
    [z.string(), 5, 'must be text'],
    [z.number(), 'x', 'must be a number'],
    [z.number(), Number.NaN, 'must be a number'],
    [z.int(), 1.5, 'must be a whole number'],
    [z.bigint(), 1, 'must be a whole number'],
    [z.boolean(), 'yes', 'must be true or false'],
    [z.null(), 1, 'must be null'],
    [z.array(z.string()), {}, 'must be a list'],
    [z.tuple([z.string()]), 'x', 'must be a list'],
    [z.set(z.string()), 'x', 'must be a list'],
    [z.strictObject({}), [], 'must be an object'],
    [z.record(z.string(), z.string()), 'x', 'must be an object'],
    [z.map(z.string(), z.string()), 'x', 'must be an object'],
    [z.date(), 'x', 'must be a date'],
    [z.file(), 'x', 'must be a file'],
    [z.undefined(), 1, 'must be left out'],
    [z.never(), 1, 'must be left out'],
    [z.nan(), 1, 'must be of another type'],
    [z.symbol(), 1, 'must be of another type'],
  ],
  invalid_value: [
    [z.enum(['normal', 'golden']), 'Golden', 'must be one of: normal, golden'],
    [z.enum(['normal', 'golden']), undefined, 'is required'],
    [z.literal('gems'), 'coins', 'must be gems'],
    [z.literal(['', null, 5]), 'x', 'must be one of: empty, null, 5'],
    [z.stringbool({ truthy: ['yes'], falsy: ['no'] }), 'x', 'must be one of: yes, no'],
  ],
  invalid_union: [
    [z.union([z.string(), z.int()]), true, 'must be text, or must be a number'],
    [z.union([z.string(), z.int()]), undefined, 'is required'],
    [z.union([z.strictObject({ a: z.string() }), z.int()]), {}, 'has none of the forms that are allowed'],
    [
      z.discriminatedUnion('kind', [z.object({ kind: z.literal('a') }), z.object({ kind: z.literal('b') })]),
      { kind: 'c' },
      'must be one of: a, b',
    ],
    [z.xor([z.string(), z.any()]), 'x', 'has none of the forms that are allowed'],
  ],
  too_small: [
    [z.string().min(1), '', 'must have at least 1 character'],
    [z.string().length(2), '', 'must have exactly 2 characters'],
    [z.array(z.string()).min(2), [], 'must have at least 2 items'],
    [z.set(z.string()).min(1), new Set(), 'must have at least 1 item'],
    [z.map(z.string(), z.string()).min(1), new Map(), 'must have at least 1 item'],
    [z.file().min(4), new File([], 'x'), 'must have at least 4 bytes'],
    [z.number().min(3), 2, 'must be at least 3'],
    [z.number().gt(3), 3, 'must be more than 3'],
    [z.bigint().min(3n), 2n, 'must be at least 3'],
    [z.date().min(new Date(0)), new Date(-1), 'must be at least 1970-01-01T00:00:00.000Z'],
  ],
  too_big: [
    [z.string().max(1), 'xx', 'must have at most 1 character'],
    [z.tuple([z.string()]), ['x', 'y'], 'must have at most 1 item'],
    [z.number().max(3), 4, 'must be at most 3'],
    [z.number().lt(3), 3, 'must be less than 3'],
    [z.int(), 1e300, 'must be at most 9007199254740991'],
  ],
  invalid_format: [
    [z.string().regex(/^a/), 'b', 'is not in the right form'],
    [z.templateLiteral(['discord:', z.string()]), 'x', 'is not in the right form'],
    [z.ulid(), 'x', 'is not in the right form'],
    [z.string().startsWith('file:'), 'x', 'must start with file:'],
    [z.string().endsWith('.csv'), 'x', 'must end with .csv'],
    [z.string().includes('@'), 'x', 'must contain @'],
    [z.string().lowercase(), 'X', 'is not in the right form'],
    [z.iso.datetime(), 'x', 'must be a date and time such as 2026-01-31T12:00:00Z'],
    [z.iso.date(), 'x', 'must be a date such as 2026-01-31'],
    [z.email(), 'x', 'must be an email address'],
  ],
  not_multiple_of: [[z.int().multipleOf(4), 5, 'must be a multiple of 4']],
  unrecognized_keys: [[z.strictObject({}), { colour: 1 }, 'is not a known field']],
  invalid_key: [[z.record(z.string().regex(/^a/), z.int()), { b: 1 }, 'is not a name that may be used here']],
  invalid_element: [[z.map(z.any(), z.int()), new Map([[{}, 'x']]), 'has an entry that is not allowed']],
  custom: [
    [z.string().refine(() => false), 'x', 'is not allowed'],
    [z.custom(() => false), 'x', 'is not allowed'],
  ],
};

const ZODS_ENGLISH = /invalid|expected|received|unrecognized|too (?:small|big)/i;

describe.each(Object.entries(CASES))('an issue of the code %s', (code, cases) => {
  test.each(cases)('reads as plain English: %#', (schema, given, message) => {
    const { error } = schema.safeParse(given, PLAIN_ENGLISH);
    expect<string[]>(error?.issues.map((issue) => issue.code) ?? []).toEqual([code]);
    expect(listErrors(error).map((found) => found.message)).toEqual([message]);
    expect(message).not.toMatch(ZODS_ENGLISH);
  });
});

test('without the error map, each of them is in the English of Zod', () => {
  const said = Object.values(CASES).flatMap((cases) =>
    cases.flatMap(([schema, given]) => schema.safeParse(given).error?.issues ?? []),
  );
  for (const { message } of said) expect(message).toMatch(ZODS_ENGLISH);
});

test('a message of the schema itself goes first', () => {
  const schema = z.string().regex(/^[1-9]$/, 'must be a digit');
  expect(listErrors(schema.safeParse('x', PLAIN_ENGLISH).error)).toEqual([
    { path: '', message: 'must be a digit' },
  ]);
});

test('what several checks of a field say alike is said once', () => {
  const between = '3 to 500 characters';
  const schema = z.strictObject({
    reason: z
      .string()
      .min(3, between)
      .regex(/^.{3,500}$/, between),
  });
  expect(listErrors(schema.safeParse({ reason: 'y' }, PLAIN_ENGLISH).error)).toEqual([
    { path: 'reason', message: between },
  ]);
});

test('each field that is not known is an error at its own path, and what was given is never quoted', () => {
  const schema = z.strictObject({ pets: z.array(z.strictObject({ variant: z.enum(['normal', 'golden']) })) });
  const given = { pets: [{ variant: 'secret', size: 'secret', colour: 'secret' }] };
  expect(listErrors(schema.safeParse(given, PLAIN_ENGLISH).error)).toEqual([
    { path: 'pets.0.variant', message: 'must be one of: normal, golden' },
    { path: 'pets.0.size', message: 'is not a known field' },
    { path: 'pets.0.colour', message: 'is not a known field' },
  ]);
});
