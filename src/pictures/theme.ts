import type { SKRSContext2D } from '@napi-rs/canvas';

/** Pictures have a dark background of their own, so they are the same in Discord's dark and light theme. */
export const COLORS = {
  background: '#151828',
  ink: '#10121f',
  card: '#21253e',
  cardLow: '#1b1f34',
  line: '#343a5c',
  text: '#f4f5ff',
  quiet: '#a7adcf',
  faint: '#7b82a8',
  gem: '#5ce1ff',
  gemLow: '#2f8dff',
  worth: '#ffd166',
  reserved: '#ff9f5a',
} as const;

export const FRAMES = {
  golden: ['#ffe9a3', '#f5b82e', '#b9770e'],
  rainbow: ['#ff5f6d', '#ffb347', '#f9f871', '#5be584', '#4facfe', '#b07cff'],
} as const;

/** One colour for each chroma, 1 to 6. */
export const CHROMA_COLORS = ['#ff6b81', '#ffa94d', '#ffe066', '#69db7c', '#4dabf7', '#b197fc'] as const;

export interface Position {
  readonly x: number;
  readonly y: number;
}

/** Around its position. */
export interface Circle extends Position {
  readonly radius: number;
}

/** With its position at the top left. */
export interface Box extends Position {
  readonly width: number;
  readonly height: number;
}

type Fill = SKRSContext2D['fillStyle'];

export function fillBox(ctx: SKRSContext2D, { x, y, width, height }: Box, radius: number, fill: Fill): void {
  ctx.beginPath();
  ctx.roundRect(x, y, width, height, radius);
  ctx.fillStyle = fill;
  ctx.fill();
}

export function fillCircle(ctx: SKRSContext2D, { x, y, radius }: Circle, fill: Fill): void {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, Math.PI * 2);
  ctx.fillStyle = fill;
  ctx.fill();
}

export function stroke(ctx: SKRSContext2D, color: string, lineWidth: number): void {
  ctx.strokeStyle = color;
  ctx.lineWidth = lineWidth;
  ctx.stroke();
}

/** A gradient of evenly spaced colours from the box's top left to its bottom right. */
export function diagonalGradient(ctx: SKRSContext2D, box: Box, colors: readonly string[]) {
  const gradient = ctx.createLinearGradient(box.x, box.y, box.x + box.width, box.y + box.height);
  for (const [step, color] of colors.entries())
    gradient.addColorStop(step / Math.max(colors.length - 1, 1), color);
  return gradient;
}

export function drawGem(ctx: SKRSContext2D, { x, y, sizePx }: Position & { readonly sizePx: number }): void {
  const half = sizePx / 2;
  ctx.beginPath();
  ctx.moveTo(x - half, y - half * 0.25);
  ctx.lineTo(x - half * 0.5, y - half * 0.85);
  ctx.lineTo(x + half * 0.5, y - half * 0.85);
  ctx.lineTo(x + half, y - half * 0.25);
  ctx.lineTo(x, y + half);
  ctx.closePath();
  const box = { x: x - half, y: y - half, width: sizePx, height: sizePx };
  ctx.fillStyle = diagonalGradient(ctx, box, [COLORS.gem, COLORS.gemLow]);
  ctx.fill();
  ctx.beginPath();
  ctx.moveTo(x - half, y - half * 0.25);
  ctx.lineTo(x + half, y - half * 0.25);
  ctx.lineTo(x, y + half);
  ctx.closePath();
  ctx.fillStyle = 'rgba(10, 40, 120, 0.28)';
  ctx.fill();
}
