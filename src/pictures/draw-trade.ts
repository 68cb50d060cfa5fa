import type { SKRSContext2D } from '@napi-rs/canvas';
import { cleanText, saysSomething } from '../clean-text.ts';
import { type Amount, shortAmount } from './amount.ts';
import { drawCard, type PetCard } from './card.ts';
import { createPicture, drawFooter, MARGIN, WIDTH } from './frame.ts';
import { encodePng } from './png.ts';
import { readPng } from './read-png.ts';
import { measureWidth, removeUndrawable, write } from './text.ts';
import { type Box, COLORS, drawGem, fillBox, fillCircle, type Position } from './theme.ts';
import { NO_LANGUAGE } from './words.ts';

/** What one member gives. */
interface TradeSidePicture {
  readonly name: string;
  readonly pets: readonly PetCard[];
  readonly gems: Amount;
  /** In gems; null: nothing in it has a known value. */
  readonly worth: Amount | null;
  /** How many pets count for nothing in it. */
  readonly unvalued: Amount;
}

export interface TradePicture {
  readonly sides: readonly TradeSidePicture[];
  /** How many kinds of each side have no card. */
  readonly more?: readonly number[];
  /** Unix milliseconds. */
  readonly asOf: number;
}

const COLUMNS = 2;
const GAP = 12;
const BETWEEN = 56;
const PANEL = (WIDTH - MARGIN * 2 - BETWEEN) / 2;
const PADDING = 16;
const CARD = { width: (PANEL - PADDING * 2 - GAP) / COLUMNS, height: 208 } as const;
const HEADER = 104;
const MORE = 40;
const FOOTER = 58;

/** Draws what two members give each other, side by side and in no language, as PNG. */
export async function drawTrade({ sides, more = [], asOf }: TradePicture): Promise<Uint8Array> {
  const rows = Math.max(1, ...sides.map(({ pets }) => Math.ceil(pets.length / COLUMNS)));
  const hasMore = more.some((count) => count > 0);
  const height = HEADER + rows * (CARD.height + GAP) + (hasMore ? MORE : 0) + PADDING;
  const { canvas, ctx } = createPicture(MARGIN + height + FOOTER);
  for (const [at, side] of sides.entries()) {
    const box = { x: MARGIN + at * (PANEL + BETWEEN), y: MARGIN, width: PANEL, height };
    fillBox(ctx, box, 24, COLORS.cardLow);
    drawHead(ctx, box, side);
    await drawPets(ctx, box, side);
    const left = more[at] ?? 0;
    if (left > 0) drawMore(ctx, box, left);
  }
  drawArrows(ctx, { x: WIDTH / 2, y: MARGIN + height / 2 });
  drawFooter(ctx, NO_LANGUAGE, { asOf });
  return encodePng(canvas);
}

function drawHead(ctx: SKRSContext2D, box: Box, side: TradeSidePicture): void {
  const { name, pets, gems, worth, unvalued } = side;
  const shown = removeUndrawable(ctx, cleanText(name));
  const x = box.x + PADDING + 4;
  const right = box.x + box.width - PADDING - 4;
  const unknown = pets.length === 0 ? '' : '–';
  const amount = worth === null ? unknown : `${unvalued > 0 ? '≥ ' : ''}${shortAmount(worth)}`;
  const worthWidth = measureWidth(ctx, amount, 26, 700) + 40;
  const maxWidth = box.width - PADDING * 2 - worthWidth - 16;
  write(
    ctx,
    `@${saysSomething(shown) ? shown : '?'}`,
    { x, y: box.y + 46 },
    { sizePx: 28, weight: 700, color: COLORS.text, maxWidth },
  );
  const color = worth === null ? COLORS.faint : COLORS.worth;
  write(ctx, amount, { x: right, y: box.y + 45 }, { sizePx: 26, weight: 700, color, align: 'right' });
  if (worth !== null) drawGem(ctx, { x: right - worthWidth + 24, y: box.y + 36, sizePx: 22 });
  if (gems === 0 || gems === 0n) return;
  drawGem(ctx, { x: x + 10, y: box.y + 76, sizePx: 22 });
  const style = { sizePx: 24, weight: 700, color: COLORS.gem } as const;
  write(ctx, shortAmount(gems), { x: x + 30, y: box.y + 84 }, style);
}

async function drawPets(ctx: SKRSContext2D, box: Box, { pets, gems }: TradeSidePicture): Promise<void> {
  const images = await Promise.all(pets.map((pet) => readPng(pet.picture)));
  for (const [at, pet] of pets.entries()) {
    const x = box.x + PADDING + (at % COLUMNS) * (CARD.width + GAP);
    const y = box.y + HEADER + Math.floor(at / COLUMNS) * (CARD.height + GAP);
    drawCard(ctx, NO_LANGUAGE, { box: { x, y, ...CARD }, pet, image: images[at] ?? null });
  }
  if (pets.length > 0 || gems > 0) return;
  const at = { x: box.x + box.width / 2, y: box.y + HEADER + CARD.height / 2 };
  write(ctx, '–', at, { sizePx: 26, color: COLORS.faint, align: 'center' });
}

function drawMore(ctx: SKRSContext2D, box: Box, count: number): void {
  const at = { x: box.x + box.width / 2, y: box.y + box.height - PADDING - 8 };
  write(ctx, `+${count.toLocaleString('en')}`, at, { sizePx: 21, color: COLORS.quiet, align: 'center' });
}

/** One arrow each way, between the two sides. */
function drawArrows(ctx: SKRSContext2D, { x, y }: Position): void {
  fillCircle(ctx, { x, y, radius: 25 }, COLORS.card);
  ctx.fillStyle = COLORS.gem;
  for (const [dy, direction] of [
    [-8, 1],
    [8, -1],
  ] as const) {
    ctx.fillRect(x - 13, y + dy - 2, 26, 4);
    ctx.beginPath();
    ctx.moveTo(x + direction * 17, y + dy);
    ctx.lineTo(x + direction * 7, y + dy - 7);
    ctx.lineTo(x + direction * 7, y + dy + 7);
    ctx.fill();
  }
}
