import { customType } from 'drizzle-orm/sqlite-core';
import { z } from 'zod';
import { assert } from '../../bank/engine/assert.ts';
import type { ValuePoint } from '../../bank/engine/catalogue.ts';
import { holdsColumn, marksColumn } from '../../bank/engine/hold-columns.ts';
import type { Goods } from '../../bank/engine/pets.ts';
import type { Entry, GivenBack, Hold, Mark } from '../../bank/engine/rows.ts';
import type { RapPoint } from '../../bank/pet-values.ts';
import { entriesColumn, givenBackColumn, goodsColumn, pointsColumn, recentColumn } from '../columns.ts';

/** A type of columns that keep their values as text. */
const textColumn = <Data>(toDriver: (data: Data) => string, fromDriver: (text: string) => Data) =>
  customType<{ data: Data; driverData: string }>({ dataType: () => 'text', toDriver, fromDriver });

/** An integer of any size, as decimal digits: SQLite's own integers end at 2^63. */
export const bigNumber = textColumn<bigint>(String, BigInt);

/** Such an integer, or none. */
export const maybeBigNumber = customType<{ data: bigint | null; driverData: string | null }>({
  dataType: () => 'text',
  toDriver: (amount) => (amount === null ? null : String(amount)),
  fromDriver: (text) => (text === null ? null : BigInt(text)),
});

/** Integers with commas between, which a statement can add to without reading them. */
export const seqsText = textColumn<readonly number[]>(
  (seqs) => seqs.join(','),
  (text) => seqsColumn.parse(text.split(',').map(Number)),
);
const seqsColumn = z.array(z.int().min(1));

/** A value as JSON, checked by its schema on the way in and out. */
export const json = <Schema extends z.ZodType>(name: string, schema: Schema) =>
  textColumn<z.output<Schema>>(
    (value) => JSON.stringify(z.encode(schema, value)),
    (text) => z.decode(schema, JSON.parse(text)),
  )(name);

/*
 * Goods and entries are in every row of the log, and schemas would take longer for them than SQLite does for
 * the row. Values that plainly have the shape that the bank writes are accepted; others go to the column's
 * schema.
 */

export const goodsJson = textColumn<Goods>(
  (goods) => JSON.stringify(isPlainGoods(goods) ? goods : z.encode(goodsColumn, goods)),
  readGoods,
);

const entryToJson = ({ asset, from, to, amount }: Entry) => ({ asset, from, to, amount: String(amount) });
export const entriesJson = textColumn<readonly Entry[]>((entries) => {
  const written = entries.map(entryToJson);
  return JSON.stringify(written.every(isPlainEntry) ? written : z.encode(entriesColumn, entries));
}, readEntries);

/** As the schema reads it, and as strict. Throws a SyntaxError or a ZodError. */
export function readGoods(text: string): Goods {
  const value: unknown = JSON.parse(text);
  return isPlainGoods(value) ? value : z.parse(goodsColumn, JSON.parse(text, toSafe));
}

/** Older versions let a case name more than a number holds to the digit: it says the most that one can. */
const toSafe = (_name: string, value: unknown): unknown =>
  typeof value === 'number' && value > Number.MAX_SAFE_INTEGER ? Number.MAX_SAFE_INTEGER : value;

export function readEntries(text: string): readonly Entry[] {
  const value: unknown = JSON.parse(text);
  if (!Array.isArray(value)) return z.parse(entriesColumn, value);
  const entries: Entry[] = [];
  for (const entry of value) {
    if (!isPlainEntry(entry)) return z.parse(entriesColumn, value);
    entries.push({ asset: entry.asset, from: entry.from, to: entry.to, amount: BigInt(entry.amount) });
  }
  return entries;
}

/** Most balances have none: then the column is null. */
export const holdsJson = customType<{ data: readonly Hold[] | null; driverData: string | null }>({
  dataType: () => 'text',
  toDriver: (holds) => holds && writeHolds(holds),
  fromDriver: (text) => (text === null ? null : readHolds(text)),
});

const holdToJson = ({ tellerId, seq, firstSeq, amount, at, until, content, isDuplicate, hour }: Hold) =>
  [tellerId, seq, firstSeq, String(amount), at, until, content, isDuplicate, hour] as const;

function writeHolds(holds: readonly Hold[]): string {
  const tuples = holds.map(holdToJson);
  return JSON.stringify(tuples.every(isPlainHold) ? tuples : z.encode(holdsColumn, holds));
}

