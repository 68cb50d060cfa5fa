import { type Image, loadImage } from '@napi-rs/canvas';

/** A headshot of Roblox has 150 pixels a side and some 20 KiB; a pet of BIG Games' hardly more. */
const MAX_BYTES = 512 * 1024;
const MAX_SIDE = 1024;
const PNG_HEADER = [
  0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52,
] as const;

/**
 * Decodes an avatar or a pet, or returns null for other bytes. Only PNG, which is what the bank asks for: its
 * dimensions are in its header, so that a small file can't unpack to gigabytes.
 */
export async function readPng(bytes: Uint8Array | undefined): Promise<Image | null> {
  if (bytes === undefined || !isSmallPng(bytes)) return null;
  try {
    return await loadImage(Buffer.from(bytes));
  } catch {
    // Only decoration: the picture is drawn without it.
    return null;
  }
}

function isSmallPng(bytes: Uint8Array): boolean {
  if (bytes.length < 33 || bytes.length > MAX_BYTES) return false;
  if (!PNG_HEADER.every((byte, at) => bytes[at] === byte)) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sides = [view.getUint32(16), view.getUint32(20)];
  return sides.every((side) => side >= 1 && side <= MAX_SIDE);
}
