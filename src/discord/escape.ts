import { STACKED_MARKS, UNSEEN } from '../clean-text.ts';
import { truncate } from '../commands/model/text.ts';

/** How much of a text is read: more than any place on Discord takes. */
const MAX_READ = 6000;

/** Removes characters that hide or reverse the text around them. Line breaks stay, at most two in a row. */
export function clean(text: string): string {
  return text
    .slice(0, MAX_READ)
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .split('\n')
    .map((line) => line.replace(UNSEEN, '').replace(STACKED_MARKS, '$1'))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n');
}

/** The same, on one line. */
export const cleanLine = (text: string): string => clean(text).replace(/\s+/g, ' ').trim();

/** Anywhere: emphasis, code, spoilers, mentions, emoji, times, masked links, and the colon of a link. */
const ANYWHERE = /[\\`*_~|<@[\]]|:(?=\/\/)/g;
/** At the start of a line: headings, lists, quotes and small print. */
const LINE_START = /^( *)([-+#>])/gm;
const NUMBERED = /^( *\d+)([.)])/gm;

/** Escapes text so that Discord shows it as it is: nothing in it is formatted, linked or a mention. */
export function escapeMarkdown(text: string): string {
  return clean(text).replace(ANYWHERE, '\\$&').replace(LINE_START, '$1\\$2').replace(NUMBERED, '$1\\$2');
}

/** Cuts text to `maxLength` UTF-16 units, and never in the middle of an escape. */
export function clip(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  return maxLength < 1 ? '' : truncate(text, maxLength).replace(/(?<!\\)((?:\\\\)*)\\…$/, '$1…');
}
