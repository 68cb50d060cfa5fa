import { known } from './engine/assert.ts';
import { entriesOf, memberAccount, reservedAccount, tellerAccount } from './engine/ledger.ts';
import { amountsOf, countPets, type Goods } from './engine/pets.ts';
import type { Case, DailyUsage, Instant, Withdrawal } from './engine/rows.ts';
import type { Rules } from './engine/rules.ts';
import type { Step } from './engine/step.ts';
import { balanceNeeds, type Need, type Reader } from './engine/view.ts';

/** The UTC day of a time, as `YYYY-MM-DD`. */
export const dayOf = (at: Instant): string => new Date(at).toISOString().slice(0, 10);
export const uncertainCaseId = (withdrawalId: string): string => `uncertain:${withdrawalId}`;

/** The rows that any change of a withdrawal may touch. */
export function needsOfWithdrawal(one: Withdrawal): Need[] {
  const accounts = [reservedAccount(one.id), memberAccount(one.robloxUserId)];
  if (one.claim) accounts.push(tellerAccount(one.claim.tellerId));
  return [
    ...balanceNeeds(one.goods, accounts),
    { kind: 'member', robloxUserId: one.robloxUserId },
    { kind: 'link_of_member', robloxUserId: one.robloxUserId },
    { kind: 'usage', robloxUserId: one.robloxUserId, day: dayOf(one.requestedAt) },
    { kind: 'case', id: uncertainCaseId(one.id) },
  ];
}

/**
 * What time has made of a withdrawal, before anything is written: a passed expiry or lease counts at once.
 */
export function statusAt(one: Withdrawal, at: Instant): Withdrawal['status'] {
  if (one.status === 'reserved' && at >= one.expiresAt) return 'expired';
  if (one.status === 'claimed' && at >= known(one.claim, 'claim').leaseUntil) return 'uncertain';
  return one.status;
}

/**
 * Writes what time has made of a withdrawal. A reservation past its expiry goes back to the balance; a
 * claim past its lease becomes uncertain, and nothing moves: the pets may have changed hands in the game.
 */
export function lapse(step: Step, one: Withdrawal): Withdrawal {
  const status = statusAt(one, step.at);
  if (status === one.status) return one;
  return status === 'expired' ? giveBack(step, one, 'expired') : becomeUncertain(step, one);
}

function becomeUncertain(step: Step, one: Withdrawal): Withdrawal {
  const claim = known(one.claim, 'claim');
  const uncertain = { ...one, status: 'uncertain' } as const;
  step.put('withdrawals', uncertain);
  step.post({
    kind: 'withdrawal_uncertain',
    status: 'uncertain',
    robloxUserId: one.robloxUserId,
    tellerId: claim.tellerId,
    withdrawalId: one.id,
    goods: one.goods,
  });
  openCase(step, {
    id: uncertainCaseId(one.id),
    kind: 'uncertain',
    robloxUserId: one.robloxUserId,
    tellerId: claim.tellerId,
    withdrawalId: one.id,
    goods: one.goods,
    summary: `${claim.tellerId} claimed withdrawal ${one.id} and did not say what became of it.`,
  });
  tellMember(step, one.robloxUserId, 'withdrawal_uncertain', one.goods);
  return uncertain;
}

/** Ends a reservation: all of it goes back to the member's balance, and to the day's allowance. */
export function giveBack(step: Step, one: Withdrawal, status: 'expired' | 'cancelled'): Withdrawal {
  const closed = { ...one, status };
  step.put('withdrawals', closed);
  returnAllowance(step, one, one.goods);
  step.post({
    kind: `withdrawal_${status}`,
    status,
    robloxUserId: one.robloxUserId,
    withdrawalId: one.id,
    goods: one.goods,
    entries: entriesOf(amountsOf(one.goods), {
      from: reservedAccount(one.id),
      to: memberAccount(one.robloxUserId),
    }),
  });
  tellMember(step, one.robloxUserId, `withdrawal_${status}`, one.goods);
  return closed;
}

/** Nothing changed hands: the withdrawal waits again, for a new claim with a new token. */
export function putBack(step: Step, one: Withdrawal, rules: Rules): Withdrawal {
  const reserved = {
    ...one,
    status: 'reserved',
    claim: null,
    expiresAt: step.at + rules.reservationMs,
  } as const;
  step.put('withdrawals', reserved);
  closeCase(step, uncertainCaseId(one.id), 'not delivered');
  return reserved;
}

/** What was asked for and did not leave counts against the day no more. */
export function returnAllowance(step: Step, one: Withdrawal, goods: Goods): void {
  const usage = usageOf(step, one.robloxUserId, dayOf(one.requestedAt));
  step.put('usage', {
    ...usage,
    pets: usage.pets - BigInt(countPets(goods)),
    gems: usage.gems - BigInt(goods.gems),
  });
}

export function usageOf(reader: Reader, robloxUserId: number, day: string): DailyUsage {
  return reader.row('usage', `${robloxUserId} ${day}`) ?? { robloxUserId, day, pets: 0n, gems: 0n };
}

/** Opens a case, or a closed one again, and tells the operator; one that is open stays as it is. */
export function openCase(step: Step, one: Omit<Case, 'openedAt' | 'closedAt' | 'resolution'>): void {
  if (step.row('cases', one.id)?.closedAt === null) return;
  step.put('cases', { ...one, openedAt: step.at, closedAt: null, resolution: null });
  step.tell({
    topic: `case_${one.kind}`,
    discordUserId: null,
    robloxUserId: one.robloxUserId,
    goods: one.goods,
    text: one.summary,
  });
}

export function closeCase(step: Step, id: string, resolution: string): void {
  const one = step.row('cases', id);
  if (one && one.closedAt === null) step.put('cases', { ...one, closedAt: step.at, resolution });
}

/** Tells the member's Discord user, if there is one. */
export function tellMember(step: Step, robloxUserId: number, topic: string, goods: Goods, text = ''): void {
  const link = step.linkOfMember(robloxUserId);
  if (link) step.tell({ topic, discordUserId: link.discordUserId, robloxUserId, goods, text });
}

/** How much of each asset withdrawals hold between them. */
export function sumOf(withdrawals: readonly Withdrawal[]): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { goods } of withdrawals) {
    for (const [asset, amount] of amountsOf(goods)) sums.set(asset, (sums.get(asset) ?? 0n) + amount);
  }
  return sums;
}
