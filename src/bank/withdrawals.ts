import { invariant } from './engine/assert.ts';
import { buildEntries, memberAccount, reservedAccount, tellerAccount } from './engine/ledger.ts';
import { countPets, type Goods, goodsToAmounts } from './engine/pets.ts';
import type { Case, DailyUsage, Instant, Withdrawal } from './engine/rows.ts';
import type { Rules } from './engine/rules.ts';
import type { Step } from './engine/step.ts';
import { balanceReadKeys, type Reader, type ReadKey } from './engine/view.ts';

/** The UTC day of a time, as `YYYY-MM-DD`. */
export const toUtcDay = (at: Instant): string => new Date(at).toISOString().slice(0, 10);
export const uncertainCaseId = (withdrawalId: string): string => `uncertain:${withdrawalId}`;

/** The rows that any change of a withdrawal may touch. */
export function withdrawalReadKeys(withdrawal: Withdrawal): ReadKey[] {
  const accounts = [reservedAccount(withdrawal.id), memberAccount(withdrawal.robloxUserId)];
  if (withdrawal.claim) accounts.push(tellerAccount(withdrawal.claim.tellerId));
  return [
    ...balanceReadKeys(withdrawal.goods, accounts),
    { kind: 'member', robloxUserId: withdrawal.robloxUserId },
    { kind: 'link_of_member', robloxUserId: withdrawal.robloxUserId },
    { kind: 'usage', robloxUserId: withdrawal.robloxUserId, day: toUtcDay(withdrawal.requestedAt) },
    { kind: 'case', id: uncertainCaseId(withdrawal.id) },
  ];
}

/**
 * What time has made of a withdrawal, before anything is written: a passed expiry or lease counts at once.
 */
export function statusAt(withdrawal: Withdrawal, at: Instant): Withdrawal['status'] {
  if (withdrawal.status === 'reserved' && at >= withdrawal.expiresAt) return 'expired';
  if (withdrawal.status === 'claimed' && at >= invariant(withdrawal.claim, 'claim').leaseUntil)
    return 'uncertain';
  return withdrawal.status;
}

/**
 * Writes what time has made of a withdrawal. A reservation past its expiry goes back to the balance; a
 * claim past its lease becomes uncertain, and nothing moves: the pets may have changed hands in the game.
 */
export function applyExpiry(step: Step, withdrawal: Withdrawal): Withdrawal {
  const status = statusAt(withdrawal, step.at);
  if (status === withdrawal.status) return withdrawal;
  return status === 'expired'
    ? releaseReservation(step, withdrawal, 'expired')
    : becomeUncertain(step, withdrawal);
}

function becomeUncertain(step: Step, withdrawal: Withdrawal): Withdrawal {
  const claim = invariant(withdrawal.claim, 'claim');
  const uncertain = { ...withdrawal, status: 'uncertain' } as const;
  step.put('withdrawals', uncertain);
  step.post({
    kind: 'withdrawal_uncertain',
    status: 'uncertain',
    robloxUserId: withdrawal.robloxUserId,
    tellerId: claim.tellerId,
    withdrawalId: withdrawal.id,
    goods: withdrawal.goods,
  });
  openCase(step, {
    id: uncertainCaseId(withdrawal.id),
    kind: 'uncertain',
    robloxUserId: withdrawal.robloxUserId,
    tellerId: claim.tellerId,
    withdrawalId: withdrawal.id,
    goods: withdrawal.goods,
    summary: `${claim.tellerId} claimed withdrawal ${withdrawal.id} and did not say what became of it.`,
  });
  notifyMember(step, withdrawal.robloxUserId, 'withdrawal_uncertain', withdrawal.goods);
  return uncertain;
}

/** Ends a reservation: all of it goes back to the member's balance, and to the day's allowance. */
export function releaseReservation(
  step: Step,
  withdrawal: Withdrawal,
  status: 'expired' | 'cancelled',
): Withdrawal {
  const closed = { ...withdrawal, status };
  step.put('withdrawals', closed);
  addToUsage(step, withdrawal, { goods: withdrawal.goods, times: -1n });
  step.post({
    kind: `withdrawal_${status}`,
    status,
    robloxUserId: withdrawal.robloxUserId,
    withdrawalId: withdrawal.id,
    goods: withdrawal.goods,
    entries: buildEntries(goodsToAmounts(withdrawal.goods), {
      from: reservedAccount(withdrawal.id),
      to: memberAccount(withdrawal.robloxUserId),
    }),
  });
  notifyMember(step, withdrawal.robloxUserId, `withdrawal_${status}`, withdrawal.goods);
  return closed;
}

/** Nothing changed hands: the withdrawal waits again, for a new claim with a new token. */
export function requeue(step: Step, withdrawal: Withdrawal, rules: Rules): Withdrawal {
  const reserved = {
    ...withdrawal,
    status: 'reserved',
    claim: null,
    expiresAt: step.at + rules.reservationMs,
  } as const;
  step.put('withdrawals', reserved);
  closeCase(step, uncertainCaseId(withdrawal.id), 'not delivered');
  return reserved;
}

/** Counts goods against the allowance of the day of the request, or with -1n gives that allowance back. */
export function addToUsage(
  step: Step,
  { robloxUserId, requestedAt }: Pick<Withdrawal, 'robloxUserId' | 'requestedAt'>,
  { goods, times }: { goods: Goods; times: 1n | -1n },
): void {
  const usage = getUsage(step, robloxUserId, toUtcDay(requestedAt));
  const pets = usage.pets + times * BigInt(countPets(goods));
  step.put('usage', { ...usage, pets, gems: usage.gems + times * BigInt(goods.gems) });
}

export function getUsage(reader: Reader, robloxUserId: number, day: string): DailyUsage {
  return reader.row('usage', `${robloxUserId} ${day}`) ?? { robloxUserId, day, pets: 0n, gems: 0n };
}

/** Opens a case, or a closed one again, and tells the operator; one that is open stays as it is. */
export function openCase(step: Step, fields: Omit<Case, 'openedAt' | 'closedAt' | 'resolution'>): void {
  if (step.row('cases', fields.id)?.closedAt === null) return;
  step.put('cases', { ...fields, openedAt: step.at, closedAt: null, resolution: null });
  step.emit({
    topic: `case_${fields.kind}`,
    discordUserId: null,
    robloxUserId: fields.robloxUserId,
    goods: fields.goods,
    text: fields.summary,
  });
}

export function closeCase(step: Step, id: string, resolution: string): void {
  const openCase = step.row('cases', id);
  if (openCase && openCase.closedAt === null)
    step.put('cases', { ...openCase, closedAt: step.at, resolution });
}

/** Tells the member's Discord user, if there is one. */
export function notifyMember(step: Step, robloxUserId: number, topic: string, goods: Goods, text = ''): void {
  const link = step.linkOfMember(robloxUserId);
  if (link) step.emit({ topic, discordUserId: link.discordUserId, robloxUserId, goods, text });
}

/** How much of each asset withdrawals hold between them. */
export function sumWithdrawals(withdrawals: readonly Withdrawal[]): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { goods } of withdrawals) {
    for (const [asset, amount] of goodsToAmounts(goods)) sums.set(asset, (sums.get(asset) ?? 0n) + amount);
  }
  return sums;
}
