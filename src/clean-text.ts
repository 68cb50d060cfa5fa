/** How much of a name is read: the rest would not fit on one line. */
const MAX_READ = 1024;
const MAX_SHOWN = 160;

// Controls, format characters (bidi overrides, zero width), lone surrogates, private use, and what is drawn
// as nothing: all but the two joiners and the emoji selector, which belong to letters and emoji.
export const UNSEEN = /(?!\u200c|\u200d|\ufe0f)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}]/gu;
// Not \s: it has the zero width U+FEFF among its spaces.
const SPACES = /[\p{Z}\t\n\v\f\r\u0085\u2800]+/gu;
/**
 * Three marks on a letter are more than any writing needs on a line; higher stacks would overlap other lines.
 */
export const STACKED_MARKS = /(\p{M}{3})\p{M}+/gu;
const LEADING_MARKS = /^(?:\p{M}|\u200c|\u200d|\s)+/u;

/** Returns text from outside as one line that can't hide, reverse or overlap the text beside it. */
export function cleanText(text: string): string {
  const line = text
    .slice(0, MAX_READ)
    .replace(SPACES, ' ')
    .replace(UNSEEN, '')
    .normalize('NFC')
    .replace(STACKED_MARKS, '$1')
    .replace(SPACES, ' ')
    .replace(LEADING_MARKS, '');
  return line
    .slice(0, MAX_SHOWN)
    .replace(/\p{Cs}$/u, '')
    .trim();
}

/** Whether a letter, number or sign is left of a name. */
export function saysSomething(text: string): boolean {
  return /[\p{L}\p{N}\p{S}\p{Extended_Pictographic}]/u.test(text);
}
