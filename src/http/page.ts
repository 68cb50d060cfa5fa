import { z } from 'zod';

/** How many rows one page holds at most, and when nothing is said. */
const MAX_PAGE = 100;
const DEFAULT_PAGE = 20;

export const limitParameter = z
  .string()
  .regex(/^(?:[1-9][0-9]?|100)$/, `a whole number from 1 to ${MAX_PAGE}`)
  .transform(Number)
  .default(DEFAULT_PAGE)
  .meta({ description: `How many rows, 1 to ${MAX_PAGE}; ${DEFAULT_PAGE} when left out.` });
