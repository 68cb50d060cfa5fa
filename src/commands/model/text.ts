/**
 * One piece of what people read. What came from outside is always `plain`, `strong` or `code`: no renderer
 * reads markup in it.
 */
export type Span =
  | { readonly kind: 'plain' | 'strong' | 'code'; readonly text: string }
  /** Milliseconds since 1970, shown in the reader's own time zone. */
  | { readonly kind: 'time'; readonly at: number; readonly style: 'relative' | 'full' }
  /** A command to type or press, by its words: `withdraw`, `teller queue`. */
  | { readonly kind: 'command'; readonly name: string }
  /** A Discord user, shown by name and never pinged. */
  | { readonly kind: 'user'; readonly discordUserId: string }
  | { readonly kind: 'link'; readonly text: string; readonly url: string };

/** What people read, as data: each renderer makes it safe for its own screen. */
export type Text = readonly Span[];

type TextValue = string | number | bigint | Span | Text;

/**
 * A sentence: the words between are ours and may hold line breaks; what is put in is taken as it is, never as
 * markup.
 */
export function say(words: TemplateStringsArray, ...parts: readonly TextValue[]): Text {
  return words.flatMap((word, at) => [...plain(word), ...(at < parts.length ? toText(parts[at] ?? '') : [])]);
}

export const strong = (text: string | number | bigint): Span => ({ kind: 'strong', text: String(text) });
export const code = (text: string): Span => ({ kind: 'code', text });
export const relativeTime = (at: number): Span => ({ kind: 'time', at, style: 'relative' });
export const fullTime = (at: number): Span => ({ kind: 'time', at, style: 'full' });
export const command = (name: string): Span => ({ kind: 'command', name });
export const user = (discordUserId: string): Span => ({ kind: 'user', discordUserId });

/** Texts one below the other. */
export function lines(texts: readonly Text[]): Text {
  return texts.flatMap((text, at) => (at === 0 ? text : [...plain('\n'), ...text]));
}

const plain = (text: string): Text => (text === '' ? [] : [{ kind: 'plain', text }]);

function toText(part: TextValue): Text {
  if (typeof part === 'object') return 'kind' in part ? [part] : part;
  return plain(typeof part === 'string' ? part : String(part));
}

/** Text of at most so many UTF-16 units: what is longer ends in `…`. */
export function truncate(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