export function readHolds(text: string): readonly Hold[] {
  const value: unknown = JSON.parse(text);
  if (!Array.isArray(value)) return z.decode(holdsColumn, JSON.parse(text));
  const holds: Hold[] = [];
  for (const hold of value) {
    if (!isPlainHold(hold)) return z.decode(holdsColumn, JSON.parse(text));
    const [tellerId, seq, firstSeq, amount, at, until, content, isDuplicate, hour] = hold;
    holds.push({ tellerId, seq, firstSeq, amount: BigInt(amount), at, until, content, isDuplicate, hour });
  }
  return holds;
}

/** Most members have none. */
export const givenBackJson = customType<{ data: GivenBack | null; driverData: string | null }>({
  dataType: () => 'text',
  toDriver: (givenBack) => givenBack && JSON.stringify(z.encode(givenBackColumn, givenBack)),
  fromDriver: (text) => (text === null ? null : z.decode(givenBackColumn, JSON.parse(text))),
});

/** A teller that is busy has a hundred of them, and its row is written with each of its trades. */
export const marksJson = textColumn<readonly Mark[]>(
  (marks) => writePairs(marks.map(({ at, seq }) => [at, seq])),
  readMarks,
);

export function readMarks(text: string): readonly Mark[] {
  const value: unknown = JSON.parse(text);
  if (!Array.isArray(value) || !value.every(isPlainPair)) return z.decode(marksColumn, JSON.parse(text));
  return value.map(([at, seq]) => ({ at, seq }));
}

/** Histories are read and written twenty thousand at a time. */
export const pointsJson = textColumn<readonly ValuePoint[]>(
  (points) => writePairs(points.map(({ at, value }) => [at, value])),
  readPoints,
);

export const recentJson = textColumn<readonly RapPoint[]>(
  (recent) => JSON.stringify(recent.every(isPlainRap) ? recent : z.encode(recentColumn, [...recent])),
  readRecent,
);

export function readPoints(text: string): readonly ValuePoint[] {
  const value: unknown = JSON.parse(text);
  if (!Array.isArray(value) || !value.every(isPlainPair)) return z.decode(pointsColumn, JSON.parse(text));
  return value.map(([at, amount]) => ({ at, value: amount }));
}

export function readRecent(text: string): readonly RapPoint[] {
  const value: unknown = JSON.parse(text);
  return Array.isArray(value) && value.every(isPlainRap) ? value : z.decode(recentColumn, JSON.parse(text));
}

function writePairs(pairs: readonly (readonly [number, number])[]): string {
  assert(pairs.every(isPlainPair), 'pairs are of whole numbers from 0');
  return JSON.stringify(pairs);
}

// Each of these accepts less than the schema, and only what the schema leaves as it is: a test checks that.

function isPlainGoods(value: unknown): value is Goods {
  if (!isObject(value) || Object.keys(value).length !== 2) return false;
  const { pets, gems } = value;
  return isCount(gems, 0) && Array.isArray(pets) && pets.every(isPlainPet);
}

const PLAIN_ID = /^[ -~]{1,64}$/;

function isPlainPet(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { id, variant, shiny, quantity } = value;
  return (
    // A chroma is rare: then the schema decides.
    Object.keys(value).length === 4 &&
    typeof id === 'string' &&
    PLAIN_ID.test(id) &&
    (variant === 'normal' || variant === 'golden' || variant === 'rainbow') &&
    typeof shiny === 'boolean' &&
    isCount(quantity, 1)
  );
}

const PLAIN_DIGITS = /^[0-9]+$/;

function isPlainEntry(value: unknown): value is Record<keyof Entry, string> {
  if (!isObject(value)) return false;
  const { asset, from, to, amount } = value;
  const areTexts = typeof asset === 'string' && typeof from === 'string' && typeof to === 'string';
  return areTexts && typeof amount === 'string' && PLAIN_DIGITS.test(amount);
}

type PlainHold = readonly [string, number, number, string, number, number, string, boolean, number | null];

function isPlainHold(value: unknown): value is PlainHold {
  if (!Array.isArray(value) || value.length !== 9) return false;
  const [tellerId, seq, firstSeq, amount, at, until, content, isDuplicate, hour] = value;
  const areTexts = typeof tellerId === 'string' && typeof amount === 'string' && typeof content === 'string';
  const areCounts = isCount(seq, 0) && isCount(firstSeq, 0) && isCount(at, 0) && isCount(until, 0);
  const isOther = typeof isDuplicate === 'boolean' && (hour === null || isCount(hour, 0));
  return areTexts && areCounts && isOther && PLAIN_DIGITS.test(amount);
}

const isPlainPair = (value: unknown): value is readonly [number, number] =>
  Array.isArray(value) && value.length === 2 && isCount(value[0], 0) && isCount(value[1], 0);

const isPlainRap = (value: unknown): value is RapPoint =>
  isObject(value) && Object.keys(value).length === 2 && isCount(value.at, 0) && isCount(value.rap, 0);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isCount = (value: unknown, least: number): boolean =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= least;
