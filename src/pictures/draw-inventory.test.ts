import { expect, test } from 'bun:test';
import { createCanvas } from '@napi-rs/canvas';
import { isPng, readPixels } from '../../test/support/png.ts';
import { LANGUAGES } from '../messages/languages.ts';
import type { PetCard } from './card.ts';
import { drawInventory, type InventoryPicture } from './draw-inventory.ts';

const cat: PetCard = {
  id: 'Huge Cat',
  name: 'Huge Cat',
  variant: 'normal',
  shiny: false,
  quantity: 1,
  reserved: 0,
  value: 67_600_000,
};
const picture: InventoryPicture = {
  language: 'en',
  title: 'Inventory',
  owner: { username: 'builderman', displayName: 'Builder Man' },
  pets: [cat],
  gems: 1000,
  totalValue: 67_601_000n,
  unvalued: 0,
  page: 1,
  pages: 1,
  asOf: Date.UTC(2026, 10, 22, 23, 26),
};
const drawn = (changes: Partial<InventoryPicture>) => drawInventory({ ...picture, ...changes });
const pixelsOf = async (changes: Partial<InventoryPicture>) => readPixels(await drawn(changes));
/** The middle of the left border of the first card. */
const FRAME = [30, 240] as const;

test.each([
  [0, 406],
  [1, 406],
  [4, 406],
  [5, 630],
  [12, 854],
  [10_000, 854],
])('%p pets make a PNG of 1200 × %p', async (count, height) => {
  const png = await drawn({ pets: Array.from({ length: count }, () => cat) });
  expect(isPng(png)).toBe(true);
  const pixels = await readPixels(png);
  expect([pixels.width, pixels.height]).toEqual([1200, height]);
});

test('the same inventory gives the same bytes, another one others', async () => {
  const png = await drawn({});
  expect(await drawn({})).toEqual(png);
  for (const change of [{ shiny: true }, { chroma: 3 }, { quantity: 2 }, { reserved: 1 }, { value: null }]) {
    expect(await drawn({ pets: [{ ...cat, ...change }] })).not.toEqual(png);
  }
  expect(await drawn({ page: 2, pages: 9 })).not.toEqual(png);
  expect(await drawn({ unvalued: 3 })).not.toEqual(png);
});

test('outside the rounded corners it is clear, inside it has its own ground', async () => {
  const pixels = await pixelsOf({});
  expect(pixels.at(0, 0)[3]).toBe(0);
  expect(pixels.at(1199, 405)[3]).toBe(0);
  expect(pixels.at(600, 380)).toEqual([0x15, 0x18, 0x28, 255]);
});

test('the frame tells the variant', async () => {
  const frameOf = async (variant: PetCard['variant']) =>
    (await pixelsOf({ pets: [{ ...cat, variant }] })).at(...FRAME);
  const [red = 0, green = 0, blue = 0] = await frameOf('golden');
  expect(red).toBeGreaterThan(220);
  expect(green).toBeWithin(150, 235);
  expect(blue).toBeLessThan(150);
  expect(await frameOf('normal')).not.toEqual([red, green, blue, 255]);
  expect(await frameOf('rainbow')).not.toEqual([red, green, blue, 255]);
});

test.each([
  [1, [0xff, 0x6b, 0x81, 255]],
  [6, [0xb1, 0x97, 0xfc, 255]],
])('chroma %p has a badge of its colour', async (chroma, color) => {
  const pixels = await pixelsOf({ pets: [{ ...cat, chroma }] });
  // Left of the number, in a circle that ends at the padding of the first card.
  expect(pixels.at(262, 226)).toEqual(color);
});

test('a reserved share is a bar of that share', async () => {
  const pixels = await pixelsOf({ pets: [{ ...cat, quantity: 1, reserved: 3 }] });
  const reserved = [0xff, 0x9f, 0x5a, 255];
  expect(pixels.at(28 + 18 + 170, 140 + 196)).toEqual(reserved);
  expect(pixels.at(28 + 18 + 190, 140 + 196)).not.toEqual(reserved);
});

test('names that can hurt, and amounts of any size, only change what is in their card', async () => {
  const hostile = [
    'W'.repeat(10_000),
    '\u202eevil',
    'Z\u0316\u0316'.repeat(5000),
    '',
    '\ud83d',
    '👨‍👩‍👧'.repeat(999),
  ];
  const pets = hostile.map((name) => ({ ...cat, id: name, name, quantity: 10n ** 90n, value: 10n ** 90n }));
  const pixels = await pixelsOf({
    pets,
    title: 'W'.repeat(10_000),
    owner: { username: '\u0000', displayName: 'ﷺ'.repeat(5000) },
  });
  const ground = [0x15, 0x18, 0x28, 255];
  // The gaps between the cards, all the way.
  for (const column of [310, 600, 890]) {
    for (let y = 140; y < 564; y++) expect(pixels.at(column, y)).toEqual(ground);
  }
  for (let x = 28; x < 1172; x++) expect(pixels.at(x, 356)).toEqual(ground);
});

test.each(LANGUAGES)('what is reserved leaves what it is worth in sight, in %s', async (language) => {
  const rich = { ...cat, quantity: 99_999, value: 999_000_000 };
  const free = await pixelsOf({ pets: [rich], language });
  const held = await pixelsOf({ pets: [{ ...rich, reserved: 88_888 }], language });
  for (let x = 46; x < 130; x++) for (let y = 298; y < 328; y++) expect(held.at(x, y)).toEqual(free.at(x, y));
});

const square = (side: number, color: string) => {
  const canvas = createCanvas(side, side);
  const ctx = canvas.getContext('2d');
  ctx.fillStyle = color;
  ctx.fillRect(0, 0, side, side);
  return canvas.encodeSync('png');
};
const withAvatar = (avatar: Uint8Array) => ({ owner: { ...picture.owner, avatar } });

test('the avatar stands in the header, round', async () => {
  const pixels = await pixelsOf(withAvatar(square(150, '#00ff00')));
  expect(pixels.at(74, 70)).toEqual([0, 255, 0, 255]);
  expect(pixels.at(32, 28)).toEqual([0x15, 0x18, 0x28, 255]);
});

test('a pet looks as its picture says, whole, and has its emblem where there is none', async () => {
  const cards = [{ ...cat, picture: square(300, '#00ff00') }, { ...cat, picture: new Uint8Array(40) }, cat];
  const pixels = await pixelsOf({ pets: cards });
  // In the middle of the first card's picture, and at its corner, which a circle would leave out.
  expect(pixels.at(92, 204)).toEqual([0, 255, 0, 255]);
  expect(pixels.at(50, 162)).toEqual([0, 255, 0, 255]);
  for (const column of [382, 672]) expect(pixels.at(column, 204)).not.toEqual([0, 255, 0, 255]);
});

test('an avatar that is none, is broken or would unpack to too much leaves the initials', async () => {
  const initials = await drawn({});
  const good = square(150, '#00ff00');
  for (const avatar of [
    new Uint8Array(),
    new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"></svg>'.padEnd(99)),
    good.subarray(0, 60),
    square(1025, '#00ff00'),
    Buffer.concat([good, Buffer.alloc(512 * 1024)]),
  ]) {
    expect(Buffer.compare(await drawn(withAvatar(avatar)), initials)).toBe(0);
  }
});
