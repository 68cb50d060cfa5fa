import type { Limits } from './engine/operation.ts';
import { type AssetKey, countPets, GEMS, type Goods, goodsToAmounts } from './engine/pets.ts';
import { type LimitBreach, type LimitName, Refusal } from './engine/refusal.ts';
import type { DailyUsage, Instant } from './engine/rows.ts';

interface Demand {
  readonly limit: LimitName;
  /** 0 is no limit. */
  readonly allowed: number;
  readonly used?: bigint;
  readonly requested: bigint;
  readonly untilMs?: number;
}

/** The first limit that would be exceeded, or undefined. */
function findBreach(demands: readonly Demand[]): LimitBreach | undefined {
  for (const { used = 0n, ...demand } of demands) {
    const { allowed, requested } = demand;
    if (allowed > 0 && requested > 0n && used + requested > BigInt(allowed)) return { ...demand, used };
  }
  return undefined;
}

/** Refuses `limit_exceeded` when a withdrawal exceeds a limit; the details say which, and until when. */
export function requireWithinLimits(
  goods: Goods,
  current: { limits: Limits; usage: DailyUsage; openWithdrawals: number; at: Instant },
): void {
  const { limits, usage, at } = current;
  const used = BigInt(current.openWithdrawals);
  const pets = BigInt(countPets(goods));
  const gems = BigInt(goods.gems);
  const untilMs = nextDay(at);
  const breach = findBreach([
    { limit: 'LIMIT_PETS_PER_TRADE', allowed: limits.petsPerTrade, requested: pets },
    { limit: 'LIMIT_GEMS_PER_TRADE', allowed: limits.gemsPerTrade, requested: gems },
    { limit: 'LIMIT_OPEN_WITHDRAWALS', allowed: limits.openWithdrawals, used, requested: 1n },
    { limit: 'LIMIT_PETS_PER_DAY', allowed: limits.petsPerDay, used: usage.pets, requested: pets, untilMs },
    { limit: 'LIMIT_GEMS_PER_DAY', allowed: limits.gemsPerDay, used: usage.gems, requested: gems, untilMs },
  ]);
  if (breach) throw new Refusal('limit_exceeded', { breach });
}

/** Refuses `insufficient_pets` and `insufficient_gems` when less is available than the goods hold. */
export function requireAvailable(goods: Goods, findAvailable: (asset: AssetKey) => bigint): void {
  for (const [asset, amount] of goodsToAmounts(goods)) {
    const available = findAvailable(asset);
    if (available < amount) {
      throw new Refusal(asset === GEMS ? 'insufficient_gems' : 'insufficient_pets', { asset, available });
    }
  }
}

/** The start of the next UTC day. */
function nextDay(at: Instant): Instant {
  const dayMs = 86_400_000;
  return (Math.floor(at / dayMs) + 1) * dayMs;
}

/** How much more may be credited, and which limit ends it, in words. */
export interface Headroom {
  readonly left: bigint;
  readonly why: string;
}

/** How much more a deposit may credit: the trade's limit, and what the member may still hold. */
export function depositHeadroom(
  limits: Limits,
  held: { readonly petsHeld: bigint; readonly gemsHeld: bigint },
): { readonly pets: Headroom; readonly gems: Headroom } {
  return {
    pets: smallest([
      computeHeadroom(limits.petsPerTrade, 0n, (most) => `one trade may bring ${most} pets`),
      computeHeadroom(limits.petsHeld, held.petsHeld, (most) => `one member may hold ${most} pets`),
    ]),
    gems: smallest([
      computeHeadroom(limits.gemsPerTrade, 0n, (most) => `one trade may bring ${most} gems`),
      computeHeadroom(limits.gemsHeld, held.gemsHeld, (most) => `one member may hold ${most} gems`),
    ]),
  };
}

// A member's total stays exact as a JSON number; what goes beyond waits in quarantine like any other excess.
const MOST_HELD = BigInt(Number.MAX_SAFE_INTEGER);

/** Refuses `limit_exceeded` above what any member can hold, which is 2^53 − 1 of pets or of gems. */
export function requireHoldable(
  goods: Goods,
  held: { readonly petsHeld: bigint; readonly gemsHeld: bigint },
): void {
  const allowed = Number(MOST_HELD);
  const breach = findBreach([
    { limit: 'LIMIT_PETS_HELD', allowed, used: held.petsHeld, requested: BigInt(countPets(goods)) },
    { limit: 'LIMIT_GEMS_HELD', allowed, used: held.gemsHeld, requested: BigInt(goods.gems) },
  ]);
  if (breach) throw new Refusal('limit_exceeded', { breach });
}

function computeHeadroom(allowed: number, used: bigint, explain: (most: bigint) => string): Headroom {
  const most = allowed > 0 ? BigInt(allowed) : MOST_HELD;
  return { left: most > used ? most - used : 0n, why: explain(most) };
}

const smallest = ([headroom, other]: readonly [Headroom, Headroom]): Headroom =>
  headroom.left <= other.left ? headroom : other;
