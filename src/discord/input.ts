import type { z } from 'zod';
import { Refusal } from '../bank/refusal.ts';

/** Reads what a command or a form was given. Refuses `invalid` with every fault. */
export function readInput<Input extends z.ZodType>(schema: Input, raw: unknown): z.output<Input> {
  const read = schema.safeParse(raw);
  if (read.success) return read.data;
  const errors = read.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  throw new Refusal('invalid', { errors });
}
