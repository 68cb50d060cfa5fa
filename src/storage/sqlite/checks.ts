import { Database } from 'bun:sqlite';
import { drizzle } from 'drizzle-orm/bun-sqlite';
import type { Imbalance } from '../../bank/verify-start.ts';
import type { Driver, ReadSnapshot } from '../driver.ts';
import { BUSY_TIMEOUT_MS } from './guard-calls.ts';
import type { SqliteDatabase } from './open.ts';
import { requireNoTriggers } from './ownership-check.ts';
import { createReads } from './reads.ts';

/** What checks of the whole bank read. */
export const createChecks = (
  db: SqliteDatabase,
  file: string,
): Pick<Driver, 'findImbalance' | 'openSnapshot'> => ({
  async findImbalance(signal) {
    const client = openMoment(db, file);
    try {
      return await findImbalance(client, signal);
    } finally {
      closeMoment(client);
    }
  },
  async openSnapshot(): Promise<ReadSnapshot> {
    const client = openMoment(db, file);
    return { reads: createReads(drizzle({ client })), close: async () => closeMoment(client) };
  },
});

/** How many rows one statement adds up: for about so many microseconds nothing else goes on. */
const PIECE_ROWS = 10_000;
/** How many characters an amount may have for SQLite to add it up: the sum of a piece of such is exact. */
const SMALL = 12;

const SELECT = `
  select asset, cast(max(place) as text) as place,
    cast(sum(iif(length(amount) <= ${SMALL}, cast(amount as integer), 0)) as text) as small,
    group_concat(iif(length(amount) > ${SMALL}, amount, null), ' ') as large,
    sum((amount like '-%') <> (account like 'teller:%') or ltrim(amount, '-') = '0') as wrongSided
  from (
    select rowid as place, account, asset, amount from inventory
    where rowid > cast($after as integer) order by rowid limit ${PIECE_ROWS}
  )
  group by asset`;

interface Row {
  readonly asset: string;
  /** The last row's id, as text: an id may be larger than numbers are exact. */
  readonly place: string;
  readonly small: string;
  readonly large: string | null;
  readonly wrongSided: number;
}

/** Adds up every balance, piece by piece in the order in which they lie in the file. */
async function findImbalance(client: Database, signal: AbortSignal): Promise<Imbalance | undefined> {
  const sums = new Map<string, bigint>();
  const select = client.query<Row, { after: string }>(SELECT);
  // From below every row's id on.
  let after = -(2n ** 63n);
  let piece = select.all({ after: String(after) });
  while (piece.length > 0) {
    for (const { asset, place, small, large, wrongSided } of piece) {
      const amounts = large?.split(' ') ?? [];
      const sum = amounts.reduce((total, amount) => total + BigInt(amount), BigInt(small));
      sums.set(asset, (sums.get(asset) ?? 0n) + sum);
      if (wrongSided > 0) return { asset, sum, isWrongSided: true };
      if (BigInt(place) > after) after = BigInt(place);
    }
    await Bun.sleep(0);
    signal.throwIfAborted();
    piece = select.all({ after: String(after) });
  }
  const [first] = [...sums].filter(([, sum]) => sum !== 0n);
  return first && { asset: first[0], sum: first[1], isWrongSided: false };
}

/** Of pages of the file, negative for KiB: each is read once. */
const CACHE_SIZE = -2_048;

/**
 * A read transaction on a connection of its own: it blocks no commit. The write-ahead log of a file grows
 * until it is closed.
 */
function openMoment(db: SqliteDatabase, file: string): Database {
  const client = file === ':memory:' ? copyInMemory(db.$client) : openReader(file);
  client.run('begin');
  try {
    requireNoTriggers(client, file);
    return client;
  } catch (error) {
    closeMoment(client);
    throw error;
  }
}

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

/** The connection itself may stay until its statements are collected: nothing may be held until then. */
function closeMoment(client: Database): void {
  client.run('rollback');
  client.close();
}
