import { z } from 'zod';

/**
 * Why staff do something, as it stands in the ledger. No lone surrogates, which no UTF-8 text can hold: a
 * hash over one would never be found again. As in a pet's id, the second branch is for readers of the pattern
 * who know no flag.
 */
export const reasonSchema = z
  .string()
  .regex(/^(?:[^\ud800-\udfff]|[\ud800-\udbff][\udc00-\udfff]){3,500}$/u, '3 to 500 characters')
  .trim()
  .min(3, '3 to 500 characters')
  .meta({ description: '3 to 500 characters. White space around them is left out.' });

/** What only staff say, by hand: no request of a program holds it. */
export interface WithReason {
  /**
   * 3 to 500 characters; becomes the transaction's note. Not part of the operation's content: said otherwise,
   * it is the same operation.
   */
  readonly reason?: string;
}
