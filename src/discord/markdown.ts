import type { PlainSpan, PlainText, TimeStyle } from '../commands/model/text.ts';
import { clean, cleanLine, clip, escapeMarkdown } from './escape.ts';

/** Writes a command so that people can press it; `/withdraw` while its id isn't known. */
export type MentionCommand = (name: string) => string;

/** Converts text to markdown of up to `maxLength` UTF-16 units. Only the spans' own kinds are formatted. */
export function toMarkdown(text: PlainText, mention: MentionCommand, maxLength: number): string {
  let written = '';
  for (const span of text) {
    const { mark = '', inner, isWhole = false } = toPiece(span, mention);
    if (inner === '') continue;
    const left = maxLength - written.length;
    const piece = `${mark}${inner}${mark}`;
    if (piece.length > left) return written + (isWhole ? clip('……', left) : shorten(mark, inner, left));
    written += piece;
  }
  return written;
}

function shorten(mark: string, inner: string, maxLength: number): string {
  const short = clip(inner, maxLength - 2 * mark.length);
  return short === '' ? '' : `${mark}${short}${mark}`;
}

interface Piece {
  /** Written before and after. */
  readonly mark?: string;
  readonly inner: string;
  /** Must not be cut. */
  readonly isWhole?: boolean;
}

/** As Discord writes them. */
const TIME_STYLES: Readonly<Record<TimeStyle, string>> = { relative: 'R', full: 'F', clock: 't' };

function toPiece(span: PlainSpan, mention: MentionCommand): Piece {
  switch (span.kind) {
    case 'plain':
      return { inner: escapeMarkdown(span.text) };
    case 'strong':
      return { mark: '**', inner: escapeMarkdown(span.text).trim() };
    case 'code':
      // A backtick can't be escaped between backticks.
      return { mark: '`', inner: cleanLine(span.text).replaceAll('`', 'ˋ') };
    case 'time':
      return {
        inner: `<t:${Math.floor(span.at / 1000)}:${TIME_STYLES[span.style]}>`,
        isWhole: true,
      };
    case 'command':
      return { inner: mention(span.name), isWhole: true };
    case 'user':
      return { inner: `<@${span.discordUserId}>`, isWhole: true };
    case 'link':
      return { inner: toLink(span), isWhole: true };
    default:
      return span satisfies never;
  }
}

/** Returns a link, or its text alone if the address isn't one of the web. */
function toLink({ text, url }: Extract<PlainSpan, { kind: 'link' }>): string {
  const label = escapeMarkdown(clean(text)).trim();
  const address = webAddress(url);
  if (!address) return label;
  return `[${label}](${address.replaceAll('(', '%28').replaceAll(')', '%29')})`;
}

/** Discord's limit for an address. */
const MAX_ADDRESS = 2048;

/** Returns an http(s) address, written so that no space or sign ends it early; undefined for any other. */
export function webAddress(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, href } = new URL(text);
  return /^https?:$/.test(protocol) && href.length <= MAX_ADDRESS ? href : undefined;
}

/** Commands as people can press them, once Discord has given them ids. */
export interface Mentions {
  readonly mention: MentionCommand;
  /** Undefined while Discord has not given it one. */
  readonly idOf: (command: string) => string | undefined;
  setIds(idByName: ReadonlyMap<string, string>): void;
}

export function createMentions(): Mentions {
  let ids: ReadonlyMap<string, string> = new Map();
  return {
    mention(name) {
      const [first = ''] = name.split(' ');
      const id = ids.get(first);
      return id === undefined ? `/${name}` : `</${name}:${id}>`;
    },
    idOf: (command) => ids.get(command),
    setIds(idByName) {
      ids = idByName;
    },
  };
}
