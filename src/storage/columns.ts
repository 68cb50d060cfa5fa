import { z } from 'zod';
import { PET_DECISIONS, VALUE_FLAGS } from '../bank/engine/catalogue.ts';
import { petStackAnswer } from '../bank/engine/fields.ts';
import { digits } from '../bank/engine/hold-columns.ts';
import { NOTICE_KINDS } from '../bank/engine/rows.ts';

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
export const proposalColumn = z.strictObject({
  by: z.string(),
  resolution: z.string(),
  reason: z.string(),
  seq: z.int().min(0).default(0),
});
export const pendingCardColumn = z.strictObject({
  robloxUserId: z.int().nullable().optional(),
  placeUrl: z.string().nullable().optional(),
  from: z.int(),
});
const givenBackBy = z.object({ tellerId: z.string(), seq: z.int(), at: z.int() });
export const givenBackColumn = givenBackBy.extend({
  others: z.array(givenBackBy).readonly().exactOptional(),
});

export const hoursColumn = z.array(z.int()).readonly();

export const mutedNoticesColumn = z.array(z.enum(NOTICE_KINDS)).readonly();
export const flagsColumn = z.array(z.enum([...VALUE_FLAGS, ...PET_DECISIONS])).readonly();
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
