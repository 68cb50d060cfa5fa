import { randomBytes } from 'node:crypto';
import { defineCommand } from 'citty';
import { finish } from './finish.ts';
import { connectTeller, disconnectTeller, listTellers, type TellerCommand, tellerConfig } from './teller.ts';
import { importValuesFile, syncValuesNow, type ValuesCommand, valuesConfig } from './values.ts';

type Env = Readonly<Record<string, string | undefined>>;

const valuesParts = (env: Env): ValuesCommand => ({
  config: valuesConfig(env),
  clock: Date.now,
  terminal: process.stderr,
});

export const createValuesCommand = (env: Env) =>
  defineCommand({
    meta: { name: 'values', description: 'What pets are worth.' },
    subCommands: {
      sync: defineCommand({
        meta: {
          name: 'sync',
          description: 'Reads every price from BIG Games now. The bank may go on working.',
        },
        run: () => finish(() => syncValuesNow(valuesParts(env))),
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
        run: ({ args }) => finish(() => importValuesFile(args.file, valuesParts(env))),
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

const tellerParts = (env: Env): TellerCommand => ({
  config: tellerConfig(env),
  clock: Date.now,
  random: randomBytes,
  show: (text) => process.stderr.write(`${text}\n`),
});

export const createTellerCommand = (env: Env) =>
  defineCommand({
    meta: { name: 'teller', description: "Tellers' accounts at BIG Games, as a second witness." },
    subCommands: {
      connect: defineCommand({
        meta: { name: 'connect', description: "Asks an account's owner for leave to look into it." },
        args: {
          teller: TELLER_ID,
          port: { type: 'string', default: CALLBACK_PORT, description: 'Of the registered callback address' },
        },
        run: ({ args }) =>
          finish(() => connectTeller({ tellerId: args.teller, port: Number(args.port) }, tellerParts(env))),
      }),
      list: defineCommand({
        meta: { name: 'list', description: 'Says which accounts are connected, and until when.' },
        run: () => finish(() => listTellers(tellerParts(env))),
      }),
      disconnect: defineCommand({
        meta: { name: 'disconnect', description: 'Forgets the leave to look into an account.' },
        args: { teller: TELLER_ID },
        run: ({ args }) => finish(() => disconnectTeller(args.teller, tellerParts(env))),
      }),
    },
  });
