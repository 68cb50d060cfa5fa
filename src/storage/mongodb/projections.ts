import type { AnyBulkWriteOperation, ClientSession, Collection, Db, Filter, MongoClient } from 'mongodb';
import { z } from 'zod';
import { digits } from '../../bank/engine/hold-columns.ts';
import {
  BLOCK_SIZE,
  NEW_PROJECTIONS,
  type ProjectionReads,
  type ProjectionSlice,
  type ProjectionState,
  type ProjectionStore,
  SPANS,
  termOf,
} from '../../bank/projections.ts';
import { type Collections, findAll } from './collections.ts';
import { fromDocument } from './documents.ts';
import { deleteSome } from './outbox.ts';
import { findOfMember } from './reads.ts';
import { foldName, type Stored } from './tables.ts';

/** How many hours of assets one step forgets. */
const FORGET_ROWS = 500;

const stateDocument = z.object({
  format: z.int(),
  seq: z.int(),
  hash: z.string(),
  isClearing: z.boolean(),
});
const termDocument = z.object({ term: z.string(), count: z.int(), firstSeq: z.int(), lastSeq: z.int() });
/** A number, or the first and the last of several that follow one another. An earlier version wrote each. */
const run = z.union([
  z.int().transform((seq) => [seq]),
  z
    .tuple([z.int(), z.int()])
    .refine(([first, last]) => last - first < BLOCK_SIZE)
    .transform(([first, last]) => Array.from({ length: last - first + 1 }, (_, index) => first + index)),
]);
const blockDocument = z.object({
  term: z.string(),
  block: z.int(),
  seqs: z.array(run).transform((runs) => runs.flat()),
});
const activityDocument = z.object({
  span: z.enum(SPANS),
  at: z.int(),
  measure: z.string(),
  count: z.int(),
});
const flowDocument = z.object({
  span: z.enum([...SPANS, 'all']),
  at: z.int(),
  asset: z.string(),
  deposited: digits,
  withdrawn: digits,
  opening: digits,
  closing: digits,
});

interface State extends ProjectionState {
  readonly _id: 'log';
}

/** The reader's collections: their documents have ids of the server's own, and are found by these fields. */
const INDEXES = {
  projected_terms: [{ name: 'term', key: { term: 1 }, unique: true }],
  projected_blocks: [{ name: 'block', key: { term: 1, block: -1 }, unique: true }],
  projected_activity: [{ name: 'measure', key: { span: 1, at: 1, measure: 1 }, unique: true }],
  projected_flows: [
    { name: 'flow', key: { span: 1, at: 1, asset: 1 }, unique: true },
    { name: 'asset', key: { asset: 1, span: 1, at: 1 } },
  ],
} as const;
type Name = keyof typeof INDEXES;
const NAMES = ['projected_terms', 'projected_blocks', 'projected_activity', 'projected_flows'] as const;

type Projected = Readonly<Record<Name, Collection<Stored>>> & { readonly state: Collection<State> };

const openProjected = (db: Db): Projected => ({
  state: db.collection('projections'),
  projected_terms: db.collection('projected_terms'),
  projected_blocks: db.collection('projected_blocks'),
  projected_activity: db.collection('projected_activity'),
  projected_flows: db.collection('projected_flows'),
});

/** Profiles of before members were found by name get what they are found by. */
export async function foldNames({ profiles }: Pick<Collections, 'profiles'>): Promise<void> {
  await profiles.updateMany({ foldedName: null }, [{ $set: { foldedName: { $toLower: '$username' } } }]);
}

/** Creates what isn't there, before the first transaction: in one, not every server can. */
function createPreparation({ state, ...projected }: Projected): () => Promise<void> {
  let isDone = false;
  return async () => {
    if (isDone) return;
    await Promise.all(NAMES.map((name) => projected[name].createIndexes([...INDEXES[name]])));
    await state.updateOne({ _id: 'log' }, { $setOnInsert: NEW_PROJECTIONS }, { upsert: true });
    isDone = true;
  };
}

/** What the background reader makes of the log. Each write is one transaction, with the state in it. */
export function createProjections(client: MongoClient, db: Db, collections: Collections): ProjectionStore {
  const projected = openProjected(db);
  const { state } = projected;
  const prepare = createPreparation(projected);
  async function inTransaction<Result>(work: (session: ClientSession) => Promise<Result>): Promise<Result> {
    await prepare();
    return client.withSession((session) =>
      session.withTransaction(() => work(session), { readConcern: { level: 'snapshot' } }),
    );
  }
  return {
    async projectionState() {
      const found = await state.findOne({ _id: 'log' });
      return found === null ? NEW_PROJECTIONS : stateDocument.parse(found);
    },
    ...readIndex(projected, collections),
    ...readFigures(projected),
    appendProjections: ({ before, after, ...slice }) =>
      inTransaction(async (session) => {
        // Comes first, so that of two processes one gives up before it has written anything.
        const moved = await state.updateOne({ _id: 'log', ...before }, { $set: after }, { session });
        if (moved.matchedCount === 0) return false;
        await writeSlice(projected, slice, session);
        return true;
      }),
    async beginClearing() {
      await prepare();
      await state.updateOne({ _id: 'log' }, { $set: { ...NEW_PROJECTIONS, isClearing: true } });
    },
    clearProjections: ({ limit }) =>
      inTransaction(async (session) => {
        // A write, though it changes nothing that is read: so nobody ends the clearing meanwhile.
        const isClearing = { _id: 'log', isClearing: true } as const;
        const held = await state.updateOne(isClearing, { $inc: { steps: 1 } }, { session });
        if (held.matchedCount === 0) return false;
        let removed = 0;
        for (const name of NAMES) removed += await deleteSome(projected[name], {}, { limit, session });
        if (removed > 0) return true;
        await state.updateOne({ _id: 'log' }, { $set: NEW_PROJECTIONS }, { session });
        return false;
      }),
  };
}

