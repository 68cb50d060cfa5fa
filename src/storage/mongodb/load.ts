import type { Document } from 'mongodb';
import { z } from 'zod';
import { invariant } from '../../bank/engine/assert.ts';
import { StorageUnavailable } from '../../bank/engine/book.ts';
import { type BankRow, TABLE_NAMES, type TableName, type Transaction } from '../../bank/engine/rows.ts';
import { emptyRows, type ReadKey, type Snapshot } from '../../bank/engine/view.ts';
import type { Collections } from './collections.ts';
import { BANK_ID, COLLECTIONS, fromDocument } from './documents.ts';
import { filtersOf } from './read-keys.ts';

/** How many needs go into one command: its keys stay far below the 16 MiB that a command may have. */
const MAX_NEEDS = 20_000;
/**
 * How many documents the first answer brings: more than most loads have, since each further answer is a round
 * trip.
 */
const FIRST_ANSWER = 20_000;
/** How often a load of several commands is begun anew because a commit came between them. */
const MAX_LOADS = 20;

/**
 * Reads the rows that the needs name and the head in one command, however many they are: a union of
 * collections, whose read concern `snapshot` makes it one moment, and one that a majority has.
 */
export function createLoad(collections: Collections): (readKeys: readonly ReadKey[]) => Promise<Snapshot> {
  async function read(readKeys: readonly ReadKey[]): Promise<Document[]> {
    const found: Document[] = [];
    let at = 0;
    do {
      const pipeline = pipelineOf(readKeys.slice(at, at + MAX_NEEDS));
      const cursor = collections.bank.aggregate(pipeline, {
        readConcern: { level: 'snapshot' },
        batchSize: FIRST_ANSWER,
      });
      found.push(...(await cursor.toArray()));
      at += MAX_NEEDS;
    } while (at < readKeys.length);
    return found;
  }
  return async (needs) => {
    for (let loads = 0; loads < MAX_LOADS; loads += 1) {
      const snapshot = snapshotOf(await read(needs));
      if (snapshot) return snapshot;
    }
    throw new StorageUnavailable('the head moved each time it was read');
  };
}

/** Each document comes with the name of its table. */
const tagged = (table: string): Document => ({
  $replaceWith: { table: { $literal: table }, document: '$$ROOT' },
});

function pipelineOf(readKeys: readonly ReadKey[]): Document[] {
  const others = [...filtersOf(readKeys)].map(([table, filter]) => ({
    $unionWith: { coll: COLLECTIONS[table], pipeline: [{ $match: filter }, tagged(table)] },
  }));
  return [{ $match: { _id: BANK_ID } }, tagged('bank'), ...others];
}

const answer = z.object({
  table: z.enum(['bank', 'transactions', ...TABLE_NAMES]),
  document: z.unknown(),
});

/** The rows of the documents; undefined where they are of several moments. */
function snapshotOf(found: readonly Document[]): Snapshot | undefined {
  const banks: BankRow[] = [];
  const rows = emptyRows();
  const operations: Transaction[] = [];
  const put = <T extends TableName>(table: T, document: unknown): void =>
    void rows[table].push(fromDocument(table, document));
  for (const one of found) {
    const { table, document } = z.parse(answer, one);
    if (table === 'bank') banks.push(fromDocument('bank', document));
    else if (table === 'transactions') operations.push(fromDocument('transactions', document));
    else put(table, document);
  }
  const bank = invariant(banks[0], "the bank's own row");
  return banks.every(({ version }) => version === bank.version) ? { bank, rows, operations } : undefined;
}
