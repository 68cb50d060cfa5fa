import { createApiSecret } from '../api-key.ts';
import { ConfigError, readConfig } from '../config/config.ts';
import { CommandError } from './finish.ts';

/** A new key as one line of API_KEYS. Throws CommandError for a name or scopes that the bank would refuse. */
export function newKeyLine({
  name,
  scopes,
  random,
}: {
  readonly name: string;
  readonly scopes: string;
  readonly random: (length: number) => Uint8Array;
}): string {
  const secret = createApiSecret(random);
  const line = `${name}:${secret}:${scopes}`;
  try {
    readConfig({ API_KEYS: line });
  } catch (error) {
    if (error instanceof ConfigError)
      throw new CommandError(error.issues.map((issue) => issue.message).join('\n'));
    throw error;
  }
  return line;
}
