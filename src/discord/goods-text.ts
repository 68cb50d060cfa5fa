import type { Goods } from '../bank/pets.ts';
import { petLabel } from './pet-label.ts';
import { lines, say, strong, type Text } from './text.ts';

/** How many pets a reply names unless told otherwise; the others are counted. */
const SHOWN = 15;

/** Goods in words, one a line. */
export function goodsText({ pets, gems }: Goods, shown = SHOWN): Text {
  const more = pets.length - shown;
  return lines([
    ...pets.slice(0, shown).map((pet) => say`${pet.quantity} × ${strong(petLabel(pet))}`),
    ...(more > 0 ? [say`and ${more} more kinds of pets`] : []),
    ...(gems > 0 ? [say`${strong(gems.toLocaleString('en'))} gems`] : []),
    ...(pets.length === 0 && gems === 0 ? [say`nothing`] : []),
  ]);
}
