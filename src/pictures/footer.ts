import type { SKRSContext2D } from '@napi-rs/canvas';
import { COLORS } from './theme.ts';
import { write } from './write.ts';

interface Footer {
  readonly asOf: number;
  readonly page?: number;
  readonly pages?: number;
  readonly width: number;
  readonly height: number;
  readonly margin: number;
}

/** When the picture was true, and which page of how many it is. */
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
