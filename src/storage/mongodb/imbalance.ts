import { z } from 'zod';
import type { Imbalance } from '../../bank/verify-start.ts';
import type { Collections } from './collections.ts';

const OPTIONS = { readConcern: { level: 'snapshot' } } as const;

const IS_BELOW_ZERO = { $eq: [{ $substrCP: ['$amount', 0, 1] }, '-'] };
const IS_OF_TELLER = { $eq: [{ $substrCP: ['$account', 0, 7] }, 'teller:'] };
const IS_WRONG = { $or: [{ $ne: [IS_BELOW_ZERO, IS_OF_TELLER] }, { $in: ['$amount', ['0', '-0']] }] };

/** Decimals are exact to 34 digits, which no sum of amounts comes near. */
const PIPELINE = [
  {
    $group: {
      _id: '$asset',
      sum: { $sum: { $toDecimal: '$amount' } },
      wrongSided: { $sum: { $cond: [IS_WRONG, 1, 0] } },
    },
  },
  { $match: { $or: [{ sum: { $ne: 0 } }, { wrongSided: { $gt: 0 } }] } },
  { $limit: 1 },
  { $set: { sum: { $toString: '$sum' } } },
];

const found = z.object({ _id: z.string(), sum: z.string(), wrongSided: z.coerce.number() });

/** One command over every balance, as of one moment. */
export async function findImbalance({ balances }: Collections): Promise<Imbalance | undefined> {
  const [document] = await balances.aggregate(PIPELINE, OPTIONS).toArray();
  if (document === undefined) return undefined;
  const { _id: asset, sum, wrongSided } = found.parse(document);
  return { asset, sum: BigInt(sum), wrongSided };
}
