import type { SKRSContext2D } from '@napi-rs/canvas';
import { write } from './text.ts';
import { type Box, COLORS, fillBox } from './theme.ts';

/**
 * Paints the background of a whole picture: rounded, and transparent outside its corners. It has one colour:
 * a gradient doubles the bytes of the PNG and the time to compress them.
 */
export function paintBackground(ctx: SKRSContext2D, { width, height }: Pick<Box, 'width' | 'height'>): void {
  fillBox(ctx, { x: 0, y: 0, width, height }, 28, COLORS.background);
}

interface Footer {
  readonly asOf: number;
  readonly page?: number;
  readonly pages?: number;
  readonly width: number;
  readonly height: number;
  readonly margin: number;
}

/** Draws the time that the picture is of, and which page of how many it is. */
export function drawFooter(ctx: SKRSContext2D, footer: Footer): void {
  const { asOf, page = 1, pages = 1, width, height, margin } = footer;
  const line = { y: height - 22, sizePx: 19, color: COLORS.faint } as const;
  write(ctx, { ...line, text: `Petbank  ·  ${utcTime(asOf)}`, x: margin });
  if (pages < 2) return;
  const text = `Page ${page.toLocaleString('en')} of ${pages.toLocaleString('en')}`;
  write(ctx, { ...line, text, x: width - margin, align: 'right', weight: 700, color: COLORS.quiet });
}

const TIME = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

function utcTime(at: number): string {
  return Number.isFinite(at) && Math.abs(at) <= 8.64e15 ? `${TIME.format(at)} UTC` : 'time unknown';
}
