import type { Catalogue } from '../bank/engine/catalogue.ts';
import { computeWorth } from '../bank/engine/catalogue.ts';
import type { Goods } from '../bank/engine/pets.ts';
import { formatGems, formatNumber, type PetNames } from './model/pet-names.ts';
import { say, strong, type Text } from './model/text.ts';

/** More would not fit beside the rest of a reply. */
const MAX_LINES = 25;

/** Goods, a line for each kind of pet and one for the gems. */
export function goodsLines({ pets, gems }: Goods, names: PetNames): Text[] {
  const shown = pets.slice(0, MAX_LINES);
  const more = pets.length - shown.length;
  return [
    ...shown.map((pet) => say`• ${strong(`${formatNumber(pet.quantity)} × ${names.label(pet)}`)}`),
    ...(more > 0 ? [say`• and ${formatNumber(more)} more kinds of pets`] : []),
    ...(gems > 0 ? [say`• ${strong(formatGems(gems))}`] : []),
  ];
}

/** What goods are worth, as a sentence. */
export function worthLine(goods: Goods, catalogue: Catalogue): Text {
  const worth = computeWorth(goods, catalogue);
  return worth === null
    ? say`None of it has a known value.`
    : say`Worth ${strong(formatNumber(worth))} gems.`;
}
