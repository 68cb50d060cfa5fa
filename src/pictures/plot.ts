import { type Amount, exact } from './amount.ts';
import { type Point, thin } from './thin.ts';

/** More would not show: a plot has some 1000 pixels across. */
const MAX_POINTS = 800;
/** What is above it no bank will hold; it keeps the arithmetic of the axes finite. */
const MAX_PLOTTED = 1e60;

/**
 * Lines over time, ready to be drawn. Plain data: it is the key of a cached picture and goes to another
 * thread.
 */
export interface Plot {
  readonly title: string;
  readonly name: string;
  readonly lines: readonly PlotLine[];
  /** A balance holds until the next point; a value is read now and then, and joined. */
  readonly shape: 'steps' | 'joined';
  /** Unix milliseconds. */
  readonly asOf: number;
}

export interface PlotLine {
  readonly label: string;
  readonly look: 'gems' | 'worth';
  readonly latest: bigint | null;
  readonly points: readonly Point<number>[];
}

export interface BalancePicture {
  readonly owner: string;
  readonly points: readonly { readonly at: number; readonly gems: Amount; readonly value: Amount | null }[];
  readonly asOf: number;
}

export interface ValuePicture {
  readonly name: string;
  readonly points: readonly { readonly at: number; readonly value: Amount | null }[];
  readonly asOf: number;
}

/**
 * A member's gems and total value over time; the balance before the first point is unknown, after the last it
 * holds.
 */
export function balancePlot({ owner, points, asOf }: BalancePicture): Plot {
  const gems = points.map(({ at, gems }) => ({ at, amount: gems }));
  const worth = points.map(({ at, value }) => ({ at, amount: value }));
  return {
    title: 'Balance over time',
    name: owner,
    lines: [lineOf('Total value', 'worth', worth), lineOf('Gems', 'gems', gems)],
    shape: 'steps',
    asOf,
  };
}

/** What one of a pet was worth. */
export function valuePlot({ name, points, asOf }: ValuePicture): Plot {
  const values = points.map(({ at, value }) => ({ at, amount: value }));
  return { title: 'Value over time', name, lines: [lineOf('Value', 'worth', values)], shape: 'joined', asOf };
}

function lineOf(label: string, look: PlotLine['look'], points: readonly Point[]): PlotLine {
  const kept = thin(points, MAX_POINTS);
  const latest = kept.at(-1)?.amount ?? null;
  return {
    label,
    look,
    latest: latest === null ? null : exact(latest),
    points: kept.map(({ at, amount }) => ({ at, amount: amount === null ? null : plottable(amount) })),
  };
}

/** A pixel needs no more digits than a number has. */
function plottable(amount: Amount): number {
  return Math.min(Number(exact(amount)), MAX_PLOTTED);
}
