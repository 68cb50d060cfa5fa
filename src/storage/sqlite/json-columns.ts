import { customType } from 'drizzle-orm/sqlite-core';
import { z } from 'zod';
import type { ValuePoint } from '../../bank/engine/catalogue.ts';
import type { Goods } from '../../bank/engine/pets.ts';
import type { Entry } from '../../bank/engine/rows.ts';
import type { RapPoint } from '../../bank/pet-values.ts';
import { entriesColumn, goodsColumn, pointsColumn, recentColumn } from '../columns.ts';

/** A value as JSON, checked by its schema on the way in and out. */
export const json = <Schema extends z.ZodType>(name: string, schema: Schema) =>
  customType<{ data: z.output<Schema>; driverData: string }>({
    dataType: () => 'text',
    toDriver: (value) => JSON.stringify(z.encode(schema, value)),
    fromDriver: (value) => z.decode(schema, JSON.parse(value)),
  })(name);

/*
 * Goods and entries are in every row of the log, and schemas would take longer for them than SQLite does for the row.
 * Values that plainly have the shape that the bank writes are accepted; all others go to the column's schema.
 */

export const goodsJson = customType<{ data: Goods; driverData: string }>({
  dataType: () => 'text',
  toDriver: (goods) => JSON.stringify(goods),
  fromDriver: readGoods,
});

export const entriesJson = customType<{ data: readonly Entry[]; driverData: string }>({
  dataType: () => 'text',
  toDriver: (entries) =>
    JSON.stringify(
      entries.map(({ asset, from, to, amount }) => ({ asset, from, to, amount: String(amount) })),
    ),
  fromDriver: readEntries,
});

/** As the schema reads it, and as strict. Throws a SyntaxError or a ZodError. */
export function readGoods(text: string): Goods {
  const value: unknown = JSON.parse(text);
  return isPlainGoods(value) ? value : z.parse(goodsColumn, value);
}

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

/** Histories are read and written twenty thousand at a time. */
export const pointsJson = customType<{ data: readonly ValuePoint[]; driverData: string }>({
  dataType: () => 'text',
  toDriver: (points) => JSON.stringify(points.map(({ at, value }) => [at, value])),
  fromDriver: readPoints,
});

export const recentJson = customType<{ data: readonly RapPoint[]; driverData: string }>({
  dataType: () => 'text',
  toDriver: (recent) => JSON.stringify(recent.map(({ at, rap }) => ({ at, rap }))),
  fromDriver: readRecent,
});

export function readPoints(text: string): readonly ValuePoint[] {
  const value: unknown = JSON.parse(text);
  if (!Array.isArray(value) || !value.every(isPlainPair)) return z.decode(pointsColumn, JSON.parse(text));
  return value.map(([at, amount]) => ({ at, value: amount }));
}

export function readRecent(text: string): readonly RapPoint[] {
  const value: unknown = JSON.parse(text);
  return Array.isArray(value) && value.every(isPlainRap) ? value : z.decode(recentColumn, JSON.parse(text));
}

// Each of these accepts less than the schema does, and only values that the schema leaves as they are: a test checks
// that.

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
  return (
    typeof asset === 'string' &&
    typeof from === 'string' &&
    typeof to === 'string' &&
    typeof amount === 'string' &&
    PLAIN_DIGITS.test(amount)
  );
}

const isPlainPair = (value: unknown): value is readonly [number, number] =>
  Array.isArray(value) && value.length === 2 && isCount(value[0], 0) && isCount(value[1], 0);

const isPlainRap = (value: unknown): value is RapPoint =>
  isObject(value) && Object.keys(value).length === 2 && isCount(value.at, 0) && isCount(value.rap, 0);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isCount = (value: unknown, least: number): boolean =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= least;
