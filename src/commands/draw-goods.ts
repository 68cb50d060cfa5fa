import type { Catalogue } from '../bank/engine/catalogue.ts';
import type { Goods } from '../bank/engine/pets.ts';
import type { CommandDependencies } from './dependencies.ts';
import { readPetNames } from './model/pet-names.ts';
import type { Reply } from './model/reply.ts';
import { t } from './model/text.ts';
import { attachPicture } from './person.ts';

/** Pets as cards, those first of which a single one is worth most. */
export function toPetCards(pets: Goods['pets'], catalogue: Catalogue) {
  const names = readPetNames(catalogue);
  const cards = pets.map((pet) => ({
    ...pet,
    name: names.name(pet),
    reserved: 0,
    value: catalogue.value(pet),
  }));
  return cards.toSorted((card, other) => (other.value ?? -1) - (card.value ?? -1));
}

/** Draws what is handed over. Gems alone are a number, which the text says. */
export async function drawGoods(
  { pictures, rules }: Pick<CommandDependencies, 'pictures' | 'rules'>,
  { pets, gems }: Goods,
): Promise<Pick<Reply, 'picture'>> {
  if (pets.length === 0) return {};
  return attachPicture(
    pictures.goods({ pets: toPetCards(pets, rules().catalogue), gems }),
    t('amount.picture'),
  );
}
