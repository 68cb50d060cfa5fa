import type { z } from 'zod';

/** What is wrong with one field of what somebody sent, typed or wrote. */
export interface FieldError {
  /** The names and positions that lead to the field, with dots between them; empty for the whole. */
  readonly path: string;
  readonly message: string;
}

/** For every parse of what people wrote: where a schema has no message of its own, it comes from here. */
export const PLAIN_ENGLISH = { error: describeIssue } as const;

const NOT_KNOWN = 'is not a known field';

/**
 * The errors of such a parse. Each field that isn't known is an error of its own; what several checks of one
 * field say alike is said once.
 */
export function listErrors(error: z.core.$ZodError | undefined): readonly FieldError[] {
  const errors = (error?.issues ?? []).flatMap((issue): FieldError[] =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: [...issue.path, key].join('.'), message: NOT_KNOWN }))
      : [{ path: issue.path.join('.'), message: issue.message }],
  );
  return [...new Map(errors.map((each) => [JSON.stringify(each), each])).values()];
}

/** Goes on where a field's name ends. Never quotes what was given, which may be a secret. */
function describeIssue(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? REQUIRED : `must be ${TYPES[issue.expected] ?? 'of another type'}`;
    case 'invalid_value':
      return issue.input === undefined ? REQUIRED : describeChoice(issue.values);
    case 'invalid_union':
      return issue.input === undefined ? REQUIRED : describeUnion(issue);
    case 'too_small':
      return describeBound(issue, { bound: issue.minimum, inclusive: 'at least', exclusive: 'more than' });
    case 'too_big':
      return describeBound(issue, { bound: issue.maximum, inclusive: 'at most', exclusive: 'less than' });
    case 'invalid_format':
      return describeFormat(issue);
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    case 'unrecognized_keys':
      return `${NOT_KNOWN}: ${issue.keys.join(', ')}`;
    case 'invalid_key':
      return 'is not a name that may be used here';
    case 'invalid_element':
      return 'has an entry that is not allowed';
    case 'custom':
      return 'is not allowed';
    default:
      return issue satisfies never;
  }
}

const REQUIRED = 'is required';

type Words = Readonly<Partial<Record<string, string>>>;

const TYPES: Words = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  bigint: 'a whole number',
  boolean: 'true or false',
  null: 'null',
  array: 'a list',
  tuple: 'a list',
  set: 'a list',
  object: 'an object',
  record: 'an object',
  map: 'an object',
  date: 'a date',
  file: 'a file',
  undefined: 'left out',
  never: 'left out',
};

function describeChoice(values: readonly unknown[]): string {
  const choices = values.map((value) => (value === '' ? 'empty' : String(value)));
  return choices.length === 1 ? `must be ${choices[0]}` : `must be one of: ${choices.join(', ')}`;
}

/** Names what each form would need, where that can be said of the field as a whole. */
function describeUnion({ options, errors }: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidUnion>): string {
  if (Array.isArray(options) && options.length > 0) return describeChoice(options);
  const needs = errors.map(([first, ...others]) =>
    first && others.length === 0 && first.path.length === 0 ? first.message : null,
  );
  const isOfWhole = needs.length > 0 && !needs.includes(null);
  return isOfWhole ? [...new Set(needs)].join(', or ') : 'has none of the forms that are allowed';
}

/** What is counted in each kind of value; values of other kinds are compared themselves. */
const UNITS: Words = { string: 'character', array: 'item', set: 'item', map: 'item', file: 'byte' };

function describeBound(
  { origin, inclusive, exact }: z.core.$ZodRawIssue<z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig>,
  words: { readonly bound: number | bigint; readonly inclusive: string; readonly exclusive: string },
): string {
  const { bound } = words;
  const limit = exact ? 'exactly' : inclusive === false ? words.exclusive : words.inclusive;
  const unit = UNITS[origin];
  if (unit !== undefined) return `must have ${limit} ${bound} ${unit}${Number(bound) === 1 ? '' : 's'}`;
  return `must be ${limit} ${origin === 'date' ? new Date(Number(bound)).toISOString() : bound}`;
}

const FORMATS: Words = {
  email: 'an email address',
  url: 'a URL',
  datetime: 'a date and time such as 2026-01-31T12:00:00Z',
  date: 'a date such as 2026-01-31',
};

function describeFormat({
  format,
  prefix,
  suffix,
  includes,
}: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidStringFormat>): string {
  if (format === 'starts_with') return `must start with ${prefix}`;
  if (format === 'ends_with') return `must end with ${suffix}`;
  if (format === 'includes') return `must contain ${includes}`;
  const name = FORMATS[format];
  return name === undefined ? 'is not in the right form' : `must be ${name}`;
}
