import { expect, test } from 'bun:test';
import { isPng, readPixels } from '../../test/support/png.ts';
import type { PetCard } from './card.ts';
import { drawTrade, type TradePicture } from './draw-trade.ts';

const cat: PetCard = {
  id: 'Huge Cat',
  name: 'Huge Cat',
  variant: 'normal',
  shiny: false,
  quantity: 1,
  reserved: 0,
  value: 67_600_000,
};
const side = { name: 'mia', pets: [cat], gems: 5, worth: 67_600_005n, unvalued: 0n };
const picture: TradePicture = { sides: [side, { ...side, name: 'leo' }], asOf: Date.UTC(2026, 10, 22) };

test.each([
  [0, 0, 426],
  [1, 0, 426],
  [3, 1, 646],
  [6, 2, 866],
])('%p and %p pets make a PNG of 1200 × %p', async (mine, other, height) => {
  const pets = (length: number) => Array.from({ length }, () => cat);
  const sides = [
    { ...side, pets: pets(mine) },
    { ...side, pets: pets(other) },
  ];
  const png = await drawTrade({ ...picture, sides });
  expect(isPng(png)).toBe(true);
  const pixels = await readPixels(png);
  expect([pixels.width, pixels.height]).toEqual([1200, height]);
});

test('the same trade gives the same bytes, another one others', async () => {
  const png = await drawTrade(picture);
  expect(await drawTrade(picture)).toEqual(png);
  for (const change of [{ name: 'sam' }, { gems: 0 }, { worth: null }, { unvalued: 2n }, { pets: [] }])
    expect(await drawTrade({ ...picture, sides: [{ ...side, ...change }, side] })).not.toEqual(png);
  expect(await drawTrade({ ...picture, more: [0, 3] })).not.toEqual(png);
});

test('names from outside are drawn within their side, whatever they hold', async () => {
  const name = `\u202e${'W'.repeat(300)}\u{10ffff}`;
  const png = await drawTrade({ ...picture, sides: [{ ...side, name }, side] });
  const pixels = await readPixels(png);
  expect(pixels.at(590, 60)).toEqual((await readPixels(await drawTrade(picture))).at(590, 60));
});
