import { invariant } from './engine/assert.ts';
import { MAX_SETTLED } from './engine/bounds.ts';
import { buildEntries, memberAccount, reservedAccount, tellerAccount } from './engine/ledger.ts';
import type { Operation, Rules } from './engine/operation.ts';
import { type Amounts, countPets, type Goods, goodsToAmounts, sumAmounts } from './engine/pets.ts';
import { balanceReadKeys, type ReadKey } from './engine/read-key.ts';
import type { Reader } from './engine/reader.ts';
import type { DailyUsage, Instant, Withdrawal } from './engine/rows.ts';
import type { Step } from './engine/step.ts';
import { closeCase, notifyMember, openCase } from './events.ts';

/** The UTC day of a time, as `YYYY-MM-DD`. */
export const toUtcDay = (at: Instant): string => new Date(at).toISOString().slice(0, 10);
export const uncertainCaseId = (withdrawalId: string): string => `uncertain:${withdrawalId}`;

/** The rows that any change of a withdrawal may touch; none where there is no such withdrawal. */
export function withdrawalReadKeys(withdrawal: Withdrawal | undefined): ReadKey[] {
  if (!withdrawal) return [];
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

/** What time has made of a withdrawal, though it isn't written: a passed expiry or lease counts at once. */
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

/**
 * Writes what time has made of the member's open withdrawals, of so many as one operation writes at most.
 * Returns whether that was all: else the next operation, or the sweep, goes on.
 */
export function expireOpen(step: Step, robloxUserId: number): boolean {
  const open = step.openWithdrawalsOfMember(robloxUserId);
  const ended = open.filter((withdrawal) => statusAt(withdrawal, step.at) !== withdrawal.status);
  for (const withdrawal of ended.slice(0, MAX_SETTLED)) applyExpiry(step, withdrawal);
  return ended.length <= MAX_SETTLED;
}

function becomeUncertain(step: Step, withdrawal: Withdrawal): Withdrawal {
  const { id: withdrawalId, robloxUserId, goods } = withdrawal;
  const { tellerId } = invariant(withdrawal.claim, 'claim');
  const uncertain = { ...withdrawal, status: 'uncertain' } as const;
  step.put('withdrawals', uncertain);
  const about = { robloxUserId, tellerId, withdrawalId, goods };
  step.post({ kind: 'withdrawal_uncertain', status: 'uncertain', ...about });
  openCase(step, {
    id: uncertainCaseId(withdrawalId),
    kind: 'uncertain',
    ...about,
    summary: `${tellerId} claimed withdrawal ${withdrawalId} and did not say what became of it.`,
  });
  notifyMember(step, robloxUserId, 'withdrawal_uncertain', goods);
  return uncertain;
}

/** Makes the account of a new reservation known. Nothing was loaded of it: it holds nothing. */
export function openReservation(step: Step, withdrawalId: string, goods: Goods): void {
  const account = reservedAccount(withdrawalId);
  for (const [asset] of goodsToAmounts(goods))
    step.put('balances', { account, asset, amount: 0n, holds: null });
}

/** Ends a reservation: all of it goes back to the member's balance, and to the day's allowance. */
export function releaseReservation(step: Step, withdrawal: Withdrawal, status: 'expired' | 'cancelled') {
  const { id: withdrawalId, robloxUserId, goods } = withdrawal;
  const closed = { ...withdrawal, status };
  step.put('withdrawals', closed);
  addToUsage(step, withdrawal, { goods, times: -1n });
  const entries = buildEntries(goods, {
    from: reservedAccount(withdrawalId),
    to: memberAccount(robloxUserId),
  });
  step.post({ kind: `withdrawal_${status}`, status, robloxUserId, withdrawalId, goods, entries });
  notifyMember(step, robloxUserId, `withdrawal_${status}`, goods);
  return closed;
}

/** Nothing changed hands: the withdrawal waits again, for a new claim with a new token. */
export function requeue(step: Step, withdrawal: Withdrawal, rules: Rules): void {
  const expiresAt = step.at + rules.reservationMs;
  step.put('withdrawals', { ...withdrawal, status: 'reserved', claim: null, expiresAt });
  closeCase(step, uncertainCaseId(withdrawal.id), 'not delivered');
}

/** Counts goods against the allowance of the day of the request, or with -1n takes them off again. */
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

/** How much of each asset withdrawals hold between them. */
export const sumWithdrawals = (withdrawals: readonly Withdrawal[]): Amounts =>
  sumAmounts(withdrawals.flatMap(({ goods }) => goodsToAmounts(goods)));

/** The member's withdrawals that are open now, oldest first, with the status that time has given them. */
export const listOpenWithdrawals = (step: Step, robloxUserId: number): Withdrawal[] =>
  step
    .openWithdrawalsOfMember(robloxUserId)
    .map((withdrawal) => ({ ...withdrawal, status: statusAt(withdrawal, step.at) }))
    .filter(({ status }) => status !== 'expired');

/**
 * Writes down what time has made of these withdrawals: expired reservations, ended leases. Skips ids that are
 * closed or not due, so any number of processes may sweep. Returns how many changed. Refuses nothing.
 */
export const sweepWithdrawals: Operation<{ readonly withdrawalIds: readonly string[] }, number> = {
  readKeys: ({ withdrawalIds }) => withdrawalIds.map((id) => ({ kind: 'withdrawal', id }) as const),
  moreReadKeys: (reader, { withdrawalIds }) =>
    withdrawalIds.flatMap((id) => withdrawalReadKeys(reader.row('withdrawals', id))),
  decide: (step, { withdrawalIds }) =>
    withdrawalIds.filter((id) => {
      const withdrawal = step.row('withdrawals', id);
      return withdrawal !== undefined && applyExpiry(step, withdrawal) !== withdrawal;
    }).length,
};
