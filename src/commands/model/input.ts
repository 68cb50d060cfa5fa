import type { z } from 'zod';
import { Refusal } from '../../bank/engine/refusal.ts';
import { listErrors, PLAIN_ENGLISH } from '../../zod-messages.ts';

/** Parses the options of a command or the inputs of a form. Refuses `invalid`, with every error. */
export function readInput<Input extends z.ZodType>(schema: Input, raw: unknown): z.output<Input> {
  const read = schema.safeParse(raw, PLAIN_ENGLISH);
  if (read.success) return read.data;
  throw new Refusal('invalid', { errors: listErrors(read.error) });
}

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
