import type { Catalogue, Worth } from './engine/catalogue.ts';
import { memberAccount } from './engine/ledger.ts';
import type { Operation } from './engine/operation.ts';
import {
  type Amounts,
  type AssetKey,
  GEMS,
  goodsToAmounts,
  type Pet,
  parseAssetKey,
  sumAmounts,
} from './engine/pets.ts';
import type { ReadKey } from './engine/read-key.ts';
import type { HeldAmount } from './engine/refusal.ts';
import type { Balance } from './engine/rows.ts';
import type { Step } from './engine/step.ts';
import { listOnHold } from './holds.ts';
import { linkReadKeys, type MemberSummary, memberReadKeys, requireLink, summarizeMember } from './member.ts';
import { statusAt } from './withdrawals.ts';

/** One kind of pet that a member owns, in amounts from 0. `value` is of one, in gems; null if unknown. */
export interface HeldPet {
  readonly key: AssetKey;
  readonly pet: Pet;
  readonly free: number;
  readonly reserved: number;
  readonly value: number | null;
}

/** A linked Discord user's account, with everything that it holds. */
export interface Holdings extends MemberSummary {
  readonly gems: { readonly free: number; readonly reserved: number };
  /** In the order of their keys. */
  readonly pets: readonly HeldPet[];
  /** Of everything, free and reserved, gems included. Of any size. */
  readonly total: Worth;
  /** What of the free pets and gems can't leave yet. */
  readonly onHold: readonly HeldAmount[];
}

/** The account of a Discord user with all that it holds. Refuses `not_linked`. */
export const readHoldings: Operation<string, Holdings> = {
  readKeys: linkReadKeys,
  moreReadKeys(reader, discordUserId) {
    const link = reader.linkOfUser(discordUserId);
    return link ? [...holdingsReadKeys(link.robloxUserId), { kind: 'all_tellers', of: 'bank' }] : [];
  },
  decide(step, discordUserId, call) {
    const { catalogue } = call.rules;
    const { robloxUserId } = requireLink(step, discordUserId);
    return {
      ...summarizeMember(step, robloxUserId),
      ...valueHoldings(computeHoldings(step, robloxUserId), catalogue),
      onHold: listOnHold(step, robloxUserId, call),
    };
  },
};

/** The rows that say who a member is and what they hold. */
export const holdingsReadKeys = (robloxUserId: number): ReadKey[] => [
  ...memberReadKeys(robloxUserId),
  { kind: 'account', account: memberAccount(robloxUserId) },
];

interface Owned {
  /** What is free, with what of it is on hold. What has expired since it was reserved is not in it. */
  readonly balances: readonly Balance[];
  readonly free: Amounts;
  readonly reserved: Amounts;
  readonly total: Amounts;
}

/** What a member owns now. What has expired is free again, though nothing has written it down yet. */
export function computeHoldings(step: Step, robloxUserId: number): Owned {
  const balances = step.balancesOf(memberAccount(robloxUserId));
  const free: Amounts = new Map();
  for (const { asset, amount } of balances) free.set(asset, amount);
  const reserved: Amounts = new Map();
  for (const withdrawal of step.openWithdrawalsOfMember(robloxUserId)) {
    const isExpired = statusAt(withdrawal, step.at) === 'expired';
    sumAmounts(goodsToAmounts(withdrawal.goods), isExpired ? free : reserved);
  }
  const total = reserved.size === 0 ? free : sumAmounts(reserved, new Map(free));
  return { balances, free, reserved, total };
}

/** What is owned, as it is shown, and what all of it is worth. Each key is read once: every inventory is. */
export function valueHoldings(
  { free, reserved, total }: Owned,
  catalogue: Pick<Catalogue, 'value'>,
): Pick<Holdings, 'gems' | 'pets' | 'total'> {
  const amountsOf = (key: AssetKey) => ({
    free: Number(free.get(key) ?? 0n),
    reserved: Number(reserved.get(key) ?? 0n),
  });
  const pets: HeldPet[] = [];
  let worth = total.get(GEMS) ?? null;
  let unvalued = 0n;
  for (const key of [...total.keys()].sort()) {
    const pet = parseAssetKey(key);
    if (pet === 'gems') continue;
    const value = catalogue.value(pet);
    pets.push({ key, pet, ...amountsOf(key), value });
    const amount = total.get(key) ?? 0n;
    if (value === null) unvalued += amount;
    else worth = (worth ?? 0n) + BigInt(value) * amount;
  }
  return { gems: amountsOf(GEMS), pets, total: { worth, unvalued } };
}
