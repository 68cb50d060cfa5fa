import { NO_ALIASES } from '../../src/bank/engine/aliases.ts';
import type { Limits, Rules } from '../../src/bank/engine/operation.ts';
import { createCatalogue } from '../../src/values/catalogue.ts';
import { itemOf } from './item.ts';

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
    itemOf({ id: 'Cat', value: 100 }),
    itemOf({ id: 'Dog', value: 250 }),
    itemOf({ id: 'Axolotl' }),
    itemOf({ id: 'Rock', tradable: false, value: 7 }),
    itemOf({ id: 'fox_01', name: 'Shown Fox', value: 1_000 }),
    itemOf({ id: 'Titanic Sun', value: 25_000_000_000 }),
  ],
  null,
);

/** Rules without limits but for those given. */
export function rulesWith(limits: Partial<Limits> = {}): Rules {
  return {
    verificationMs: 15 * MINUTE,
    reservationMs: 30 * MINUTE,
    leaseMs: 2 * MINUTE,
    linkCooldownMs: DAY,
    depositHoldMs: 0,
    tellerValuePerHour: 0,
    giftHoldMs: DAY,
    staffAloneLimit: 1_000,
    haltedHere: null,
    limits: { ...NO_LIMITS, ...limits },
    catalogue,
    aliases: NO_ALIASES,
  };
}
