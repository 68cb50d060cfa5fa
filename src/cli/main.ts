import { randomBytes } from 'node:crypto';
import { defineCommand, runMain } from 'citty';
import { version } from '../../package.json';
import { ConfigError, readConfig } from '../config.ts';
import { DEVELOPMENT_KEY_ID, readDevelopmentKey } from '../development-key.ts';
import { CommandError } from './command-error.ts';
import { playDemo } from './demo.ts';
import { newKeyLine } from './keys.ts';
import type { ClientKey } from './signed-client.ts';
import { verifyLedgerOf } from './verify-ledger.ts';

const newNonce = (): string => randomBytes(16).toString('hex');

const keys = defineCommand({
  meta: { name: 'keys', description: 'Keys for programs that call the bank.' },
  subCommands: {
    new: defineCommand({
      meta: { name: 'new', description: 'Makes a key and prints it as API_KEYS takes it. Keeps nothing.' },
      args: {
        name: { type: 'string', default: 'teller-1', description: 'Who calls, with @tag for a further key' },
        scopes: {
          type: 'string',
          default: 'teller',
          description: 'teller, member, read, admin; joined by +',
        },
      },
      run: ({ args }) => finish(() => newKeyLine({ ...args, random: randomBytes })),
    }),
  },
});

const verifyLedger = defineCommand({
  meta: { name: 'verify-ledger', description: 'Recomputes the chain and every balance of the bank.' },
  async run() {
    await finish(async () => {
      // Only the database matters here: a fault elsewhere in the configuration must not hide the ledger.
      const { database } = readConfig({ DATABASE_URL: process.env.DATABASE_URL });
      const check = await verifyLedgerOf(database.file, process.stderr);
      if (!check.isSound) process.exitCode = 1;
      return check.text;
    });
  },
});

const demo = defineCommand({
  meta: { name: 'demo', description: 'Plays a whole story against a running development bank.' },
  args: {
    url: { type: 'string', description: 'Where the bank listens; HOST and PORT by default' },
    key: { type: 'string', description: 'id:secret of a key with every scope; the made-up one by default' },
  },
  async run({ args }) {
    await finish(async () => {
      const config = readConfig({ ...process.env, NODE_ENV: 'development' });
      const url = (args.url ?? `http://${config.host}:${config.port}`).replace(/\/$/, '');
      await playDemo({
        url,
        key: readKey(args.key, config.dataFolder),
        clock: Date.now,
        random: randomBytes,
        newNonce,
        write: (text) => process.stdout.write(text),
      });
      return '';
    });
  },
});

function readKey(given: string | undefined, dataFolder: string): ClientKey {
  if (given !== undefined) {
    const [id, secret] = given.split(':');
    if (!id || !secret) throw new CommandError('--key must be id:secret');
    return { id, secret };
  }
  const secret = readDevelopmentKey(dataFolder);
  if (secret === null) {
    throw new CommandError(
      'There is no development key yet. Start the bank first, in another terminal: bun dev',
    );
  }
  return { id: DEVELOPMENT_KEY_ID, secret };
}

/** Prints what a command gives. What the caller can mend goes to standard error, with status 2. */
async function finish(run: () => string | Promise<string>): Promise<void> {
  try {
    const text = await run();
    if (text !== '') process.stdout.write(`${text}\n`);
  } catch (error) {
    if (!(error instanceof CommandError || error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}

await runMain(
  defineCommand({
    meta: { name: 'petbank', version, description: 'Looks after a Petbank.' },
    subCommands: { keys, 'verify-ledger': verifyLedger, demo },
  }),
);
