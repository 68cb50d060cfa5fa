import { randomBytes } from 'node:crypto';
import { defineCommand } from 'citty';
import { DEVELOPMENT_KEY_ID, readDevelopmentKey } from '../../app/development-key.ts';
import { type Config, readConfig } from '../../config/config.ts';
import { finish } from '../finish.ts';
import { readSimulateOptions } from './options.ts';
import type { SimulationKey } from './run.ts';

export const createSimulateCommand = (env: Readonly<Record<string, string | undefined>>) =>
  defineCommand({
    meta: {
      name: 'simulate',
      description:
        'Plays tellers and players with everything going wrong, and counts at the end whether all is there.',
    },
    args: {
      url: {
        type: 'string',
        description: 'A running, empty bank; without it the simulation starts one of its own',
      },
      keys: { type: 'string', description: 'Keys of that bank, as API_KEYS has them, which is the default' },
      tellers: { type: 'string', default: '3', description: 'How many tellers; each needs a key of its own' },
      players: { type: 'string', default: '50', description: 'How many players' },
      trades: { type: 'string', default: '1000', description: 'How many visits of players to tellers' },
      faults: { type: 'string', default: '0.2', description: 'How often something goes wrong, from 0 to 1' },
      pace: {
        type: 'string',
        description: 'Visits begun in a second at most; as many as tellers can serve by default',
      },
      seed: { type: 'string', description: 'Plays the same chance again; made up by default' },
      anyway: { type: 'boolean', description: 'Goes on though the bank keeps pets already' },
    },
    async run({ args }) {
      await finish(async () => {
        const options = readSimulateOptions(args, randomBytes);
        const given = args.keys === undefined ? env : { ...env, API_KEYS: args.keys };
        const keys = args.url === undefined ? [] : keysOf(readConfig({ ...given, NODE_ENV: 'development' }));
        // The game and its Luau take a while to load, and most commands don't need them.
        const { runSimulation } = await import('./run.ts');
        const { text, isClean } = await runSimulation({
          options,
          url: args.url?.replace(/\/$/, ''),
          keys,
          force: args.anyway === true,
          random: randomBytes,
          terminal: process.stderr,
        });
        if (!isClean) process.exitCode = 1;
        return text;
      });
    },
  });

/** Those of the configuration; where there are none, the one that a development bank has made up. */
function keysOf({ keys, dataFolder }: Config): readonly SimulationKey[] {
  if (keys.length > 0) return keys;
  const secret = readDevelopmentKey(dataFolder);
  if (secret === null) return [];
  const scopes = new Set(['teller', 'member']);
  return [{ id: DEVELOPMENT_KEY_ID, name: DEVELOPMENT_KEY_ID, secret, scopes }];
}
