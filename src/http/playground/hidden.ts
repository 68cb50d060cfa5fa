import { z } from 'zod';

/** What every endpoint of the playground has: no signature, and no page that would tell of it. */
export const HIDDEN = {
  scopes: [],
  tag: 'Playground',
  summary: '',
  answer: z.unknown(),
  problems: [],
  example: { answer: null },
} as const;
