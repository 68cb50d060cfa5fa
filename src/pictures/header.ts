import type { Image, SKRSContext2D } from '@napi-rs/canvas';
import { cleanText, saysSomething } from '../clean-text.ts';
import type { Amount } from './amount.ts';
import { drawMonogram, type Emblem, pickInitials } from './emblem.ts';
import { MARGIN, WIDTH } from './frame.ts';
import { readPng } from './read-png.ts';
import { measureWidth, removeUndrawable, write } from './text.ts';
import { COLORS, drawGem, fillBox, fillCircle } from './theme.ts';
import type { PictureWords } from './words.ts';

export interface Header {
  readonly title: string;
  readonly owner: {
    readonly username: string;
    readonly displayName: string;
    /** A PNG. */
    readonly avatar?: Uint8Array | undefined;
  };
  readonly gems: Amount;
  readonly totalValue: Amount | null;
  /** How many pets count for nothing in it, because nobody knows their worth. */
  readonly unvalued: Amount;
}

const MIDDLE = 70;
const PORTRAIT_RADIUS = 46;
const TILE = { height: 84, padding: 20, gap: 14, labelPx: 18, amountPx: 32 } as const;

export async function drawHeader(ctx: SKRSContext2D, words: PictureWords, header: Header): Promise<void> {
  const { owner } = header;
  const { say } = words;
  const shown = (text: string) => removeUndrawable(ctx, cleanText(text));
  const username = shown(owner.username);
  const name = [shown(owner.displayName), username].find(saysSomething) ?? say('picture.member');
  const image = await readPng(owner.avatar);
  const circle = { x: MARGIN + PORTRAIT_RADIUS, y: MIDDLE, radius: PORTRAIT_RADIUS };
  drawPortrait(ctx, image, { id: owner.username, initials: pickInitials(name), ...circle });

  let left = WIDTH - MARGIN;
  const label = say(header.unvalued > 0 ? 'picture.total-at-least' : 'picture.total');
  const draw = (tile: Tile): number => drawTile(ctx, words, { right: left, ...tile });
  left -= draw({ label, amount: header.totalValue, color: COLORS.worth });
  left -= draw({ label: say('balance.gems'), amount: header.gems, color: COLORS.gem });

  const x = MARGIN + PORTRAIT_RADIUS * 2 + 22;
  const maxWidth = left - x;
  write(ctx, shown(header.title), { x, y: MIDDLE - 22 }, { sizePx: 20, color: COLORS.faint, maxWidth });
  write(ctx, name, { x, y: MIDDLE + 15 }, { sizePx: 36, weight: 700, color: COLORS.text, maxWidth });
  if (username !== name && saysSomething(username))
    write(ctx, `@${username}`, { x, y: MIDDLE + 44 }, { sizePx: 22, color: COLORS.quiet, maxWidth });
}

interface Tile {
  readonly label: string;
  readonly amount: Amount | null;
  readonly color: string;
}

/** Draws an amount with its label, ending at `right`. Returns the width it used. */
function drawTile(
  ctx: SKRSContext2D,
  words: PictureWords,
  { right, ...tile }: Tile & { readonly right: number },
): number {
  const { labelPx, amountPx, padding, height } = TILE;
  const amount = tile.amount === null ? words.say('picture.none') : words.amount(tile.amount);
  const indent = tile.amount === null ? 0 : 34;
  const amountWidth = measureWidth(ctx, amount, amountPx, 700) + indent;
  const width = Math.max(amountWidth, measureWidth(ctx, tile.label, labelPx)) + padding * 2;
  const box = { x: right - width, y: MIDDLE - height / 2, width, height };
  fillBox(ctx, box, 18, COLORS.card);
  const x = box.x + padding;
  write(ctx, tile.label, { x, y: box.y + 30 }, { sizePx: labelPx, color: COLORS.quiet });
  if (tile.amount !== null) drawGem(ctx, { x: x + 12, y: box.y + 54, sizePx: 25 });
  const color = tile.amount === null ? COLORS.faint : tile.color;
  write(ctx, amount, { x: x + indent, y: box.y + 66 }, { sizePx: amountPx, weight: 700, color });
  return width + TILE.gap;
}

/** Draws the image in a circle, or the emblem where there is none. */
function drawPortrait(ctx: SKRSContext2D, image: Image | null, emblem: Emblem): void {
  if (image === null) {
    drawMonogram(ctx, emblem);
    return;
  }
  const { x, y, radius } = emblem;
  ctx.save();
  fillCircle(ctx, emblem, COLORS.line);
  ctx.clip();
  const scale = (radius * 2) / Math.min(image.width, image.height);
  const width = image.width * scale;
  const height = image.height * scale;
  ctx.drawImage(image, x - width / 2, y - height / 2, width, height);
  ctx.restore();
}
