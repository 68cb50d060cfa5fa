import { z } from 'zod';
import { type Goods, isEmpty, petSchema, petStackSchema } from './pets.ts';

/* What requests hold. */

/** The id that a caller gives to a trade or a request. */
export const callerIdSchema = z.string().regex(/^[A-Za-z0-9._:-]{1,128}$/, '1 to 128 of A-Z a-z 0-9 . _ : -');
export const robloxUserIdSchema = z.int().min(1);
export const discordUserIdSchema = z.string().regex(/^[0-9]{15,22}$/, 'a string of 15 to 22 digits');
/** A teller's name: that of its keys, or `staff-<Roblox id>`. */
export const tellerIdSchema = z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/, '1 to 64 of A-Z a-z 0-9 _ . -');
/** A time that a caller names: RFC 3339 with any offset. */
export const timeSchema = z.iso.datetime({ offset: true });

/**
 * Why staff do something, as the ledger stores it. No lone surrogates, which no UTF-8 text can hold: a hash
 * over one would never be found again. The second branch is for readers who know no flag, as in a pet's id.
 */
export const reasonSchema = z
  .string()
  .regex(/^(?:[^\ud800-\udfff]|[\ud800-\udbff][\udc00-\udfff]){3,500}$/u, '3 to 500 characters')
  .trim()
  .min(3, '3 to 500 characters')
  .meta({ description: '3 to 500 characters. White space around them is left out.' });

/** What only staff add, by hand: no request of a program holds it. */
export interface WithReason {
  /** 3 to 500 characters, for the transaction's note. With another reason, it is the same operation. */
  readonly reason?: string;
}

/** The schema of a request that must name some goods. */
export const requiringGoods = <Schema extends z.ZodType<Goods>>(schema: Schema): Schema =>
  schema
    .refine((goods) => !isEmpty(goods), { error: 'give pets, gems or both', path: ['pets'] })
    .meta({ description: 'Pets, gems or both: one of them must be there.' });

/* What answers hold. */

export const timeAnswer = z.string().meta({ description: 'RFC 3339, UTC', format: 'date-time' });
export const rfc3339 = (ms: number): string => new Date(ms).toISOString();

/** A pet and how many: sums may be larger than what one line of a request names. */
export const petStackAnswer = petStackSchema
  .extend({ quantity: z.int().min(1) })
  .meta({ description: 'A pet and how many of it.' });
export const goodsAnswer = z
  .object({ pets: z.array(petStackAnswer), gems: z.int().min(0) })
  .meta({ description: 'Pets and gems together.' });

/** Answers that were stored before it existed lack it. */
export const previousTradeSeqAnswer = z
  .int()
  .min(0)
  .default(0)
  .meta({
    description:
      "The seq of the teller's trade before this one, 0 for its first: one that the teller doesn't know " +
      'was reported by someone else with its key.',
  });

/** A pet, or the word `gems`. */
export const assetAnswer = z.union([petSchema, z.literal('gems')]);

export const goodsToAnswer = (goods: Goods): z.infer<typeof goodsAnswer> => ({
  pets: [...goods.pets],
  gems: goods.gems,
});

/** A sum of any size as a JSON integer, also above 2^53 exact in the text, for readers that can hold it. */
export function exactInteger(sum: bigint): number {
  return sum <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(sum) : JSON.rawJSON(String(sum));
}

/** The sum that an answer of `exactInteger` stands for. */
export const parseExact = (answer: number): bigint => BigInt(JSON.stringify(answer));

/** What `exactInteger` returns: JSON knows no bound for integers, so the API page shows none. */
export const exactAnswer = z
  .int()
  .min(0)
  .meta({ description: 'A sum of any size, exact to the digit.', maximum: undefined });
