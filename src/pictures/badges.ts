import type { SKRSContext2D } from '@napi-rs/canvas';
import { measureWidth, write } from './text.ts';
import {
  type Box,
  CHROMA_COLORS,
  type Circle,
  COLORS,
  diagonalGradient,
  FRAMES,
  fillBox,
  fillCircle,
  type Position,
} from './theme.ts';

interface PetForm {
  readonly variant: 'normal' | 'golden' | 'rainbow';
  readonly shiny: boolean;
  readonly chroma?: number | undefined;
}

const HEIGHT = 26;
const GAP = 6;

/**
 * Draws a pet's form in words and numbers, from the right, for those who can't tell the frame's colours
 * apart.
 */
export function drawBadges(
  ctx: SKRSContext2D,
  at: { readonly right: number; readonly middle: number },
  form: PetForm,
) {
  let right = at.right;
  const chroma = form.chroma === undefined ? undefined : CHROMA_COLORS[form.chroma - 1];
  if (chroma !== undefined) {
    drawNumber(ctx, { x: right - HEIGHT / 2, y: at.middle }, { text: String(form.chroma), color: chroma });
    right -= HEIGHT + GAP;
  }
  if (form.variant === 'normal') return;
  const text = form.variant === 'golden' ? 'Gold' : 'Rainbow';
  const width = measureWidth(ctx, { text, sizePx: 15, weight: 700 }) + 20;
  const box: Box = { x: right - width, y: at.middle - HEIGHT / 2, width, height: HEIGHT };
  fillBox(ctx, box, HEIGHT / 2, diagonalGradient(ctx, box, FRAMES[form.variant]));
  const label = { text, x: box.x + width / 2, y: at.middle + 5.5, sizePx: 15 };
  write(ctx, { ...label, weight: 700, color: COLORS.ink, align: 'center' });
}

function drawNumber(
  ctx: SKRSContext2D,
  at: Position,
  badge: { readonly text: string; readonly color: string },
): void {
  fillCircle(ctx, { x: at.x, y: at.y, radius: HEIGHT / 2 }, badge.color);
  const label = { text: badge.text, x: at.x, y: at.y + 6, sizePx: 17 };
  write(ctx, { ...label, weight: 700, color: COLORS.ink, align: 'center' });
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
    ctx.strokeStyle = COLORS.card;
    ctx.lineWidth = 4;
    ctx.stroke();
    ctx.fillStyle = '#fffbe0';
    ctx.fill();
  }
}
