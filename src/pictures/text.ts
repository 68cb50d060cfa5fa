import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';
import { LRUCache } from 'lru-cache';
import { assert } from '../bank/engine/assert.ts';
import { packageFile } from '../files.ts';
import type { Position } from './theme.ts';

const ELLIPSIS = '…';

interface TextStyle {
  readonly sizePx: number;
  readonly weight?: Weight;
  readonly color: string;
  readonly align?: 'left' | 'center' | 'right';
  /** Wider text is cut, and ends with an ellipsis. */
  readonly maxWidth?: number;
}

/** Writes a line of text, with its baseline at this position. */
export function write(ctx: SKRSContext2D, text: string, { x, y }: Position, style: TextStyle): void {
  ctx.font = font(style.weight ?? 400, style.sizePx);
  ctx.textAlign = style.align ?? 'left';
  ctx.textBaseline = 'alphabetic';
  // Whatever the letters, a line begins where it is put.
  ctx.direction = 'ltr';
  ctx.fillStyle = style.color;
  ctx.fillText(style.maxWidth === undefined ? text : cut(ctx, text, style.maxWidth), x, y);
}

export function measureWidth(ctx: SKRSContext2D, text: string, sizePx: number, weight: Weight = 400): number {
  ctx.font = font(weight, sizePx);
  return ctx.measureText(text).width;
}

/** Returns as much of the text as fits in the context's font, never half a character. */
export function cut(ctx: SKRSContext2D, text: string, maxWidth: number): string {
  if (ctx.measureText(text).width <= maxWidth) return text;
  const characters = splitGraphemes(text);
  const head = (count: number) => characters.slice(0, count).join('').trimEnd() + ELLIPSIS;
  let fits = 0;
  let tooMany = characters.length;
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (ctx.measureText(head(middle)).width <= maxWidth) fits = middle;
    else tooMany = middle;
  }
  return head(fits);
}

const PROBE_PX = 1000;
/** A noncharacter, so no font has a glyph for it: it measures as a missing glyph does. */
const NEVER_DRAWN = '\u{10ffff}';
const MISSING_GLYPH = '·';
const MAX_CACHED = 4096;
/** They join or change the character before them and need no glyph of their own. */
const JOINERS = /\u200c|\u200d|\ufe0f/u;

const glyphCache = new LRUCache<string, boolean>({ max: MAX_CACHED });
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Splits text into what readers see as characters: a letter with its marks, an emoji of several parts. */
export const splitGraphemes = (text: string): string[] =>
  Array.from(graphemes.segment(text), ({ segment }) => segment);

/**
 * Removes what no font here can draw, which would come out as boxes: such emoji are left out, and a run of
 * such letters becomes a small dot, so that "Ryu 漢字" isn't taken for "Ryu".
 */
export function removeUndrawable(ctx: SKRSContext2D, text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  const shown = splitGraphemes(text).map((grapheme) => {
    if (isDrawable(ctx, grapheme)) return grapheme;
    return /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(grapheme) ? '' : MISSING_GLYPH;
  });
  return shown.join('').replace(/·+/g, MISSING_GLYPH).replace(/ {2,}/g, ' ').trim();
}

function isDrawable(ctx: SKRSContext2D, grapheme: string): boolean {
  return Array.from(grapheme).every((character) => JOINERS.test(character) || hasGlyph(ctx, character));
}

/** The canvas doesn't say which glyphs its fonts have, but all missing ones measure the same at 1000 px. */
function hasGlyph(ctx: SKRSContext2D, character: string): boolean {
  const before = glyphCache.get(character);
  if (before !== undefined) return before;
  ctx.save();
  ctx.font = font(400, PROBE_PX);
  const isThere = measureGlyph(ctx, character) !== measureGlyph(ctx, NEVER_DRAWN);
  ctx.restore();
  glyphCache.set(character, isThere);
  return isThere;
}

function measureGlyph(ctx: SKRSContext2D, text: string): string {
  const { width, actualBoundingBoxLeft, actualBoundingBoxRight, actualBoundingBoxAscent } =
    ctx.measureText(text);
  return [width, actualBoundingBoxLeft, actualBoundingBoxRight, actualBoundingBoxAscent].join();
}

const SUBSETS = 'latin latin-ext cyrillic cyrillic-ext greek greek-ext vietnamese'.split(' ');
const WEIGHTS = [400, 700] as const;
type Weight = (typeof WEIGHTS)[number];

/** Each subset is a family of its own: within a family, the canvas uses only the first file of a weight. */
const fontFamily = (subset: string) => `Petbank Inter ${subset}`;
const FAMILIES = SUBSETS.map((subset) => `"${fontFamily(subset)}"`).join(', ');

/** Returns a context's `font`. What Inter lacks (Arabic, emoji) comes from the machine's fonts, if any. */
export const font = (weight: Weight, sizePx: number): string =>
  `${weight} ${sizePx}px ${FAMILIES}, sans-serif`;

/** Registers Inter with the canvas, once for a process or worker. Takes some 10 ms. */
export function loadFonts(): void {
  const inter = packageFile('@fontsource/inter/files');
  for (const subset of SUBSETS) {
    if (GlobalFonts.has(fontFamily(subset))) continue;
    for (const weight of WEIGHTS) {
      const file = join(inter, `inter-${subset}-${weight}-normal.woff2`);
      // Native code can't read what is inside a program that is one file.
      assert(GlobalFonts.register(readFileSync(file), fontFamily(subset)) !== null, `${file} is a font`);
    }
  }
}
