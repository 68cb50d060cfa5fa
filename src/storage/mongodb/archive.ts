import type { Filter } from 'mongodb';
import type { Balance } from '../../bank/engine/rows.ts';
import type { ArchiveTarget } from '../archive/fill.ts';
import { ARCHIVE_TABLES, type ArchiveTable, type Page, toPage } from '../archive/rows.ts';
import { type ArchiveSource, PAGE_ROWS } from '../archive/scan.ts';
import { ArchiveUnavailable } from '../errors.ts';
import { findBalances } from './balance-pages.ts';
import { type Collections, findAll, findBank, openCollections, prepareCollections } from './collections.ts';
import { connect, type MongoAddress } from './connect.ts';
import { fromDocument, toNewDocuments } from './documents.ts';
import { explainStart } from './explain.ts';
import { listOwnCollections, requireOwnership, toBankDocument } from './ownership-check.ts';
import { createReads } from './reads.ts';
import type { Stored } from './tables.ts';

/** The bank in the database. MongoDB keeps no snapshot for long: the version tells if it is of one moment. */
export async function openMongoSource(address: MongoAddress): Promise<ArchiveSource> {
  const { client, db } = await connect(address);
  const collections = openCollections(db);
  try {
    await requireOwnership(db);
    const begun = await findBank(collections);
    if (!begun) throw new ArchiveUnavailable('there is no bank in the database');
    return {
      head: { seq: begun.seq, hash: begun.hash },
      pages: () => readAll(collections),
      reads: createReads(collections),
      lastHead: null,
      isConsistentSnapshot: async () => (await findBank(collections))?.version === begun.version,
      close: () => client.close(),
    };
  } catch (error) {
    await client.close();
    throw explainStart(error);
  }
}

async function* readAll(collections: Collections): AsyncGenerator<Page, void> {
  for (const table of ARCHIVE_TABLES) {
    if (table === 'balances') yield* readBalances(collections);
    else yield* readTable(collections, table);
  }
}

async function* readBalances(collections: Collections): AsyncGenerator<Page, void> {
  for (let after: Balance | undefined; ; ) {
    const rows = await findBalances(collections, { after, limit: PAGE_ROWS });
    if (rows.length > 0) yield { table: 'balances', rows };
    if (rows.length < PAGE_ROWS) return;
    after = rows.at(-1);
  }
}

/** By keys, not by one long cursor: a page is one answer, which is read again if the connection breaks. */
async function* readTable(collections: Collections, table: ArchiveTable): AsyncGenerator<Page, void> {
  const options = { sort: { _id: 1 }, limit: PAGE_ROWS } as const;
  let after: Filter<Stored> = {};
  for (;;) {
    const documents: readonly { readonly _id: Stored['_id'] }[] =
      table === 'bank'
        ? await findAll(collections.bank, {}, options)
        : await findAll(collections[table], after, options);
    const last = documents.at(-1);
    if (!last) return;
    yield toPage(table, documents, fromDocument);
    if (documents.length < PAGE_ROWS) return;
    after = { _id: { $gt: last._id } };
  }
}

/**
 * A new bank in a database that holds nothing of Petbank's. The bank's own document comes last: without it no
 * bank starts there, so an interrupted restore is never taken for a bank.
 */
export async function openMongoTarget(address: MongoAddress): Promise<ArchiveTarget> {
  const { client, db } = await connect(address);
  const collections = openCollections(db);
  let isUnfinished = false;
  try {
    if ((await listOwnCollections(db)).length > 0) {
      throw new ArchiveUnavailable(
        `the database ${address.name} is not empty: it holds a bank, or a restore that did not come to its ` +
          'end. Name another one, or drop it; nothing was changed.',
      );
    }
    isUnfinished = true;
    await prepareCollections(db);
  } catch (error) {
    if (isUnfinished) await dropAll();
    await client.close();
    throw explainStart(error);
  }

  async function dropAll(): Promise<void> {
    for (const table of ARCHIVE_TABLES) await collections[table].drop();
  }
  return {
    reads: createReads(collections),
    async write(page) {
      if (page.table !== 'bank')
        await collections[page.table].insertMany(toNewDocuments(page.table, page.rows));
    },
    async finish(bank) {
      await collections.bank.insertOne(toBankDocument(bank));
      isUnfinished = false;
    },
    async abandon() {
      try {
        if (isUnfinished) await dropAll();
      } catch (error) {
        throw new ArchiveUnavailable(
          `the database ${address.name} was lost meanwhile, and what was begun in it could not be taken ` +
            'away: drop it before the next try. No bank starts on it.',
          { cause: error },
        );
      } finally {
        await client.close();
      }
    },
  };
}
