/** How long until then; day and time; the time of the day alone. */
export type TimeStyle = 'relative' | 'full' | 'clock';

/** A piece of text. Anything from outside is `plain`, `strong` or `code`: no renderer reads markup in it. */
export type Span =
  | { readonly kind: 'plain' | 'strong' | 'code'; readonly text: string }
  /** Milliseconds since 1970, shown in the reader's own time zone. */
  | { readonly kind: 'time'; readonly at: number; readonly style: TimeStyle }
  /** A command to type or press, by its path: `withdraw`, `teller queue`. */
  | { readonly kind: 'command'; readonly name: string }
  /** A Discord user, shown by name and never pinged. */
  | { readonly kind: 'user'; readonly discordUserId: string }
  | { readonly kind: 'link'; readonly text: string; readonly url: string };

/** Text as data: each renderer makes it safe for its own screen. */
export type Text = readonly Span[];

type TextValue = string | number | bigint | Span | Text;

/** Builds text. A line break counts as a space, or nothing at the start; values are never read as markup. */
export function say(literals: TemplateStringsArray, ...values: readonly TextValue[]): Text {
  return literals.flatMap((literal, at) => [
    ...plain((at === 0 ? literal.replace(/^\s*\n\s*/, '') : literal).replace(/\s*\n\s*/g, ' ')),
    ...(at < values.length ? toText(values[at] ?? '') : []),
  ]);
}

export const strong = (text: string | number | bigint): Span => ({ kind: 'strong', text: String(text) });
export const code = (text: string): Span => ({ kind: 'code', text });
export const relativeTime = (at: number): Span => ({ kind: 'time', at, style: 'relative' });
/** The time of the day, of the next whole minute: before it, it is too early. */
export const clockTime = (at: number): Span => ({
  kind: 'time',
  at: Math.ceil(at / 60_000) * 60_000,
  style: 'clock',
});
export const fullTime = (at: number): Span => ({ kind: 'time', at, style: 'full' });
export const command = (name: string): Span => ({ kind: 'command', name });
export const user = (discordUserId: string): Span => ({ kind: 'user', discordUserId });

/** A line that may be left out: `isFrozen && say`…``. */
export type OptionalText = Text | false | undefined;

/** Puts each text on a line of its own. */
export function lines(texts: readonly OptionalText[]): Text {
  const shown = texts.filter((text) => !!text);
  return shown.flatMap((text, at) => (at === 0 ? text : [...plain('\n'), ...text]));
}

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
