import { memberAccount } from './ledger.ts';
import type { Operation } from './operation.ts';
import { type AssetKey, amountsOf, assetOf, GEMS, type Goods, goodsOf, type Pet } from './pets.ts';
import { Refusal } from './refusal.ts';
import type { Instant, Withdrawal } from './rows.ts';
import { memberOf, type Step } from './step.ts';
import type { Need, Reader } from './view.ts';
import { statusAt, sumOf } from './withdrawals.ts';
import { worthOf } from './worth.ts';

/** One kind of pet that a member owns. Amounts from 0; one of the two is more. `value` is the worth of one in gems, null where it isn't known. */
export interface HeldPet {
  readonly key: AssetKey;
  readonly pet: Pet;
  readonly free: number;
  readonly reserved: number;
  readonly value: number | null;
}

/** What a linked Discord user sees of their account in the bank. */
export interface Holdings {
  readonly robloxUserId: number;
  readonly username: string | null;
  readonly displayName: string | null;
  readonly avatarUrl: string | null;
  readonly gems: { readonly free: number; readonly reserved: number };
  /** By asset key. */
  readonly pets: readonly HeldPet[];
  /** Of everything, free and reserved, gems included. Of any size. */
  readonly worth: bigint;
  /** Reserved, claimed and uncertain as of now, oldest first. */
  readonly withdrawals: readonly Withdrawal[];
  /** What waits in quarantine for the operator: it isn't the member's yet. */
  readonly quarantined: Goods;
  readonly isFrozen: boolean;
  /** No withdrawals before this, milliseconds since 1970; null where nothing stands in the way. */
  readonly cooldownUntil: Instant | null;
}

/** What the Roblox account of a Discord user holds. Refuses `not_linked`. */
export const readHoldings: Operation<string, Holdings> = {
  name: 'holdings',
  needs: (discordUserId) => [{ kind: 'link_of_user', discordUserId }],
  needsMore(reader, discordUserId) {
    const link = reader.linkOfUser(discordUserId);
    return link ? needsOfHoldings(link.robloxUserId) : [];
  },
  decide(step, discordUserId, { rules: { catalogue } }) {
    const link = step.linkOfUser(discordUserId);
    if (!link) throw new Refusal('not_linked');
    const { robloxUserId } = link;
    const profile = step.row('profiles', String(robloxUserId));
    const { frozenReason, cooldownUntil } = memberOf(step, robloxUserId);
    const { free, reserved, total, open } = ownedBy(step, robloxUserId);
    return {
      robloxUserId,
      username: profile?.username ?? null,
      displayName: profile?.displayName ?? null,
      avatarUrl: profile?.avatarUrl ?? null,
      gems: { free: Number(free.get(GEMS) ?? 0n), reserved: Number(reserved.get(GEMS) ?? 0n) },
      pets: [...total.keys()].sort().flatMap((key) => {
        const pet = assetOf(key);
        if (pet === 'gems') return [];
        const amounts = { free: Number(free.get(key) ?? 0n), reserved: Number(reserved.get(key) ?? 0n) };
        return { key, pet, ...amounts, value: catalogue.value(pet) };
      }),
      worth: worthOf(goodsOf(total), catalogue) ?? 0n,
      withdrawals: open,
      quarantined: quarantinedOf(step, robloxUserId),
      isFrozen: frozenReason !== null,
      cooldownUntil: cooldownUntil !== null && step.at < cooldownUntil ? cooldownUntil : null,
    };
  },
};

/** The rows that say what a member holds, and how they stand. */
export const needsOfHoldings = (robloxUserId: number): Need[] => [
  { kind: 'profile', robloxUserId },
  { kind: 'member', robloxUserId },
  { kind: 'account', account: memberAccount(robloxUserId) },
  { kind: 'open_withdrawals_of_member', robloxUserId },
  { kind: 'open_cases_of_member', robloxUserId },
];

type Amounts = Map<AssetKey, bigint>;

/** What a member owns now: free, reserved and both together, and the withdrawals that are open. What has expired is free again, though nothing has written it down yet. */
export function ownedBy(
  step: Step,
  robloxUserId: number,
): { free: Amounts; reserved: Amounts; total: Amounts; open: Withdrawal[] } {
  const balances = step.balancesOf(memberAccount(robloxUserId));
  const free: Amounts = new Map(balances.map(({ asset, amount }) => [asset, amount]));
  const open: Withdrawal[] = [];
  for (const one of step.openWithdrawalsOfMember(robloxUserId)) {
    const status = statusAt(one, step.at);
    if (status === 'expired') addTo(free, amountsOf(one.goods));
    else open.push({ ...one, status });
  }
  const reserved = sumOf(open);
  const total = new Map(free);
  addTo(total, reserved);
  return { free, reserved, total, open };
}

/** What of this member's waits in quarantine. */
export function quarantinedOf(reader: Reader, robloxUserId: number): Goods {
  const sums: Amounts = new Map();
  for (const one of reader.openCasesOfMember(robloxUserId)) {
    if (one.kind === 'quarantine') addTo(sums, amountsOf(one.goods));
  }
  return goodsOf(sums);
}

function addTo(sums: Amounts, amounts: Iterable<readonly [AssetKey, bigint]>): void {
  for (const [key, more] of amounts) sums.set(key, (sums.get(key) ?? 0n) + more);
}
