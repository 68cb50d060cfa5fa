import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Language } from '../messages/languages.ts';
import { drawCard, type PetCard } from './card.ts';
import { createPicture, drawFooter, MARGIN, WIDTH } from './frame.ts';
import { drawHeader, type Header } from './header.ts';
import { COLUMNS, PETS_PER_PAGE } from './page.ts';
import { encodePng } from './png.ts';
import { readPng } from './read-png.ts';
import { write } from './text.ts';
import { COLORS, fillBox } from './theme.ts';
import { createPictureWords, type PictureWords } from './words.ts';

const GAP = 16;
const HEADER = 140;
const FOOTER = 58;
const CARD = { width: (WIDTH - MARGIN * 2 - GAP * (COLUMNS - 1)) / COLUMNS, height: 208 } as const;

export interface InventoryPicture extends Header {
  readonly language: Language;
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
  const words = createPictureWords(picture.language);
  await drawHeader(ctx, words, picture);
  const images = await Promise.all(pets.map((pet) => readPng(pet.picture)));
  for (const [at, pet] of pets.entries()) {
    const x = MARGIN + (at % COLUMNS) * (CARD.width + GAP);
    const y = HEADER + Math.floor(at / COLUMNS) * (CARD.height + GAP);
    drawCard(ctx, words, { box: { x, y, ...CARD }, pet, image: images[at] ?? null });
  }
  if (pets.length === 0) drawNoPets(ctx, words);
  drawFooter(ctx, words, picture);
  return encodePng(canvas);
}

function drawNoPets(ctx: SKRSContext2D, { say }: PictureWords): void {
  const box = { x: MARGIN, y: HEADER, width: WIDTH - MARGIN * 2, height: CARD.height };
  fillBox(ctx, box, 20, COLORS.cardLow);
  const [x, align] = [WIDTH / 2, 'center'] as const;
  const title = { sizePx: 32, weight: 700, color: COLORS.text, align } as const;
  write(ctx, say('picture.no-pets'), { x, y: HEADER + 98 }, title);
  const style = { sizePx: 22, color: COLORS.quiet, align } as const;
  write(ctx, say('picture.no-pets-how'), { x, y: HEADER + 136 }, style);
}
