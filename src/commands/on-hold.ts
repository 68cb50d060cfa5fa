import { amountsToGoods } from '../bank/engine/pets.ts';
import type { HeldAmount } from '../bank/engine/refusal.ts';
import type { PetNames } from './model/pet-names.ts';
import { clockTime, type OptionalText, relativeTime, say, strong } from './model/text.ts';

/** Says what of a member's can't leave yet, and when it can. */
export function describeOnHold(onHold: readonly HeldAmount[], names: PetNames): OptionalText[] {
  const listed = (held: readonly HeldAmount[]) =>
    strong(names.summary(amountsToGoods(held.map(({ asset, amount }) => [asset, amount] as const))));
  const timed = onHold.filter(({ until }) => until !== null);
  const brought = timed.filter(({ isGift }) => !isGift);
  const given = timed.filter(({ isGift }) => isGift);
  const others = onHold.filter(({ until }) => until === null);
  const latest = (held: readonly HeldAmount[]) => Math.max(...held.map(({ until }) => until ?? 0));
  return [
    brought.length > 0 &&
      say`Just arrived: ${listed(brought)}. It is yours; it can leave from ${clockTime(latest(brought))}
        (${relativeTime(latest(brought))}), mostly in a minute.`,
    given.length > 0 &&
      say`From another member: ${listed(given)}. It can leave from ${clockTime(latest(given))}
        (${relativeTime(latest(given))}); until then, staff can undo the gift or trade.`,
    others.length > 0 &&
      say`Staff check a teller: ${listed(others)} is yours, and can leave once that is done.`,
  ];
}
