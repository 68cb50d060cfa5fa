import type { SKRSContext2D } from '@napi-rs/canvas';
import { LRUCache } from 'lru-cache';
import { font } from './fonts.ts';

const PROBE_PX = 1000;
/** A noncharacter, so no font has a sign for it: it shows what a missing one looks like. */
const NEVER_DRAWN = '\u{10ffff}';
const MISSING_SIGN = '·';
const MAX_KNOWN = 4096;
/** They join or change what stands before them and need no sign of their own. */
const JOINERS = /\u200c|\u200d|\ufe0f/u;

const known = new LRUCache<string, boolean>({ max: MAX_KNOWN });
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** What a reader takes for one character: a letter with its marks, an emoji of several code points. */
export function splitGraphemes(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

/**
 * The text without what no font here can draw, which would come out as boxes: such emoji are left out, and a
 * run of such letters becomes one small dot, so that "Ryu 漢字" isn't taken for "Ryu".
 */
export function drawable(ctx: SKRSContext2D, text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  const shown = splitGraphemes(text).map((grapheme) => {
    if (isDrawable(ctx, grapheme)) return grapheme;
    return /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(grapheme) ? '' : MISSING_SIGN;
  });
  return shown.join('').replace(/·+/g, MISSING_SIGN).replace(/ {2,}/g, ' ').trim();
}

function isDrawable(ctx: SKRSContext2D, grapheme: string): boolean {
  return Array.from(grapheme).every((character) => JOINERS.test(character) || hasSign(ctx, character));
}

/**
 * The canvas doesn't say which characters its fonts have, but all missing ones measure the same, to the pixel
 * of 1000.
 */
function hasSign(ctx: SKRSContext2D, character: string): boolean {
  const before = known.get(character);
  if (before !== undefined) return before;
  ctx.save();
  ctx.font = font(400, PROBE_PX);
  const answer = measures(ctx, character) !== measures(ctx, NEVER_DRAWN);
  ctx.restore();
  known.set(character, answer);
  return answer;
}

function measures(ctx: SKRSContext2D, text: string): string {
  const { width, actualBoundingBoxLeft, actualBoundingBoxRight, actualBoundingBoxAscent } =
    ctx.measureText(text);
  return [width, actualBoundingBoxLeft, actualBoundingBoxRight, actualBoundingBoxAscent].join();
}
