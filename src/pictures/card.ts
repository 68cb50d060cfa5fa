import type { SKRSContext2D } from '@napi-rs/canvas';
import { cleanText, saysSomething } from '../clean-text.ts';
import { type Amount, exact, shortAmount } from './amount.ts';
import { drawBadges, drawSparkles, type PetForm } from './badges.ts';
import { drawEmblem, pickInitials } from './emblem.ts';
import { measureWidth, removeUndrawable, write } from './text.ts';
import { type Box, COLORS, diagonalGradient, drawGem, FRAMES, fillBox, type Position } from './theme.ts';

/** A kind of pet that a member has: how many are free and reserved, and what each is worth, if known. */
export interface PetCard extends PetForm {
  readonly id: string;
  readonly name: string;
  readonly quantity: Amount;
  readonly reserved: Amount;
  readonly value: Amount | null;
}

const PADDING = 18;
const EMBLEM_RADIUS = 46;
const FRAME_WIDTH = 5;
const RADIUS = 20;
/** A long name gets a smaller font before it is cut. */
const SMALL_NAME = 19;
const NAME_SIZES = [23, 21] as const;

export function drawCard(ctx: SKRSContext2D, box: Box, pet: PetCard): void {
  const name = displayName(ctx, pet);
  drawFrame(ctx, box, pet.variant);
  const inset = PADDING + EMBLEM_RADIUS;
  const emblem = { x: box.x + inset, y: box.y + inset, radius: EMBLEM_RADIUS };
  drawEmblem(ctx, { id: pet.id, initials: pickInitials(name), ...emblem });
  if (pet.shiny) drawSparkles(ctx, emblem);

  const right = box.x + box.width - PADDING;
  const bold = { weight: 700, color: COLORS.text } as const;
  const beside = right - (emblem.x + EMBLEM_RADIUS + 12);
  const count = { ...bold, sizePx: 34, align: 'right', maxWidth: beside } as const;
  write(ctx, `×${shortAmount(pet.quantity)}`, { x: right, y: box.y + 52 }, count);
  drawBadges(ctx, { x: right, y: box.y + 86 }, pet);

  const left = box.x + PADDING;
  const maxWidth = box.width - PADDING * 2;
  const sizePx = NAME_SIZES.find((size) => measureWidth(ctx, name, size, 700) <= maxWidth) ?? SMALL_NAME;
  write(ctx, name, { x: left, y: box.y + 144 }, { ...bold, sizePx, maxWidth });
  drawWorth(ctx, { x: left, y: box.y + 178 }, pet.value);
  drawReserved(ctx, box, pet);
}

/** Returns what can be drawn of the name, else of the id. */
function displayName(ctx: SKRSContext2D, pet: PetCard): string {
  const names = [pet.name, pet.id].map((name) => removeUndrawable(ctx, cleanText(name)));
  return names.find(saysSomething) ?? 'Unnamed pet';
}

/** Fills the gradient of a frame only where it is seen: under the whole card it took half of the drawing. */
function drawFrame(ctx: SKRSContext2D, box: Box, variant: PetCard['variant']): void {
  fillBox(ctx, box, RADIUS, COLORS.card);
  const border = variant === 'normal' ? 2 : FRAME_WIDTH;
  ctx.beginPath();
  ctx.roundRect(box.x, box.y, box.width, box.height, RADIUS);
  const size = [box.width - border * 2, box.height - border * 2] as const;
  ctx.roundRect(box.x + border, box.y + border, ...size, RADIUS - border);
  ctx.fillStyle = variant === 'normal' ? COLORS.line : diagonalGradient(ctx, box, FRAMES[variant]);
  ctx.fill('evenodd');
}

function drawWorth(ctx: SKRSContext2D, at: Position, value: Amount | null): void {
  if (value === null) {
    write(ctx, 'no value', at, { sizePx: 21, color: COLORS.faint });
    return;
  }
  drawGem(ctx, { x: at.x + 9, y: at.y - 7, sizePx: 19 });
  const style = { sizePx: 22, weight: 700, color: COLORS.worth } as const;
  write(ctx, shortAmount(value), { x: at.x + 26, y: at.y }, style);
}

/** How many of the pet are reserved: the number, and their share as a bar along the bottom. */
function drawReserved(ctx: SKRSContext2D, box: Box, pet: PetCard): void {
  const reserved = exact(pet.reserved);
  if (reserved === 0n) return;
  const right = box.x + box.width - PADDING;
  const text = `${shortAmount(reserved)} reserved`;
  const chip = measureWidth(ctx, text, 17, 700) + 20;
  fillBox(ctx, { x: right - chip, y: box.y + 158, width: chip, height: 28 }, 14, 'rgba(255, 159, 90, 0.16)');
  const style = { sizePx: 17, weight: 700, color: COLORS.reserved, align: 'right' } as const;
  write(ctx, text, { x: right - 10, y: box.y + 178 }, style);

  const bar = { x: box.x + PADDING, y: box.y + box.height - 15, width: box.width - PADDING * 2, height: 5 };
  fillBox(ctx, bar, 2.5, COLORS.line);
  const share = Number((reserved * 1000n) / (reserved + exact(pet.quantity))) / 1000;
  fillBox(ctx, { ...bar, width: Math.max(bar.width * share, 5) }, 2.5, COLORS.reserved);
}
