/**
 * Whether the proofs run at their full size (`bun run prove`) rather than in the short form of every test
 * run.
 */
export const isFull = process.env.PETBANK_PROOF === 'full';

/**
 * How much of something a proof does: the short form in every test run, the full one with `bun run prove`.
 */
export const scaled = (size: { readonly short: number; readonly full: number }): number =>
  isFull ? size.full : size.short;
