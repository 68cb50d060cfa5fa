import type { Item } from '../bank/engine/catalogue.ts';

/** Which pets the operator lets the bank take. It bars deposits only: what is there is always given back. */
export interface Supported {
  /** Empty: every tier. */
  readonly tiers: ReadonlySet<string>;
  /** Ids or shown names that are taken whatever their tier and value. */
  readonly allowed: ReadonlySet<string>;
  /** Ids or shown names that are never taken. */
  readonly denied: ReadonlySet<string>;
  /** In gems, from 0, which takes pets of unknown value too. */
  readonly minValue: number;
}

export const EVERY_PET: Supported = { tiers: new Set(), allowed: new Set(), denied: new Set(), minValue: 0 };

type Candidate = Pick<Item, 'id' | 'name' | 'tier' | 'value'>;

/** Why the operator doesn't want this pet, as a sentence without its end; null when it is welcome. */
export function whyUnsupported({ id, name, tier, value }: Candidate, supported: Supported): string | null {
  const isIn = (list: ReadonlySet<string>): boolean => list.has(id) || list.has(name);
  const { tiers, allowed, denied, minValue } = supported;
  if (isIn(denied)) return "this bank doesn't take this pet";
  if (isIn(allowed)) return null;
  if (tiers.size > 0 && !tiers.has(tier)) return `this bank takes only ${[...tiers].join(', ')} pets`;
  if (value !== null ? value >= minValue : minValue === 0) return null;
  const worth = value === null ? 'the worth of this one is not known' : `this one is worth ${value}`;
  return `this bank takes pets worth ${minValue} gems or more, and ${worth}`;
}
