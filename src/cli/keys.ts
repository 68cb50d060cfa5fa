import { defineCommand } from 'citty';
import { createApiSecret } from '../api-key.ts';
import { DEVELOPMENT_KEY_ID, readDevelopmentKey } from '../app/development-key.ts';
import { type Config, ConfigError, readConfig } from '../config/config.ts';
import { type CliContext, CommandError, runCommand } from './command-line.ts';
import type { ClientKey } from './signed-client.ts';

export const createKeysCommand = ({ random }: CliContext) =>
  defineCommand({
    meta: { name: 'keys', description: 'Keys for programs that call the bank.' },
    subCommands: {
      new: defineCommand({
        meta: { name: 'new', description: 'Makes a key and prints it as API_KEYS takes it. Keeps nothing.' },
        args: {
          name: {
            type: 'string',
            default: 'teller-1',
            description: 'Who calls, with @tag for a further key',
          },
          scopes: {
            type: 'string',
            default: 'teller',
            description: 'teller, member, read, admin; joined by +',
          },
        },
        run: ({ args }) => runCommand(() => newKeyLine({ ...args, random })),
      }),
    },
  });

/** Makes a key, as a line of API_KEYS. Throws CommandError for a name or scopes that the bank would refuse. */
export function newKeyLine({
  name,
  scopes,
  random,
}: {
  readonly name: string;
  readonly scopes: string;
  readonly random: CliContext['random'];
}): string {
  const line = `${name}:${createApiSecret(random)}:${scopes}`;
  try {
    readConfig({ API_KEYS: line });
  } catch (error) {
    if (error instanceof ConfigError)
      throw new CommandError(error.issues.map(({ message }) => message).join('\n'));
    throw error;
  }
  return line;
}

/**
 * The key that a command signs with: the given one (`id:secret`), else the operator's, which is the first of
 * `keys` with the scope admin, else the one made in development. Throws CommandError where there is none.
 */
export function callerKey(
  given: string | undefined,
  { keys, dataFolder }: Pick<Config, 'keys' | 'dataFolder'>,
): ClientKey {
  if (given !== undefined) {
    const [id, secret] = given.split(':');
    if (!id || !secret) throw new CommandError('--key must be id:secret');
    return { id, secret };
  }
  const operator = keys.find(({ scopes }) => scopes.has('admin'));
  if (operator) return operator;
  const secret = readDevelopmentKey(dataFolder);
  if (secret === null) {
    throw new CommandError(
      'There is no key to sign with. Start a development bank in another terminal: bun dev. Or name a key ' +
        'with --key id:secret',
    );
  }
  return { id: DEVELOPMENT_KEY_ID, secret };
}
