import type { Limits } from './engine/operation.ts';
import { type AssetKey, countPets, GEMS, type Goods, goodsToAmounts } from './engine/pets.ts';
import { type LimitBreach, Refusal } from './engine/refusal.ts';
import type { DailyUsage, Instant, Member } from './engine/rows.ts';

const DAY_MS = 86_400_000;

/** What is wanted of a limit, of which 0 is none. */
type Demand = Omit<LimitBreach, 'used'> & Partial<Pick<LimitBreach, 'used'>>;

/** The first limit that would be exceeded, or undefined. */
function findBreach(demands: readonly Demand[]): LimitBreach | undefined {
  for (const { used = 0n, ...demand } of demands) {
    const { allowed, requested } = demand;
    if (allowed > 0 && requested > 0n && used + requested > BigInt(allowed)) return { ...demand, used };
  }
  return undefined;
}

/**
 * Refuses `limit_exceeded` when what leaves a member exceeds a limit; the details say which, and until when.
 * Open withdrawals count for one more of them.
 */
export function requireWithinLimits(
  goods: Goods,
  current: { limits: Limits; usage: DailyUsage; openWithdrawals?: number; at: Instant },
): void {
  const { limits, usage, at, openWithdrawals } = current;
  const pets = BigInt(countPets(goods));
  const gems = BigInt(goods.gems);
  const untilMs = (Math.floor(at / DAY_MS) + 1) * DAY_MS;
  const breach = findBreach([
    { limit: 'LIMIT_PETS_PER_TRADE', allowed: limits.petsPerTrade, requested: pets },
    { limit: 'LIMIT_GEMS_PER_TRADE', allowed: limits.gemsPerTrade, requested: gems },
    ...(openWithdrawals === undefined
      ? []
      : [
          {
            limit: 'LIMIT_OPEN_WITHDRAWALS',
            allowed: limits.openWithdrawals,
            used: BigInt(openWithdrawals),
            requested: 1n,
          } as const,
        ]),
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

/** How much more may be credited, and which limit ends it, in words. */
export interface Headroom {
  readonly left: bigint;
  readonly why: () => string;
}

/** What a member holds in all. */
type Held = Pick<Member, 'petsHeld' | 'gemsHeld'>;

/** How much more a deposit may credit: the trade's limit, and what the member may still hold. */
export function depositHeadroom(limits: Limits, held: Held): Record<'pets' | 'gems', Headroom> {
  const { petsHeld, gemsHeld } = held;
  return {
    pets: computeHeadroom('pets', { perTrade: limits.petsPerTrade, inAll: limits.petsHeld, held: petsHeld }),
    gems: computeHeadroom('gems', { perTrade: limits.gemsPerTrade, inAll: limits.gemsHeld, held: gemsHeld }),
  };
}

function computeHeadroom(what: string, limits: { perTrade: number; inAll: number; held: bigint }): Headroom {
  const orMost = (limit: number): bigint => (limit > 0 ? BigInt(limit) : MOST_HELD);
  const [perTrade, inAll] = [orMost(limits.perTrade), orMost(limits.inAll)];
  const left = inAll > limits.held ? inAll - limits.held : 0n;
  return perTrade <= left
    ? { left: perTrade, why: () => `one trade may bring ${perTrade} ${what}` }
    : { left, why: () => `one member may hold ${inAll} ${what}` };
}

// A member's total stays exact as a JSON number; what goes beyond waits in quarantine like any other excess.
const MOST_HELD = BigInt(Number.MAX_SAFE_INTEGER);

/** Refuses `limit_exceeded` where the member would hold more than they may, less what they give in return. */
export function requireRoom(
  { goods, returned }: { readonly goods: Goods; readonly returned: Goods | null },
  held: Held,
  limits: Pick<Limits, 'petsHeld' | 'gemsHeld'>,
): void {
  const net = (of: (goods: Goods) => number): bigint =>
    BigInt(of(goods)) - (returned ? BigInt(of(returned)) : 0n);
  const atMost = (limit: number): number => (limit > 0 ? limit : Number(MOST_HELD));
  const [pets, gems] = [net(countPets), net((each) => each.gems)];
  const breach = findBreach([
    { limit: 'LIMIT_PETS_HELD', allowed: atMost(limits.petsHeld), used: held.petsHeld, requested: pets },
    { limit: 'LIMIT_GEMS_HELD', allowed: atMost(limits.gemsHeld), used: held.gemsHeld, requested: gems },
  ]);
  if (breach) throw new Refusal('limit_exceeded', { breach });
}

/** Refuses `limit_exceeded` above what any member can hold, which is 2^53 − 1 of pets or of gems. */
export function requireHoldable(goods: Goods, held: Held): void {
  const allowed = Number(MOST_HELD);
  const breach = findBreach([
    { limit: 'LIMIT_PETS_HELD', allowed, used: held.petsHeld, requested: BigInt(countPets(goods)) },
    { limit: 'LIMIT_GEMS_HELD', allowed, used: held.gemsHeld, requested: BigInt(goods.gems) },
  ]);
  if (breach) throw new Refusal('limit_exceeded', { breach });
}
