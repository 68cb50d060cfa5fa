import { createCanvas, loadImage } from '@napi-rs/canvas';

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] as const;

export function isPng(bytes: Uint8Array): boolean {
  return PNG_SIGNATURE.every((byte, at) => bytes[at] === byte);
}

/** The picture's pixels, for tests to check: red, green, blue, alpha. */
export async function readPixels(png: Uint8Array) {
  const image = await loadImage(Buffer.from(png));
  const ctx = createCanvas(image.width, image.height).getContext('2d');
  ctx.drawImage(image, 0, 0);
  return {
    width: image.width,
    height: image.height,
    at: (x: number, y: number) => Array.from(ctx.getImageData(x, y, 1, 1).data),
  };
}
