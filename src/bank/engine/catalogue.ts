import type { Goods, Pet, Tier } from './pets.ts';
import type { Instant } from './rows.ts';

/** A pet as `/items/all` lists it. `value`, `rap` and `exists` are integers from 0; unknown is null. */
export interface Item extends Pet {
  readonly name: string;
  readonly tier: Tier;
  /** Whether the bank takes it: the game lets it be traded, and the operator supports it. */
  readonly tradable: boolean;
  /** Worth of one, in gems. */
  readonly value: number | null;
  /** Recent average price, in gems. */
  readonly rap: number | null;
  /** How many exist in the game. */
  readonly exists: number | null;
  /** `rbxassetid://N`, or null. */
  readonly thumbnail: string | null;
  /** How old the value is: when it was last confirmed. RFC 3339, UTC. */
  readonly updatedAt: string;
}

/** How far a value can be relied on. */
export interface ValueProvenance {
  readonly source: ValueSource | 'demo';
  readonly flags: readonly ValueFlag[];
}

/** What the bank knows about pets at one moment. Held in memory; reading it never fails. */
export interface Catalogue {
  /** The pet with this id, or with this display name where exactly one id has it; null when unknown. */
  find(
    idOrName: string,
  ): { readonly id: string; readonly name: string; readonly tradableInGame: boolean } | null;
  /** Whether the newest list has this very id. A pet that has left the list is still found, by its id. */
  isListed(id: string): boolean;
  /**
   * The ids that are shown under exactly this name: those of the newest list, and only where it has none,
   * those that have left it. Empty where nothing is.
   */
  idsNamed(name: string): readonly string[];
  /** What is known of exactly this form; null where it isn't listed. */
  item(pet: Pet): Item | null;
  /** Worth of one of this pet in gems, an integer from 0; null when it isn't known. */
  value(pet: Pet): number | null;
  /** What the colour of this pet's chroma is called; null where it has none, or nobody knows. */
  chromaName(pet: Pet): string | null;
  /** How far the value of this form can be relied on; null where it isn't listed. */
  provenance(pet: Pet): ValueProvenance | null;
  /** What staff have said of the pet with this id, in all its forms; null: the settings say what is taken. */
  decision(id: string): PetDecision | null;
  /** Why deposits of this known pet aren't credited, without a full stop; null when they are. */
  whyNotTaken(pet: Pet): string | null;
  /** Everything, sorted by name, then variant, shiny and chroma. */
  readonly items: readonly Item[];
  /** When the values were read, RFC 3339 UTC; null when there are none. */
  readonly updatedAt: string | null;
}

/** Computes something once for each catalogue: new values come as a new catalogue. */
export function oncePerCatalogue<Made extends object>(
  make: (catalogue: Catalogue) => Made,
): (catalogue: Catalogue) => Made {
  const made = new WeakMap<Catalogue, Made>();
  return (catalogue) => {
    const before = made.get(catalogue);
    if (before) return before;
    const now = make(catalogue);
    made.set(catalogue, now);
    return now;
  };
}

/** The values that a pet had, oldest first; empty where none are kept. Reads the database. */
export type ReadValuePoints = (pet: Pet) => Promise<readonly ValuePoint[]>;

/** What a pet looks like, as PNG; null where nobody knows. Decoration: never rejects. */
export type ReadPetPicture = (pet: Pick<Pet, 'id' | 'variant'>) => Promise<Uint8Array | null>;

/** What goods are worth, as far as anybody knows. */
export interface Worth {
  /** In gems, a gem being worth one, and exact; null if nothing among the goods has a value. */
  readonly worth: bigint | null;
  /** How many pets count for nothing in it, because nobody knows their worth. */
  readonly unvalued: bigint;
}

/** The worth of goods, and how many of their pets it leaves out: every total names both. */
export function computeWorth({ pets, gems }: Goods, catalogue: Pick<Catalogue, 'value'>): Worth {
  let worth = gems > 0 ? BigInt(gems) : null;
  let unvalued = 0n;
  for (const pet of pets) {
    const value = catalogue.value(pet);
    if (value === null) unvalued += BigInt(pet.quantity);
    else worth = (worth ?? 0n) + BigInt(value) * BigInt(pet.quantity);
  }
  return { worth, unvalued };
}

/** Where a value comes from: BIG Games' prices, or a file of the operator's. */
export const VALUE_SOURCES = ['big_games', 'file'] as const;

export type ValueSource = (typeof VALUE_SOURCES)[number];

/**
 * What is odd about a value: `capped`, prices seem to be cut off there, and the pet may be worth more;
 * `jump`, the newest price is far from the value, which follows slowly; `no_rap`, BIG Games names no price;
 * `new`, the admin token gave it to a pet that had none: for a day, limits count that as of unknown worth.
 */
export const VALUE_FLAGS = ['capped', 'jump', 'no_rap', 'new'] as const;

export type ValueFlag = (typeof VALUE_FLAGS)[number];

/** What staff say of a pet while the bank runs: it takes it, or it doesn't, whatever the settings say. */
export const PET_DECISIONS = ['allowed', 'denied'] as const;

export type PetDecision = (typeof PET_DECISIONS)[number];

/** How long limits count a new value as unknown, and look back for the highest: staff hear of each change. */
export const VALUE_WAIT_MS = 24 * 60 * 60_000;

/** The worth of goods as limits count it: nothing is known by a value that was new within a day. */
export function computeProvenWorth(goods: Goods, catalogue: Catalogue, at: Instant): Worth {
  const isNew = (pet: Pet): boolean =>
    catalogue.provenance(pet)?.flags.includes('new') === true &&
    at - Date.parse(catalogue.item(pet)?.updatedAt ?? '') < VALUE_WAIT_MS;
  return computeWorth(goods, { value: (pet) => (isNew(pet) ? null : catalogue.value(pet)) });
}

/** What a pet was worth at a time, in gems, an integer from 0. */
export interface ValuePoint {
  readonly at: Instant;
  readonly value: number;
}
