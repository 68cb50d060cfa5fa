import type { SKRSContext2D } from '@napi-rs/canvas';
import { drawCard, type PetCard } from './card.ts';
import { createPicture, drawFooter, MARGIN, WIDTH } from './frame.ts';
import { drawHeader, type Header } from './header.ts';
import { COLUMNS, PETS_PER_PAGE } from './page.ts';
import { encodePng } from './png.ts';
import { write } from './text.ts';
import { COLORS, fillBox } from './theme.ts';

const GAP = 16;
const HEADER = 140;
const FOOTER = 58;
const CARD = { width: (WIDTH - MARGIN * 2 - GAP * (COLUMNS - 1)) / COLUMNS, height: 208 } as const;

export interface InventoryPicture extends Header {
  /** Of this page; see `pageOf`. */
  readonly pets: readonly PetCard[];
  readonly page: number;
  readonly pages: number;
  /** Unix milliseconds. */
  readonly asOf: number;
}

/** Draws up to `PETS_PER_PAGE` pets as cards, as PNG. */
export async function drawInventory(picture: InventoryPicture): Promise<Uint8Array> {
  const pets = picture.pets.slice(0, PETS_PER_PAGE);
  const rows = Math.max(Math.ceil(pets.length / COLUMNS), 1);
  const { canvas, ctx } = createPicture(HEADER + rows * (CARD.height + GAP) - GAP + FOOTER);
  await drawHeader(ctx, picture);
  for (const [at, pet] of pets.entries()) {
    const x = MARGIN + (at % COLUMNS) * (CARD.width + GAP);
    const y = HEADER + Math.floor(at / COLUMNS) * (CARD.height + GAP);
    drawCard(ctx, { x, y, ...CARD }, pet);
  }
  if (pets.length === 0) drawNoPets(ctx);
  drawFooter(ctx, picture);
  return encodePng(canvas);
}

function drawNoPets(ctx: SKRSContext2D): void {
  const box = { x: MARGIN, y: HEADER, width: WIDTH - MARGIN * 2, height: CARD.height };
  fillBox(ctx, box, 20, COLORS.cardLow);
  const [x, align] = [WIDTH / 2, 'center'] as const;
  const title = { sizePx: 32, weight: 700, color: COLORS.text, align } as const;
  write(ctx, 'No pets yet', { x, y: HEADER + 98 }, title);
  const text = 'What a teller takes in from you in the game shows up here.';
  write(ctx, text, { x, y: HEADER + 136 }, { sizePx: 22, color: COLORS.quiet, align });
}
