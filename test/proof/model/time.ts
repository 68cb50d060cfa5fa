import { type Amounts, addAll, gemsOf, minus, petsOf } from './amounts.ts';
import { type Case, dayOf, LASTS, memberOf, tellerOf, type Withdrawal, type World } from './world.ts';

/** What time has made of the withdrawal, written down or not. */
export function statusOf(one: Withdrawal, now: number): Withdrawal['status'] {
  if (one.status === 'reserved' && now >= one.expiresAt) return 'expired';
  if (one.status === 'claimed' && one.claim && now >= one.claim.leaseUntil) return 'uncertain';
  return one.status;
}

export const isDue = (world: World, one: Withdrawal): boolean => statusOf(one, world.now) !== one.status;

/** Writes down what time has made of these: only what was never claimed goes back. Names what came about. */
export function lapse(world: World, withdrawals: readonly Withdrawal[]): ('expired' | 'uncertain')[] {
  return withdrawals.flatMap((one) => {
    if (!isDue(world, one)) return [];
    if (one.status === 'reserved') {
      giveBack(world, one, 'expired');
      return ['expired' as const];
    }
    one.status = 'uncertain';
    openCase(world, `uncertain:${one.id}`, {
      kind: 'uncertain',
      member: one.member,
      teller: one.claim?.teller ?? '?',
      withdrawalId: one.id,
      goods: one.goods,
    });
    return ['uncertain' as const];
  });
}

export function giveBack(world: World, one: Withdrawal, status: 'expired' | 'cancelled'): void {
  one.status = status;
  addAll(memberOf(world, one.member).free, one.goods);
  returnUsage(world, one, one.goods);
}

export function usageOf(world: World, member: number, day: number): { pets: bigint; gems: bigint } {
  const key = `${member} ${day}`;
  const usage = world.usage.get(key) ?? { pets: 0n, gems: 0n };
  world.usage.set(key, usage);
  return usage;
}

function returnUsage(world: World, one: Withdrawal, goods: Amounts): void {
  const usage = usageOf(world, one.member, dayOf(one.askedAt));
  usage.pets -= petsOf(goods);
  usage.gems -= gemsOf(goods);
}

/**
 * The claim ends: what was delivered has left, the rest is the member's again; with nothing delivered it
 * waits for its next claim.
 */
export function settle(
  world: World,
  one: Withdrawal,
  delivered: Amounts,
): 'reserved' | 'delivered' | 'partly_delivered' {
  const { claim } = one;
  if (!claim) return 'reserved';
  record(tellerOf(world, claim.teller), { said: delivered, real: claim.handed });
  closeCase(world, `uncertain:${one.id}`);
  if (delivered.size === 0) {
    one.status = 'reserved';
    one.claim = null;
    one.expiresAt = world.now + LASTS.reservationMs;
    return 'reserved';
  }
  const rest = minus(one.goods, delivered);
  addAll(memberOf(world, one.member).free, rest);
  returnUsage(world, one, rest);
  one.status = rest.size === 0 ? 'delivered' : 'partly_delivered';
  return one.status;
}

/** The bank takes the goods for gone; what really went may differ, and is unexplained then. */
export function record(
  { stock, unexplained }: { stock: Amounts; unexplained: Amounts },
  { said, real }: { said: Amounts; real: Amounts },
): void {
  addAll(stock, said, -1n);
  addAll(unexplained, said, -1n);
  addAll(unexplained, real);
}

type NewCase = Omit<Case, 'isOpen' | 'resolution'>;

/** Opens a case, or a closed one anew; an open one stays as it is. */
export function openCase(world: World, id: string, one: NewCase): void {
  if (world.cases.get(id)?.isOpen) return;
  world.cases.set(id, { ...one, goods: new Map(one.goods), isOpen: true, resolution: null });
}

export function closeCase(world: World, id: string, resolution: string | null = null): void {
  const one = world.cases.get(id);
  if (one)
    world.cases.set(id, { ...one, isOpen: false, resolution: one.isOpen ? resolution : one.resolution });
}
