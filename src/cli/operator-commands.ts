import { randomBytes } from 'node:crypto';
import { defineCommand } from 'citty';
import { readConfig } from '../config/config.ts';
import { askBank } from './ask.ts';
import { callerKey } from './caller-key.ts';
import { freeBytesAt, modeOf } from './doctor/database.ts';
import { describeFindings, findingsToJson, isWell } from './doctor/report.ts';
import { CommandError, finish } from './finish.ts';
import { createSignedClient } from './signed-client.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** Where settings stand, in the folder that the bank is started in. */
const ENV_FILE = '.env';

/** What an operator begins with, and comes back to. */
export const createOperatorCommands = (env: Env) => ({
  setup: createSetup(env),
  doctor: createDoctor(env),
  ask: createAskCommand(env),
});

const NO_TERMINAL =
  'setup asks questions, and here is no terminal to answer them in. Copy .env.example to .env instead, ' +
  'put in what your bank needs, and run: bun run petbank doctor';

function createSetup(env: Env) {
  return defineCommand({
    meta: { name: 'setup', description: 'Asks what your bank needs, tries each answer, and writes .env.' },
    async run() {
      await finish(async () => {
        if (!process.stdin.isTTY || !process.stdout.isTTY) throw new CommandError(NO_TERMINAL);
        const [{ setUp }, { createAsk }] = await Promise.all([
          import('./setup.ts'),
          import('./doctor/ask.ts'),
        ]);
        const { ask } = createAsk(Date.now);
        const world = { env, envFile: ENV_FILE, clock: Date.now, random: randomBytes, ask, freeBytesAt };
        if (!(await setUp(world))) process.exitCode = 1;
        return '';
      });
    },
  });
}

function createDoctor(env: Env) {
  return defineCommand({
    meta: {
      name: 'doctor',
      description:
        'Looks at what a bank needs, from its settings to the services it reads, and says what mends it.',
    },
    args: { json: { type: 'boolean', description: 'Prints the findings as JSON' } },
    async run({ args }) {
      await finish(async () => {
        // Discord's library takes long to load, and most commands don't need it.
        const { examine } = await import('./doctor.ts');
        const findings = await examine({ env, clock: Date.now, freeBytesAt, envFileMode: modeOf(ENV_FILE) });
        if (!isWell(findings)) process.exitCode = 1;
        return args.json ? findingsToJson(findings) : describeFindings(findings);
      });
    },
  });
}

function createAskCommand(env: Env) {
  return defineCommand({
    meta: { name: 'ask', description: 'Signs one request to a bank, sends it, and prints the answer.' },
    args: {
      method: { type: 'positional', required: true, description: 'GET, POST or PUT' },
      path: { type: 'positional', required: true, description: 'Such as /admin/cases' },
      body: { type: 'positional', required: false, description: 'JSON, between single quotes' },
      url: { type: 'string', description: 'Where the bank listens; HOST and PORT by default' },
      key: {
        type: 'string',
        description: 'id:secret; by default the first of API_KEYS with the scope admin',
      },
    },
    async run({ args }) {
      await finish(async () => {
        const config = readConfig({ ...env, NODE_ENV: 'development' });
        const url = (args.url ?? `http://${config.host}:${config.port}`).replace(/\/$/, '');
        const key = callerKey(args.key, config);
        const newNonce = (): string => randomBytes(16).toString('hex');
        const send = createSignedClient({ url, key, clock: Date.now, newNonce });
        const { text, isDone } = await askBank(
          { method: args.method, target: args.path, body: args.body },
          send,
        );
        if (!isDone) process.exitCode = 1;
        return text;
      });
    },
  });
}
