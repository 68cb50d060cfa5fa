import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import {
  checkWithdrawals,
  createClaimToken,
  type withdrawCheckAnswer,
  withdrawCheckInput,
} from '../../../src/bank/withdraw-check.ts';
import { type Amounts, addAll, asGoods, isSame, minus, sumAll } from './amounts.ts';
import { defineCall, type Foreseen, refuse } from './call.ts';
import { clearedStock, isGivenBackElsewhere } from './holds.ts';
import { applyExpiry, isDue } from './time.ts';
import {
  getMember,
  getTeller,
  LASTS,
  learn,
  listOpenOfMember,
  listOpenOfTeller,
  toIso,
  type Withdrawal,
  type World,
} from './world.ts';

type Answer = z.output<typeof withdrawCheckAnswer>;
type Ask = { readonly member: number; readonly by: string; readonly actual: Answer | undefined };

/**
 * What waits for a member; with `claim`, the oldest that this teller can hand over is leased to it, and to no
 * other.
 */
export const check = defineCall(
  'check',
  (book, { robloxUserId, claim }, caller) => {
    const newClaim = claim ? { token: createClaimToken(randomBytes) } : null;
    return book.perform(checkWithdrawals, { robloxUserId, claim: newClaim }, caller);
  },
  withdrawCheckInput,
  (world, { input, by, actual }) => {
    const asking = { member: input.robloxUserId, by, actual };
    const refusal = input.claim ? checkEligibility(world, asking) : undefined;
    if (refusal) return refusal;
    const expired = applyExpiry(world, listOpenOfMember(world, asking.member)).map(
      (status) => `found ${status}`,
    );
    const taken = input.claim ? claimOldest(world, asking) : { as: 'listed', withdrawal: null };
    const says: Answer = {
      robloxUserId: asking.member,
      ...asGoods(getMember(world, asking.member).free),
      withdrawals: listOpenOfMember(world, asking.member).map((withdrawal) => ({
        withdrawalId: withdrawal.id,
        status:
          withdrawal.status === 'reserved' || withdrawal.status === 'claimed'
            ? withdrawal.status
            : 'uncertain',
        ...asGoods(withdrawal.goods),
        expiresAt: toIso(withdrawal.expiresAt),
        deliverable: isDeliverable(world, withdrawal, by),
      })),
      claimed: claimedAnswer(taken.withdrawal),
    };
    return { says, as: [taken.as, ...expired] };
  },
);

/** The lease that counts now, whatever is written. */
const findLease = (world: World, member: number): Withdrawal | undefined =>
  listOpenOfMember(world, member).find(
    (withdrawal) => withdrawal.status === 'claimed' && !isDue(world, withdrawal),
  );

/** A new claim is refused; the lease that the teller already has is returned again. */
function checkEligibility(world: World, { member, by }: Ask): Foreseen<Answer> | undefined {
  if (findLease(world, member)?.claim?.teller === by) return undefined;
  if (world.halted) return refuse('halted');
  return getMember(world, member).frozen ? refuse('frozen') : undefined;
}

function claimOldest(
  world: World,
  { member, by, actual }: Ask,
): { as: string; withdrawal: Withdrawal | null } {
  const leased = findLease(world, member);
  if (leased?.claim?.teller === by) return { as: 'claimed again', withdrawal: leased };
  if (leased) return { as: 'in the hands of another teller', withdrawal: null };
  if (isGivenBackElsewhere(world, { member, by }))
    return { as: 'given back by another teller', withdrawal: null };
  const open = listOpenOfMember(world, member).filter((withdrawal) => withdrawal.status === 'reserved');
  const claimable = open.find((each) => isClaimable(world, each, by));
  if (!claimable)
    return {
      as: open.length > 0 ? 'nothing that this teller can hand over' : 'nothing waits',
      withdrawal: null,
    };
  const isWhole = isDeliverable(world, claimable, by);
  if (!isWhole) split(world, claimable, { part: partOf(world, claimable, by), actual });
  claimable.status = 'claimed';
  claimable.claim = {
    teller: by,
    token: learn(world, actual?.claimed?.claimToken),
    leaseUntil: world.now + LASTS.leaseMs,
    handed: handOver(world, claimable, by),
  };
  world.claims.push({ withdrawalId: claimable.id, claim: claimable.claim });
  return { as: isWhole ? 'claimed' : 'claimed a part', withdrawal: claimable };
}

/** All of it, or a part of what no script that was heard of lately has all of. */
function isClaimable(world: World, withdrawal: Withdrawal, by: string): boolean {
  if (isDeliverable(world, withdrawal, by)) return true;
  const atHand = [...world.tellers].filter(
    ([, { report }]) => report && world.now - report.receivedAt <= LASTS.atHandMs,
  );
  const isAwaited = atHand.some(([id]) => isDeliverable(world, withdrawal, id));
  return !isAwaited && partOf(world, withdrawal, by).size > 0;
}

/** The rest of it waits on, under a name that the bank chooses. */
function split(
  world: World,
  withdrawal: Withdrawal,
  { part, actual }: { part: Amounts; actual: Answer | undefined },
): void {
  const isNew = ({ withdrawalId }: Answer['withdrawals'][number]) => !world.withdrawals.has(withdrawalId);
  const id = learn(world, actual?.withdrawals.find(isNew)?.withdrawalId);
  world.withdrawals.set(id, { ...withdrawal, id, goods: minus(withdrawal.goods, part) });
  withdrawal.goods = part;
}

/**
 * What happens in the game as soon as it is claimed: all, nothing or a part changes hands, as the world's
 * count has it.
 */
function handOver(world: World, withdrawal: Withdrawal, by: string): Amounts {
  const { game } = getTeller(world, by);
  world.count += 1;
  const [first] = withdrawal.goods;
  const handed: Amounts =
    [withdrawal.goods, new Map(), new Map(first && [[first[0], 1n]])][world.count % 3] ?? new Map();
  const isThere = [...handed].every(([asset, amount]) => (game.get(asset) ?? 0n) >= amount);
  if (!isThere) return new Map();
  addAll(game, handed, -1n);
  return new Map(handed);
}

function claimedAnswer(withdrawal: Withdrawal | null): Answer['claimed'] {
  if (!withdrawal?.claim) return null;
  const { token, leaseUntil } = withdrawal.claim;
  return {
    withdrawalId: withdrawal.id,
    claimToken: token,
    leaseUntil: toIso(leaseUntil),
    ...asGoods(withdrawal.goods),
  };
}

/** The teller has all of it. */
export const isDeliverable = (world: World, withdrawal: Pick<Withdrawal, 'goods'>, by: string): boolean =>
  isSame(partOf(world, withdrawal, by), withdrawal.goods);

/** What of it the teller has beside what its other claims may need, where that is not paused there. */
function partOf(world: World, withdrawal: Pick<Withdrawal, 'goods'>, by: string): Amounts {
  const { shortages } = getTeller(world, by);
  const others = listOpenOfTeller(world, by).filter((other) => other !== withdrawal);
  const left = minus(clearedStock(world, by), sumAll(others.map((other) => other.goods)));
  const part: Amounts = new Map();
  for (const [asset, amount] of withdrawal.goods) {
    const there = left.get(asset) ?? 0n;
    if (there <= 0n || shortages.get(asset)?.isPaused) continue;
    part.set(asset, there < amount ? there : amount);
  }
  return part;
}
