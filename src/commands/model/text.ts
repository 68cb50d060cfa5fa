import type { GivenValues, MessageKey, MessageValues } from '../../messages/catalogue.ts';

/** How long until then; day and time; the time of the day alone. */
export type TimeStyle = 'relative' | 'full' | 'clock';

/** A piece of text. Anything from outside is `plain`, `strong` or `code`: no renderer reads markup in it. */
export type PlainSpan =
  | { readonly kind: 'plain' | 'strong' | 'code'; readonly text: string }
  /** Milliseconds since 1970, shown in the reader's own time zone. */
  | { readonly kind: 'time'; readonly at: number; readonly style: TimeStyle }
  /** A command to type or press, by its path: `withdraw`, `teller queue`. */
  | { readonly kind: 'command'; readonly name: string }
  /** A Discord user, shown by name and never pinged. */
  | { readonly kind: 'user'; readonly discordUserId: string }
  | { readonly kind: 'link'; readonly text: string; readonly url: string };

/** Text in one language: each renderer makes it safe for its own screen. */
export type PlainText = readonly PlainSpan[];

/** A piece of text that is in no language yet, or in any. */
export type Span =
  | PlainSpan
  | { readonly kind: 'strong'; readonly text: Text }
  | { readonly kind: 'link'; readonly text: Text; readonly url: string }
  /** A message of the catalogue, with what stands in its gaps. */
  | { readonly kind: 'message'; readonly key: MessageKey; readonly values: Values };

/** Text as data, said in the reader's language once it is known whose screen it is for. */
export type Text = readonly Span[];

/** A title, a label: text on one line, without anything to press in it. */
export type Words = string | Text;

export type Inserted = string | Span | Text;
export type Values = Readonly<Record<string, Inserted | number | bigint>>;

/** A message of the catalogue, in whatever language its reader has. */
export function t<Key extends MessageKey>(
  key: Key,
  ...values: GivenValues<MessageValues<Key, Inserted>>
): Text;
export function t(key: MessageKey, values: Values = {}): Text {
  return [{ kind: 'message', key, values }];
}

type TextValue = string | number | bigint | Span | Text;

/** Builds text. A line break counts as a space, or nothing at the start; values are never read as markup. */
export function say(literals: TemplateStringsArray, ...values: readonly TextValue[]): Text {
  return literals.flatMap((literal, at) => [
    ...plain((at === 0 ? literal.replace(/^\s*\n\s*/, '') : literal).replace(/\s*\n\s*/g, ' ')),
    ...(at < values.length ? toText(values[at] ?? '') : []),
  ]);
}

export const strong = (text: Words | number | bigint): Span =>
  typeof text === 'object' ? { kind: 'strong', text } : { kind: 'strong', text: String(text) };
export const link = (text: Words, url: string): Span =>
  typeof text === 'string' ? { kind: 'link', text, url } : { kind: 'link', text, url };
export const code = (text: string): PlainSpan => ({ kind: 'code', text });
export const relativeTime = (at: number): PlainSpan => ({ kind: 'time', at, style: 'relative' });
/** The time of the day, of the next whole minute: before it, it is too early. */
export const clockTime = (at: number): PlainSpan => ({
  kind: 'time',
  at: Math.ceil(at / 60_000) * 60_000,
  style: 'clock',
});
export const fullTime = (at: number): PlainSpan => ({ kind: 'time', at, style: 'full' });
export const command = (name: string): PlainSpan => ({ kind: 'command', name });
export const user = (discordUserId: string): PlainSpan => ({ kind: 'user', discordUserId });

/** A line that may be left out: `isFrozen && say`…``. */
export type OptionalText = Text | false | undefined;

/** Puts each text on a line of its own. */
export const lines = (texts: readonly OptionalText[]): Text =>
  join(
    texts.filter((text) => !!text),
    '\n',
  );

/** Puts texts after each other, without those that are empty. */
export const join = (texts: readonly Text[], separator: string): Text =>
  texts
    .filter(({ length }) => length > 0)
    .flatMap((text, at) => (at === 0 ? text : [...plain(separator), ...text]));

const plain = (text: string): Text => (text === '' ? [] : [{ kind: 'plain', text }]);

function toText(value: TextValue): Text {
  if (typeof value === 'object') return 'kind' in value ? [value] : value;
  return plain(String(value));
}

/** Cuts text to this many UTF-16 units; what was cut ends in `…`. */
export function truncate(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  return `${text.slice(0, maxLength - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
