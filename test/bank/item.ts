import type { Item } from '../../src/bank/engine/catalogue.ts';
import { MAX_AMOUNT, type PetStack, VARIANTS } from '../../src/bank/engine/pets.ts';

/** A pet of the catalogue, of which nothing is known but what is given. */
export function itemOf(fields: Partial<Item> & { readonly id: string }): Item {
  return {
    name: fields.id,
    variant: 'normal',
    shiny: false,
    tier: 'other',
    tradable: true,
    value: null,
    rap: null,
    exists: null,
    thumbnail: null,
    updatedAt: '2026-01-01T00:00:00.000Z',
    ...fields,
  };
}

/** As many of each of the 42 forms of a pet as one line of a request may name. */
export const mostOfEachForm = (id: string): PetStack[] =>
  VARIANTS.flatMap((variant) =>
    [false, true].flatMap((shiny) =>
      [undefined, 1, 2, 3, 4, 5, 6].map((chroma) => ({
        id,
        variant,
        shiny,
        quantity: MAX_AMOUNT,
        ...(chroma && { chroma }),
      })),
    ),
  );
