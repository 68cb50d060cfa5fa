import type { AssetKey } from '../bank/engine/pets.ts';
import type { HeldPet } from '../bank/holdings.ts';
import { formatEach } from './goods.ts';
import type { Actor } from './model/actor.ts';
import { MAX_CHOICE_LENGTH, MAX_CHOICES } from './model/command.ts';
import { indexPets } from './model/pet-index.ts';
import type { PetNames } from './model/pet-names.ts';
import type { Control, Reply } from './model/reply.ts';
import { join, t, truncate, type Words } from './model/text.ts';
import { pageButtons } from './pages.ts';

const MAX_FIND = 100;
/** What is left of a hint beside the numbers. */
const MAX_HINT_ID = 30;

interface Listing {
  readonly page: number;
  readonly find: string;
  readonly take: (keys: readonly AssetKey[], actor: Actor) => Promise<Reply>;
  readonly turn: (to: { readonly page: number; readonly find?: string }, actor: Actor) => Promise<Reply>;
}

/** Lists a page of pets to choose from, with its buttons; with `find`, of those whose name contains it. */
export function listPets(free: readonly HeldPet[], names: PetNames, listing: Listing) {
  const { find, take, turn } = listing;
  const found = find === '' ? free : findPets(free, names, find);
  const pages = Math.max(1, Math.ceil(found.length / MAX_CHOICES));
  const page = Math.min(listing.page, pages);
  const listed = found.slice((page - 1) * MAX_CHOICES, page * MAX_CHOICES);
  const [turning = []] = pageButtons({ page, pages, show: (to, by) => turn({ page: to }, by) });
  const finding = free.length > MAX_CHOICES ? [findForm(turn)] : [];
  const buttons = [...turning, ...finding, ...(find === '' ? [] : [allButton(turn)])];
  const what =
    find === ''
      ? t('choose.from-list')
      : t('choose.found', { count: found.length, find: truncate(find, MAX_FIND) });
  return {
    text: pages === 1 ? what : join([what, t('choose.page', { page, pages })], ' '),
    rows: [listed.length === 0 ? [] : [petMenu(listed, names, take)], buttons].filter(
      (row) => row.length > 0,
    ),
  };
}

function findPets(free: readonly HeldPet[], names: PetNames, find: string): HeldPet[] {
  const pets = free.map(({ pet }) => pet);
  const index = indexPets(pets, names);
  const keys = new Set(index.search(find, free.length).map(({ key }) => key));
  return free.filter(({ key }) => keys.has(key));
}

function petMenu(listed: readonly HeldPet[], names: PetNames, take: Listing['take']): Control {
  return {
    kind: 'menu',
    placeholder: t('choose.pets'),
    most: listed.length,
    // The value is the position in the list: a key may be longer than Discord takes.
    choices: listed.map((held, at) => ({
      label: truncate(names.label(held.pet), MAX_CHOICE_LENGTH),
      value: String(at),
      hint: describeHint(held, names),
    })),
    act({ actor }, { values }) {
      const keys = values.flatMap((at) => listed[Number(at)]?.key ?? []);
      return take(keys, actor);
    },
  };
}

/** How many are free, what each is worth, and the id where the label doesn't show it. */
function describeHint({ pet, free, value }: HeldPet, names: PetNames): Words {
  const worth = formatEach(value);
  if (names.name(pet) === pet.id) return t('choose.hint', { free, worth });
  return t('choose.hint-id', { free, worth, id: truncate(pet.id, MAX_HINT_ID) });
}

const findForm = (turn: Listing['turn']): Control => ({
  kind: 'form',
  label: t('choose.find'),
  form: {
    title: t('choose.find-title'),
    inputs: [{ name: 'find', label: t('choose.find-words'), minLength: 1, maxLength: MAX_FIND }],
  },
  act: ({ actor }, { fields }) => turn({ page: 1, find: fields.find ?? '' }, actor),
});

const allButton = (turn: Listing['turn']): Control => ({
  kind: 'button',
  label: t('choose.show-all'),
  act: ({ actor }) => turn({ page: 1, find: '' }, actor),
});
