import { type Image, loadImage, type SKRSContext2D } from '@napi-rs/canvas';
import { drawMonogram } from './emblem.ts';
import { COLORS } from './theme.ts';

/** A headshot of Roblox has 150 pixels a side and some 20 KiB. */
const MAX_AVATAR_BYTES = 512 * 1024;
const MAX_AVATAR_SIDE = 1024;
const PNG_HEAD = [
  0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52,
] as const;

/**
 * The picture of an avatar; null for bytes that are none. Only PNG, which is what the bank asks Roblox for:
 * its size stands in its head, so that a small file can't unpack to gigabytes.
 */
export async function readAvatar(bytes: Uint8Array | undefined): Promise<Image | null> {
  if (bytes === undefined || !isModestPng(bytes)) return null;
  try {
    return await loadImage(Buffer.from(bytes));
  } catch {
    // Decoration: a picture without a face is still a picture.
    return null;
  }
}

function isModestPng(bytes: Uint8Array): boolean {
  if (bytes.length < 33 || bytes.length > MAX_AVATAR_BYTES) return false;
  if (!PNG_HEAD.every((byte, at) => bytes[at] === byte)) return false;
  const head = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sides = [head.getUint32(16), head.getUint32(20)];
  return sides.every((side) => side >= 1 && side <= MAX_AVATAR_SIDE);
}

interface Portrait {
  readonly image: Image | null;
  /** Stands for the person where there is no image. */
  readonly id: string;
  readonly initials: string;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

export function drawPortrait(ctx: SKRSContext2D, { image, id, initials, x, y, radius }: Portrait): void {
  if (image === null) {
    drawMonogram(ctx, { id, initials, x, y, radius });
    return;
  }
  ctx.save();
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, Math.PI * 2);
  ctx.fillStyle = COLORS.line;
  ctx.fill();
  ctx.clip();
  const scale = (radius * 2) / Math.min(image.width, image.height);
  const width = image.width * scale;
  const height = image.height * scale;
  ctx.drawImage(image, x - width / 2, y - height / 2, width, height);
  ctx.restore();
}
