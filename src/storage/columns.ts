import { z } from 'zod';
import { VALUE_FLAGS } from '../bank/engine/catalogue.ts';
import { petStackAnswer } from '../bank/engine/fields.ts';
import type { Hold, Mark } from '../bank/engine/rows.ts';

/** A whole number of any size, as decimal digits in text: no database's own integers hold every sum. */
export const digits = z.codec(z.string().regex(/^-?\d+$/), z.bigint(), {
  decode: (text) => BigInt(text),
  encode: (amount) => String(amount),
});

/** What rows hold that is more than a text or an integer. */
export const goodsColumn = z.object({
  pets: z.array(petStackAnswer).readonly(),
  gems: z.int().min(0),
});

export const entriesColumn = z
  .array(z.object({ asset: z.string(), from: z.string(), to: z.string(), amount: digits }))
  .readonly();

export const shortagesColumn = z
  .array(z.object({ asset: z.string(), missing: digits, isPaused: z.boolean() }))
  .readonly();

export const reportColumn = z
  .object({
    /** Older versions kept the amounts here, and no digest: the next report counts as another. */
    digest: z.string().default(''),
    madeAt: z.int(),
    receivedAt: z.int(),
    afterSeq: z.int(),
  })
  .nullable();

export const chromaNamesColumn = z.array(z.string().nullable()).readonly();
const holdTuple = z.tuple([
  z.string(),
  z.int(),
  z.int(),
  digits,
  z.int(),
  z.int(),
  z.string(),
  z.boolean(),
  z.int().nullable(),
]);

/** Tuples rather than objects: a row may have dozens of them. */
export const holdsColumn = z.codec(z.array(holdTuple), z.custom<readonly Hold[]>(), {
  decode: (rows) =>
    rows.map(([tellerId, seq, firstSeq, amount, at, until, content, isDuplicate, hour]) => {
      return { tellerId, seq, firstSeq, amount, at, until, content, isDuplicate, hour };
    }),
  encode: (holds) =>
    holds.map((hold): z.output<typeof holdTuple> => {
      const { tellerId, seq, firstSeq, amount, at, until, content, isDuplicate, hour } = hold;
      return [tellerId, seq, firstSeq, amount, at, until, content, isDuplicate, hour];
    }),
});

export const proposalColumn = z.strictObject({ by: z.string(), resolution: z.string(), reason: z.string() });
export const givenBackColumn = z.object({ tellerId: z.string(), seq: z.int(), at: z.int() });

export const hoursColumn = z.array(z.int()).readonly();

export const marksColumn = z.codec(z.array(z.tuple([z.int(), z.int()])), z.custom<readonly Mark[]>(), {
  decode: (pairs) => pairs.map(([at, seq]) => ({ at, seq })),
  encode: (marks) => marks.map(({ at, seq }): [number, number] => [at, seq]),
});

export const flagsColumn = z.array(z.enum(VALUE_FLAGS)).readonly();
export const recentColumn = z.array(z.object({ at: z.int(), rap: z.int().min(0) })).readonly();
/** Pairs rather than objects: a history has hundreds of them, and there are twenty thousand histories. */
export const pointsColumn = z.codec(
  z.array(z.tuple([z.int(), z.int().min(0)])),
  z.array(z.object({ at: z.int(), value: z.int().min(0) })).readonly(),
  {
    decode: (pairs) => pairs.map(([at, value]) => ({ at, value })),
    encode: (points) => points.map(({ at, value }): [number, number] => [at, value]),
  },
);
