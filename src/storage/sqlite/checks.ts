import { Database } from 'bun:sqlite';
import { drizzle } from 'drizzle-orm/bun-sqlite';
import type { Imbalance } from '../../bank/verify-start.ts';
import type { Driver, ReadSnapshot } from '../driver.ts';
import { BUSY_TIMEOUT_MS } from './guard-calls.ts';
import type { SqliteDatabase } from './open.ts';
import { createReads } from './reads.ts';

/** What checks of the whole bank read. */
export const createChecks = (
  db: SqliteDatabase,
  file: string,
): Pick<Driver, 'findImbalance' | 'openSnapshot'> => ({
  findImbalance: async () => findImbalance(db.$client),
  openSnapshot: async () => readSnapshot(file === ':memory:' ? copyInMemory(db.$client) : openReader(file)),
});

/** How many characters an amount may have for SQLite to add it up: the sum of nine million such is exact. */
const SMALL = 12;

const SELECT = `
  select asset,
    cast(sum(iif(length(amount) <= ${SMALL}, cast(amount as integer), 0)) as text) as small,
    group_concat(iif(length(amount) > ${SMALL}, amount, null), ' ') as large,
    sum((amount like '-%') <> (account like 'teller:%') or ltrim(amount, '-') = '0') as wrongSided
  from inventory group by asset having small <> '0' or wrongSided > 0 or large is not null`;

interface Row {
  readonly asset: string;
  readonly small: string;
  readonly large: string | null;
  readonly wrongSided: number;
}

/** One statement over every balance: a tenth of a second for 100,000 of them. */
function findImbalance(client: Database): Imbalance | undefined {
  for (const { asset, small, large, wrongSided } of client.query<Row, []>(SELECT).all()) {
    const amounts = large?.split(' ') ?? [];
    const sum = amounts.reduce((total, amount) => total + BigInt(amount), BigInt(small));
    if (sum !== 0n || wrongSided > 0) return { asset, sum, isWrongSided: wrongSided > 0 };
  }
  return undefined;
}

/** Of pages of the file, negative for KiB: each is read once. */
const CACHE_SIZE = -2_048;

/** Nobody else can open a database in memory. */
const copyInMemory = (client: Database): Database =>
  Database.deserialize(client.serialize(), { strict: true });

/** A connection of its own to a file that is there. */
function openReader(file: string): Database {
  const client = new Database(file, { create: false, readwrite: true, strict: true });
  client.run(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
  client.run(`PRAGMA cache_size = ${CACHE_SIZE}`);
  return client;
}

/** A read transaction: it blocks no commit. The write-ahead log of a file grows until it is closed. */
function readSnapshot(client: Database): ReadSnapshot {
  client.run('begin');
  return {
    reads: createReads(drizzle({ client })),
    async close() {
      // The connection itself may stay until its statements are collected: nothing may be held until then.
      client.run('rollback');
      client.close();
    },
  };
}
