import { expect, test } from 'bun:test';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { encodePng } from './png.ts';

/** The pixels as a decoder reads them. */
async function decode(png: Uint8Array) {
  const image = await loadImage(Buffer.from(png));
  const ctx = createCanvas(image.width, image.height).getContext('2d');
  ctx.drawImage(image, 0, 0);
  return ctx.getImageData(0, 0, image.width, image.height);
}

function draw(width: number, height: number) {
  const canvas = createCanvas(width, height);
  const ctx = canvas.getContext('2d');
  for (let x = 0; x < width; x += 1) {
    ctx.fillStyle = `rgb(${x % 256} ${(x * 7) % 256} ${(x * 31) % 256} / ${x % 3 === 0 ? 0 : 1})`;
    ctx.fillRect(x, x % height, 1, height);
  }
  return canvas;
}

test.each([
  [1, 1],
  [3, 2],
  [300, 7],
  [1200, 854],
])('a picture of %p × %p is read as it was drawn', async (width, height) => {
  const canvas = draw(width, height);
  const drawn = canvas.getContext('2d').getImageData(0, 0, width, height);
  const read = await decode(encodePng(canvas));
  expect([read.width, read.height]).toEqual([width, height]);
  expect(Buffer.from(read.data).equals(Buffer.from(drawn.data))).toBe(true);
});

test('the canvas reads both PNGs alike, its own and ours', async () => {
  const canvas = draw(64, 64);
  expect(await decode(encodePng(canvas))).toEqual(await decode(canvas.toBuffer('image/png')));
});

test('nothing of a larger picture is left in the next one', async () => {
  const large = createCanvas(300, 300);
  const ctx = large.getContext('2d');
  ctx.fillStyle = '#fff';
  ctx.fillRect(0, 0, 300, 300);
  encodePng(large);
  const canvas = draw(64, 64);
  expect(await decode(encodePng(canvas))).toEqual(await decode(canvas.toBuffer('image/png')));
});
