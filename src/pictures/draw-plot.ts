import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { cleanText, saysSomething } from '../clean-text.ts';
import { shortAmount } from './amount.ts';
import { amountAxis, timeAxis } from './axis.ts';
import { drawLine } from './draw-line.ts';
import { drawFooter, paintBackground } from './frame.ts';
import type { Plot, PlotLine, Point } from './plot.ts';
import { loadFonts, measureWidth, removeUndrawable, write } from './text.ts';
import { type Box, COLORS, fillBox, fillCircle, type Position } from './theme.ts';

const SIZE = { width: 1200, height: 660 } as const;
const MARGIN = 28;
const FIELD: Box = { x: 130, y: 150, width: SIZE.width - 130 - MARGIN - 16, height: 400 };
const HALF_DAY_MS = 12 * 60 * 60 * 1000;

/** Draws lines over time with their axes, as PNG. */
export async function drawPlot(plot: Plot): Promise<Uint8Array> {
  loadFonts();
  const canvas = createCanvas(SIZE.width, SIZE.height);
  const ctx = canvas.getContext('2d');
  paintBackground(ctx, SIZE);
  drawHead(ctx, plot);
  fillBox(ctx, { x: MARGIN, y: 122, width: SIZE.width - MARGIN * 2, height: 480 }, 20, COLORS.cardLow);
  const amounts = plot.lines.flatMap(({ points }) => points.flatMap(({ amount }) => amount ?? []));
  if (amounts.length === 0) drawNothing(ctx);
  else drawField(ctx, plot, amounts);
  drawFooter(ctx, { asOf: plot.asOf, ...SIZE, margin: MARGIN });
  return canvas.encode('png');
}

function drawHead(ctx: SKRSContext2D, plot: Plot): void {
  let right = SIZE.width - MARGIN;
  for (const line of plot.lines) right -= drawLegend(ctx, right, line);
  const name = removeUndrawable(ctx, cleanText(plot.name));
  const at = { x: MARGIN + 6, maxWidth: right - MARGIN - 6 };
  write(ctx, { ...at, text: plot.title, y: 50, sizePx: 20, color: COLORS.faint });
  const text = saysSomething(name) ? name : 'Unnamed';
  write(ctx, { ...at, text, y: 92, sizePx: 36, weight: 700, color: COLORS.text });
}

/** Draws a line's label and latest amount, ending at `right`. Returns the width it used. */
function drawLegend(ctx: SKRSContext2D, right: number, line: PlotLine): number {
  const amount = line.latest === null ? 'none' : shortAmount(line.latest);
  const width = Math.max(
    measureWidth(ctx, { text: line.label, sizePx: 19 }) + 26,
    measureWidth(ctx, { text: amount, sizePx: 32, weight: 700 }),
  );
  const x = right - width;
  fillCircle(ctx, { x: x + 8, y: 43, radius: 8 }, COLORS[line.color]);
  write(ctx, { text: line.label, x: x + 26, y: 50, sizePx: 19, color: COLORS.quiet });
  const color = line.latest === null ? COLORS.faint : COLORS[line.color];
  write(ctx, { text: amount, x, y: 92, sizePx: 32, weight: 700, color });
  return width + 36;
}

function drawNothing(ctx: SKRSContext2D): void {
  const middle = { x: SIZE.width / 2, align: 'center' } as const;
  write(ctx, { ...middle, text: 'Nothing to show yet', y: 352, sizePx: 32, weight: 700, color: COLORS.text });
  const text = 'The line begins with the first change.';
  write(ctx, { ...middle, text, y: 392, sizePx: 22, color: COLORS.quiet });
}

function drawField(ctx: SKRSContext2D, plot: Plot, amounts: readonly number[]): void {
  const bottom = FIELD.y + FIELD.height;
  const right = FIELD.x + FIELD.width;
  const time = timeAxis(...timeExtent(plot));
  // A balance is read from zero up. A value moves by a few hundredths, which would be a flat line there.
  const lowest = plot.shape === 'steps' ? 0 : min(amounts);
  const amount = amountAxis(lowest, max(amounts));
  const x = time.scale.range([FIELD.x, right]);
  const y = amount.scale.range([bottom, FIELD.y]);
  for (const { at, label } of amount.ticks) {
    drawRule(ctx, { x: FIELD.x, y: y(at) }, { x: right, y: y(at) });
    const text = { text: label, x: FIELD.x - 14, y: y(at) + 7, align: 'right' } as const;
    write(ctx, { ...text, sizePx: 20, color: COLORS.quiet });
  }
  for (const { at, label } of time.ticks) {
    drawRule(ctx, { x: x(at), y: bottom }, { x: x(at), y: bottom + 8 });
    const text = { text: label, x: x(at), y: bottom + 36, align: 'center' } as const;
    write(ctx, { ...text, sizePx: 20, color: COLORS.quiet });
  }
  for (const { points, color } of plot.lines) {
    const corners = plot.shape === 'steps' ? holdBalances(points, plot.asOf) : points;
    drawLine(ctx, corners, { x, y, color: COLORS[color], shape: plot.shape, bottom });
  }
}

/** A balance holds until now. A single moment gets half a day on both sides, to be in the middle. */
function timeExtent({ lines, shape, asOf }: Plot): [from: number, to: number] {
  const times = lines.flatMap(({ points }) => points.map(({ at }) => at));
  const from = min(times);
  const to = shape === 'steps' ? Math.max(max(times), asOf) : max(times);
  return to > from ? [from, to] : [from - HALF_DAY_MS, to + HALF_DAY_MS];
}

/** A balance holds until the next point, also where that begins a gap, and the last one until now. */
function holdBalances(points: readonly Point<number>[], now: number): Point<number>[] {
  const last = points.at(-1);
  const next = last ? [{ at: Math.max(now, last.at), amount: null }] : [];
  return [...points, ...next].flatMap((point, index) => {
    const before = points[index - 1]?.amount ?? null;
    const isGap = point.amount === null && before !== null;
    return isGap ? [{ at: point.at, amount: before }, point] : [point];
  });
}

const min = (numbers: readonly number[]): number => numbers.reduce((a, b) => Math.min(a, b));
const max = (numbers: readonly number[]): number => numbers.reduce((a, b) => Math.max(a, b));

function drawRule(ctx: SKRSContext2D, from: Position, to: Position): void {
  ctx.beginPath();
  ctx.moveTo(Math.round(from.x) + 0.5, Math.round(from.y) + 0.5);
  ctx.lineTo(Math.round(to.x) + 0.5, Math.round(to.y) + 0.5);
  ctx.strokeStyle = COLORS.line;
  ctx.lineWidth = 1;
  ctx.stroke();
}
