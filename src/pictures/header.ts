import type { SKRSContext2D } from '@napi-rs/canvas';
import { cleanText, saysSomething } from '../clean-text.ts';
import { type Amount, shortAmount } from './amount.ts';
import { drawPortrait, readAvatar } from './avatar.ts';
import { initialsOf } from './emblem.ts';
import { drawable } from './glyphs.ts';
import { COLORS, drawGem, roundedBox } from './theme.ts';
import { widthOf, write } from './write.ts';

export interface Owner {
  readonly username: string;
  readonly displayName: string;
  /** A PNG. */
  readonly avatar?: Uint8Array | undefined;
}

interface Header {
  readonly title: string;
  readonly owner: Owner;
  readonly gems: Amount;
  readonly totalValue: Amount | null;
  readonly width: number;
  readonly margin: number;
}

const MIDDLE = 70;
const PORTRAIT_RADIUS = 46;
const TILE = { height: 84, padding: 20, gap: 14, labelPx: 18, amountPx: 32 } as const;

export async function drawHeader(ctx: SKRSContext2D, header: Header): Promise<void> {
  const { owner, width, margin } = header;
  const shown = (text: string) => drawable(ctx, cleanText(text));
  const username = shown(owner.username);
  const name = [shown(owner.displayName), username].find(saysSomething) ?? 'Member';
  const image = await readAvatar(owner.avatar);
  const portrait = { x: margin + PORTRAIT_RADIUS, y: MIDDLE, radius: PORTRAIT_RADIUS };
  drawPortrait(ctx, { image, id: owner.username, initials: initialsOf(name), ...portrait });

  let left = width - margin;
  left -= drawTile(ctx, left, { label: 'Total value', amount: header.totalValue, color: COLORS.worth });
  left -= drawTile(ctx, left, { label: 'Gems', amount: header.gems, color: COLORS.gem });

  const x = margin + PORTRAIT_RADIUS * 2 + 22;
  const maxWidth = left - x;
  write(ctx, { text: shown(header.title), x, y: MIDDLE - 22, sizePx: 20, color: COLORS.faint, maxWidth });
  write(ctx, { text: name, x, y: MIDDLE + 15, sizePx: 36, weight: 700, color: COLORS.text, maxWidth });
  if (username !== name && saysSomething(username))
    write(ctx, { text: `@${username}`, x, y: MIDDLE + 44, sizePx: 22, color: COLORS.quiet, maxWidth });
}

interface Tile {
  readonly label: string;
  readonly amount: Amount | null;
  readonly color: string;
}

/** An amount with its label, ending at `right`. Gives the room it took. */
function drawTile(ctx: SKRSContext2D, right: number, tile: Tile): number {
  const { labelPx, amountPx, padding, height } = TILE;
  const amount = tile.amount === null ? 'none' : shortAmount(tile.amount);
  const indent = tile.amount === null ? 0 : 34;
  const amountWidth = widthOf(ctx, { text: amount, sizePx: amountPx, weight: 700 }) + indent;
  const width = Math.max(amountWidth, widthOf(ctx, { text: tile.label, sizePx: labelPx })) + padding * 2;
  const box = { x: right - width, y: MIDDLE - height / 2, width, height };
  roundedBox(ctx, box, 18);
  ctx.fillStyle = COLORS.card;
  ctx.fill();
  const x = box.x + padding;
  write(ctx, { text: tile.label, x, y: box.y + 30, sizePx: labelPx, color: COLORS.quiet });
  if (tile.amount !== null) drawGem(ctx, { x: x + 12, y: box.y + 54, sizePx: 25 });
  const color = tile.amount === null ? COLORS.faint : tile.color;
  write(ctx, { text: amount, x: x + indent, y: box.y + 66, sizePx: amountPx, weight: 700, color });
  return width + TILE.gap;
}
