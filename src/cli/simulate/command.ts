import { defineCommand } from 'citty';
import { z } from 'zod';
import type { ApiKey, Scope } from '../../api-key.ts';
import { DEVELOPMENT_KEY_ID, readDevelopmentKey } from '../../app/development-key.ts';
import { type Config, readConfig } from '../../config/config.ts';
import type { SimulateOptions } from '../../simulate/simulate.ts';
import { listErrors, PLAIN_ENGLISH } from '../../zod-messages.ts';
import { type CliContext, CommandError } from '../command-line.ts';
import { parseUrl } from '../keys.ts';
import { STATUS } from '../status.ts';

export const createSimulateCommand = ({ env, random, terminal }: CliContext) =>
  defineCommand({
    meta: {
      name: 'simulate',
      description:
        'Plays a game with tellers and players, injects every kind of fault, and audits the result.',
    },
    args: {
      url: {
        type: 'string',
        description: 'A running, empty bank; without it the simulation starts a bank of its own',
      },
      keys: { type: 'string', description: 'Keys of that bank, in the format of API_KEYS, the default' },
      tellers: { type: 'string', default: '3', description: 'How many tellers; each needs a key of its own' },
      players: { type: 'string', default: '50', description: 'How many players' },
      trades: { type: 'string', default: '1000', description: 'How many visits of players to tellers' },
      faults: {
        type: 'string',
        default: '0.2',
        description: 'The probability of a fault at each opportunity, from 0 to 1',
      },
      pace: {
        type: 'string',
        description: 'Visits begun in a second at most; as many as tellers can serve by default',
      },
      seed: { type: 'string', description: 'Repeats a run with the same random numbers; random by default' },
      anyway: { type: 'boolean', description: 'Continues even if the bank keeps pets already' },
    },
    run: async ({ args }) => {
      const options = readSimulateOptions(args, random);
      const given = args.keys === undefined ? env : { ...env, API_KEYS: args.keys };
      const keys = args.url === undefined ? [] : readKeys(readConfig({ ...given, NODE_ENV: 'development' }));
      // The game and its Luau take a while to load, and most commands don't need them.
      const { runSimulation } = await import('./run.ts');
      const url = args.url === undefined ? undefined : parseUrl(args.url);
      const request = { options, url, keys, force: args.anyway === true, random, terminal };
      const { text, isClean } = await runSimulation(request);
      return { text, status: isClean ? STATUS.done : STATUS.found };
    },
  });

/** The configured keys. If there are none, the key that a development bank has generated. */
function readKeys({ keys, dataFolder }: Config): readonly ApiKey[] {
  if (keys.length > 0) return keys;
  const secret = readDevelopmentKey(dataFolder);
  if (secret === null) return [];
  const scopes = new Set<Scope>(['teller', 'member']);
  return [{ id: DEVELOPMENT_KEY_ID, name: DEVELOPMENT_KEY_ID, secret, scopes }];
}

const whole = (most: number) => {
  const message = `must be a whole number from 1 to ${most}`;
  return z
    .string()
    .regex(/^[1-9][0-9]{0,8}$/, message)
    .transform(Number)
    .refine((number) => number <= most, message);
};
const POSITIVE = 'must be a number above 0';
const RATE = 'must be a number from 0 to 1';

const optionsSchema = z.object({
  tellers: whole(50),
  players: whole(10_000),
  trades: whole(1_000_000),
  faults: z.string().transform(Number).pipe(z.number(RATE).min(0, RATE).max(1, RATE)),
  pace: z
    .string()
    .transform(Number)
    .pipe(z.number(POSITIVE).positive(POSITIVE))
    .default(Number.POSITIVE_INFINITY),
  seed: whole(999_999_999).optional(),
});

/** Parses the options of the command line. Throws CommandError with every invalid option. */
export function readSimulateOptions(
  args: Readonly<Record<string, unknown>>,
  random: (length: number) => Uint8Array,
): SimulateOptions {
  const parsed = optionsSchema.safeParse(args, PLAIN_ENGLISH);
  if (!parsed.success) {
    const errors = listErrors(parsed.error).map(({ path, message }) => `--${path} ${message}`);
    throw new CommandError(errors.join('\n'));
  }
  const seed = parsed.data.seed ?? (Buffer.from(random(4)).readUInt32BE() % 999_999_999) + 1;
  return { ...parsed.data, seed };
}
