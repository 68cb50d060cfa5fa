import { type Amounts, addAll, countGems, countPets, minus } from './amounts.ts';
import { type Case, getMember, getTeller, LASTS, toUtcDay, type Withdrawal, type World } from './world.ts';

/** What time has made of the withdrawal, written down or not. */
export function statusAt(withdrawal: Withdrawal, now: number): Withdrawal['status'] {
  if (withdrawal.status === 'reserved' && now >= withdrawal.expiresAt) return 'expired';
  if (withdrawal.status === 'claimed' && withdrawal.claim && now >= withdrawal.claim.leaseUntil)
    return 'uncertain';
  return withdrawal.status;
}

export const isDue = (world: World, withdrawal: Withdrawal): boolean =>
  statusAt(withdrawal, world.now) !== withdrawal.status;

/** Writes down what time has made of these: only what was never claimed goes back. Names what came about. */
export function applyExpiry(world: World, withdrawals: readonly Withdrawal[]): ('expired' | 'uncertain')[] {
  return withdrawals.flatMap((withdrawal) => {
    if (!isDue(world, withdrawal)) return [];
    if (withdrawal.status === 'reserved') {
      releaseReservation(world, withdrawal, 'expired');
      return ['expired' as const];
    }
    withdrawal.status = 'uncertain';
    openCase(world, `uncertain:${withdrawal.id}`, {
      kind: 'uncertain',
      member: withdrawal.member,
      teller: withdrawal.claim?.teller ?? '?',
      withdrawalId: withdrawal.id,
      goods: withdrawal.goods,
    });
    return ['uncertain' as const];
  });
}

export function releaseReservation(
  world: World,
  withdrawal: Withdrawal,
  status: 'expired' | 'cancelled',
): void {
  withdrawal.status = status;
  addAll(getMember(world, withdrawal.member).free, withdrawal.goods);
  returnUsage(world, withdrawal, withdrawal.goods);
}

export function getUsage(world: World, member: number, day: number): { pets: bigint; gems: bigint } {
  const key = `${member} ${day}`;
  const usage = world.usage.get(key) ?? { pets: 0n, gems: 0n };
  world.usage.set(key, usage);
  return usage;
}

function returnUsage(world: World, withdrawal: Withdrawal, goods: Amounts): void {
  const usage = getUsage(world, withdrawal.member, toUtcDay(withdrawal.requestedAt));
  usage.pets -= countPets(goods);
  usage.gems -= countGems(goods);
}

/**
 * The claim ends: what was delivered has left, the rest is the member's again; with nothing delivered it
 * waits for its next claim.
 */
export function settle(
  world: World,
  withdrawal: Withdrawal,
  delivered: Amounts,
): 'reserved' | 'delivered' | 'partly_delivered' {
  const { claim } = withdrawal;
  if (!claim) return 'reserved';
  record(getTeller(world, claim.teller), { said: delivered, real: claim.handed });
  closeCase(world, `uncertain:${withdrawal.id}`);
  if (delivered.size === 0) {
    withdrawal.status = 'reserved';
    withdrawal.claim = null;
    withdrawal.expiresAt = world.now + LASTS.reservationMs;
    return 'reserved';
  }
  const rest = minus(withdrawal.goods, delivered);
  addAll(getMember(world, withdrawal.member).free, rest);
  returnUsage(world, withdrawal, rest);
  withdrawal.status = rest.size === 0 ? 'delivered' : 'partly_delivered';
  return withdrawal.status;
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
export function openCase(world: World, id: string, newCase: NewCase): void {
  if (world.cases.get(id)?.isOpen) return;
  world.cases.set(id, { ...newCase, goods: new Map(newCase.goods), isOpen: true, resolution: null });
}

export function closeCase(world: World, id: string, resolution: string | null = null): void {
  const openCase = world.cases.get(id);
  if (openCase)
    world.cases.set(id, {
      ...openCase,
      isOpen: false,
      resolution: openCase.isOpen ? resolution : openCase.resolution,
    });
}
