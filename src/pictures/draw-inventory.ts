import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { Amount } from './amount.ts';
import { drawCard, type PetCard } from './card.ts';
import { drawFooter, paintBackground } from './frame.ts';
import { drawHeader, type Owner } from './header.ts';
import { COLUMNS, PETS_PER_PAGE } from './page.ts';
import { loadFonts, write } from './text.ts';
import { COLORS, fillBox } from './theme.ts';

const WIDTH = 1200;
const MARGIN = 28;
const GAP = 16;
const HEADER = 140;
const FOOTER = 58;
const CARD = { width: (WIDTH - MARGIN * 2 - GAP * (COLUMNS - 1)) / COLUMNS, height: 208 } as const;

export interface InventoryPicture {
  readonly title: string;
  readonly owner: Owner;
  /** Of this page; see `pageOf`. */
  readonly pets: readonly PetCard[];
  readonly gems: Amount;
  readonly totalValue: Amount | null;
  readonly page: number;
  readonly pages: number;
  /** Unix milliseconds. */
  readonly asOf: number;
}

/** Draws up to `PETS_PER_PAGE` pets as cards, as PNG. */
export async function drawInventory(picture: InventoryPicture): Promise<Uint8Array> {
  loadFonts();
  const pets = picture.pets.slice(0, PETS_PER_PAGE);
  const rows = Math.max(Math.ceil(pets.length / COLUMNS), 1);
  const height = HEADER + rows * (CARD.height + GAP) - GAP + FOOTER;
  const canvas = createCanvas(WIDTH, height);
  const ctx = canvas.getContext('2d');
  paintBackground(ctx, { width: WIDTH, height });
  await drawHeader(ctx, { ...picture, width: WIDTH, margin: MARGIN });
  for (const [at, pet] of pets.entries()) {
    const x = MARGIN + (at % COLUMNS) * (CARD.width + GAP);
    const y = HEADER + Math.floor(at / COLUMNS) * (CARD.height + GAP);
    drawCard(ctx, { x, y, ...CARD }, pet);
  }
  if (pets.length === 0) drawNoPets(ctx);
  drawFooter(ctx, { ...picture, width: WIDTH, height, margin: MARGIN });
  return canvas.encode('png');
}

function drawNoPets(ctx: SKRSContext2D): void {
  const box = { x: MARGIN, y: HEADER, width: WIDTH - MARGIN * 2, height: CARD.height };
  fillBox(ctx, box, 20, COLORS.cardLow);
  const middle = { x: WIDTH / 2, align: 'center' } as const;
  write(ctx, { ...middle, text: 'No pets yet', y: HEADER + 98, sizePx: 32, weight: 700, color: COLORS.text });
  const text = 'What a teller takes in from you in the game shows up here.';
  write(ctx, { ...middle, text, y: HEADER + 136, sizePx: 22, color: COLORS.quiet });
}
