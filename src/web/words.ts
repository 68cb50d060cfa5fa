import type { GivenValues, MessageKey, MessageValues } from '../messages/catalogue.ts';
import { formatMessage } from '../messages/format.ts';
import type { GivenValue } from '../messages/icu.ts';
import type { Language } from '../messages/languages.ts';
import { createSay, type Say } from '../messages/say.ts';
import { escapeHtml } from './page.ts';

/** A piece of HTML that is safe already. */
interface Html {
  readonly html: string;
}

/** The messages of the catalogue, said in one language. */
export interface PageWords {
  readonly language: Language;
  /** As HTML: in it, a command is code, and what stands in a gap is escaped, unless it is HTML already. */
  readonly html: Say<string | Html>;
  /** As text, not escaped. */
  readonly text: Say<string>;
}

export const createWords = (language: Language): PageWords => ({
  language,
  html: createHtmlSay(language),
  text: createSay(language),
});

function createHtmlSay(language: Language): Say<string | Html> {
  function say<Key extends MessageKey>(
    key: Key,
    ...values: GivenValues<MessageValues<Key, string | Html>>
  ): string;
  function say(key: MessageKey, values: Readonly<Record<string, GivenValue<Html>>> = {}): string {
    return join(formatMessage({ language, key }, values, MARKS));
  }
  return say;
}

const join = (pieces: readonly (string | Html)[]): string =>
  pieces.map((piece) => (typeof piece === 'string' ? escapeHtml(piece) : piece.html)).join('');

const MARKS = {
  b: (inner: readonly (string | Html)[]): Html => ({ html: `<strong>${join(inner)}</strong>` }),
  c: (inner: readonly (string | Html)[]): Html => ({ html: `<code>/${join(inner)}</code>` }),
};
