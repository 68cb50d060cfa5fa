import { beforeAll, expect, test } from 'bun:test';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import { cut, font, loadFonts, removeUndrawable } from './text.ts';

const ctx = createCanvas(10, 10).getContext('2d');

beforeAll(() => {
  loadFonts();
  ctx.font = font(700, 22);
});

const width = (text: string) => ctx.measureText(text).width;

test('a text that fits stays whole', () => {
  expect(cut(ctx, 'Huge Cat', width('Huge Cat'))).toBe('Huge Cat');
});

test.each([
  ['Latin', 'Titanic Golden Retriever'],
  ['Cyrillic', 'Жуткий Кот Из Леса'],
  ['Greek', 'Δράκος Ωμέγα της Θάλασσας'],
  ['Vietnamese', 'Mèo Rồng Đặng Vĩ Đại'],
  ['Arabic', 'قطة ضخمة جدا جدا جدا'],
  ['ten thousand letters', 'W'.repeat(10_000)],
])('%s is cut to the width, and one letter more would be too wide', (_, text) => {
  const shown = cut(ctx, text, 120);
  expect(shown).toEndWith('…');
  expect(width(shown)).toBeLessThanOrEqual(120);
  const kept = shown.slice(0, -1);
  expect(text).toStartWith(kept);
  expect(width(`${text.slice(0, kept.length + 2).trimEnd()}…`)).toBeGreaterThan(120);
});

test('a cut never goes through a letter and its mark, or an emoji', () => {
  const whole = ['o\u0308\u0323', '👨‍👩‍👧', 'x'];
  const text = whole.join('').repeat(20);
  const kept = cut(ctx, text, 150).slice(0, -1);
  const rest = kept.replaceAll(whole.join(''), '');
  expect(['', 'o\u0308\u0323', 'o\u0308\u0323👨‍👩‍👧']).toContain(rest);
});

test('where nothing fits, the ellipsis stands alone', () => {
  expect(cut(ctx, 'Huge Cat', 1)).toBe('…');
});

test('each alphabet of Inter is known in two weights, and none is left to the fonts of the machine', () => {
  const inter = GlobalFonts.families.filter(({ family }) => family.startsWith('Petbank Inter '));
  const known = inter.map(({ family, styles }) => [
    family.slice(14),
    styles
      .map(({ weight }) => weight)
      .sort()
      .join(),
  ]);
  const alphabets = ['cyrillic', 'cyrillic-ext', 'greek', 'greek-ext', 'latin', 'latin-ext', 'vietnamese'];
  expect(known.sort()).toEqual(alphabets.map((alphabet) => [alphabet, '400,700']));
});

test('Latin, Cyrillic, Greek and Vietnamese are drawn', () => {
  for (const text of ['Ąęłż ß Œ', 'Жуткий Ѫ', 'Δράκος ἄλφα', 'Đặng Vĩ Đại ₫'])
    expect(removeUndrawable(ctx, text)).toBe(text);
});

test('an emoji without a picture is left out, other characters without one become one dot', () => {
  expect(removeUndrawable(ctx, 'Fox \u{1fffd}\u{10fffd}\u{1f1e9}\u{1f1ea}')).toBe('Fox ·');
  expect(removeUndrawable(ctx, 'Party \u{1f1e9}\u{1f1ea} Cat')).toBe('Party Cat');
});

test('what is drawn is never a box: it measures otherwise than what no font has', () => {
  const missing = width('\u{10ffff}');
  for (const text of ['แมว', '漢字', '🎉', 'قطة']) {
    const shown = removeUndrawable(ctx, text);
    if (shown === text) expect(width(text)).not.toBe(missing * Array.from(text).length);
    else expect(['', '·']).toContain(shown);
  }
});
