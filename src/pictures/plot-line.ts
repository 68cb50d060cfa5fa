import type { SKRSContext2D } from '@napi-rs/canvas';
import { COLORS } from './theme.ts';
import type { Point } from './thin.ts';

interface Style {
  readonly place: { readonly x: (at: number) => number; readonly y: (amount: number) => number };
  readonly color: string;
  readonly shape: 'steps' | 'joined';
  /** The moment until which the last point holds; null for the point itself. */
  readonly until: number | null;
  readonly foot: number;
}

interface Dot {
  readonly x: number;
  readonly y: number;
}

/** A line with a light ground under it and a dot at its end; points without an amount leave a gap. */
export function drawLine(ctx: SKRSContext2D, points: readonly Point<number>[], style: Style): void {
  const runs = runsOf(points, style);
  for (const run of runs) {
    const [first, last] = [run.at(0), run.at(-1)];
    if (!first || !last) continue;
    trace(ctx, run);
    ctx.lineTo(last.x, style.foot);
    ctx.lineTo(first.x, style.foot);
    ctx.closePath();
    ctx.globalAlpha = 0.13;
    ctx.fillStyle = style.color;
    ctx.fill();
    ctx.globalAlpha = 1;
    trace(ctx, run);
    ctx.strokeStyle = style.color;
    ctx.lineWidth = 4;
    ctx.lineJoin = 'round';
    ctx.lineCap = 'round';
    ctx.stroke();
  }
  const end = runs.at(-1)?.at(-1);
  if (end) drawDot(ctx, end, style.color);
}

/** The stretches between gaps, as the corners of their lines. */
function runsOf(points: readonly Point<number>[], { place, shape, until }: Style): Dot[][] {
  const runs: Dot[][] = [[]];
  for (const { at, amount } of points) {
    const run = runs.at(-1) ?? [];
    const before = run.at(-1);
    if (before && shape === 'steps') run.push({ x: place.x(at), y: before.y });
    if (amount !== null) run.push({ x: place.x(at), y: place.y(amount) });
    else if (before) runs.push([]);
  }
  const open = runs.at(-1);
  const end = open?.at(-1);
  if (end && until !== null) open?.push({ x: Math.max(place.x(until), end.x), y: end.y });
  return runs.filter((run) => run.length > 0);
}

function trace(ctx: SKRSContext2D, run: readonly Dot[]): void {
  ctx.beginPath();
  for (const { x, y } of run) ctx.lineTo(x, y);
}

function drawDot(ctx: SKRSContext2D, { x, y }: Dot, color: string): void {
  ctx.beginPath();
  ctx.arc(x, y, 9, 0, Math.PI * 2);
  ctx.fillStyle = color;
  ctx.fill();
  ctx.strokeStyle = COLORS.cardLow;
  ctx.lineWidth = 3;
  ctx.stroke();
}
