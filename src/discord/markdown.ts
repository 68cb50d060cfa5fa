import type { Span, Text } from '../commands/model/text.ts';
import { clean, cleanLine, clip, escapeMarkdown } from './escape.ts';

/**
 * How a command is written so that people can press it; `/withdraw` where Discord hasn't said which one that
 * is.
 */
export type MentionCommand = (name: string) => string;

/**
 * The text in Discord's markdown, within `room` UTF-16 units. Nothing in it but the spans' own kinds has a
 * meaning.
 */
export function toMarkdown(text: Text, mention: MentionCommand, room: number): string {
  let written = '';
  for (const span of text) {
    const { mark = '', inner, isWhole = false } = toPiece(span, mention);
    if (inner === '') continue;
    const left = room - written.length;
    const piece = `${mark}${inner}${mark}`;
    if (piece.length > left) return `${written}${isWhole ? clip('……', left) : shorten(mark, inner, left)}`;
    written += piece;
  }
  return written;
}

function shorten(mark: string, inner: string, room: number): string {
  const short = clip(inner, room - 2 * mark.length);
  return short === '' ? '' : `${mark}${short}${mark}`;
}

interface Piece {
  /** Stands before and behind. */
  readonly mark?: string;
  readonly inner: string;
  /** What is cut would mean nothing. */
  readonly isWhole?: boolean;
}

function toPiece(span: Span, mention: MentionCommand): Piece {
  switch (span.kind) {
    case 'plain':
      return { inner: escapeMarkdown(span.text) };
    case 'strong':
      return { mark: '**', inner: escapeMarkdown(span.text).trim() };
    case 'code':
      // No backtick can be escaped between backticks.
      return { mark: '`', inner: cleanLine(span.text).replaceAll('`', 'ˋ') };
    case 'time':
      return {
        inner: `<t:${Math.floor(span.at / 1000)}:${span.style === 'relative' ? 'R' : 'F'}>`,
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

/** A link with its words, or the words alone where the address is none of the web's. */
function toLink({ text, url }: Extract<Span, { kind: 'link' }>): string {
  const words = escapeMarkdown(clean(text)).trim();
  const address = webAddress(url);
  if (!address) return words;
  return `[${words}](${address.replaceAll('(', '%28').replaceAll(')', '%29')})`;
}

/** As long as Discord takes one. */
const MAX_ADDRESS = 2048;

/** The address if it is one of the web's, written so that no space or sign ends it early; else undefined. */
export function webAddress(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, href } = new URL(text);
  return /^https?:$/.test(protocol) && href.length <= MAX_ADDRESS ? href : undefined;
}

/** Commands as people can press them, once Discord has given them ids. */
export interface Mentions {
  readonly mention: MentionCommand;
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
    setIds(idByName) {
      ids = idByName;
    },
  };
}
