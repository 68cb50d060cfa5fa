import type { ClientSession, MongoClient } from 'mongodb';
import type { Reads } from '../../bank/engine/book.ts';
import { buildRecord } from '../../bank/engine/tables.ts';
import { ARCHIVE_TABLES } from '../archive/rows.ts';
import type { ReadSnapshot } from '../driver.ts';
import type { Collections } from './collections.ts';
import { createReads } from './reads.ts';

/**
 * Reads as of the moment at which the log first comes to its end: its rows before that never change, and a
 * server keeps a transaction for a minute only (`transactionLifetimeLimitSeconds`), after which reads reject.
 */
export function openSnapshot(client: MongoClient, collections: Collections): ReadSnapshot {
  const session = client.startSession();
  const pinned = createReads(pinAll(collections, session));
  let current = createReads(collections);
  const log: Reads['log'] = async ({ afterSeq, limit }) => {
    const rows = await current.log({ afterSeq, limit });
    if (rows.length === limit || current === pinned) return rows;
    session.startTransaction({ readConcern: { level: 'snapshot' } });
    current = pinned;
    const after = rows.at(-1)?.seq ?? afterSeq;
    return [...rows, ...(await pinned.log({ afterSeq: after, limit: limit - rows.length }))];
  };
  return {
    reads: new Proxy(pinned, {
      get: (_, name) => (name === 'log' ? log : Reflect.get(current, name)),
    }),
    async close() {
      if (session.inTransaction()) await session.abortTransaction();
      await session.endSession();
    },
  };
}

const READS: readonly PropertyKey[] = ['find', 'findOne', 'aggregate'];

/** The collections, with every read of them in the session. */
function pinAll(collections: Collections, session: ClientSession): Collections {
  const pin = <C extends object>(collection: C): C =>
    new Proxy(collection, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function' || !READS.includes(name)) return value;
        return (what: unknown, options: object = {}) =>
          Reflect.apply(value, target, [what, { ...options, session }]);
      },
    });
  return buildRecord<keyof Collections, Collections>(ARCHIVE_TABLES, (table) => pin(collections[table]));
}
