import type { SKRSContext2D } from '@napi-rs/canvas';
import { type Amount, shortAmount } from './amount.ts';
import { drawCard, type PetCard } from './card.ts';
import { createPicture, MARGIN } from './frame.ts';
import { COLUMNS } from './page.ts';
import { encodePng } from './png.ts';
import { readPng } from './read-png.ts';
import { write } from './text.ts';
import { type Box, COLORS, drawGem, fillBox } from './theme.ts';
import { NO_LANGUAGE } from './words.ts';

const GAP = 16;
const CARD = { width: 274, height: 208 } as const;

export interface GoodsPicture {
  readonly pets: readonly PetCard[];
  readonly gems: Amount;
  /** How many kinds of pets have no card. */
  readonly more?: number;
}

/** Draws what somebody hands over, a card for each kind and one for the gems, in no language, as PNG. */
export async function drawGoods({ pets, gems, more = 0 }: GoodsPicture): Promise<Uint8Array> {
  const shown = await Promise.all(pets.map(async (pet) => ({ pet, image: await readPng(pet.picture) })));
  const cards = [
    ...shown.map((card) => (ctx: SKRSContext2D, box: Box) => drawCard(ctx, NO_LANGUAGE, { box, ...card })),
    ...(gems > 0 ? [(ctx: SKRSContext2D, box: Box) => drawGems(ctx, box, gems)] : []),
    ...(more > 0 ? [(ctx: SKRSContext2D, box: Box) => drawMore(ctx, box, more)] : []),
  ];
  const columns = Math.min(Math.max(cards.length, 1), COLUMNS);
  const rows = Math.max(Math.ceil(cards.length / COLUMNS), 1);
  const span = (count: number, each: number): number => MARGIN * 2 + count * (each + GAP) - GAP;
  const { canvas, ctx } = createPicture(span(rows, CARD.height), span(columns, CARD.width));
  for (const [at, draw] of cards.entries()) {
    const x = MARGIN + (at % COLUMNS) * (CARD.width + GAP);
    const y = MARGIN + Math.floor(at / COLUMNS) * (CARD.height + GAP);
    draw(ctx, { x, y, ...CARD });
  }
  return encodePng(canvas);
}

function drawGems(ctx: SKRSContext2D, box: Box, gems: Amount): void {
  fillBox(ctx, box, 20, COLORS.card);
  const x = box.x + box.width / 2;
  drawGem(ctx, { x, y: box.y + 86, sizePx: 88 });
  const style = { sizePx: 34, weight: 700, color: COLORS.gem, align: 'center' } as const;
  write(ctx, shortAmount(gems), { x, y: box.y + 174 }, style);
}

function drawMore(ctx: SKRSContext2D, box: Box, more: number): void {
  fillBox(ctx, box, 20, COLORS.cardLow);
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 + 16 };
  const style = { sizePx: 44, weight: 700, color: COLORS.quiet, align: 'center' } as const;
  write(ctx, `+${more.toLocaleString('en')}`, at, style);
}
