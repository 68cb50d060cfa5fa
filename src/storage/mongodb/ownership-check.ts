import type { Db } from 'mongodb';
import { z } from 'zod';
import { NEW_BANK } from '../../bank/engine/ledger.ts';
import type { BankRow } from '../../bank/engine/rows.ts';
import { UnusableDatabase } from '../errors.ts';
import { openCollections } from './collections.ts';
import { BANK_ID, type BankDocument } from './documents.ts';
import { COLLECTION_NAMES, MONGO_TABLES } from './tables.ts';

/** Grows with every change of the documents that a program made for the format before would misread. */
const FORMAT = 2;

/** The document of the bank's own row. It is written before any other: it marks a database as a bank. */
export const toBankDocument = (bank: BankRow): BankDocument => ({
  ...bank,
  _id: BANK_ID,
  format: FORMAT,
  fence: FORMAT,
  commits: [],
});

const bankMark = z.object({ format: z.int() });

/** Refuses a database of another program, or of a newer version, before anything is written to it. */
export async function requireOwnership(db: Db): Promise<void> {
  const readMark = () => openCollections(db).bank.findOne({ _id: BANK_ID });
  const mark = await readMark();
  const found = bankMark.safeParse(mark);
  if (found.success) {
    if (found.data.format <= FORMAT) return;
    throw new UnusableDatabase(
      'the database was written by a newer version of Petbank. Start that version, or name another ' +
        'database in DATABASE_URL; nothing was changed.',
    );
  }
  const taken = (await listOwnCollections(db)).filter((name) => name !== MONGO_TABLES.bank.collection);
  // Another bank may have begun at this moment: its mark came before its collections.
  if (mark === null && (taken.length === 0 || (await readMark()))) return;
  throw new UnusableDatabase(
    'the database belongs to another program, or to a restore that did not come to its end. Name another ' +
      'database in DATABASE_URL; nothing was changed.',
  );
}

/** The database's collections of the names that a bank's have. */
export async function listOwnCollections(db: Db): Promise<string[]> {
  const found = await db.listCollections({}, { nameOnly: true }).toArray();
  return found.map(({ name }) => name).filter((name) => COLLECTION_NAMES.includes(name));
}

/**
 * Creates the bank's own row, and returns whether it wasn't there. One of an older format gets this one, and
 * another version, so that no commit of a process of the format before is stored any more.
 */
export async function prepareBank(db: Db): Promise<boolean> {
  const { _id, ...fields } = toBankDocument(NEW_BANK);
  const { bank: row } = openCollections(db);
  const isOlder = { _id, format: { $lt: FORMAT } };
  await row.updateOne(isOlder, { $set: { format: FORMAT, fence: FORMAT }, $inc: { version: 1 } });
  return (await row.updateOne({ _id }, { $setOnInsert: fields }, { upsert: true })).upsertedCount > 0;
}
