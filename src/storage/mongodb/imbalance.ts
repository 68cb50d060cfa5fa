import { z } from 'zod';
import type { Account } from '../../bank/engine/rows.ts';
import type { Imbalance } from '../../bank/verify-start.ts';
import { findApart } from './balance-pages.ts';
import { type Collections, FIRST_ANSWER } from './collections.ts';
import { IS_WHOLE, NAME_TO_ASSET } from './member-documents.ts';
import { MONGO_TABLES } from './tables.ts';

const OPTIONS = { readConcern: { level: 'snapshot' } } as const;

/** From `teller:` to the next character after the colon. */
const OF_TELLERS = { _id: { $gte: 'teller:', $lt: 'teller;' } };
const OF_OTHERS = { $or: [{ _id: { $lt: 'teller:' } }, { _id: { $gte: 'teller;' } }] };

const OF_MEMBERS = { _id: { $gte: 'member:', $lt: 'member;' } };

/** Decimals are exact to 34 digits, which no sum of amounts comes near. */
const sumOf = (amount: string) => ({ $sum: { $toDecimal: amount } });

const ofMembersDocuments = [
  { $match: IS_WHOLE },
  { $project: { named: { $objectToArray: '$balances' } } },
  { $unwind: '$named' },
  { $group: { _id: '$named.k', sum: sumOf('$named.v.amount'), least: { $min: '$named.v.amount' } } },
  { $set: { _id: NAME_TO_ASSET } },
];

/** As texts, amounts below zero come before all others: a condition for each takes four times as long. */
const buildPipeline = (strays: readonly Account[]) => [
  { $match: { ...OF_OTHERS, ...(strays.length > 0 && { account: { $nin: strays } }) } },
  { $group: { _id: '$asset', sum: sumOf('$amount'), least: { $min: '$amount' } } },
  { $unionWith: { coll: MONGO_TABLES.members.collection, pipeline: ofMembersDocuments } },
  {
    $unionWith: {
      coll: MONGO_TABLES.balances.collection,
      pipeline: [
        { $match: OF_TELLERS },
        { $group: { _id: '$asset', sum: sumOf('$amount'), ofTellers: { $max: '$amount' } } },
      ],
    },
  },
  {
    $group: {
      _id: '$_id',
      sum: { $sum: '$sum' },
      least: { $min: '$least' },
      ofTellers: { $max: '$ofTellers' },
    },
  },
  { $match: { $or: [{ sum: { $ne: 0 } }, { least: { $lt: '0' } }, { ofTellers: { $gte: '0' } }] } },
  { $limit: 1 },
  { $set: { sum: { $toString: '$sum' } } },
];

const maybeText = z.string().nullish();
const found = z.object({ _id: z.string(), sum: z.string(), least: maybeText, ofTellers: maybeText });

/** One command over every balance, as of one moment. */
export async function findImbalance(
  collections: Collections,
  signal: AbortSignal,
): Promise<Imbalance | undefined> {
  const { balances } = collections;
  const strays = await listStrays(collections, signal);
  const [document] = await balances.aggregate(buildPipeline(strays), { ...OPTIONS, signal }).toArray();
  if (document === undefined) return undefined;
  const { _id: asset, sum, least, ofTellers } = found.parse(document);
  const isWrongSided = (least ?? '0') < '0' || (ofTellers ?? '-') >= '0';
  return { asset, sum: BigInt(sum), isWrongSided };
}

const accountOnly = z.object({ _id: z.string() });

/** The members' accounts with balances that count for nothing, since the members' documents hold all. */
async function listStrays(collections: Collections, signal: AbortSignal): Promise<Account[]> {
  const pipeline = [{ $match: OF_MEMBERS }, { $group: { _id: '$account' } }];
  const documents = await collections.balances
    .aggregate(pipeline, { signal, batchSize: FIRST_ANSWER })
    .toArray();
  const accounts = new Set(documents.map((document) => accountOnly.parse(document)._id));
  const apart = await findApart(collections, accounts);
  return [...accounts].filter((account) => !apart.has(account));
}