type Additions = Omit<ProjectionSlice, 'before' | 'after'>;

async function writeSlice(
  projected: Projected,
  { terms, blocks, activity, flows, forgetHoursBefore }: Additions,
  session: ClientSession,
): Promise<void> {
  const writes: Record<Name, AnyBulkWriteOperation<Stored>[]> = {
    projected_terms: terms.map(({ term, count, firstSeq, lastSeq }) =>
      upsert({ term }, { $inc: { count }, $set: { lastSeq }, $setOnInsert: { firstSeq } }),
    ),
    projected_blocks: blocks.map(({ term, block, seqs }) =>
      upsert({ term, block }, { $push: { seqs: { $each: toRuns(seqs) } } }),
    ),
    projected_activity: activity.map(({ count, ...key }) => upsert(key, { $inc: { count } })),
    projected_flows: flows.map(({ span, at, asset, ...amounts }) => {
      const $set = Object.fromEntries(Object.entries(amounts).map(([name, value]) => [name, String(value)]));
      return upsert({ span, at, asset }, { $set });
    }),
  };
  for (const name of NAMES)
    if (writes[name].length > 0) await projected[name].bulkWrite(writes[name], { session, ordered: false });
  const isOld = { span: 'hour', at: { $lt: forgetHoursBefore } };
  for (const name of ['projected_activity', 'projected_flows'] as const)
    await deleteSome(projected[name], isOld, { limit: FORGET_ROWS, session });
}

/** Of what is busy, such as a bank's only teller, a thousand numbers are one run. */
function toRuns(seqs: readonly number[]): (number | [number, number])[] {
  const runs: [number, number][] = [];
  for (const seq of seqs) {
    const last = runs.at(-1);
    if (last?.[1] === seq - 1) last[1] = seq;
    else runs.push([seq, seq]);
  }
  return runs.map(([first, last]) => (first === last ? first : [first, last]));
}

/** Adds to the document that is found, or makes it. */
export const upsert = (filter: Filter<Stored>, update: object): AnyBulkWriteOperation<Stored> => ({
  updateOne: { filter, update, upsert: true },
});

type IndexReads = Pick<
  ProjectionReads,
  'findTerms' | 'listTerms' | 'termBlocks' | 'memberSeqs' | 'transactionsBySeq' | 'profilesByName'
>;

/** The reads that find transactions and members. */
function readIndex(projected: Projected, collections: Collections): IndexReads {
  const { projected_terms: terms, projected_blocks: blocks } = projected;
  return {
    async findTerms(wanted) {
      if (wanted.length === 0) return [];
      const found = await findAll(terms, { term: { $in: [...wanted] } }, { sort: { term: 1 } });
      return found.map((document) => termDocument.parse(document));
    },
    async listTerms({ kind, after = termOf(kind, ''), limit }) {
      // To the next character after the colon.
      const isNext = { term: { $gt: after, $lt: `${kind};` } };
      const found = await findAll(terms, isNext, { sort: { term: 1 }, limit });
      return found.map((document) => termDocument.parse(document));
    },
    async termBlocks({ term, maxBlock, limit }) {
      const isBlock = { term, block: { $lte: maxBlock } };
      const found = await findAll(blocks, isBlock, { sort: { block: -1 }, limit });
      return found.map((document) => blockDocument.parse(document));
    },
    async memberSeqs({ robloxUserId, beforeSeq, limit }) {
      const options = { projection: { _id: 1 }, limit };
      const found = await findOfMember(collections, { robloxUserId, beforeSeq }, options);
      const seqs = new Set(found.map((document) => Number(document._id)));
      return [...seqs].sort((seq, other) => other - seq).slice(0, limit);
    },
    async transactionsBySeq(seqs) {
      const isOne = { _id: { $in: [...seqs] } };
      const found = await findAll(collections.transactions, isOne, { sort: { _id: -1 } });
      return found.map((document) => fromDocument('transactions', document));
    },
    async profilesByName({ prefix, limit }) {
      const name = foldName(prefix);
      const isNamed = { foldedName: { $gte: name, $lt: `${name}\u{10ffff}` } };
      const found = await findAll(collections.profiles, isNamed, { sort: { foldedName: 1 }, limit });
      return found.map((document) => fromDocument('profiles', document));
    },
  };
}

/** The reads of plots and sums. */
function readFigures({
  projected_activity: activity,
  projected_flows: flows,
}: Projected): Pick<ProjectionReads, 'activity' | 'findFlows' | 'flows' | 'flowsOfAsset'> {
  async function find(where: Filter<Stored>, limit?: number) {
    const options = { sort: { at: 1, asset: 1 }, ...(limit !== undefined && { limit }) } as const;
    return (await findAll(flows, where, options)).map((document) => flowDocument.parse(document));
  }
  return {
    async activity({ span, from, limit }) {
      const isSince = { span, at: { $gte: from } };
      const found = await findAll(activity, isSince, { sort: { at: 1, measure: 1 }, limit });
      return found.map((document) => activityDocument.parse(document));
    },
    async findFlows(keys) {
      if (keys.length === 0) return [];
      return find({ $or: keys.map(({ span, at, asset }) => ({ span, at, asset })) });
    },
    flows: ({ span, from, after, limit }) =>
      find(
        after === undefined
          ? { span, at: { $gte: from } }
          : { span, $or: [{ at: after.at, asset: { $gt: after.asset } }, { at: { $gt: after.at } }] },
        limit,
      ),
    flowsOfAsset: ({ asset, span, from, limit }) => find({ asset, span, at: { $gte: from } }, limit),
  };
}
