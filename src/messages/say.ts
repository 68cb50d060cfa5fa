import { CATALOGUE, type GivenValues, type MessageKey, type MessageValues } from './catalogue.ts';
import { formatText } from './icu.ts';
import type { Language } from './languages.ts';

/** Says any message of the catalogue. */
export type Say<Inserted> = <Key extends MessageKey>(
  key: Key,
  ...values: GivenValues<MessageValues<Key, Inserted>>
) => string;

/** Says messages in a language as plain text. */
export function createSay(language: Language): Say<string> {
  function say<Key extends MessageKey>(key: Key, ...values: GivenValues<MessageValues<Key, string>>): string;
  function say(key: MessageKey, values: Readonly<Record<string, string | number | bigint>> = {}): string {
    return formatText({ language, source: CATALOGUE[language][key] }, values);
  }
  return say;
}
