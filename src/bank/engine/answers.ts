import { z } from 'zod';
import { type Goods, petStackSchema } from './pets.ts';

/** Shapes that several answers share. */
export const timeAnswer = z.string().meta({ description: 'RFC 3339, UTC', format: 'date-time' });
/** A pet and how many: sums may be larger than what one line of a request names. */
export const petStackAnswer = petStackSchema
  .extend({ quantity: z.int().min(1) })
  .meta({ description: 'A pet and how many of it.' });
export const goodsAnswer = z
  .object({ pets: z.array(petStackAnswer), gems: z.int().min(0) })
  .meta({ description: 'Pets and gems together.' });

/**
 * A sum of unbounded size as a JSON integer, digit for digit: what is above 2^53 stays exact in the
 * text, for readers that can hold it.
 */
export function exactInteger(sum: bigint): number {
  return sum <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(sum) : JSON.rawJSON(String(sum));
}

/** What `exactInteger` gives: JSON knows no bound for integers, so the API page shows none. */
export const exactAnswer = z
  .int()
  .min(0)
  .meta({ description: 'A sum of any size, exact to the digit.', maximum: undefined });

export const goodsToAnswer = (goods: Goods): z.infer<typeof goodsAnswer> => ({
  pets: [...goods.pets],
  gems: goods.gems,
});
