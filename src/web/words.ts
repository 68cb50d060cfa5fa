import type { GivenValues, MessageKey, MessageValues } from '../messages/catalogue.ts';
import { formatMessage } from '../messages/format.ts';
import type { GivenValue } from '../messages/icu.ts';
import type { Language } from '../messages/languages.ts';
import { escapeHtml } from './page.ts';

/** A piece of HTML that is safe already. */
interface Html {
  readonly html: string;
}

type Say<Inserted> = <Key extends MessageKey>(
  key: Key,
  ...values: GivenValues<MessageValues<Key, Inserted>>
) => string;

/** The messages of the catalogue, said in one language. */
export interface PageWords {
  readonly language: Language;
  /** As HTML: in it, a command is code, and what stands in a gap is escaped, unless it is HTML already. */
  readonly html: Say<string | Html>;
  /** As text without marks, not escaped. */
  readonly text: Say<string>;
}

export const createWords = (language: Language): PageWords => ({
  language,
  html: createSay(language, {
    plain: escapeHtml,
    strong: (inner) => `<strong>${inner}</strong>`,
    command: (inner) => `<code>/${inner}</code>`,
  }),
  text: createSay(language, { plain: String, strong: String, command: (inner) => `/${inner}` }),
});

/** How what stands in a message is written. */
interface Form {
  readonly plain: (text: string) => string;
  readonly strong: (inner: string) => string;
  readonly command: (inner: string) => string;
}

type Pieces = readonly (string | Html)[];

function createSay(language: Language, { plain, strong, command }: Form): Say<string | Html> {
  const write = (pieces: Pieces): string =>
    pieces.map((piece) => (typeof piece === 'string' ? plain(piece) : piece.html)).join('');
  const marks = {
    b: (inner: Pieces): Html => ({ html: strong(write(inner)) }),
    c: (inner: Pieces): Html => ({ html: command(write(inner)) }),
  };
  function say<Key extends MessageKey>(
    key: Key,
    ...values: GivenValues<MessageValues<Key, string | Html>>
  ): string;
  function say(key: MessageKey, values: Readonly<Record<string, GivenValue<Html>>> = {}): string {
    return write(formatMessage({ language, key }, values, marks));
  }
  return say;
}
