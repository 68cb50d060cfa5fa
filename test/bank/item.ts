import type { Item } from '../../src/bank/engine/catalogue.ts';

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
