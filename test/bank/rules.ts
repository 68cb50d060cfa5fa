import type { Item } from '../../src/bank/catalogue.ts';
import type { Limits, Rules } from '../../src/bank/rules.ts';
import { createCatalogue } from '../../src/values/catalogue.ts';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const DAY = 86_400_000;

const NO_LIMITS: Limits = {
  petsPerTrade: 0,
  gemsPerTrade: 0,
  openWithdrawals: 0,
  petsPerDay: 0,
  gemsPerDay: 0,
  petsHeld: 0,
  gemsHeld: 0,
};

/** Cat and Dog have values, Axolotl has none, Rock can't be traded; "Shown Fox" is the pet "fox_01". */
const catalogue = createCatalogue(
  [
    itemOf('Cat', { value: 100 }),
    itemOf('Dog', { value: 250 }),
    itemOf('Axolotl', {}),
    itemOf('Rock', { tradable: false, value: 7 }),
    itemOf('fox_01', { name: 'Shown Fox', value: 1_000 }),
    itemOf('Titanic Sun', { value: 25_000_000_000 }),
  ],
  null,
);

function itemOf(id: string, facts: Partial<Pick<Item, 'name' | 'value' | 'tradable'>>): Item {
  return {
    id,
    variant: 'normal',
    shiny: false,
    name: facts.name ?? id,
    tier: 'other',
    tradable: facts.tradable ?? true,
    value: facts.value ?? null,
    rap: null,
    exists: null,
    thumbnail: null,
    updatedAt: '2026-01-01T00:00:00.000Z',
  };
}

/** Rules without limits but for those given. */
export function rulesWith(limits: Partial<Limits> = {}): Rules {
  return {
    verificationMs: 15 * MINUTE,
    reservationMs: 30 * MINUTE,
    leaseMs: 2 * MINUTE,
    linkCooldownMs: DAY,
    adjustAloneLimit: 1_000,
    limits: { ...NO_LIMITS, ...limits },
    catalogue,
  };
}
