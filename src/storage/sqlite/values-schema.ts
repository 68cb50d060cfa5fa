import { sql } from 'drizzle-orm';
import { check, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ValueSource } from '../../bank/engine/catalogue.ts';
import type { Tier } from '../../bank/engine/pets.ts';
import { chromaNamesColumn, flagsColumn } from '../columns.ts';
import { json, pointsJson, recentJson } from './json-columns.ts';
import { checkIntegers } from './schema.ts';

/** What pets are worth, each variant by itself, with its history. */
export const petValues = sqliteTable(
  'pet_values',
  {
    asset: text('asset').primaryKey(),
    name: text('name').notNull(),
    tier: text('tier').$type<Tier>().notNull(),
    tradable: integer('tradable', { mode: 'boolean' }).notNull(),
    thumbnail: text('thumbnail'),
    value: integer('value'),
    rap: integer('rap'),
    // `exists` itself is a word of SQL.
    exists: integer('exist_count'),
    valuedAt: integer('valued_at').notNull(),
    // Rows from before this column get its default; null is a value of its own.
    listedAt: integer('listed_at').default(0),
    chromaNames: json('chroma_names', chromaNamesColumn).notNull().default([]),
    source: text('source').$type<ValueSource>().notNull(),
    flags: json('flags', flagsColumn).notNull(),
    recent: recentJson('recent').notNull(),
    points: pointsJson('points').notNull(),
  },
  (table) => [checkIntegers('pet_values_integers', table.value, table.rap, table.exists)],
);

/** One row: how many imports there were, and when prices are to be read again. */
export const valueImports = sqliteTable(
  'value_imports',
  {
    id: integer('id').primaryKey(),
    version: integer('version').notNull(),
    nextAt: integer('next_at').notNull(),
  },
  (table) => [check('value_imports_one_row', sql`${table.id} = 1`)],
);
