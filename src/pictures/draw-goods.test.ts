import { expect, test } from 'bun:test';
import { isPng, readPixels } from '../../test/support/png.ts';
import type { PetCard } from './card.ts';
import { drawGoods } from './draw-goods.ts';

const cat: PetCard = {
  id: 'Huge Cat',
  name: 'Huge Cat',
  variant: 'golden',
  shiny: false,
  quantity: 2,
  reserved: 0,
  value: 67_600_000,
};
const cats = (length: number): PetCard[] => Array.from({ length }, () => cat);

test.each([
  [1, 0, 0, 330, 264],
  [0, 5, 0, 330, 264],
  [1, 5, 0, 620, 264],
  [6, 5, 9, 1200, 488],
])('%p kinds, %p gems and %p kinds more take %p × %p', async (kinds, gems, more, width, height) => {
  const png = await drawGoods({ pets: cats(kinds), gems, more });
  expect(isPng(png)).toBe(true);
  const pixels = await readPixels(png);
  expect([pixels.width, pixels.height]).toEqual([width, height]);
});

test('the same goods give the same bytes, so a message keeps its picture; others give others', async () => {
  const goods = { pets: cats(2), gems: 5, more: 1 };
  const png = await drawGoods(goods);
  expect(await drawGoods({ ...goods })).toEqual(png);
  for (const change of [{ gems: 6 }, { more: 2 }, { pets: [cat, { ...cat, quantity: 3 }] }])
    expect(await drawGoods({ ...goods, ...change })).not.toEqual(png);
});
