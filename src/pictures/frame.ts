import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { Language } from '../messages/languages.ts';
import { type Amount, exact } from './amount.ts';
import { utcFormat } from './axis.ts';
import { loadFonts, write } from './text.ts';
import { COLORS, fillBox } from './theme.ts';
import type { PictureWords } from './words.ts';

export const WIDTH = 1200;
export const MARGIN = 28;

/**
 * Opens a picture with its background: rounded, and transparent outside its corners. It has one colour:
 * a gradient doubles the bytes of the PNG and the time to compress them.
 */
export function createPicture(height: number, width = WIDTH) {
  loadFonts();
  const canvas = createCanvas(width, height);
  const ctx = canvas.getContext('2d');
  fillBox(ctx, { x: 0, y: 0, width, height }, 28, COLORS.background);
  return { canvas, ctx };
}

interface Footer {
  readonly asOf: number;
  /** How many pets the totals leave out. */
  readonly unvalued?: Amount;
  readonly page?: number;
  readonly pages?: number;
}

/** Draws the time that the picture is of, what its totals leave out, and which page of how many it is. */
export function drawFooter(
  ctx: SKRSContext2D,
  { language, say, amount }: PictureWords,
  { asOf, unvalued = 0, page = 1, pages = 1 }: Footer,
): void {
  const y = ctx.canvas.height - 22;
  write(ctx, `Petbank  ·  ${utcTime(asOf, language)}`, { x: MARGIN, y }, { sizePx: 19, color: COLORS.faint });
  if (unvalued > 0) {
    const style = { sizePx: 19, color: COLORS.quiet, align: 'center' } as const;
    const text = say('picture.unvalued', { count: exact(unvalued), shown: amount(unvalued) });
    write(ctx, text, { x: WIDTH / 2, y }, style);
  }
  if (pages < 2) return;
  const style = { sizePx: 19, weight: 700, color: COLORS.quiet, align: 'right' } as const;
  write(ctx, say('picture.page', { page, pages }), { x: WIDTH - MARGIN, y }, style);
}

const TIME = { dateStyle: 'medium', timeStyle: 'short' } as const;

const utcTime = (at: number, language: Language): string =>
  Number.isFinite(at) && Math.abs(at) <= 8.64e15 ? `${utcFormat(language, TIME).format(at)} UTC` : '–';
