import type { SKRSContext2D } from '@napi-rs/canvas';
import { cleanText, saysSomething } from '../clean-text.ts';
import { type Amount, exact, shortAmount } from './amount.ts';
import { drawBadges, drawSparkles } from './badges.ts';
import { drawEmblem, pickInitials } from './emblem.ts';
import { measureWidth, removeUndrawable, write } from './text.ts';
import { type Box, COLORS, diagonalGradient, drawGem, FRAMES, roundedBox } from './theme.ts';

/** A kind of pet that a member has: how many are free and reserved, and what each is worth, if known. */
export interface PetCard {
  readonly id: string;
  readonly name: string;
  readonly variant: 'normal' | 'golden' | 'rainbow';
  readonly shiny: boolean;
  readonly chroma?: number | undefined;
  readonly quantity: Amount;
  readonly reserved: Amount;
  readonly value: Amount | null;
}

const PADDING = 18;
const EMBLEM_RADIUS = 46;
export const FRAME_WIDTH = 5;
const RADIUS = 20;
/** A long name gets a smaller font before it is cut. */
const SMALL_NAME = 19;
const NAME_SIZES = [23, 21] as const;

export function drawCard(ctx: SKRSContext2D, box: Box, pet: PetCard): void {
  const name = displayName(ctx, pet);
  drawFrame(ctx, box, pet.variant);
  const emblem = {
    x: box.x + PADDING + EMBLEM_RADIUS,
    y: box.y + PADDING + EMBLEM_RADIUS,
    radius: EMBLEM_RADIUS,
  };
  drawEmblem(ctx, { id: pet.id, initials: pickInitials(name), ...emblem });
  if (pet.shiny) drawSparkles(ctx, emblem);

  const right = box.x + box.width - PADDING;
  const beside = right - (emblem.x + EMBLEM_RADIUS + 12);
  const quantity = `×${shortAmount(pet.quantity)}`;
  write(ctx, {
    text: quantity,
    x: right,
    y: box.y + 52,
    sizePx: 34,
    weight: 700,
    color: COLORS.text,
    align: 'right',
    maxWidth: beside,
  });
  drawBadges(ctx, { right, middle: box.y + 86 }, pet);

  const width = box.width - PADDING * 2;
  const sizePx =
    NAME_SIZES.find((size) => measureWidth(ctx, { text: name, sizePx: size, weight: 700 }) <= width) ??
    SMALL_NAME;
  write(ctx, {
    text: name,
    x: box.x + PADDING,
    y: box.y + 144,
    sizePx,
    weight: 700,
    color: COLORS.text,
    maxWidth: width,
  });
  drawWorth(ctx, { x: box.x + PADDING, y: box.y + 178 }, pet.value);
  drawReserved(ctx, box, pet);
}

/** Returns what can be drawn of the name, else of the id. */
function displayName(ctx: SKRSContext2D, pet: PetCard): string {
  const names = [pet.name, pet.id].map((name) => removeUndrawable(ctx, cleanText(name)));
  return names.find(saysSomething) ?? 'Unnamed pet';
}

function drawFrame(ctx: SKRSContext2D, box: Box, variant: PetCard['variant']): void {
  roundedBox(ctx, box, RADIUS);
  ctx.fillStyle = variant === 'normal' ? COLORS.line : diagonalGradient(ctx, box, FRAMES[variant]);
  ctx.fill();
  const border = variant === 'normal' ? 2 : FRAME_WIDTH;
  const inner = {
    x: box.x + border,
    y: box.y + border,
    width: box.width - border * 2,
    height: box.height - border * 2,
  };
  roundedBox(ctx, inner, RADIUS - border);
  ctx.fillStyle = COLORS.card;
  ctx.fill();
}

function drawWorth(
  ctx: SKRSContext2D,
  at: { readonly x: number; readonly y: number },
  value: Amount | null,
): void {
  if (value === null) {
    write(ctx, { text: 'no value', ...at, sizePx: 21, color: COLORS.faint });
    return;
  }
  drawGem(ctx, { x: at.x + 9, y: at.y - 7, sizePx: 19 });
  write(ctx, {
    text: shortAmount(value),
    x: at.x + 26,
    y: at.y,
    sizePx: 22,
    color: COLORS.worth,
    weight: 700,
  });
}

/** How many of the pet are reserved: the number, and their share as a bar along the bottom. */
function drawReserved(ctx: SKRSContext2D, box: Box, pet: PetCard): void {
  const reserved = exact(pet.reserved);
  if (reserved === 0n) return;
  const right = box.x + box.width - PADDING;
  const text = `${shortAmount(reserved)} reserved`;
  const chip = measureWidth(ctx, { text, sizePx: 17, weight: 700 }) + 20;
  roundedBox(ctx, { x: right - chip, y: box.y + 158, width: chip, height: 28 }, 14);
  ctx.fillStyle = 'rgba(255, 159, 90, 0.16)';
  ctx.fill();
  write(ctx, {
    text,
    x: right - 10,
    y: box.y + 178,
    sizePx: 17,
    weight: 700,
    color: COLORS.reserved,
    align: 'right',
  });

  const bar = { x: box.x + PADDING, y: box.y + box.height - 15, width: box.width - PADDING * 2, height: 5 };
  roundedBox(ctx, bar, 2.5);
  ctx.fillStyle = COLORS.line;
  ctx.fill();
  const share = Number((reserved * 1000n) / (reserved + exact(pet.quantity))) / 1000;
  roundedBox(ctx, { ...bar, width: Math.max(bar.width * share, 5) }, 2.5);
  ctx.fillStyle = COLORS.reserved;
  ctx.fill();
}
