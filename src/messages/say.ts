import type { GivenValues, MessageKey, MessageValues } from './catalogue.ts';
import { formatMessage } from './format.ts';
import type { GivenValue } from './icu.ts';
import type { Language } from './languages.ts';

/** Says any message of the catalogue. */
export type Say<Inserted> = <Key extends MessageKey>(
  key: Key,
  ...values: GivenValues<MessageValues<Key, Inserted>>
) => string;

/** Says messages in a language as plain text: what is marked stands out in nothing, a command has its `/`. */
export function createSay(language: Language): Say<string> {
  function say<Key extends MessageKey>(key: Key, ...values: GivenValues<MessageValues<Key, string>>): string;
  function say(key: MessageKey, values: Readonly<Record<string, GivenValue<Said>>> = {}): string {
    return join(formatMessage({ language, key }, values, MARKS));
  }
  return say;
}

interface Said {
  readonly text: string;
}

const join = (pieces: readonly (string | Said)[]): string =>
  pieces.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join('');

const MARKS = {
  b: (inner: readonly (string | Said)[]): Said => ({ text: join(inner) }),
  c: (inner: readonly (string | Said)[]): Said => ({ text: `/${join(inner)}` }),
};
