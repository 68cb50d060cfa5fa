import type { SKRSContext2D } from '@napi-rs/canvas';
import { splitGraphemes, write } from './text.ts';
import { type Box, type Circle, diagonalGradient, stroke } from './theme.ts';

/** Words that many pet names begin with: their initials would not distinguish pets. */
const TIERS = /^(huge|titanic|gargantuan)\s+/i;
const SHAPES = ['cat', 'bear', 'bunny', 'hexagon', 'shield', 'blossom'] as const;
type Shape = (typeof SHAPES)[number];

export interface Emblem extends Circle {
  readonly id: string;
  readonly initials: string;
}

/** Draws an emblem in place of a picture of the pet: each id always has the same shape and colours. */
export function drawEmblem(ctx: SKRSContext2D, emblem: Emblem): void {
  const hash = hashText(emblem.id);
  const shape = SHAPES[(hash >>> 17) % SHAPES.length] ?? 'cat';
  traceInside(ctx, emblem, () => traceEars(ctx, shape));
  ctx.fillStyle = `hsl(${secondHue(hash)}, 55%, 38%)`;
  ctx.fill();
  traceInside(ctx, emblem, () => traceFace(ctx, shape));
  fillWithInitials(ctx, emblem, hasEars(shape) ? 0.12 : 0);
}

/** Draws the same for a person without a picture: a plain circle. */
export function drawMonogram(ctx: SKRSContext2D, emblem: Emblem): void {
  traceInside(ctx, emblem, () => ctx.arc(0, 0, 1, 0, Math.PI * 2));
  fillWithInitials(ctx, emblem, 0);
}

/** Traces a path with the emblem as a circle of radius 1 around 0. */
function traceInside(ctx: SKRSContext2D, { x, y, radius }: Emblem, trace: () => void): void {
  ctx.save();
  ctx.translate(x, y);
  ctx.scale(radius, radius);
  ctx.beginPath();
  trace();
  ctx.restore();
}

function fillWithInitials(ctx: SKRSContext2D, { id, initials, x, y, radius }: Emblem, drop: number): void {
  const hash = hashText(id);
  const box: Box = { x: x - radius, y: y - radius, width: radius * 2, height: radius * 2 };
  const colors = [`hsl(${hash % 360}, 70%, 62%)`, `hsl(${secondHue(hash)}, 62%, 42%)`];
  ctx.fillStyle = diagonalGradient(ctx, box, colors);
  ctx.fill();
  stroke(ctx, 'rgba(255, 255, 255, 0.22)', 2);
  const sizePx = Math.round(radius * 0.62);
  const style = { sizePx, weight: 700, align: 'center', maxWidth: radius * 1.5 } as const;
  const base = y + radius * drop + sizePx * 0.36;
  write(ctx, initials, { x, y: base + 2 }, { ...style, color: 'rgba(0, 0, 0, 0.25)' });
  write(ctx, initials, { x, y: base }, { ...style, color: '#ffffff' });
}

const secondHue = (hash: number): number => ((hash % 360) + 25 + ((hash >>> 9) % 40)) % 360;

/** Returns up to two letters: of the first and the last word, without the tier. */
export function pickInitials(name: string): string {
  const words = name.replace(TIERS, '').split(/[\s_-]+/);
  const letters = words.flatMap(
    (word) => /[\p{L}\p{N}]\p{M}*/u.exec(word)?.[0].toLocaleUpperCase('en') ?? [],
  );
  const [first = splitGraphemes(name)[0] ?? '?', ...others] = letters;
  return first + (others.at(-1) ?? '');
}

/** FNV-1a, with a final mix that spreads ids which differ in one letter. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return (hash ^ (hash >>> 15)) >>> 0;
}

const hasEars = (shape: Shape): boolean => shape === 'cat' || shape === 'bear' || shape === 'bunny';

function traceEars(ctx: SKRSContext2D, shape: Shape): void {
  if (!hasEars(shape)) return;
  for (const side of [-1, 1]) {
    if (shape === 'cat') {
      ctx.moveTo(side * 0.78, 0.1);
      ctx.quadraticCurveTo(side * 0.86, -0.6, side * 0.74, -0.98);
      ctx.quadraticCurveTo(side * 0.4, -0.86, side * 0.08, -0.55);
    } else if (shape === 'bear') {
      ctx.moveTo(side * 0.58 + 0.33, -0.58);
      ctx.arc(side * 0.58, -0.58, 0.33, 0, Math.PI * 2);
    } else {
      ctx.ellipse(side * 0.34, -0.62, 0.19, 0.46, side * 0.22, 0, Math.PI * 2);
    }
    ctx.closePath();
  }
}

function traceFace(ctx: SKRSContext2D, shape: Shape): void {
  switch (shape) {
    case 'cat':
    case 'bear':
    case 'bunny':
      ctx.ellipse(0, 0.14, 0.86, 0.82, 0, 0, Math.PI * 2);
      break;
    case 'hexagon':
      tracePolygon(ctx, 6, () => 0.98);
      break;
    case 'shield':
      ctx.moveTo(-0.8, -0.86);
      ctx.lineTo(0.8, -0.86);
      ctx.lineTo(0.8, 0.1);
      ctx.quadraticCurveTo(0.72, 0.66, 0, 0.98);
      ctx.quadraticCurveTo(-0.72, 0.66, -0.8, 0.1);
      break;
    case 'blossom':
      tracePolygon(ctx, 96, (angle) => 0.86 + 0.1 * Math.cos(angle * 8));
      break;
    default:
      shape satisfies never;
  }
  ctx.closePath();
}

/** Traces corners around the centre, from the top. */
function tracePolygon(ctx: SKRSContext2D, steps: number, reach: (angle: number) => number): void {
  for (let step = 0; step < steps; step++) {
    const angle = (Math.PI * 2 * step) / steps - Math.PI / 2;
    ctx.lineTo(Math.cos(angle) * reach(angle), Math.sin(angle) * reach(angle));
  }
}
