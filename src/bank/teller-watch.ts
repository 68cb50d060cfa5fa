import { duplicateCaseId } from './credit-hold.ts';
import type { Book, Caller } from './engine/book.ts';
import { nameFirst } from './engine/bounds.ts';
import { memberAccount } from './engine/ledger.ts';
import type { Operation } from './engine/operation.ts';
import { sha256 } from './engine/replay.ts';
import type { Instant, Teller } from './engine/rows.ts';
import type { Step } from './engine/step.ts';
import { closeCase, notifyOperator } from './events.ts';
import { getTeller, isOnHold } from './holds.ts';
import type { Drift } from './shortages.ts';

/** A teller that reports is to be heard of so often. */
const SILENT_MS = 2 * 60_000;
/** A drift that is told for so long is no trade that crossed a report. */
const DRIFT_MS = 5 * 60_000;
/** How many cases one sweep looks at. */
const MAX_CASES = 200;
const BANK: Caller = { by: 'bank' };

/** Tells staff once of a drift that reports have told for five minutes, conclusive or not. */
export function watchDrift(step: Step, teller: Teller, drift: Drift): Pick<Teller, 'drift' | 'driftSince'> {
  const named = drift.map(([key, { expected, found }]) => `${key}: ${expected} expected, ${found} reported`);
  const digest = drift.length === 0 ? '' : sha256(named.join('\n'));
  if (digest !== teller.drift) return { drift: digest, driftSince: digest === '' ? null : step.at };
  const { driftSince } = teller;
  if (driftSince === null || step.at - driftSince < DRIFT_MS) return { drift: digest, driftSince };
  const text = `${teller.id} has reported the same difference from the ledger for five minutes. `;
  notifyOperator(step, 'teller_drift', `${text}${nameFirst(named)}`);
  return { drift: digest, driftSince: null };
}

/**
 * Tells staff once of each teller that has reported before and is silent for two minutes, and closes the
 * cases of deposits that were like another one and have cleared. `since`: the bank heard nobody before, as it
 * was not running. Any number of processes may do it.
 */
export async function watchTellers(
  book: Book,
  { at, since }: { at: Instant; since: Instant },
): Promise<void> {
  for (const teller of await book.reads.tellers()) {
    if (isSilent(teller, { at, since }))
      await book.perform(noteSilence, { tellerId: teller.id, since }, BANK);
  }
  const prefix = duplicateCaseId('', 0).replace(/:.*/, ':');
  const cases = await book.reads.cases({ isOpen: true, afterId: prefix, limit: MAX_CASES });
  for (const { id, tellerId, robloxUserId } of cases) {
    if (!id.startsWith(prefix) || robloxUserId === null) break;
    await book.perform(closeDuplicate, { tellerId, robloxUserId }, BANK);
  }
}

const isSilent = (
  { report, isSilenceTold }: Teller,
  { at, since }: { at: Instant; since: Instant },
): boolean => report !== null && !isSilenceTold && at - Math.max(report.receivedAt, since) >= SILENT_MS;

const noteSilence: Operation<{ readonly tellerId: string; readonly since: Instant }, void> = {
  readKeys: ({ tellerId }) => [{ kind: 'teller', id: tellerId }],
  decide(step, { tellerId, since }) {
    const teller = getTeller(step, tellerId);
    if (!isSilent(teller, { at: step.at, since })) return;
    step.put('tellers', { ...teller, isSilenceTold: true });
    const last = new Date(teller.report?.receivedAt ?? 0).toISOString();
    notifyOperator(step, 'teller_silent', `${tellerId} has not reported since ${last}.`);
  },
};

const closeDuplicate: Operation<{ readonly tellerId: string; readonly robloxUserId: number }, void> = {
  readKeys: ({ tellerId, robloxUserId }) => [
    { kind: 'case', id: duplicateCaseId(tellerId, robloxUserId) },
    { kind: 'teller', id: tellerId },
    { kind: 'account', account: memberAccount(robloxUserId) },
  ],
  decide(step, { tellerId, robloxUserId }, call) {
    const teller = getTeller(step, tellerId);
    const isHeld = step
      .balancesOf(memberAccount(robloxUserId))
      .flatMap(({ holds }) => holds ?? [])
      .some((hold) => hold.tellerId === tellerId && hold.isDuplicate && isOnHold(hold, teller, call));
    if (!isHeld) closeCase(step, duplicateCaseId(tellerId, robloxUserId), 'cleared');
  },
};
