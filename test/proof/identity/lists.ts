import type { Catalogue } from '../../../src/bank/engine/catalogue.ts';
import { parseAssetKey } from '../../../src/bank/engine/pets.ts';
import { createCatalogue, createOpenCatalogue } from '../../../src/values/catalogue.ts';
import { itemOf } from '../../bank/item.ts';
import type { Dice } from '../dice.ts';

const ENYE = 'Ñandu';
/** Few words, so that one is an id today, a name tomorrow, and both of different pets the day after. */
export const WORDS = [
  ...['Ant', 'Bee', 'Cat', 'Dog', 'Elk', 'Fox', 'Gnu', 'Hen', 'Ibis', 'Jay'],
  ...[ENYE.normalize('NFC'), ENYE.normalize('NFD')],
];

/** What BIG Games lists, as the bank stores it: what has left the list stays known. */
export interface PetList {
  /** No list at all: every word is a pet. */
  isOpen: boolean;
  readonly pets: Map<string, { name: string; isListed: boolean }>;
}

export const openList = (): PetList => ({ isOpen: true, pets: new Map() });

export function toCatalogue({ isOpen, pets }: PetList): Catalogue {
  if (isOpen) return createOpenCatalogue();
  const items = [...pets].flatMap(([id, { name }]) =>
    (['normal', 'golden'] as const).map((variant) => itemOf({ id, name, variant, value: 10 })),
  );
  return createCatalogue(items, null, {
    isCurrent(asset) {
      const pet = parseAssetKey(asset);
      return pet !== 'gems' && pets.get(pet.id)?.isListed === true;
    },
  });
}

const pickWord = (dice: Dice): string => WORDS[dice.below(WORDS.length)] ?? '';

/**
 * Changes the list in one of the ways in which lists change, most often so that something that is held turns
 * out to be the name of an id, and says how.
 */
export function changeList(list: PetList, held: readonly string[], dice: Dice): string {
  const { pets } = list;
  const ids = [...pets.keys()];
  const pickId = (): string => ids[dice.below(ids.length)] ?? pickWord(dice);
  const setName = (id: string, name: string): string => {
    pets.set(id, { name, isListed: true });
    return `${id} is listed as ${name}`;
  };
  const unlist = (id: string): string => {
    const known = pets.get(id);
    if (known) pets.set(id, { ...known, isListed: false });
    return `${id} has left`;
  };
  const nameOf = (id: string): string => pets.get(id)?.name ?? id;
  switch (dice.below(12)) {
    case 0:
      list.isOpen = !list.isOpen;
      return list.isOpen ? 'no list' : 'a list';
    case 1:
      return unlist(pickId());
    case 2: {
      const id = pickId();
      pets.delete(id);
      return `${id} is forgotten`;
    }
    case 3: {
      const [one, other] = [pickId(), pickId()];
      const names = [nameOf(one), nameOf(other)] as const;
      return `${setName(one, names[1])}, ${setName(other, names[0])}`;
    }
    case 4:
      return setName(pickId(), nameOf(pickId()));
    case 5: {
      const [before, after] = [pickId(), pickWord(dice)];
      const name = nameOf(before);
      return `${unlist(before)}, ${setName(after, name)}`;
    }
    case 6:
      return setName(pickId(), pickWord(dice));
    default: {
      list.isOpen = false;
      const name = held[dice.below(held.length)] ?? pickWord(dice);
      const unused = WORDS.filter((word) => !held.includes(word) && !pets.has(word));
      pets.delete(name);
      return setName(unused[dice.below(unused.length)] ?? pickWord(dice), name);
    }
  }
}
