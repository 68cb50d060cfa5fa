import type { Db, MongoClient } from 'mongodb';
import { z } from 'zod';
import type { Inspection } from '../driver.ts';
import { findBank, openCollections } from './collections.ts';
import { connect, type MongoAddress } from './connect.ts';
import { toNewDocuments } from './documents.ts';
import { explainStart } from './explain.ts';
import { requireOwnership } from './ownership-check.ts';

/** What a database says of its disk; hosted ones may keep it to themselves. */
const disk = z.object({ fsUsedSize: z.number(), fsTotalSize: z.number() });

/** Reads the database as it is: nothing is created in it. Throws like `openMongo`. */
export async function inspectMongo(address: MongoAddress): Promise<Inspection> {
  const { client, db } = await connect(address);
  try {
    await requireOwnership(db);
    await requireWritable(client, db);
    const bank = await findBank(openCollections(db));
    const found = disk.safeParse(await db.command({ dbStats: 1 }));
    return {
      head: bank ? { seq: bank.seq, hash: bank.hash } : null,
      writtenAt: bank ? Math.max(bank.headAt, bank.committedAt) : 0,
      haltedReason: bank?.haltedReason ?? null,
      isOutdated: false,
      freeBytes: found.success ? found.data.fsTotalSize - found.data.fsUsedSize : null,
    };
  } catch (error) {
    throw explainStart(error);
  } finally {
    await client.close();
  }
}

/** Writes in a transaction that is then aborted: a row that collides with no commit of a bank. */
async function requireWritable(client: MongoClient, db: Db): Promise<void> {
  const nonce = crypto.randomUUID();
  await client.withSession(async (session) => {
    session.startTransaction();
    const documents = toNewDocuments('nonces', [{ keyId: 'doctor', nonce, expiresAt: 0 }]);
    await openCollections(db).nonces.insertMany(documents, { session });
    await session.abortTransaction();
  });
}
