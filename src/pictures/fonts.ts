import { join } from 'node:path';
import { GlobalFonts } from '@napi-rs/canvas';
import { assert } from '../bank/engine/assert.ts';
import { packageFile } from '../files.ts';

const SUBSETS = [
  'latin',
  'latin-ext',
  'cyrillic',
  'cyrillic-ext',
  'greek',
  'greek-ext',
  'vietnamese',
] as const;
const WEIGHTS = [400, 700] as const;
export type Weight = (typeof WEIGHTS)[number];

/**
 * Each subset is a family of its own: within one family only the first file that fits the weight is looked
 * into.
 */
const familyOf = (subset: string) => `Petbank Inter ${subset}`;
const FAMILIES = SUBSETS.map((subset) => `"${familyOf(subset)}"`).join(', ');

/**
 * The value of a context's `font`. What Inter hasn't (Arabic, emoji) comes from the fonts of the machine,
 * where it has any.
 */
export function font(weight: Weight, sizePx: number): string {
  return `${weight} ${sizePx}px ${FAMILIES}, sans-serif`;
}

/** Makes Inter known to the canvas, once for a process or worker. Takes some 10 ms. */
export function loadFonts(): void {
  const inter = packageFile('@fontsource/inter/files');
  for (const subset of SUBSETS) {
    if (GlobalFonts.has(familyOf(subset))) continue;
    for (const weight of WEIGHTS) {
      const file = join(inter, `inter-${subset}-${weight}-normal.woff2`);
      assert(GlobalFonts.registerFromPath(file, familyOf(subset)) !== null, `${file} is a font`);
    }
  }
}
