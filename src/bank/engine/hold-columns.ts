import { z } from 'zod';
import type { Hold, Mark } from './rows.ts';

/** A whole number of any size, as decimal digits in text: no database's own integers hold every sum. */
export const DIGITS = /^-?\d+$/;
export const digits = z.codec(z.string().regex(DIGITS), z.bigint(), {
  decode: (text) => BigInt(text),
  encode: (amount) => String(amount),
});

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

export const marksColumn = z.codec(z.array(z.tuple([z.int(), z.int()])), z.custom<readonly Mark[]>(), {
  decode: (pairs) => pairs.map(([at, seq]) => ({ at, seq })),
  encode: (marks) => marks.map(({ at, seq }): [number, number] => [at, seq]),
});
