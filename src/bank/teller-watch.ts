import { duplicateCaseId } from './credit-hold.ts';
import type { Book, Caller } from './engine/book.ts';
import { nameFirst } from './engine/bounds.ts';
import { memberAccount } from './engine/ledger.ts';
import type { Operation } from './engine/operation.ts';
import type { ReadKey } from './engine/read-key.ts';
import type { Reader } from './engine/reader.ts';
import type { Instant, Teller } from './engine/rows.ts';
import { sha256 } from './engine/sha256.ts';
import type { Step } from './engine/step.ts';
import { closeCase, notifyOperator } from './events.ts';
import { getTeller, type HoldContext, isOnHold } from './holds.ts';
import type { Drift } from './shortages.ts';

/** A teller that reports is to be heard of so often. */
const SILENT_MS = 2 * 60_000;
/** A drift that is told for so long is no trade that crossed a report. */
const DRIFT_MS = 5 * 60_000;
/** How many cases are looked at at once, and how many pages of them in one sweep. */
const MAX_CASES = 200;
const MAX_PAGES = 10;
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
  await closeDuplicates(book);
}

const DUPLICATES = duplicateCaseId('', 0).replace(/:.*/, ':');

/** Most are on hold yet: which of them aren't is asked beside the commits. */
async function closeDuplicates(book: Book): Promise<void> {
  let afterId = DUPLICATES;
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    const found = await book.reads.cases({ isOpen: true, afterId, limit: MAX_CASES });
    const cases = found.filter(({ id }) => id.startsWith(DUPLICATES));
    const duplicates = cases.flatMap(({ tellerId, robloxUserId }) =>
      robloxUserId === null ? [] : [{ tellerId, robloxUserId }],
    );
    if (duplicates.length > 0) {
      for (const cleared of await book.query(listClearedDuplicates, duplicates, BANK))
        await book.perform(closeDuplicate, cleared, BANK);
    }
    if (cases.length < MAX_CASES) return;
    afterId = cases.at(-1)?.id ?? DUPLICATES;
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

/** A member to whom a teller reported the same deposit again. */
interface Duplicate {
  readonly tellerId: string;
  readonly robloxUserId: number;
}

const duplicateReadKeys = ({ tellerId, robloxUserId }: Duplicate): ReadKey[] => [
  { kind: 'teller', id: tellerId },
  { kind: 'account', account: memberAccount(robloxUserId) },
];

const isHeld = (reader: Reader, { tellerId, robloxUserId }: Duplicate, context: HoldContext): boolean =>
  reader
    .balancesOf(memberAccount(robloxUserId))
    .flatMap(({ holds }) => holds ?? [])
    .filter((hold) => hold.tellerId === tellerId && hold.isDuplicate)
    .some((hold) => isOnHold(hold, getTeller(reader, tellerId), context));

const listClearedDuplicates: Operation<readonly Duplicate[], readonly Duplicate[]> = {
  readKeys: (duplicates) => duplicates.flatMap(duplicateReadKeys),
  decide: (step, duplicates, call) => duplicates.filter((duplicate) => !isHeld(step, duplicate, call)),
};

const closeDuplicate: Operation<Duplicate, void> = {
  readKeys: (duplicate) => [
    { kind: 'case', id: duplicateCaseId(duplicate.tellerId, duplicate.robloxUserId) },
    ...duplicateReadKeys(duplicate),
  ],
  decide(step, duplicate, call) {
    if (isHeld(step, duplicate, call)) return;
    closeCase(step, duplicateCaseId(duplicate.tellerId, duplicate.robloxUserId), 'cleared');
  },
};
