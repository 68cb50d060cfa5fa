import { randomBytes } from 'node:crypto';
import { defineCommand, runMain } from 'citty';
import { version } from '../../package.json';
import { readConfig } from '../config.ts';
import { makeBackup } from './backup.ts';
import { callerKey } from './caller-key.ts';
import { copyBank } from './copy.ts';
import { playDemo } from './demo.ts';
import { databaseAt } from './ends.ts';
import { finish } from './finish.ts';
import { newKeyLine } from './keys.ts';
import { createOperatorCommands } from './operator-commands.ts';
import { restoreBackup } from './restore.ts';
import { readSimulateOptions } from './simulate/options.ts';
import { runSimulation } from './simulate/run.ts';
import { connectTeller, disconnectTeller, listTellers, type TellerCommand, tellerConfig } from './teller.ts';
import { importValuesFile, syncValuesNow, type ValuesCommand, valuesConfig } from './values.ts';
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
          isForced: args.force === true,
          isAnyway: args.anyway === true,
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
        { file: args.from, to: databaseAt(args.to, '--to'), isAnyway: args.anyway === true },
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

const valuesCommand = (): ValuesCommand => ({
  config: valuesConfig(process.env),
  clock: Date.now,
  terminal: process.stderr,
});

const values = defineCommand({
  meta: { name: 'values', description: 'What pets are worth.' },
  subCommands: {
    sync: defineCommand({
      meta: {
        name: 'sync',
        description: 'Reads every price from BIG Games now. The bank may go on working.',
      },
      run: () => finish(() => syncValuesNow(valuesCommand())),
    }),
    import: defineCommand({
      meta: { name: 'import', description: 'Takes values from a CSV or JSON file, all of it or nothing.' },
      args: {
        file: {
          type: 'positional',
          required: true,
          description: 'The file: docs/VALUES.md says what is in it',
        },
      },
      run: ({ args }) => finish(() => importValuesFile(args.file, valuesCommand())),
    }),
  },
});

const TELLER_ID = {
  type: 'string',
  required: true,
  description: 'The teller, by the name of its key',
} as const;
/** Where the browser brings the owner's word; part of the address that is registered at BIG Games. */
const CALLBACK_PORT = '8976';

const tellerCommand = (): TellerCommand => ({
  config: tellerConfig(process.env),
  clock: Date.now,
  random: randomBytes,
  show: (text) => process.stderr.write(`${text}\n`),
});

const teller = defineCommand({
  meta: { name: 'teller', description: "Tellers' accounts at BIG Games, as a second witness." },
  subCommands: {
    connect: defineCommand({
      meta: { name: 'connect', description: "Asks an account's owner for leave to look into it." },
      args: {
        teller: TELLER_ID,
        port: { type: 'string', default: CALLBACK_PORT, description: 'Of the registered callback address' },
      },
      run: ({ args }) =>
        finish(() => connectTeller({ tellerId: args.teller, port: Number(args.port) }, tellerCommand())),
    }),
    list: defineCommand({
      meta: { name: 'list', description: 'Says which accounts are connected, and until when.' },
      run: () => finish(() => listTellers(tellerCommand())),
    }),
    disconnect: defineCommand({
      meta: { name: 'disconnect', description: 'Forgets the leave to look into an account.' },
      args: { teller: TELLER_ID },
      run: ({ args }) => finish(() => disconnectTeller(args.teller, tellerCommand())),
    }),
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

const simulation = defineCommand({
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
      const { text, isClean } = await runSimulation({
        options: readSimulateOptions(args, randomBytes),
        url: args.url?.replace(/\/$/, ''),
        keys: readConfig({ API_KEYS: args.keys ?? process.env.API_KEYS }).keys,
        isAnyway: args.anyway === true,
        random: randomBytes,
        terminal: process.stderr,
      });
      if (!isClean) process.exitCode = 1;
      return text;
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
      values,
      teller,
      demo,
      simulate: simulation,
    },
  }),
);
