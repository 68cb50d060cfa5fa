import type { Catalogue, Item, ValueProvenance } from '../bank/engine/catalogue.ts';
import { type AssetKey, type Pet, petKey, type Tier, VARIANTS } from '../bank/engine/pets.ts';
import type { PetValue } from '../bank/pet-values.ts';
import {
  createSupportCheck,
  EVERY_PET,
  NO_DECISIONS,
  type PetDecisions,
  type Supported,
} from './supported.ts';

/** What an id finds. */
interface Found extends Pick<Item, 'id' | 'tradable' | 'name' | 'tier'> {
  readonly isListed: boolean;
}

interface CatalogueOptions {
  readonly supported?: Supported;
  readonly decisions?: PetDecisions;
  readonly provenanceOf?: (asset: AssetKey) => ValueProvenance;
  /** Whether the newest list has this form; else it is known from an earlier one. */
  readonly isCurrent?: (asset: AssetKey) => boolean;
  /** What the colours of each id's chromas 1 to 6 are called, where that is known. */
  readonly chromaNames?: ReadonlyMap<string, PetValue['chromaNames']>;
}

const MADE_UP: ValueProvenance = { source: 'demo', flags: [] };

/**
 * A catalogue of these different pets, whose `tradable` says whether the game lets them be traded. An id
 * always finds its own pet, even where another is shown under that name; a name that several ids share finds
 * none, and one that has left the newest list gives its name up to those that are in it. A form that isn't
 * listed has no value, but its id is found. All is indexed once: every deposit reads it.
 */
export function createCatalogue(
  items: readonly Item[],
  updatedAt: string | null,
  options: CatalogueOptions = {},
): Catalogue {
  const { supported = EVERY_PET, decisions = NO_DECISIONS, provenanceOf = () => MADE_UP } = options;
  const { isCurrent = () => true, chromaNames = new Map() } = options;
  const whyUnsupported = createSupportCheck(supported, decisions);
  const pets = indexPets(items, isCurrent);
  const names = indexNames(items, isCurrent);
  const forms = new Map<AssetKey, Item>();
  for (const listed of items) {
    const asset = petKey(listed);
    const item = isCurrent(asset) ? listed : { ...listed, ...factsOfId(pets.get(listed.id)) };
    const isTaken = item.tradable && whyUnsupported(item) === null;
    forms.set(asset, isTaken === item.tradable ? item : { ...item, tradable: isTaken });
  }
  const idsNamed = (name: string): readonly string[] => names.get(name)?.ids ?? [];
  const findValue = (pet: Pet): number | null => forms.get(petKey(pet))?.value ?? null;
  return {
    find(idOrName) {
      const [id, ...others] = pets.has(idOrName) ? [idOrName] : idsNamed(idOrName);
      const found = id === undefined || others.length > 0 ? undefined : pets.get(id);
      return found ? { id: found.id, name: found.name, tradableInGame: found.tradable } : null;
    },
    isListed: (id) => pets.get(id)?.isListed ?? false,
    idsNamed,
    item: (pet) => forms.get(petKey(pet)) ?? null,
    value: findValue,
    chromaName: ({ id, chroma = 0 }) => chromaNames.get(id)?.[chroma - 1] ?? null,
    provenance(pet) {
      const asset = petKey(pet);
      return forms.has(asset) ? provenanceOf(asset) : null;
    },
    decision: (id) => decisions.get(id) ?? null,
    whyNotTaken(pet) {
      const found = pets.get(pet.id);
      if (found?.tradable === false) return "this pet can't be traded";
      return found ? whyUnsupported({ ...found, value: findValue(pet) }) : null;
    },
    items: [...forms.values()].sort(compareItems),
    updatedAt,
  };
}

/** The catalogue of a bank that knows no pets: each is found as itself, tradable, and nothing has a value. */
export function createOpenCatalogue(supported: Supported = EVERY_PET): Catalogue {
  const whyUnsupported = createSupportCheck(supported);
  return {
    find: (idOrName) => ({ id: idOrName, name: idOrName, tradableInGame: true }),
    isListed: () => false,
    idsNamed: () => [],
    item: () => null,
    value: () => null,
    chromaName: () => null,
    provenance: () => null,
    decision: () => null,
    whyNotTaken({ id }) {
      return whyUnsupported({ id, name: id, tier: parseTier(id) ?? 'other', value: null });
    },
    items: [],
    updatedAt: null,
  };
}

/** What each id finds. Forms that have left the list say something of it only where all have. */
function indexPets(items: readonly Item[], isCurrent: (asset: AssetKey) => boolean): Map<string, Found> {
  const pets = new Map<string, Found>();
  for (const item of items) {
    const { id, name, tier } = item;
    const isListed = isCurrent(petKey(item));
    const before = pets.get(id);
    if (before?.isListed && !isListed) continue;
    // A lookup names no form, so one form that can't be traded keeps the whole id out: the safe side.
    const isBarred = before?.isListed === isListed && !before.tradable;
    pets.set(id, { id, tradable: item.tradable && !isBarred, name, tier, isListed });
  }
  return pets;
}

/** A form that has left the list is called and traded as those of its id that are in it. */
const factsOfId = (found: Found | undefined): Partial<Item> =>
  found?.isListed ? { name: found.name, tier: found.tier, tradable: found.tradable } : {};

interface Named {
  readonly isListed: boolean;
  readonly ids: string[];
}

/** Whose each shown name is: that of the newest list's pets, or else of those that have left it. */
function indexNames(items: readonly Item[], isCurrent: (asset: AssetKey) => boolean): Map<string, Named> {
  const names = new Map<string, Named>();
  for (const item of items) {
    const isListed = isCurrent(petKey(item));
    const holder = names.get(item.name);
    if (holder === undefined || (isListed && !holder.isListed)) {
      names.set(item.name, { isListed, ids: [item.id] });
    } else if (holder.isListed === isListed && !holder.ids.includes(item.id)) holder.ids.push(item.id);
  }
  return names;
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
