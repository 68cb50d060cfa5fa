import { z } from 'zod';
import type { Imbalance } from '../../bank/verify-start.ts';
import type { Collections } from './collections.ts';
import { MONGO_TABLES } from './tables.ts';

const OPTIONS = { readConcern: { level: 'snapshot' } } as const;

/** From `teller:` to the next character after the colon. */
const OF_TELLERS = { _id: { $gte: 'teller:', $lt: 'teller;' } };
const OF_OTHERS = { $or: [{ _id: { $lt: 'teller:' } }, { _id: { $gte: 'teller;' } }] };

/** Decimals are exact to 34 digits, which no sum of amounts comes near. */
const SUM = { $sum: { $toDecimal: '$amount' } };

/** As texts, amounts below zero come before all others: a condition for each takes four times as long. */
const PIPELINE = [
  { $match: OF_OTHERS },
  { $group: { _id: '$asset', sum: SUM, least: { $min: '$amount' } } },
  {
    $unionWith: {
      coll: MONGO_TABLES.balances.collection,
      pipeline: [
        { $match: OF_TELLERS },
        { $group: { _id: '$asset', sum: SUM, ofTellers: { $max: '$amount' } } },
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
  { balances }: Collections,
  signal: AbortSignal,
): Promise<Imbalance | undefined> {
  const [document] = await balances.aggregate(PIPELINE, { ...OPTIONS, signal }).toArray();
  if (document === undefined) return undefined;
  const { _id: asset, sum, least, ofTellers } = found.parse(document);
  const isWrongSided = (least ?? '0') < '0' || (ofTellers ?? '-') >= '0';
  return { asset, sum: BigInt(sum), isWrongSided };
}
