import { randomBytes } from 'node:crypto';
import { defineCommand, runMain } from 'citty';
import { version } from '../../package.json';
import { readConfig } from '../config/config.ts';
import { makeBackup } from './backup.ts';
import { callerKey } from './caller-key.ts';
import { copyBank } from './copy.ts';
import { databaseAt } from './databases.ts';
import { playDemo } from './demo.ts';
import { finish } from './finish.ts';
import { newKeyLine } from './keys.ts';
import { createOperatorCommands } from './operator-commands.ts';
import { restoreBackup } from './restore.ts';
import { createSimulateCommand } from './simulate/command.ts';
import { createTellerCommand, createValuesCommand } from './values-commands.ts';
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
      const check = await verifyLedgerOf(database, process.stderr);
      if (!check.isSound) process.exitCode = 1;
      return check.text;
    });
  },
});

const ANYWAY = 'Goes on though the ledger is broken; damage of the file itself is never passed over';

const backup = defineCommand({
  meta: {
    name: 'backup',
    description:
      'Writes the whole bank into one file, and checks the ledger meanwhile. The bank may go on working.',
  },
  args: {
    from: {
      type: 'string',
      description: 'Address of the database, as in DATABASE_URL, which is the default',
    },
    to: { type: 'string', description: 'The file; by default petbank-<time>.petbank.gz in this folder' },
    force: { type: 'boolean', description: 'Writes over a file that is there' },
    anyway: { type: 'boolean', description: ANYWAY },
  },
  async run({ args }) {
    await finish(() => {
      const at = Date.now();
      return makeBackup(
        {
          from: databaseAt(args.from ?? process.env.DATABASE_URL, '--from'),
          file: args.to ?? `petbank-${new Date(at).toISOString().replaceAll(':', '-')}.petbank.gz`,
          overwrite: args.force === true,
          force: args.anyway === true,
          at,
          version,
        },
        process.stderr,
      );
    });
  },
});

const restore = defineCommand({
  meta: {
    name: 'restore',
    description: 'Makes a bank of a backup, in a database that is empty. Checks everything first.',
  },
  args: {
    from: { type: 'string', required: true, description: 'The file that backup made' },
    to: { type: 'string', required: true, description: 'Address of an empty database, as in DATABASE_URL' },
    anyway: { type: 'boolean', description: ANYWAY },
  },
  async run({ args }) {
    await finish(() =>
      restoreBackup(
        { file: args.from, to: databaseAt(args.to, '--to'), force: args.anyway === true },
        process.stderr,
      ),
    );
  },
});

const copy = defineCommand({
  meta: { name: 'copy', description: 'Copies the whole bank into an empty database, of either kind.' },
  args: {
    from: { type: 'string', required: true, description: 'Address of the database, as in DATABASE_URL' },
    to: { type: 'string', required: true, description: 'Address of an empty database, as in DATABASE_URL' },
  },
  async run({ args }) {
    await finish(() =>
      copyBank({ from: databaseAt(args.from, '--from'), to: databaseAt(args.to, '--to') }, process.stderr),
    );
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
        // The whole story takes a key with every scope, which those of the configuration hardly have.
        key: callerKey(args.key, { ...config, keys: [] }),
        clock: Date.now,
        random: randomBytes,
        newNonce,
        write: (text) => process.stdout.write(text),
      });
      return '';
    });
  },
});

await runMain(
  defineCommand({
    meta: { name: 'petbank', version, description: 'Looks after a Petbank.' },
    subCommands: {
      ...createOperatorCommands(process.env),
      keys,
      'verify-ledger': verifyLedger,
      backup,
      restore,
      copy,
      values: createValuesCommand(process.env),
      teller: createTellerCommand(process.env),
      demo,
      simulate: createSimulateCommand(process.env),
    },
  }),
);
