import { sql } from 'drizzle-orm';
import { check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ActivityCount, AssetFlow } from '../../bank/projections.ts';
import { bigNumber, seqsText } from './json-columns.ts';
import { checkIntegers } from './schema.ts';

/* What the background reader makes of the log. No part of a backup: it is made anew. */

/** One row: how far the reader has come. */
export const projections = sqliteTable(
  'projections',
  {
    id: integer('id').primaryKey(),
    format: integer('format').notNull(),
    seq: integer('seq').notNull(),
    hash: text('hash').notNull(),
    isClearing: integer('is_clearing', { mode: 'boolean' }).notNull(),
  },
  (table) => [check('projections_one_row', sql`${table.id} = 1`)],
);

export const projectedTerms = sqliteTable(
  'projected_terms',
  {
    term: text('term').primaryKey(),
    count: integer('count').notNull(),
    firstSeq: integer('first_seq').notNull(),
    lastSeq: integer('last_seq').notNull(),
  },
  (table) => [checkIntegers('projected_terms_integers', table.count, table.firstSeq, table.lastSeq)],
);

export const projectedBlocks = sqliteTable(
  'projected_blocks',
  {
    term: text('term').notNull(),
    block: integer('block').notNull(),
    seqs: seqsText('seqs').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.term, table.block] }),
    checkIntegers('projected_blocks_integers', table.block),
  ],
);

export const projectedActivity = sqliteTable(
  'projected_activity',
  {
    span: text('span').$type<ActivityCount['span']>().notNull(),
    at: integer('at').notNull(),
    measure: text('measure').notNull(),
    count: integer('count').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.span, table.at, table.measure] }),
    checkIntegers('projected_activity_integers', table.at, table.count),
  ],
);

export const projectedFlows = sqliteTable(
  'projected_flows',
  {
    span: text('span').$type<AssetFlow['span']>().notNull(),
    at: integer('at').notNull(),
    asset: text('asset').notNull(),
    deposited: bigNumber('deposited').notNull(),
    withdrawn: bigNumber('withdrawn').notNull(),
    opening: bigNumber('opening').notNull(),
    closing: bigNumber('closing').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.span, table.at, table.asset] }),
    index('projected_flows_asset').on(table.asset, table.span, table.at),
    checkIntegers('projected_flows_integers', table.at),
  ],
);
