import { amountsToGoods } from '../bank/engine/pets.ts';
import type { HeldAmount } from '../bank/engine/refusal.ts';
import type { PetNames } from './model/pet-names.ts';
import { clockTime, type OptionalText, relativeTime, say, strong } from './model/text.ts';

/** Says what of a member's can't leave yet, and when it can. */
export function describeOnHold(onHold: readonly HeldAmount[], names: PetNames): OptionalText[] {
  const listed = (held: readonly HeldAmount[]) =>
    strong(names.summary(amountsToGoods(held.map(({ asset, amount }) => [asset, amount] as const))));
  const timed = onHold.filter(({ until }) => until !== null);
  const others = onHold.filter(({ until }) => until === null);
  const latest = Math.max(...timed.map(({ until }) => until ?? 0));
  return [
    timed.length > 0 &&
      say`Just arrived: ${listed(timed)}. It is yours; it can leave from ${clockTime(latest)}
        (${relativeTime(latest)}), mostly in a minute.`,
    others.length > 0 &&
      say`Staff check a teller: ${listed(others)} is yours, and can leave once that is done.`,
  ];
}
