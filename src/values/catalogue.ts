import type { Catalogue, Item } from '../bank/catalogue.ts';
import { petKey, VARIANTS } from '../bank/pets.ts';

type Found = NonNullable<ReturnType<Catalogue['find']>>;

/**
 * A catalogue of these items, each a different pet, in any order. An id always finds its own pet, even where
 * another pet is shown under that name; a name that several ids share finds none. A form that isn't listed
 * has no value, but its id is found. Everything is indexed here, once: every deposit looks its pets up.
 */
export function createCatalogue(items: readonly Item[], updatedAt: string | null): Catalogue {
  const pets = indexPets(items);
  const values = new Map(items.map((item) => [petKey(item), item.value]));
  return {
    find: (idOrName) => pets.get(idOrName) ?? null,
    value: (pet) => values.get(petKey(pet)) ?? null,
    items: items.toSorted(compareItems),
    updatedAt,
  };
}

/** The catalogue of a bank that takes any pet: each is found as itself, tradable, and nothing has a value. */
export function createOpenCatalogue(): Catalogue {
  return {
    find: (idOrName) => ({ id: idOrName, tradable: true }),
    value: () => null,
    items: [],
    updatedAt: null,
  };
}

/** What each id or name finds; null under a name that several ids share. */
function indexPets(items: readonly Item[]): Map<string, Found | null> {
  const byId = new Map<string, Found>();
  for (const { id, tradable } of items) {
    // A lookup names no form, so one form that can't be traded keeps the whole id out: the safe side.
    byId.set(id, { id, tradable: tradable && byId.get(id)?.tradable !== false });
  }
  const byName = new Map<string, Found | null>();
  for (const { id, name } of items) {
    const holder = byName.get(name);
    const isShared = holder !== undefined && holder?.id !== id;
    byName.set(name, isShared ? null : (byId.get(id) ?? null));
  }
  // Ids come last, so that they win over names.
  return new Map([...byName, ...byId]);
}

function compareItems(a: Item, b: Item): number {
  return (
    compareText(a.name, b.name) ||
    VARIANTS.indexOf(a.variant) - VARIANTS.indexOf(b.variant) ||
    Number(a.shiny) - Number(b.shiny) ||
    (a.chroma ?? 0) - (b.chroma ?? 0) ||
    compareText(a.id, b.id)
  );
}

/** By code unit, which is the same on every machine, whatever its locale. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
