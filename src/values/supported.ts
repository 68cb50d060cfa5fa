import type { Item, PetDecision } from '../bank/engine/catalogue.ts';
import { foldName } from '../bank/engine/name-search.ts';

/** Which pets the operator lets the bank take. It bars deposits only: what is there is always given back. */
export interface Supported {
  /** Empty: every tier. */
  readonly tiers: ReadonlySet<string>;
  /** Ids or shown names, as people type them, that are taken whatever their tier and value. */
  readonly allowed: ReadonlySet<string>;
  /** Ids or shown names, as people type them, that are never taken. */
  readonly denied: ReadonlySet<string>;
  /** In gems, from 0, which takes pets of unknown value too. */
  readonly minValue: number;
}

export const EVERY_PET: Supported = { tiers: new Set(), allowed: new Set(), denied: new Set(), minValue: 0 };

type Candidate = Pick<Item, 'id' | 'name' | 'tier' | 'value'>;

/** Why the operator doesn't want this pet, as a sentence without its end; null when it is welcome. */
export type WhyUnsupported = (candidate: Candidate) => string | null;

/** What staff have said of pets while the bank runs, by their ids. */
export type PetDecisions = ReadonlyMap<string, PetDecision>;

export const NO_DECISIONS: PetDecisions = new Map();

/**
 * Prepares the operator's choice. A name in a list means every pet that has it as its id or shown name; what
 * staff have said of an id comes before all of it.
 */
export function createSupportCheck(
  { tiers, allowed, denied, minValue }: Supported,
  decisions: PetDecisions = NO_DECISIONS,
): WhyUnsupported {
  const isAllowed = createNameCheck(allowed);
  const isDenied = createNameCheck(denied);
  function readLists(candidate: Candidate): PetDecision | null {
    if (isDenied(candidate)) return 'denied';
    return isAllowed(candidate) ? 'allowed' : null;
  }
  return (candidate) => {
    const { tier, value } = candidate;
    const said = decisions.get(candidate.id) ?? readLists(candidate);
    if (said === 'denied') return "this bank doesn't take this pet";
    if (said === 'allowed') return null;
    if (tiers.size > 0 && !tiers.has(tier)) return `this bank takes only ${[...tiers].join(', ')} pets`;
    if (value !== null ? value >= minValue : minValue === 0) return null;
    const worth = value === null ? 'the worth of this one is not known' : `this one is worth ${value}`;
    return `this bank takes pets worth ${minValue} gems or more, and ${worth}`;
  };
}

function createNameCheck(list: ReadonlySet<string>): (candidate: Candidate) => boolean {
  if (list.size === 0) return () => false;
  const names = new Set(Array.from(list, foldName));
  return ({ id, name }) => names.has(foldName(id)) || names.has(foldName(name));
}
