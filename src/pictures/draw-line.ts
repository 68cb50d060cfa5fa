import { Path2D, type SKRSContext2D } from '@napi-rs/canvas';
import { area, curveLinear, curveStepAfter, line } from 'd3-shape';
import type { Point } from './plot.ts';
import { COLORS, fillCircle, type Position } from './theme.ts';

interface LineStyle {
  readonly x: (at: number) => number;
  readonly y: (amount: number) => number;
  readonly color: string;
  readonly shape: 'steps' | 'joined';
  /** The y of the bottom of the area under the line. */
  readonly bottom: number;
}

/** Draws a line with a light area under it and a dot at its end. Points without an amount leave a gap. */
export function drawLine(ctx: SKRSContext2D, points: readonly Point<number>[], style: LineStyle): void {
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
  if (end) drawDot(ctx, { x: x(end), y: y(end) }, color);
}

function drawDot(ctx: SKRSContext2D, { x, y }: Position, color: string): void {
  fillCircle(ctx, { x, y, radius: 9 }, color);
  ctx.strokeStyle = COLORS.cardLow;
  ctx.lineWidth = 3;
  ctx.stroke();
}
