import { memberAccount } from './engine/ledger.ts';
import type { Operation } from './engine/operation.ts';
import {
  type AssetKey,
  amountsToGoods,
  GEMS,
  type Goods,
  goodsToAmounts,
  type Pet,
  parseAssetKey,
} from './engine/pets.ts';
import { Refusal } from './engine/refusal.ts';
import type { Instant, Withdrawal } from './engine/rows.ts';
import { getMember, type Step } from './engine/step.ts';
import type { Reader, ReadKey } from './engine/view.ts';
import { statusAt, sumWithdrawals } from './withdrawals.ts';

/**
 * One kind of pet that a member owns. Amounts from 0; one of the two is more. `value` is the worth of one in
 * gems, null where it isn't known.
 */
export interface HeldPet {
  readonly key: AssetKey;
  readonly pet: Pet;
  readonly free: number;
  readonly reserved: number;
  readonly value: number | null;
}

/** A linked Discord user's account in the bank, but for the list of its pets. */
export interface MemberSummary {
  readonly robloxUserId: number;
  readonly username: string | null;
  readonly displayName: string | null;
  readonly avatarUrl: string | null;
  /** Free and reserved together. */
  readonly petsHeld: bigint;
  readonly gemsHeld: bigint;
  /** Reserved, claimed and uncertain as of now, oldest first. */
  readonly withdrawals: readonly Withdrawal[];
  /** What waits in quarantine for the operator: it isn't the member's yet. */
  readonly quarantined: Goods;
  readonly isFrozen: boolean;
  /** No withdrawals before this, milliseconds since 1970; null where nothing stands in the way. */
  readonly cooldownUntil: Instant | null;
}

/** With everything that it holds. */
export interface Holdings extends MemberSummary {
  readonly gems: { readonly free: number; readonly reserved: number };
  /** In no order. */
  readonly pets: readonly HeldPet[];
  /** Of everything, free and reserved, gems included. Of any size. */
  readonly worth: bigint;
}

/** The account of a Discord user. Costs the same however much it holds. Refuses `not_linked`. */
export const readMember: Operation<string, MemberSummary> = {
  name: 'member',
  readKeys: linkReadKeys,
  moreReadKeys: (reader, discordUserId) => linkedReadKeys(reader, discordUserId, memberReadKeys),
  decide: (step, discordUserId) => summarizeMember(step, requireLinked(step, discordUserId)),
};

/** The account of a Discord user with all that it holds. Refuses `not_linked`. */
export const readHoldings: Operation<string, Holdings> = {
  name: 'holdings',
  readKeys: linkReadKeys,
  moreReadKeys: (reader, discordUserId) => linkedReadKeys(reader, discordUserId, holdingsReadKeys),
  decide(step, discordUserId, { rules: { catalogue } }) {
    const robloxUserId = requireLinked(step, discordUserId);
    const { free, reserved, total } = computeHoldings(step, robloxUserId);
    const gems = total.get(GEMS) ?? 0n;
    const pets = [...total.keys()].flatMap((key): HeldPet[] => {
      const pet = parseAssetKey(key);
      if (pet === 'gems') return [];
      const amounts = { free: Number(free.get(key) ?? 0n), reserved: Number(reserved.get(key) ?? 0n) };
      return [{ key, pet, ...amounts, value: catalogue.value(pet) }];
    });
    return {
      ...summarizeMember(step, robloxUserId),
      gems: { free: Number(free.get(GEMS) ?? 0n), reserved: Number(reserved.get(GEMS) ?? 0n) },
      pets,
      worth: pets.reduce((sum, { key, value }) => sum + BigInt(value ?? 0) * (total.get(key) ?? 0n), gems),
    };
  },
};

function linkReadKeys(discordUserId: string): ReadKey[] {
  return [{ kind: 'link_of_user', discordUserId }];
}

function linkedReadKeys(
  reader: Reader,
  discordUserId: string,
  readKeys: (robloxUserId: number) => ReadKey[],
): ReadKey[] {
  const link = reader.linkOfUser(discordUserId);
  return link ? readKeys(link.robloxUserId) : [];
}

function requireLinked(step: Step, discordUserId: string): number {
  const link = step.linkOfUser(discordUserId);
  if (!link) throw new Refusal('not_linked');
  return link.robloxUserId;
}

function summarizeMember(step: Step, robloxUserId: number): MemberSummary {
  const profile = step.row('profiles', String(robloxUserId));
  const { frozenReason, cooldownUntil, petsHeld, gemsHeld } = getMember(step, robloxUserId);
  return {
    robloxUserId,
    username: profile?.username ?? null,
    displayName: profile?.displayName ?? null,
    avatarUrl: profile?.avatarUrl ?? null,
    petsHeld,
    gemsHeld,
    withdrawals: listOpenWithdrawals(step, robloxUserId),
    quarantined: sumQuarantined(step, robloxUserId),
    isFrozen: frozenReason !== null,
    cooldownUntil: cooldownUntil !== null && step.at < cooldownUntil ? cooldownUntil : null,
  };
}

/** The rows that say how a member stands. */
const memberReadKeys = (robloxUserId: number): ReadKey[] => [
  { kind: 'profile', robloxUserId },
  { kind: 'member', robloxUserId },
  { kind: 'open_withdrawals_of_member', robloxUserId },
  { kind: 'open_cases_of_member', robloxUserId },
];
/** And what they hold. */
export const holdingsReadKeys = (robloxUserId: number): ReadKey[] => [
  ...memberReadKeys(robloxUserId),
  { kind: 'account', account: memberAccount(robloxUserId) },
];

type Amounts = Map<AssetKey, bigint>;

/**
 * What a member owns now: free, reserved and both together. What has expired is free again, though nothing
 * has written it down yet.
 */
export function computeHoldings(
  step: Step,
  robloxUserId: number,
): { free: Amounts; reserved: Amounts; total: Amounts } {
  const balances = step.balancesOf(memberAccount(robloxUserId));
  const free: Amounts = new Map(balances.map(({ asset, amount }) => [asset, amount]));
  for (const withdrawal of step.openWithdrawalsOfMember(robloxUserId)) {
    if (statusAt(withdrawal, step.at) === 'expired') addAmounts(free, goodsToAmounts(withdrawal.goods));
  }
  const reserved = sumWithdrawals(listOpenWithdrawals(step, robloxUserId));
  const total = new Map(free);
  addAmounts(total, reserved);
  return { free, reserved, total };
}

/** The withdrawals that time has left open, as it has made them. */
export const listOpenWithdrawals = (step: Step, robloxUserId: number): Withdrawal[] =>
  step
    .openWithdrawalsOfMember(robloxUserId)
    .map((withdrawal) => ({ ...withdrawal, status: statusAt(withdrawal, step.at) }))
    .filter(({ status }) => status !== 'expired');

/** What of this member's waits in quarantine. */
export function sumQuarantined(reader: Reader, robloxUserId: number): Goods {
  const sums: Amounts = new Map();
  for (const openCase of reader.openCasesOfMember(robloxUserId)) {
    if (openCase.kind === 'quarantine') addAmounts(sums, goodsToAmounts(openCase.goods));
  }
  return amountsToGoods(sums);
}

function addAmounts(sums: Amounts, amounts: Iterable<readonly [AssetKey, bigint]>): void {
  for (const [key, more] of amounts) sums.set(key, (sums.get(key) ?? 0n) + more);
}
