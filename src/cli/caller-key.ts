import { DEVELOPMENT_KEY_ID, readDevelopmentKey } from '../app/development-key.ts';
import type { Config } from '../config/config.ts';
import { CommandError } from './finish.ts';
import type { ClientKey } from './signed-client.ts';

/**
 * The key that a command signs with: the given one (`id:secret`), else the first of these that may do the
 * operator's work, else the one made up in development. Throws CommandError where there is none.
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
      'There is no key to sign with. Start a bank for trying things out, in another terminal: bun dev. Or ' +
        'name a key with --key id:secret',
    );
  }
  return { id: DEVELOPMENT_KEY_ID, secret };
}
