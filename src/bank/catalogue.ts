import type { Pet } from './pets.ts';

export const TIERS = ['titanic', 'gargantuan', 'huge', 'exclusive', 'other'] as const;
export type Tier = (typeof TIERS)[number];

/** A pet as `/items/all` lists it. `value`, `rap` and `exists` are integers from 0; what isn't known is null. */
export interface Item extends Pet {
  readonly name: string;
  readonly tier: Tier;
  readonly tradable: boolean;
  /** Worth of one, in gems. */
  readonly value: number | null;
  /** Recent average price, in gems. */
  readonly rap: number | null;
  /** How many exist in the game. */
  readonly exists: number | null;
  /** `rbxassetid://N`, or null. */
  readonly thumbnail: string | null;
  /** RFC 3339, UTC. */
  readonly updatedAt: string;
}

/** What the bank knows about pets at one moment. Held in memory; reading it never fails. */
export interface Catalogue {
  /** The pet with this id, or with this display name where exactly one id has it; null when unknown. */
  find(idOrName: string): { readonly id: string; readonly tradable: boolean } | null;
  /** Worth of one of this pet in gems, an integer from 0; null when it isn't known. */
  value(pet: Pet): number | null;
  /** Everything, sorted by name, then variant, shiny and chroma. */
  readonly items: readonly Item[];
  /** When the values were read, RFC 3339 UTC; null when there are none. */
  readonly updatedAt: string | null;
}
