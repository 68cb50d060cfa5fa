import type { Catalogue, Item, ValueProvenance } from '../bank/engine/catalogue.ts';
import { type AssetKey, type Pet, petKey, type Tier, VARIANTS } from '../bank/engine/pets.ts';
import { EVERY_PET, type Supported, whyUnsupported } from './supported.ts';

/** What an id finds. */
type Found = Pick<Item, 'id' | 'tradable' | 'name' | 'tier'>;

interface CatalogueOptions {
  readonly supported?: Supported;
  readonly provenanceOf?: (asset: AssetKey) => ValueProvenance;
}

const MADE_UP: ValueProvenance = { source: 'demo', flags: [] };

/**
 * A catalogue of these different pets, whose `tradable` says whether the game lets them be traded. An id
 * always finds its own pet, even where another is shown under that name; a name that several ids share finds
 * none. A form that isn't listed has no value, but its id is found. All is indexed once: every deposit reads
 * it.
 */
export function createCatalogue(
  items: readonly Item[],
  updatedAt: string | null,
  { supported = EVERY_PET, provenanceOf = () => MADE_UP }: CatalogueOptions = {},
): Catalogue {
  const pets = indexPets(items);
  const forms = new Map<AssetKey, Item>();
  for (const item of items) {
    const isTaken = item.tradable && whyUnsupported(item, supported) === null;
    forms.set(petKey(item), isTaken === item.tradable ? item : { ...item, tradable: isTaken });
  }
  const findValue = (pet: Pet): number | null => forms.get(petKey(pet))?.value ?? null;
  return {
    find(idOrName) {
      const found = pets.get(idOrName);
      return found ? { id: found.id, tradableInGame: found.tradable } : null;
    },
    item: (pet) => forms.get(petKey(pet)) ?? null,
    value: findValue,
    provenance(pet) {
      const asset = petKey(pet);
      return forms.has(asset) ? provenanceOf(asset) : null;
    },
    whyNotTaken(pet) {
      const found = pets.get(pet.id);
      if (found?.tradable === false) return "this pet can't be traded";
      return found ? whyUnsupported({ ...found, value: findValue(pet) }, supported) : null;
    },
    items: [...forms.values()].sort(compareItems),
    updatedAt,
  };
}

/** The catalogue of a bank that knows no pets: each is found as itself, tradable, and nothing has a value. */
export function createOpenCatalogue(supported: Supported = EVERY_PET): Catalogue {
  return {
    find: (idOrName) => ({ id: idOrName, tradableInGame: true }),
    item: () => null,
    value: () => null,
    provenance: () => null,
    whyNotTaken({ id }) {
      return whyUnsupported({ id, name: id, tier: parseTier(id) ?? 'other', value: null }, supported);
    },
    items: [],
    updatedAt: null,
  };
}

/** What each id or name finds; null under a name that several ids share. */
function indexPets(items: readonly Item[]): Map<string, Found | null> {
  const byId = new Map<string, Found>();
  for (const { id, tradable, name, tier } of items) {
    // A lookup names no form, so one form that can't be traded keeps the whole id out: the safe side.
    byId.set(id, { id, tradable: tradable && byId.get(id)?.tradable !== false, name, tier });
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

const FIRST_WORDS: Readonly<Record<string, Tier>> = {
  Titanic: 'titanic',
  Gargantuan: 'gargantuan',
  Huge: 'huge',
  Exclusive: 'exclusive',
};

/** The tier that a name or a category begins with; null where it begins with none. */
export function parseTier(text: string): Tier | null {
  const [first = ''] = text.split(' ');
  return FIRST_WORDS[first] ?? null;
}
