import { type ClientSession, type Collection, type Db, type MongoClient, MongoServerError } from 'mongodb';
import { z } from 'zod';
import type { AssetKey } from '../../bank/engine/pets.ts';
import type { ValueImport, ValueStore } from '../../bank/pet-values.ts';
import { type Collections, findAll } from './collections.ts';
import { fromDocument, toDocument } from './documents.ts';
import { DUPLICATE_KEY } from './store.ts';
import type { Stored } from './tables.ts';

/** How many rows are read and written with one command. */
const ROWS_PER_COMMAND = 500;

/** One document: how many imports there were, and when prices are to be read again. No part of a backup. */
interface Imports {
  readonly _id: 'values';
  readonly version: number;
  readonly nextAt: number;
}
const imports = z.object({ version: z.int() });

/** The values of pets. An import is one transaction; of two at once, one waits and starts again. */
export function createValueStore(client: MongoClient, db: Db, { petValues }: Collections): ValueStore {
  const state = db.collection<Imports>('value_imports');
  return {
    ...readValues(petValues),
    async valuesVersion() {
      const found = await state.findOne({ _id: 'values' });
      return found === null ? 0 : imports.parse(found).version;
    },
    importValues: (work) =>
      changeAll(client, state, async (session) => {
        // Comes first, so that of two imports one gives up before it has written anything.
        const version = await countImport(state, work.nextAt, session);
        await writeAll(petValues, work, session);
        return version;
      }),
    removeUnlistedValues: (assets) =>
      changeAll(client, state, async (session) => {
        await countImport(state, null, session);
        const unlisted = { _id: { $in: [...assets] }, listedAt: { $in: [null, 0] } };
        return (await petValues.deleteMany(unlisted, { session })).deletedCount;
      }),
    takeImportTurn: (turn) => takeTurn(state, turn),
  };
}

function readValues(petValues: Collection<Stored>): Pick<ValueStore, 'petValues' | 'valuePoints'> {
  return {
    async petValues({ after = '', limit }) {
      const options = { projection: { points: 0 }, sort: { _id: 1 }, limit } as const;
      const documents = await findAll(petValues, { _id: { $gt: after } }, options);
      return documents.map((document) => {
        const { points: _points, ...facts } = fromDocument('petValues', { ...document, points: [] });
        return facts;
      });
    },
    async valuePoints(asset) {
      const document = await petValues.findOne({ _id: asset });
      return document === null ? [] : fromDocument('petValues', document).points;
    },
  };
}

/** Runs a change of many rows as one transaction. */
async function changeAll<Result>(
  client: MongoClient,
  state: Collection<Imports>,
  change: (session: ClientSession) => Promise<Result>,
): Promise<Result> {
  // Before the transaction: two of them can't make one collection at once.
  await state.updateOne({ _id: 'values' }, { $setOnInsert: { version: 0, nextAt: 0 } }, { upsert: true });
  return client.withSession((session) =>
    session.withTransaction(() => change(session), { readConcern: { level: 'snapshot' } }),
  );
}

async function countImport(
  state: Collection<Imports>,
  nextAt: number | null,
  session: ClientSession,
): Promise<number> {
  const moved = await state.findOneAndUpdate(
    { _id: 'values' },
    { $inc: { version: 1 }, ...(nextAt === null ? {} : { $set: { nextAt } }) },
    { returnDocument: 'after', session },
  );
  return imports.parse(moved).version;
}

async function writeAll<Reading extends { readonly asset: AssetKey }>(
  petValues: Collection<Stored>,
  { readings, revise }: ValueImport<Reading>,
  session: ClientSession,
): Promise<void> {
  for (let at = 0; at < readings.length; at += ROWS_PER_COMMAND) {
    const page = readings.slice(at, at + ROWS_PER_COMMAND);
    const assets = page.map(({ asset }) => asset);
    const found = await findAll(petValues, { _id: { $in: assets } }, { session });
    const before = new Map(found.map((document) => [document._id, fromDocument('petValues', document)]));
    const writes = page.map((reading) => {
      const { _id, ...replacement } = toDocument('petValues', revise(before.get(reading.asset), reading));
      return { replaceOne: { filter: { _id }, replacement, upsert: true } };
    });
    await petValues.bulkWrite(writes, { session, ordered: false });
  }
}

async function takeTurn(
  state: Collection<Imports>,
  { at, until, latest }: Parameters<ValueStore['takeImportTurn']>[0],
): Promise<boolean> {
  try {
    const { matchedCount, upsertedCount } = await state.updateOne(
      { _id: 'values', nextAt: { $not: { $gt: at, $lte: latest } } },
      { $set: { nextAt: until }, $setOnInsert: { version: 0 } },
      { upsert: true },
    );
    return matchedCount + upsertedCount > 0;
  } catch (error) {
    // The document is there and names a later time: it isn't found, and can't be made again.
    if (error instanceof MongoServerError && error.code === DUPLICATE_KEY) return false;
    throw error;
  }
}
