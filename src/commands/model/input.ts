import type { z } from 'zod';
import { Refusal } from '../../bank/engine/refusal.ts';

/** Reads what a command or a form was given. Refuses `invalid` with every fault. */
export function readInput<Input extends z.ZodType>(schema: Input, raw: unknown): z.output<Input> {
  const read = schema.safeParse(raw);
  if (read.success) return read.data;
  const errors = read.error.issues.map((issue) => ({
    path: issue.path.join('.'),
    message: messageOf(issue),
  }));
  throw new Refusal('invalid', { errors });
}

function messageOf({ code, message }: z.core.$ZodIssue): string {
  return code === 'invalid_type' && message.endsWith('received undefined') ? 'is needed' : message;
}
