import { amountsToGoods } from '../bank/engine/pets.ts';
import type { HeldAmount } from '../bank/engine/refusal.ts';
import type { PetNames } from './model/pet-names.ts';
import { clockTime, type OptionalText, relativeTime, t } from './model/text.ts';

/** Says what of a member's can't leave yet, and when it can. */
export function describeOnHold(onHold: readonly HeldAmount[], names: PetNames): OptionalText[] {
  const listed = (held: readonly HeldAmount[]) =>
    names.summary(amountsToGoods(held.map(({ asset, amount }) => [asset, amount] as const)));
  const timed = onHold.filter(({ until }) => until !== null);
  const brought = timed.filter(({ isGift }) => !isGift);
  const given = timed.filter(({ isGift }) => isGift);
  const others = onHold.filter(({ until }) => until === null);
  const latest = (held: readonly HeldAmount[]) => {
    const at = Math.max(...held.map(({ until }) => until ?? 0));
    return { clock: clockTime(at), when: relativeTime(at) };
  };
  return [
    brought.length > 0 && t('on-hold.brought', { goods: listed(brought), ...latest(brought) }),
    given.length > 0 && t('on-hold.given', { goods: listed(given), ...latest(given) }),
    others.length > 0 && t('on-hold.others', { goods: listed(others) }),
  ];
}
