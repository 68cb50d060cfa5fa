import type { AssetKey } from '../bank/engine/pets.ts';
import type { HeldPet } from '../bank/holdings.ts';
import type { Actor } from './model/actor.ts';
import { indexPets } from './model/pet-index.ts';
import { formatNumber, type PetNames } from './model/pet-names.ts';
import type { Control, Reply } from './model/reply.ts';
import { say, strong, type Text, truncate } from './model/text.ts';
import { pageButtons } from './pages.ts';

/** What a menu takes. */
const PETS_PER_PAGE = 25;
const MAX_LABEL = 100;
const MAX_FIND = 100;

interface Listing {
  readonly page: number;
  readonly find: string;
  readonly take: (keys: readonly AssetKey[], actor: Actor) => Promise<Reply>;
  readonly turn: (to: { readonly page: number; readonly find?: string }, actor: Actor) => Promise<Reply>;
}

export interface PetList {
  readonly text: Text;
  readonly rows: Control[][];
}

/**
 * A page of pets to choose from, with its buttons; with `find`, of those that have these words in their name.
 */
export function listPets(free: readonly HeldPet[], names: PetNames, listing: Listing): PetList {
  const { find, take, turn } = listing;
  const found = find === '' ? free : findIn(free, names, find);
  const pages = Math.max(1, Math.ceil(found.length / PETS_PER_PAGE));
  const page = Math.min(listing.page, pages);
  const listed = found.slice((page - 1) * PETS_PER_PAGE, page * PETS_PER_PAGE);
  const [turning = []] = pageButtons({ page, pages, show: (to, by) => turn({ page: to }, by) });
  const finding = free.length > PETS_PER_PAGE ? [findForm(turn)] : [];
  const all = find === '' ? [] : [allButton(turn)];
  return {
    text: describeListing({ find, found: found.length, page, pages }),
    rows: [
      listed.length === 0 ? [] : [petMenu(listed, names, take)],
      [...turning, ...finding, ...all],
    ].filter((row) => row.length > 0),
  };
}

function findIn(free: readonly HeldPet[], names: PetNames, find: string): HeldPet[] {
  const index = indexPets(
    free.map(({ pet }) => pet),
    names,
  );
  const keys = new Set(index.search(find, free.length).map(({ key }) => key));
  return free.filter(({ key }) => keys.has(key));
}

function describeListing({
  find,
  found,
  page,
  pages,
}: {
  find: string;
  found: number;
  page: number;
  pages: number;
}): Text {
  const where = pages === 1 ? say`` : say` Page ${page} of ${formatNumber(pages)}.`;
  if (find === '') return say`Choose from the list; you may choose several.${where}`;
  return say`${formatNumber(found)} of your pets have ${strong(truncate(find, MAX_FIND))} in their name.${where}`;
}

function petMenu(listed: readonly HeldPet[], names: PetNames, take: Listing['take']): Control {
  return {
    kind: 'menu',
    placeholder: 'Choose pets',
    most: listed.length,
    // A place in the list and no key: a key may be longer than Discord takes.
    choices: listed.map((heldPet, at) => ({
      label: truncate(names.label(heldPet.pet), MAX_LABEL),
      value: String(at),
      hint: describeHint(heldPet, names),
    })),
    act: ({ actor }, { values }) =>
      take(
        values.flatMap((at) => listed[Number(at)]?.key ?? []),
        actor,
      ),
  };
}

/** How many, and what each is worth; the id, where the label doesn't show it. */
function describeHint({ pet, free, value }: HeldPet, names: PetNames): string {
  const worth = value === null ? 'no value known' : `worth ${formatNumber(value)} each`;
  const id = names.label(pet) === pet.id ? '' : `, id ${pet.id}`;
  return truncate(`${formatNumber(free)} free, ${worth}${id}`, MAX_LABEL);
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
