import { z } from 'zod';
import type { Hold } from './rows.ts';
import { RECORD_TABLES, type RowRecord } from './state.ts';

/** What a transaction keeps, as JSON in its `state`. */
const stateSchema = z.strictObject({
  /** How what a deposit credits has to clear: until when, whether it is like another, and in which hour. */
  hold: z.tuple([z.int(), z.boolean(), z.int().nullable()]).optional(),
  rows: z.array(z.tuple([z.enum(RECORD_TABLES), z.string(), z.array(z.unknown()).nullable()])).optional(),
});

interface State {
  readonly hold?: readonly [until: number, isDuplicate: boolean, hour: number | null] | undefined;
  readonly rows?: readonly RowRecord[] | undefined;
}

/** A transaction that changed nothing of the kind keeps that. */
const NO_STATE = '{}';

interface StateParts {
  readonly hold: Pick<Hold, 'until' | 'isDuplicate' | 'hour'> | undefined;
  readonly rows: readonly RowRecord[];
}

export function writeState({ hold, rows }: StateParts): string {
  if (!hold && rows.length === 0) return NO_STATE;
  return JSON.stringify({
    ...(hold && { hold: [hold.until, hold.isDuplicate, hold.hour] }),
    ...(rows.length > 0 && { rows }),
  });
}

/**
 * What `writeState` wrote. Throws a SyntaxError or a ZodError for anything else. A schema takes longer for it
 * than all else of a row of the log: what plainly has the shape is taken without.
 */
export function readState(text: string): State {
  if (text === NO_STATE) return {};
  const value: unknown = JSON.parse(text);
  return isPlainState(value) ? value : stateSchema.parse(value);
}

/** Whether what a deposit credits was on hold as one like another, by the `state` of its transaction. */
export const isHeldAsDuplicate = (text: string | null): boolean =>
  text !== null && readState(text).hold?.[1] === true;

// These accept nothing that the schema does not: a test checks that.

function isPlainState(value: unknown): value is State {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const hold: unknown = 'hold' in value ? value.hold : undefined;
  const rows: unknown = 'rows' in value ? value.rows : undefined;
  const known = (hold === undefined ? 0 : 1) + (rows === undefined ? 0 : 1);
  return (
    Object.keys(value).length === known &&
    (hold === undefined || isPlainHold(hold)) &&
    (rows === undefined || (Array.isArray(rows) && rows.every(isPlainRecord)))
  );
}

const isPlainHold = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length === 3 &&
  Number.isSafeInteger(value[0]) &&
  typeof value[1] === 'boolean' &&
  (value[2] === null || Number.isSafeInteger(value[2]));

const TABLES: ReadonlySet<unknown> = new Set(RECORD_TABLES);

const isPlainRecord = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length === 3 &&
  TABLES.has(value[0]) &&
  typeof value[1] === 'string' &&
  (value[2] === null || Array.isArray(value[2]));
