import { type Formatters, IntlMessageFormat } from 'intl-messageformat';
import { LRUCache } from 'lru-cache';
import type { Language } from './languages.ts';

/** How many parsed messages are kept, of all languages together: about 8 MB. */
const MAX_PARSED = 800;

/** What becomes of marked words: `<b>…</b>` stands out, `<c>…</c>` is a command by its path. */
export interface Marks<Piece extends object> {
  readonly b: (inner: readonly (string | Piece)[]) => Piece;
  readonly c: (inner: readonly (string | Piece)[]) => Piece;
}

export type GivenValue<Piece extends object> = string | number | bigint | Piece;

const parsed = new LRUCache<string, IntlMessageFormat>({ max: MAX_PARSED });

/** Writes a message from its source. What isn't text comes back as it was given, in its place. */
export function formatSource<Piece extends object>(
  { language, source }: { readonly language: Language; readonly source: string },
  values: Readonly<Record<string, GivenValue<Piece>>>,
  marks: Marks<Piece>,
): (string | Piece)[] {
  const given = Object.entries(values).map(([name, value]) => [name, toSafeNumber(value)] as const);
  const parts = parseMessage(language, source).formatToParts<Piece>({
    ...Object.fromEntries(given),
    b: (inner) => marks.b(inner),
    c: (inner) => marks.c(inner),
  });
  return parts.map(({ value }) => value);
}

/** Writes a message as plain text: what is marked stands out in nothing, and a command has its `/`. */
export const formatText = (
  message: { readonly language: Language; readonly source: string },
  values: Readonly<Record<string, string | number | bigint>>,
): string => join(formatSource(message, values, PLAIN));

interface Marked {
  readonly text: string;
}

const join = (pieces: readonly (string | Marked)[]): string =>
  pieces.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join('');

const PLAIN: Marks<Marked> = {
  b: (inner) => ({ text: join(inner) }),
  c: (inner) => ({ text: `/${join(inner)}` }),
};

/** Plural rules take no bigint. Digits in a text are written exactly, however many they are. */
const toSafeNumber = <Value>(value: Value): Value | string | number => {
  if (typeof value !== 'bigint') return value;
  return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
};

function parseMessage(language: Language, source: string): IntlMessageFormat {
  const id = `${language} ${source}`;
  const known = parsed.get(id);
  if (known) return known;
  const text = source.trim().replaceAll(/[ \n]*\n[ \n]*/g, ' ');
  const message = new IntlMessageFormat(text, language, undefined, { formatters: FORMATTERS });
  parsed.set(id, message);
  return message;
}

/** One formatter for each language and form: to make one costs more than to write a whole message. */
const FORMATTERS: Formatters = {
  getNumberFormat: once((language, options) => new Intl.NumberFormat(language, { ...GROUPED, ...options })),
  getDateTimeFormat: once((language, options) => new Intl.DateTimeFormat(language, options)),
  getPluralRules: once((language, options) => new Intl.PluralRules(language, options)),
};

/** Spanish would write 1234 without a mark between the thousands. */
export const GROUPED = { useGrouping: 'always' } as const;

function once<Locales, Options, Made>(make: (locales?: Locales, options?: Options) => Made) {
  const made = new Map<string, Made>();
  return (locales?: Locales, options?: Options): Made => {
    const id = JSON.stringify([locales, options]);
    const known = made.get(id) ?? make(locales, options);
    made.set(id, known);
    return known;
  };
}
