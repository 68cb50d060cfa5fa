import { Path2D, type SKRSContext2D } from '@napi-rs/canvas';
import { area, curveLinear, curveStepAfter, line } from 'd3-shape';
import { cleanText, saysSomething } from '../clean-text.ts';
import { amountAxis, timeAxis } from './axis.ts';
import { createPicture, drawFooter, MARGIN, WIDTH } from './frame.ts';
import type { Plot, PlotLine, Point } from './plot.ts';
import { encodePng } from './png.ts';
import { measureWidth, removeUndrawable, write } from './text.ts';
import { type Box, COLORS, fillBox, fillCircle, type Position, stroke } from './theme.ts';
import { createPictureWords, type PictureWords } from './words.ts';

const FIELD: Box = { x: 130, y: 150, width: WIDTH - 130 - MARGIN - 16, height: 400 };
const HALF_DAY_MS = 12 * 60 * 60 * 1000;

/** Draws lines over time with their axes, as PNG. */
export async function drawPlot(plot: Plot): Promise<Uint8Array> {
  const { canvas, ctx } = createPicture(660);
  const words = createPictureWords(plot.language);
  drawHead(ctx, words, plot);
  fillBox(ctx, { x: MARGIN, y: 122, width: WIDTH - MARGIN * 2, height: 480 }, 20, COLORS.cardLow);
  const amounts = plot.lines.flatMap(({ points }) => points.flatMap(({ amount }) => amount ?? []));
  if (amounts.length === 0) drawNothing(ctx, words);
  else drawField(ctx, plot, amounts);
  drawFooter(ctx, words, plot);
  return encodePng(canvas);
}

function drawHead(ctx: SKRSContext2D, words: PictureWords, plot: Plot): void {
  let right = WIDTH - MARGIN;
  for (const line of plot.lines) right -= drawLegend(ctx, words, { right, line });
  const name = removeUndrawable(ctx, cleanText(plot.name));
  const x = MARGIN + 6;
  const maxWidth = right - x;
  write(ctx, plot.title, { x, y: 50 }, { sizePx: 20, color: COLORS.faint, maxWidth });
  const style = { sizePx: 36, weight: 700, color: COLORS.text, maxWidth } as const;
  write(ctx, saysSomething(name) ? name : words.say('picture.unnamed'), { x, y: 92 }, style);
}

/** Draws a line's label and latest amount, ending at `right`. Returns the width it used. */
function drawLegend(
  ctx: SKRSContext2D,
  words: PictureWords,
  { right, line }: { readonly right: number; readonly line: PlotLine },
): number {
  const amount = line.latest === null ? words.say('picture.none') : words.amount(line.latest);
  const width = Math.max(measureWidth(ctx, line.label, 19) + 26, measureWidth(ctx, amount, 32, 700));
  const x = right - width;
  fillCircle(ctx, { x: x + 8, y: 43, radius: 8 }, COLORS[line.color]);
  write(ctx, line.label, { x: x + 26, y: 50 }, { sizePx: 19, color: COLORS.quiet });
  const color = line.latest === null ? COLORS.faint : COLORS[line.color];
  write(ctx, amount, { x, y: 92 }, { sizePx: 32, weight: 700, color });
  return width + 36;
}

function drawNothing(ctx: SKRSContext2D, { say }: PictureWords): void {
  const [x, align] = [WIDTH / 2, 'center'] as const;
  const title = { sizePx: 32, weight: 700, color: COLORS.text, align } as const;
  write(ctx, say('picture.nothing'), { x, y: 352 }, title);
  write(ctx, say('picture.nothing-yet'), { x, y: 392 }, { sizePx: 22, color: COLORS.quiet, align });
}

const TICK = { sizePx: 20, color: COLORS.quiet } as const;

function drawField(ctx: SKRSContext2D, plot: Plot, amounts: readonly number[]): void {
  const bottom = FIELD.y + FIELD.height;
  const right = FIELD.x + FIELD.width;
  const time = timeAxis(...timeExtent(plot), plot.language);
  // A balance is read from zero up. A value moves by a few hundredths, which would be a flat line there.
  const lowest = plot.shape === 'steps' ? 0 : min(amounts);
  const amount = amountAxis(lowest, max(amounts));
  const x = time.scale.range([FIELD.x, right]);
  const y = amount.scale.range([bottom, FIELD.y]);
  for (const { at, label } of amount.ticks) {
    drawRule(ctx, { x: FIELD.x, y: y(at) }, { x: right, y: y(at) });
    write(ctx, label, { x: FIELD.x - 14, y: y(at) + 7 }, { ...TICK, align: 'right' });
  }
  for (const { at, label } of time.ticks) {
    drawRule(ctx, { x: x(at), y: bottom }, { x: x(at), y: bottom + 8 });
    write(ctx, label, { x: x(at), y: bottom + 36 }, { ...TICK, align: 'center' });
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
  stroke(ctx, COLORS.line, 1);
}

interface LineStyle {
  readonly x: (at: number) => number;
  readonly y: (amount: number) => number;
  readonly color: string;
  readonly shape: Plot['shape'];
  /** The y of the bottom of the area under the line. */
  readonly bottom: number;
}

/** Draws a line with a light area under it and a dot at its end. Points without an amount leave a gap. */
function drawLine(ctx: SKRSContext2D, points: readonly Point<number>[], style: LineStyle): void {
  const { color, shape, bottom } = style;
  const isKnown = ({ amount }: Point<number>): boolean => amount !== null;
  const x = ({ at }: Point<number>): number => style.x(at);
  const y = ({ amount }: Point<number>): number => style.y(amount ?? 0);
  const curve = shape === 'steps' ? curveStepAfter : curveLinear;
  const areaPath = area(x, bottom, y).defined(isKnown).curve(curve)(points);
  const linePath = line(x, y).defined(isKnown).curve(curve)(points);
  ctx.globalAlpha = 0.13;
  ctx.fillStyle = color;
  ctx.fill(new Path2D(areaPath ?? ''));
  ctx.globalAlpha = 1;
  ctx.strokeStyle = color;
  ctx.lineWidth = 4;
  ctx.lineJoin = 'round';
  ctx.lineCap = 'round';
  ctx.stroke(new Path2D(linePath ?? ''));
  const end = points.findLast(isKnown);
  if (!end) return;
  fillCircle(ctx, { x: x(end), y: y(end), radius: 9 }, color);
  stroke(ctx, COLORS.cardLow, 3);
}
