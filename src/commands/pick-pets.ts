import type { AssetKey } from '../bank/engine/pets.ts';
import type { HeldPet } from '../bank/holdings.ts';
import type { Actor } from './model/actor.ts';
import { MAX_CHOICE_LENGTH, MAX_CHOICES } from './model/command.ts';
import { indexPets } from './model/pet-index.ts';
import { formatNumber, type PetNames } from './model/pet-names.ts';
import type { Control, Reply } from './model/reply.ts';
import { say, strong, truncate } from './model/text.ts';
import { pageButtons } from './pages.ts';

const MAX_FIND = 100;

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
  const where = pages === 1 ? '' : ` Page ${page} of ${formatNumber(pages)}.`;
  return {
    text:
      find === ''
        ? say`Choose from the list; you may choose several.${where}`
        : say`${formatNumber(found.length)} of your pets have ${strong(truncate(find, MAX_FIND))} in their
          name.${where}`,
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
    placeholder: 'Choose pets',
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
function describeHint({ pet, free, value }: HeldPet, names: PetNames): string {
  const worth = value === null ? 'no value known' : `worth ${formatNumber(value)} each`;
  const id = names.label(pet) === pet.id ? '' : `, id ${pet.id}`;
  return truncate(`${formatNumber(free)} free, ${worth}${id}`, MAX_CHOICE_LENGTH);
}

const findForm = (turn: Listing['turn']): Control => ({
  kind: 'form',
  label: 'Find',
  form: {
    title: 'Find a pet',
    inputs: [{ name: 'find', label: 'Words of its name', minLength: 1, maxLength: MAX_FIND }],
  },
  act: ({ actor }, { fields }) => turn({ page: 1, find: fields.find ?? '' }, actor),
});

const allButton = (turn: Listing['turn']): Control => ({
  kind: 'button',
  label: 'Show all',
  act: ({ actor }) => turn({ page: 1, find: '' }, actor),
});
