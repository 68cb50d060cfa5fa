import type { SKRSContext2D } from '@napi-rs/canvas';
import { font, type Weight } from './fonts.ts';
import { splitGraphemes } from './glyphs.ts';

const ELLIPSIS = '…';

export interface Line {
  readonly text: string;
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  readonly sizePx: number;
  readonly weight?: Weight;
  readonly color: string;
  readonly align?: 'left' | 'center' | 'right';
  /** What is wider is cut, and ends with an ellipsis. */
  readonly maxWidth?: number;
}

/** Writes one line and gives its width. */
export function write(ctx: SKRSContext2D, line: Line): number {
  ctx.font = font(line.weight ?? 400, line.sizePx);
  ctx.textAlign = line.align ?? 'left';
  ctx.textBaseline = 'alphabetic';
  // Whatever the letters, a line begins where it is put.
  ctx.direction = 'ltr';
  ctx.fillStyle = line.color;
  const shown = line.maxWidth === undefined ? line.text : cut(ctx, line.text, line.maxWidth);
  ctx.fillText(shown, line.x, line.y);
  return ctx.measureText(shown).width;
}

export function widthOf(ctx: SKRSContext2D, line: Pick<Line, 'text' | 'sizePx' | 'weight'>): number {
  ctx.font = font(line.weight ?? 400, line.sizePx);
  return ctx.measureText(line.text).width;
}

/** As much of the text as fits in the context's font, never half a character. */
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
