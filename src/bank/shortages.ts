import { nameFirst } from './engine/bounds.ts';
import { type Amounts, type AssetKey, packAmounts, unpackAmounts } from './engine/pets.ts';
import type { Reader } from './engine/reader.ts';
import type { Case, JointShortages, Shortage, Teller } from './engine/rows.ts';
import type { Step } from './engine/step.ts';
import { openCase, openNewCase } from './events.ts';
import { sumWithdrawals } from './withdrawals.ts';

/** How many paused assets of a teller have a case each. With more, the others share one. */
const MAX_OWN_CASES = 16;
/** How many assets the row of those others names at most, so that it can be stored: as many as a report. */
export const MAX_JOINT = 20_000;

/** The case of what a teller lacks of one asset. */
export const ownCaseId = (tellerId: string, key: AssetKey): string => `shortage:${tellerId}:${key}`;
/** The case that the shortages share which are too many for one each. */
export const jointCaseId = (tellerId: string): string => `shortages:${tellerId}`;

/** By asset, in the order of the keys: what the ledger expects beside what was found, where they differ. */
export type Drift = readonly [AssetKey, { readonly expected: bigint; readonly found: bigint }][];

/** The assets that are paused at a teller. */
export const listPaused = (shortages: readonly Shortage[], joint: JointShortages | undefined): AssetKey[] => [
  ...shortages.filter(({ isPaused }) => isPaused).map(({ asset }) => asset),
  ...unpackAmounts(joint?.paused ?? '').keys(),
];

export const readPaused = (reader: Reader, tellerId: string): ReadonlySet<AssetKey> =>
  new Set(
    listPaused(reader.row('tellers', tellerId)?.shortages ?? [], reader.row('jointShortages', tellerId)),
  );

type Difference = Drift[number][1];
const missingOf = ({ expected, found }: Difference): bigint => expected - found;

/** What is known to be missing at a teller. */
interface Known {
  readonly own: Map<AssetKey, Shortage>;
  readonly paused: Amounts;
  readonly resumed: Amounts;
}

/**
 * Pauses, at this teller, every asset of which more is missing than its claims explain, and notifies the
 * operator: with a case each, or one for all of them where they are many. What the operator resumed stays so
 * unless yet more is missing. Returns the shortages with a case each.
 */
export function recordShortages(step: Step, teller: Teller, drift: Drift): readonly Shortage[] {
  const known = readKnown(step, teller);
  const { own, paused, resumed } = known;
  const short = findShort(step, teller.id, drift);
  const isPaused = (key: AssetKey): boolean => own.get(key)?.isPaused === true || paused.has(key);
  const fresh = short.filter(([key, difference]) => {
    const before = own.get(key)?.missing ?? paused.get(key) ?? resumed.get(key) ?? 0n;
    return missingOf(difference) > before;
  });
  const openCases = [...own.values()].filter((shortage) => shortage.isPaused).length;
  const newCases = fresh.filter(([key]) => !isPaused(key)).length;
  const isJoint = openCases + newCases > MAX_OWN_CASES || paused.size >= MAX_JOINT;
  for (const [key, difference] of fresh) {
    if (!isPaused(key) && !isJoint) openOwnCase(step, teller.id, key, difference);
    pause(known, { key, missing: missingOf(difference), isJoint });
  }
  const shortKeys = new Set(short.map(([key]) => key));
  for (const key of resumed.keys()) if (!shortKeys.has(key)) resumed.delete(key);
  putJoint(step, teller.id, known);
  return [...own.values()].filter((shortage) => shortage.isPaused || shortKeys.has(shortage.asset));
}

/** Where more is missing than what the teller's claims may have taken. */
export function findShort(reader: Reader, tellerId: string, drift: Drift): Drift {
  const claimed = sumWithdrawals(reader.openWithdrawalsOfTeller(tellerId));
  return drift.filter(([key, difference]) => missingOf(difference) > (claimed.get(key) ?? 0n));
}

function readKnown(step: Step, teller: Teller): Known {
  const joint = step.row('jointShortages', teller.id);
  return {
    own: new Map(teller.shortages.map((shortage) => [shortage.asset, shortage])),
    paused: unpackAmounts(joint?.paused ?? ''),
    resumed: unpackAmounts(joint?.resumed ?? ''),
  };
}

/** An asset that isn't paused has no open case, so its row isn't read: there may be twenty thousand. */
function openOwnCase(step: Step, tellerId: string, key: AssetKey, { expected, found }: Difference): void {
  openNewCase(step, {
    id: ownCaseId(tellerId, key),
    kind: 'shortage',
    tellerId,
    summary:
      `${tellerId} should hold ${expected} of ${key} and reports ${found}. ` +
      'Withdrawals of it are paused there.',
  });
}

/** What is paused already stays where it is. */
function pause(
  { own, paused, resumed }: Known,
  { key, missing, isJoint }: { key: AssetKey; missing: bigint; isJoint: boolean },
): void {
  resumed.delete(key);
  if (paused.has(key) || (isJoint && !own.get(key)?.isPaused)) {
    own.delete(key);
    paused.set(key, missing);
  } else {
    own.set(key, { asset: key, missing, isPaused: true });
  }
}

/** Writes the joint shortages where they have changed, and the case that says which are paused. */
function putJoint(step: Step, tellerId: string, known: Pick<Known, 'paused' | 'resumed'>): void {
  const before = step.row('jointShortages', tellerId);
  const paused = new Map(known.paused.entries().take(MAX_JOINT));
  const joint = { tellerId, paused: packAmounts(paused), resumed: packAmounts(known.resumed) };
  if (joint.paused === (before?.paused ?? '') && joint.resumed === (before?.resumed ?? '')) return;
  step.put('jointShortages', joint);
  if (joint.paused === (before?.paused ?? '')) return;
  const named = nameFirst([...known.paused].map(([key, missing]) => `${missing} of ${key}`));
  const summary =
    `${tellerId} reports less than it should hold of ${known.paused.size} assets. Missing: ${named}. ` +
    'Withdrawals of these are paused there.';
  const id = jointCaseId(tellerId);
  const stored = step.row('cases', id);
  // Who resumes them must read of all that is paused by then, and is told of it once.
  if (stored?.closedAt === null) step.put('cases', { ...stored, summary });
  else openCase(step, { id, kind: 'shortage', tellerId, summary });
}

/**
 * Lets withdrawals of a case's assets go on. The shortages stay known: only a greater one pauses one again.
 */
export function resumeShortage(step: Step, { id, tellerId }: Case): void {
  const joint = step.row('jointShortages', tellerId);
  if (id === jointCaseId(tellerId)) {
    if (!joint) return;
    const resumed = [...unpackAmounts(joint.paused), ...unpackAmounts(joint.resumed)].slice(0, MAX_JOINT);
    step.put('jointShortages', { tellerId, paused: '', resumed: packAmounts(resumed) });
    return;
  }
  const teller = step.row('tellers', tellerId);
  if (!teller) return;
  const shortages = teller.shortages.map((shortage) =>
    ownCaseId(tellerId, shortage.asset) === id ? { ...shortage, isPaused: false } : shortage,
  );
  step.put('tellers', { ...teller, shortages });
}
