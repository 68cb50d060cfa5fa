import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { cleanText, saysSomething } from '../clean-text.ts';
import { shortAmount } from './amount.ts';
import { amountAxis, type Scale } from './axis.ts';
import { loadFonts } from './fonts.ts';
import { drawFooter } from './footer.ts';
import { drawable } from './glyphs.ts';
import type { Plot, PlotLine } from './plot.ts';
import { drawLine } from './plot-line.ts';
import { type Box, COLORS, paintGround, roundedBox } from './theme.ts';
import { timeTicks } from './time-axis.ts';
import { widthOf, write } from './write.ts';

const SIZE = { width: 1200, height: 660 } as const;
const MARGIN = 28;
const FIELD: Box = { x: 130, y: 150, width: SIZE.width - 130 - MARGIN - 16, height: 400 };
const LOOKS = { gems: COLORS.gem, worth: COLORS.worth } as const;
const HALF_DAY_MS = 12 * 60 * 60 * 1000;

/** Draws lines over time with their axes, as PNG. */
export async function drawPlot(plot: Plot): Promise<Uint8Array> {
  loadFonts();
  const canvas = createCanvas(SIZE.width, SIZE.height);
  const ctx = canvas.getContext('2d');
  paintGround(ctx, SIZE);
  drawHead(ctx, plot);
  roundedBox(ctx, { x: MARGIN, y: 122, width: SIZE.width - MARGIN * 2, height: 480 }, 20);
  ctx.fillStyle = COLORS.cardLow;
  ctx.fill();
  const points = plot.lines.flatMap((line) => line.points);
  const amounts = points.flatMap(({ amount }) => (amount === null ? [] : [amount]));
  if (amounts.length === 0) drawNothing(ctx);
  else drawField(ctx, plot, { times: points.map(({ at }) => at), amounts });
  drawFooter(ctx, { asOf: plot.asOf, ...SIZE, margin: MARGIN });
  return canvas.encode('png');
}

function drawHead(ctx: SKRSContext2D, plot: Plot): void {
  let right = SIZE.width - MARGIN;
  for (const line of plot.lines) right -= drawLegend(ctx, right, line);
  const name = drawable(ctx, cleanText(plot.name));
  const at = { x: MARGIN + 6, maxWidth: right - MARGIN - 6 };
  write(ctx, { ...at, text: plot.title, y: 50, sizePx: 20, color: COLORS.faint });
  const text = saysSomething(name) ? name : 'Unnamed';
  write(ctx, { ...at, text, y: 92, sizePx: 36, weight: 700, color: COLORS.text });
}

/** What a line stands for and how it ends, ending at `right`. Gives the room it took. */
function drawLegend(ctx: SKRSContext2D, right: number, line: PlotLine): number {
  const amount = line.latest === null ? 'none' : shortAmount(line.latest);
  const width = Math.max(
    widthOf(ctx, { text: line.label, sizePx: 19 }) + 26,
    widthOf(ctx, { text: amount, sizePx: 32, weight: 700 }),
  );
  const x = right - width;
  ctx.beginPath();
  ctx.arc(x + 8, 43, 8, 0, Math.PI * 2);
  ctx.fillStyle = LOOKS[line.look];
  ctx.fill();
  write(ctx, { text: line.label, x: x + 26, y: 50, sizePx: 19, color: COLORS.quiet });
  const color = line.latest === null ? COLORS.faint : LOOKS[line.look];
  write(ctx, { text: amount, x, y: 92, sizePx: 32, weight: 700, color });
  return width + 36;
}

function drawNothing(ctx: SKRSContext2D): void {
  const middle = { x: SIZE.width / 2, align: 'center' } as const;
  write(ctx, { ...middle, text: 'Nothing to show yet', y: 352, sizePx: 32, weight: 700, color: COLORS.text });
  write(ctx, {
    ...middle,
    text: 'The line begins with the first change.',
    y: 392,
    sizePx: 22,
    color: COLORS.quiet,
  });
}

interface Extent {
  readonly times: readonly number[];
  readonly amounts: readonly number[];
}

function drawField(ctx: SKRSContext2D, plot: Plot, extent: Extent): void {
  const time = timeScale(plot, extent.times);
  const lowest = extent.amounts.reduce((a, b) => Math.min(a, b));
  const highest = extent.amounts.reduce((a, b) => Math.max(a, b));
  // What one has is read from nothing up; a value moves by a few hundredths, which would be a flat line
  // there.
  const { scale: amount, ticks } = amountAxis(plot.shape === 'steps' ? 0 : lowest, highest);
  const place = {
    x: (at: number) => FIELD.x + share(time, at) * FIELD.width,
    y: (of: number) => FIELD.y + (1 - share(amount, of)) * FIELD.height,
  };
  for (const tick of ticks) {
    const y = place.y(tick.at);
    drawRule(ctx, { x: FIELD.x, y }, { x: FIELD.x + FIELD.width, y });
    write(ctx, {
      text: tick.label,
      x: FIELD.x - 14,
      y: y + 7,
      sizePx: 20,
      color: COLORS.quiet,
      align: 'right',
    });
  }
  for (const tick of timeTicks(time)) {
    const x = place.x(tick.at);
    drawRule(ctx, { x, y: FIELD.y + FIELD.height }, { x, y: FIELD.y + FIELD.height + 8 });
    const y = FIELD.y + FIELD.height + 36;
    write(ctx, { text: tick.label, x, y, sizePx: 20, color: COLORS.quiet, align: 'center' });
  }
  for (const line of plot.lines) {
    const until = plot.shape === 'steps' ? plot.asOf : null;
    drawLine(ctx, line.points, {
      place,
      color: LOOKS[line.look],
      shape: plot.shape,
      until,
      foot: FIELD.y + FIELD.height,
    });
  }
}

/** A balance holds until now. A single moment gets half a day on both sides, to stand in the middle. */
function timeScale(plot: Plot, times: readonly number[]): Scale {
  const from = times.reduce((a, b) => Math.min(a, b));
  const last = times.reduce((a, b) => Math.max(a, b));
  const to = plot.shape === 'steps' ? Math.max(last, plot.asOf) : last;
  return to > from ? { from, to } : { from: from - HALF_DAY_MS, to: to + HALF_DAY_MS };
}

function share({ from, to }: Scale, at: number): number {
  return (at - from) / (to - from);
}

function drawRule(
  ctx: SKRSContext2D,
  from: { readonly x: number; readonly y: number },
  to: { readonly x: number; readonly y: number },
): void {
  ctx.beginPath();
  ctx.moveTo(Math.round(from.x) + 0.5, Math.round(from.y) + 0.5);
  ctx.lineTo(Math.round(to.x) + 0.5, Math.round(to.y) + 0.5);
  ctx.strokeStyle = COLORS.line;
  ctx.lineWidth = 1;
  ctx.stroke();
}
