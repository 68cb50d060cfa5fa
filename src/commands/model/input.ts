import type { z } from 'zod';
import { PLAIN_ENGLISH } from '../../zod-messages.ts';
import { Mistake } from './mistake.ts';
import { worded } from './reply.ts';
import { lines, say, type Text, t } from './text.ts';

/** Parses the options of a command or the inputs of a form. Throws a mistake that names every error. */
export function readInput<Input extends z.ZodType>(schema: Input, raw: unknown): z.output<Input> {
  const read = schema.safeParse(raw, { error: describeOther, reportInput: true });
  if (read.success) return read.data;
  const reply = worded('refusal.invalid', 'warning');
  throw new Mistake({ ...reply, text: lines([...read.error.issues.map(describeError), reply.text]) });
}

function describeError(issue: z.core.$ZodIssue): Text {
  // A schema's own words come first.
  const message = (issue.message === '' ? describeTyped(issue) : null) ?? say`${issue.message}`;
  const field = issue.path.join('.');
  return field === '' ? message : t('detail.error', { field, message });
}

/** Leaves what members may do wrong to their own language, and says in English what only staff may do. */
const describeOther = (issue: z.core.$ZodRawIssue): string =>
  describeTyped(issue) === null ? PLAIN_ENGLISH.error(issue) : '';

/** What a value that somebody typed or chose has to be; null for anything else. */
function describeTyped(issue: z.core.$ZodRawIssue | z.core.$ZodIssue): Text | null {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return t('input.required');
      return NUMBERS.has(issue.expected) ? t('input.whole-number') : null;
    case 'invalid_value':
      if (issue.input === undefined) return t('input.required');
      return t('input.one-of', { choices: issue.values.map(String).join(', ') });
    case 'too_small':
      if (NUMBERS.has(issue.origin)) return t('input.at-least', { least: issue.minimum });
      return issue.origin === 'string' ? t('input.too-short', { count: issue.minimum }) : null;
    case 'too_big':
      if (NUMBERS.has(issue.origin)) return t('input.at-most', { most: issue.maximum });
      return issue.origin === 'string' ? t('input.too-long', { count: issue.maximum }) : null;
    default:
      return null;
  }
}

const NUMBERS: ReadonlySet<string> = new Set(['number', 'int', 'bigint']);

const POWERS: Readonly<Record<string, number>> = { '': 0, k: 3, m: 6, b: 9, t: 12 };

/** Thousands as German, Spanish, Portuguese and French write them: nobody counts parts of a pet or a gem. */
const POINTED = /^\d{1,3}(?:\.\d{3})+$|^\d{1,3}(?:[\u00a0\u202f]\d{3})+$/;

/**
 * Parses `1500`, `1,500`, `1.500`, `1.5k`, `2m`, `1b`, `1t`; undefined for anything else, and above 2^53 − 1.
 */
export function parseAmount(typed: string): number | undefined {
  const word = POINTED.test(typed) ? typed.replaceAll(/\D/g, '') : typed;
  const match = /^(\d{1,3}(?:[,_]\d{3})+|\d{1,16})(?:\.(\d{1,12}))?([kmbt]?)$/i.exec(word);
  if (!match) return undefined;
  const [, whole = '', fraction = '', unit = ''] = match;
  const power = POWERS[unit.toLowerCase()] ?? 0;
  const digits = fraction.replace(/0+$/, '');
  if (digits.length > power) return undefined;
  const amount = Number(`${whole.replaceAll(/[,_]/g, '')}${digits.padEnd(power, '0')}`);
  return Number.isSafeInteger(amount) ? amount : undefined;
}
