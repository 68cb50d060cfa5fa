import type { z } from 'zod';
import { Refusal } from '../../bank/engine/refusal.ts';
import { listErrors, PLAIN_ENGLISH } from '../../zod-messages.ts';

/** Reads what a command or a form was given. Refuses `invalid` with every error in it. */
export function readInput<Input extends z.ZodType>(schema: Input, raw: unknown): z.output<Input> {
  const read = schema.safeParse(raw, PLAIN_ENGLISH);
  if (read.success) return read.data;
  throw new Refusal('invalid', { errors: listErrors(read.error) });
}
