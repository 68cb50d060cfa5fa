import type { Image, SKRSContext2D } from '@napi-rs/canvas';
import { cleanText, saysSomething } from '../clean-text.ts';
import { type Amount, exact } from './amount.ts';
import { drawBadges, drawSparkles, type PetForm } from './badges.ts';
import { drawEmblem, pickInitials } from './emblem.ts';
import { measureWidth, removeUndrawable, write } from './text.ts';
import {
  type Box,
  type Circle,
  COLORS,
  diagonalGradient,
  drawGem,
  FRAMES,
  fillBox,
  type Position,
} from './theme.ts';
import type { PictureWords } from './words.ts';

/** A kind of pet that a member has: how many are free and reserved, and what each is worth, if known. */
export interface PetCard extends PetForm {
  readonly id: string;
  readonly name: string;
  readonly quantity: Amount;
  readonly reserved: Amount;
  readonly value: Amount | null;
  /** What it looks like, a PNG; left out, an emblem is drawn. */
  readonly picture?: Uint8Array | undefined;
}

/** A pet, and where it is drawn. */
interface Card {
  readonly box: Box;
  readonly pet: PetCard;
  /** What was decoded of its picture. */
  readonly image: Image | null;
}

const PADDING = 18;
const EMBLEM_RADIUS = 46;
const FRAME_WIDTH = 5;
const RADIUS = 20;
/** A long name, or a long number, gets a smaller font before it is cut. */
const NAME_SIZES = [23, 21, 19] as const;
const COUNT_SIZES = [34, 28, 22] as const;

/** Draws a pet with what it is worth, and a dash where nobody knows it. */
export function drawCard(ctx: SKRSContext2D, words: PictureWords, { box, pet, image }: Card): void {
  const name = displayName(ctx, words, pet);
  drawFrame(ctx, box, pet.variant);
  const inset = PADDING + EMBLEM_RADIUS;
  const emblem = { x: box.x + inset, y: box.y + inset, radius: EMBLEM_RADIUS };
  if (image) drawImage(ctx, image, emblem);
  else drawEmblem(ctx, { id: pet.id, initials: pickInitials(name), ...emblem });
  if (pet.shiny) drawSparkles(ctx, emblem);

  const right = box.x + box.width - PADDING;
  const bold = { weight: 700, color: COLORS.text } as const;
  const beside = right - (emblem.x + EMBLEM_RADIUS + 12);
  const count = `×${words.amount(pet.quantity)}`;
  const countPx = pickSize(ctx, count, { sizes: COUNT_SIZES, maxWidth: beside });
  const countStyle = { ...bold, sizePx: countPx, align: 'right', maxWidth: beside } as const;
  write(ctx, count, { x: right, y: box.y + 52 }, countStyle);
  drawBadges(ctx, { x: right, y: box.y + 86 }, pet);

  const left = box.x + PADDING;
  const maxWidth = box.width - PADDING * 2;
  const sizePx = pickSize(ctx, name, { sizes: NAME_SIZES, maxWidth });
  write(ctx, name, { x: left, y: box.y + 144 }, { ...bold, sizePx, maxWidth });
  const worth = pet.value === null ? null : words.amount(pet.value);
  const from = drawWorth(ctx, { x: left, y: box.y + 178 }, worth);
  drawReserved(ctx, words, { box, pet, from });
}

interface Fit {
  /** The largest first. */
  readonly sizes: readonly [number, ...number[]];
  readonly maxWidth: number;
}

/** The largest of the sizes in which a bold text fits, else the smallest. */
const pickSize = (ctx: SKRSContext2D, text: string, { sizes, maxWidth }: Fit): number =>
  sizes.find((size) => measureWidth(ctx, text, size, 700) <= maxWidth) ?? Math.min(...sizes);

/** Draws the image whole, as large as an emblem. */
function drawImage(ctx: SKRSContext2D, image: Image, { x, y, radius }: Circle): void {
  const scale = (radius * 2) / Math.max(image.width, image.height);
  const [width, height] = [image.width * scale, image.height * scale];
  ctx.drawImage(image, x - width / 2, y - height / 2, width, height);
}

/** Returns what can be drawn of the name, else of the id. */
function displayName(ctx: SKRSContext2D, { say }: PictureWords, pet: PetCard): string {
  const names = [pet.name, pet.id].map((name) => removeUndrawable(ctx, cleanText(name)));
  return names.find(saysSomething) ?? say('picture.unnamed');
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

/** Returns where it ends. */
function drawWorth(ctx: SKRSContext2D, at: Position, value: string | null): number {
  if (value === null) {
    write(ctx, '–', at, { sizePx: 21, color: COLORS.faint });
    return at.x + 26;
  }
  drawGem(ctx, { x: at.x + 9, y: at.y - 7, sizePx: 19 });
  const style = { sizePx: 22, weight: 700, color: COLORS.worth } as const;
  write(ctx, value, { x: at.x + 26, y: at.y }, style);
  return at.x + 26 + measureWidth(ctx, value, style.sizePx, style.weight);
}

/** How many of the pet are reserved: the number, and their share as a bar along the bottom. */
function drawReserved(
  ctx: SKRSContext2D,
  words: PictureWords,
  { box, pet, from }: Omit<Card, 'image'> & { readonly from: number },
): void {
  const reserved = exact(pet.reserved);
  if (reserved === 0n) return;
  const right = box.x + box.width - PADDING;
  const count = words.amount(reserved);
  const widthOf = (text: string): number => measureWidth(ctx, text, 17, 700) + 20;
  // Beside a long worth, there is place for the number alone.
  const inWords = words.say('picture.reserved', { count });
  const text = widthOf(inWords) <= right - from ? inWords : count;
  const chip = widthOf(text);
  fillBox(ctx, { x: right - chip, y: box.y + 158, width: chip, height: 28 }, 14, 'rgba(255, 159, 90, 0.16)');
  const style = { sizePx: 17, weight: 700, color: COLORS.reserved, align: 'right' } as const;
  write(ctx, text, { x: right - 10, y: box.y + 178 }, style);

  const bar = { x: box.x + PADDING, y: box.y + box.height - 15, width: box.width - PADDING * 2, height: 5 };
  fillBox(ctx, bar, 2.5, COLORS.line);
  const share = Number((reserved * 1000n) / (reserved + exact(pet.quantity))) / 1000;
  fillBox(ctx, { ...bar, width: Math.max(bar.width * share, 5) }, 2.5, COLORS.reserved);
}
