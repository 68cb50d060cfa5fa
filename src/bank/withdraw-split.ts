import { buildEntries, reservedAccount } from './engine/ledger.ts';
import type { Call } from './engine/operation.ts';
import { amountsToGoods, type Goods, isEmpty, subtractGoods } from './engine/pets.ts';
import type { ReadKey } from './engine/read-key.ts';
import type { Reader } from './engine/reader.ts';
import { getPlace, type Instant, type Teller, type Transaction, type Withdrawal } from './engine/rows.ts';
import type { Step } from './engine/step.ts';
import { canHandOver, findHandOver, handOverReadKeys } from './hand-over.ts';
import { openReservation } from './withdrawals.ts';

/** A teller that has reported within this time is waited for, where it can hand over all of a withdrawal. */
const AT_HAND_MS = 5 * 60_000;

/** Whoever never reports, as staff who trade by hand, may be asleep. */
const listAtHand = (reader: Reader, at: Instant): Teller[] =>
  reader.allTellers().filter(({ report }) => report !== null && at - report.receivedAt <= AT_HAND_MS);

/** The rows that say whether these must be split, once all tellers are known. */
export const splitReadKeys = (reader: Reader, withdrawals: readonly Withdrawal[], at: Instant): ReadKey[] =>
  listAtHand(reader, at).flatMap(({ id }) =>
    withdrawals
      .filter(({ status }) => status === 'reserved')
      .flatMap(({ goods }) => handOverReadKeys(id, goods)),
  );

/**
 * What of a reserved withdrawal the caller may claim now: all of it; a part, from which the rest is split off
 * where no teller at hand has all of it; or nothing.
 */
export function takeClaimable(step: Step, withdrawal: Withdrawal, call: Call): Withdrawal | null {
  if (canHandOver(step, withdrawal, call.by, call)) return withdrawal;
  const part = findHandOver(step, withdrawal, call.by, call);
  if (isEmpty(part)) return null;
  const isAwaited = listAtHand(step, call.at).some(({ id }) => canHandOver(step, withdrawal, id, call));
  return isAwaited ? null : split(step, withdrawal, { part, tellerId: call.by });
}

/** Why the row of the log can't be a split, if it is called one: it parts a reservation in two. */
export function findSplitError({ kind, seq, withdrawalId, entries }: Transaction): string | undefined {
  if (kind !== 'withdrawal_split') return undefined;
  const [whole, rest] = [reservedAccount(withdrawalId ?? ''), reservedAccount(`w-${seq}`)];
  const isSplit = entries.length > 0 && entries.every(({ from, to }) => from === whole && to === rest);
  return isSplit ? undefined : `it moves something else than from ${whole} to ${rest}`;
}

/**
 * The withdrawal keeps the part. The rest becomes one of its own, which stands at the same place in the queue
 * and ends at the same time. It is of the same request: no limit counts it anew but that of open ones.
 */
function split(
  step: Step,
  withdrawal: Withdrawal,
  { part, tellerId }: { part: Goods; tellerId: string },
): Withdrawal {
  const rest = amountsToGoods(subtractGoods(withdrawal.goods, part));
  const id = `w-${step.bank().seq + 1}`;
  openReservation(step, id, rest);
  const { seq } = step.post({
    kind: 'withdrawal_split',
    status: 'reserved',
    robloxUserId: withdrawal.robloxUserId,
    tellerId,
    withdrawalId: withdrawal.id,
    goods: rest,
    entries: buildEntries(rest, { from: reservedAccount(withdrawal.id), to: reservedAccount(id) }),
  });
  step.put('withdrawals', { ...withdrawal, id, seq, placeSeq: getPlace(withdrawal), goods: rest });
  const kept = { ...withdrawal, goods: part };
  step.put('withdrawals', kept);
  return kept;
}
