import { defineCommand } from 'citty';
import { createApiSecret } from '../api-key.ts';
import { DEVELOPMENT_KEY_ID, readDevelopmentKey } from '../app/development-key.ts';
import { type Config, readConfig } from '../config/config.ts';
import {
  type CliContext,
  CommandError,
  JSON_OPTION,
  option,
  requiredOption,
  requireValid,
} from './command-line.ts';
import { urlOf } from './doctor/running.ts';
import { listKeys, restoreKeyAt, revokeKeyAt } from './keys/revoke.ts';
import { type ClientKey, createSignedClient, type SignedClient } from './signed-client.ts';

const ORDER_ARGS = {
  key: { type: 'positional', required: true, description: 'The id of the key, such as teller-1@a' },
  reason: requiredOption('Why, as the ledger keeps it'),
} as const;

export const createKeysCommand = (context: CliContext) =>
  defineCommand({
    meta: { name: 'keys', description: 'Keys for programs that call the bank.' },
    subCommands: {
      new: defineCommand({
        meta: { name: 'new', description: 'Makes a key and prints it as API_KEYS takes it. Keeps nothing.' },
        args: {
          name: { ...option('Who calls, with @tag for a further key'), default: 'teller-1' },
          scopes: { ...option('teller, member, read, admin; joined by +'), default: 'teller' },
        },
        run: ({ args }) => newKeyLine(args, context.random),
      }),
      list: defineCommand({
        meta: { name: 'list', description: 'Lists the keys of API_KEYS, and those that are revoked.' },
        args: JSON_OPTION,
        run: () => listKeys(context),
      }),
      revoke: defineCommand({
        meta: { name: 'revoke', description: 'Ends a key at once, also while the bank runs.' },
        args: ORDER_ARGS,
        run: ({ args: { key: keyId, reason } }) => revokeKeyAt({ keyId, reason }, context),
      }),
      restore: defineCommand({
        meta: { name: 'restore', description: 'Takes a revocation back.' },
        args: ORDER_ARGS,
        run: ({ args: { key: keyId, reason } }) => restoreKeyAt({ keyId, reason }, context),
      }),
    },
  });

/** Makes a key, as a line of API_KEYS. Throws CommandError if the bank would refuse its name or scopes. */
export function newKeyLine(key: { name: string; scopes: string }, random: CliContext['random']): string {
  if (key.scopes.includes(',')) throw new CommandError('--scopes are joined by +, such as teller+read');
  const line = `${key.name}:${createApiSecret(random)}:${key.scopes}`;
  requireValid(() => readConfig({ API_KEYS: line }));
  return line;
}

export const URL_OPTION = option('Where the bank listens; HOST and PORT by default');

/**
 * A client of the bank at `url`, by default HOST and PORT. It signs with `key` (`id:secret`), else the first
 * of `keys` with the scope admin, else the one made in development. Throws CommandError if there is none.
 */
export function openClient(
  { url, key }: { readonly url?: string | undefined; readonly key?: string | undefined },
  { host, port, keys, dataFolder }: Pick<Config, 'host' | 'port' | 'keys' | 'dataFolder'>,
  { clock, random }: Pick<CliContext, 'clock' | 'random'>,
): { readonly url: string; readonly send: SignedClient } {
  const address = url === undefined ? urlOf({ host, port }) : parseUrl(url);
  const send = createSignedClient({
    url: address,
    key: key === undefined ? findKey(keys, dataFolder) : parseKey(key),
    clock,
    newNonce: () => Buffer.from(random(16)).toString('hex'),
  });
  return { url: address, send };
}

/** The address of a bank as it was typed, without a slash at its end. Throws CommandError. */
export function parseUrl(typed: string): string {
  if (!/^https?:\/\//.test(typed) || !URL.canParse(typed))
    throw new CommandError('--url must be an address such as http://127.0.0.1:3000');
  return typed.replace(/\/$/, '');
}

function parseKey(text: string): ClientKey {
  const [id, secret] = text.split(':');
  if (!id || !secret) throw new CommandError('--key must be id:secret');
  return { id, secret };
}

function findKey(keys: Config['keys'], dataFolder: string): ClientKey {
  const operator = keys.find(({ scopes }) => scopes.has('admin'));
  if (operator) return operator;
  const secret = readDevelopmentKey(dataFolder);
  if (secret !== null) return { id: DEVELOPMENT_KEY_ID, secret };
  throw new CommandError(
    'There is no key to sign with. Start a development bank in another terminal: bun dev. Or name a key ' +
      'with --key id:secret',
  );
}
