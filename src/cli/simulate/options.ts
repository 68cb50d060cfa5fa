import { z } from 'zod';
import type { SimulateOptions } from '../../simulate/simulate.ts';
import { listErrors, PLAIN_ENGLISH } from '../../zod-messages.ts';
import { CommandError } from '../finish.ts';

const whole = (most: number) =>
  z
    .string()
    .regex(/^[1-9][0-9]{0,8}$/, `must be a whole number from 1 to ${most}`)
    .transform(Number)
    .refine((number) => number <= most, `must be a whole number from 1 to ${most}`);
const positive = z
  .string()
  .transform(Number)
  .pipe(z.number('must be a number above 0').positive('must be a number above 0'));

const optionsSchema = z.object({
  tellers: whole(50),
  players: whole(10_000),
  trades: whole(1_000_000),
  faults: z
    .string()
    .transform(Number)
    .pipe(
      z
        .number('must be a number from 0 to 1')
        .min(0, 'must be a number from 0 to 1')
        .max(1, 'must be a number from 0 to 1'),
    ),
  pace: positive.default(Number.POSITIVE_INFINITY),
  seed: whole(999_999_999).optional(),
});

/** The options as they were typed. Throws CommandError with every error in them. */
export function readSimulateOptions(
  typed: Readonly<Record<string, unknown>>,
  random: (length: number) => Uint8Array,
): SimulateOptions {
  const read = optionsSchema.safeParse(typed, PLAIN_ENGLISH);
  if (!read.success) {
    const errors = listErrors(read.error).map(({ path, message }) => `--${path} ${message}`);
    throw new CommandError(errors.join('\n'));
  }
  const seed = read.data.seed ?? (Buffer.from(random(4)).readUInt32BE() % 999_999_999) + 1;
  return { ...read.data, seed };
}
