import type { SKRSContext2D } from '@napi-rs/canvas';
import { measureWidth, write } from './text.ts';
import {
  CHROMA_COLORS,
  type Circle,
  COLORS,
  diagonalGradient,
  FRAMES,
  fillBox,
  fillCircle,
  type Position,
  stroke,
} from './theme.ts';

/** What a pet's badges and frame show. */
export interface PetForm {
  readonly variant: 'normal' | 'golden' | 'rainbow';
  readonly shiny: boolean;
  readonly chroma?: number | undefined;
}

const HEIGHT = 26;
const GAP = 6;

const LABEL = { weight: 700, color: COLORS.ink, align: 'center' } as const;

/** Draws a pet's form, ending at `x`, in words for those who can't tell the frame's colours apart. */
export function drawBadges(ctx: SKRSContext2D, { x, y }: Position, { variant, chroma = 0 }: PetForm): void {
  let right = x;
  const color = CHROMA_COLORS[chroma - 1];
  if (color !== undefined) {
    fillCircle(ctx, { x: right - HEIGHT / 2, y, radius: HEIGHT / 2 }, color);
    write(ctx, String(chroma), { x: right - HEIGHT / 2, y: y + 6 }, { ...LABEL, sizePx: 17 });
    right -= HEIGHT + GAP;
  }
  if (variant === 'normal') return;
  const text = variant === 'golden' ? 'Gold' : 'Rainbow';
  const width = measureWidth(ctx, text, 15, 700) + 20;
  const box = { x: right - width, y: y - HEIGHT / 2, width, height: HEIGHT };
  fillBox(ctx, box, HEIGHT / 2, diagonalGradient(ctx, box, FRAMES[variant]));
  write(ctx, text, { x: box.x + width / 2, y: y + 5.5 }, { ...LABEL, sizePx: 15 });
}

/** The stars of a shiny pet, in radii of its emblem. */
const STARS = [
  { x: 0.82, y: -0.72, size: 0.34 },
  { x: -0.86, y: 0.66, size: 0.26 },
  { x: 0.9, y: 0.52, size: 0.2 },
  { x: -0.8, y: -0.7, size: 0.16 },
] as const;

export function drawSparkles(ctx: SKRSContext2D, emblem: Circle): void {
  for (const star of STARS) {
    const x = emblem.x + star.x * emblem.radius;
    const y = emblem.y + star.y * emblem.radius;
    const reach = star.size * emblem.radius;
    ctx.beginPath();
    ctx.moveTo(x, y - reach);
    ctx.quadraticCurveTo(x, y, x + reach, y);
    ctx.quadraticCurveTo(x, y, x, y + reach);
    ctx.quadraticCurveTo(x, y, x - reach, y);
    ctx.quadraticCurveTo(x, y, x, y - reach);
    ctx.closePath();
    stroke(ctx, COLORS.card, 4);
    ctx.fillStyle = '#fffbe0';
    ctx.fill();
  }
}
