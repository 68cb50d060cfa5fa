import type { Reads } from './engine/book.ts';
import { hashLeafId, makeSalt } from './engine/liability-hashes.ts';
import type { Operation } from './engine/operation.ts';
import type { ReadKey } from './engine/read-key.ts';
import type { BankRow, Instant, LiabilityState } from './engine/rows.ts';
import type { Step } from './engine/step.ts';
import { gatherHoldings } from './liability-holdings.ts';
import { type LiabilityTree, type Pause, plantTrees } from './liability-tree.ts';

/** A snapshot of all that the bank owes, as of a transaction. */
export interface Liabilities extends LiabilityTree {
  readonly head: Pick<BankRow, 'seq' | 'hash' | 'headAt'>;
  /** What makes each member's salt. */
  readonly saltKey: string;
}

/**
 * Builds the tree of what the bank owes from reads of one moment: as of now or, where `seq` is given, as of
 * then. It comes out the same wherever it is made. Returns null where the bank can't be seen as it was then.
 */
export async function buildLiabilities(
  reads: Reads,
  { seq, saltKey, pause }: { readonly seq: number | null; readonly saltKey: string; readonly pause: Pause },
): Promise<Liabilities | null> {
  const read = await gatherHoldings(reads, { seq, pause });
  if (!read) return null;
  const { holdings, head } = read;
  const tree = await plantTrees(holdings, (owner) => makeSalt(saltKey, head.seq, owner), pause);
  return { ...tree, head, saltKey };
}

/** The id of a member's leaf, and the salt in it. */
export function identifyLeaf({ saltKey, head }: Liabilities, robloxUserId: number) {
  const salt = makeSalt(saltKey, head.seq, robloxUserId);
  return { salt, id: hashLeafId(robloxUserId, salt) };
}

const ID = 'liabilities';
const readKeys = (): ReadKey[] => [{ kind: 'liability_state', id: ID }];

const MINUTE = 60_000;
/** A snapshot is followed by another no sooner than this, and than so many times what it took. */
const LEAST_AGE_MS = MINUTE;
const REST_FACTOR = 30;
/** Nor later than this, where the log has moved. */
const MOST_AGE_MS = 60 * MINUTE;

/** How old the last snapshot must be before another is due. */
const dueAge = ({ tookMs }: LiabilityState): number =>
  Math.min(Math.max(LEAST_AGE_MS, tookMs * REST_FACTOR), MOST_AGE_MS);

/** Whether the log has moved until then, but for the snapshot's own line in it, or never was so long. */
const hasMoved = (step: Step, { seq }: LiabilityState, until: number): boolean =>
  seq > step.bank().seq || until - seq > (seq === 0 ? 0 : 1);

/** Whether one is being made. A later time than this is one that nobody has set. */
const isUnderWay = ({ nextAt }: LiabilityState, at: Instant): boolean =>
  at < nextAt && nextAt - at <= MOST_AGE_MS;

/** What is known of the last snapshot; undefined before the first. Refuses nothing. */
export const readLiabilityState: Operation<
  void,
  { readonly state: LiabilityState | undefined; readonly isDue: boolean }
> = {
  readKeys,
  decide(step) {
    const state = step.row('liabilities', ID);
    if (!state) return { state, isDue: true };
    // By an edit, it may be of a time that has not come.
    const isOld = Math.abs(step.at - state.takenAt) >= dueAge(state);
    return { state, isDue: isOld && !isUnderWay(state, step.at) && hasMoved(step, state, step.bank().seq) };
  },
};

/**
 * Keeps others from making a snapshot too for `leaseMs` milliseconds, and returns what is known of the last
 * one. The first time, it keeps the key that salts are made from. Refuses nothing.
 */
export const beginSnapshot: Operation<
  { readonly leaseMs: number; readonly newSaltKey: string },
  LiabilityState
> = {
  readKeys,
  decide(step, { leaseMs, newSaltKey }) {
    const none = { id: ID, saltKey: newSaltKey, seq: 0, root: '', takenAt: 0, tookMs: 0, nextAt: 0 };
    const state = { ...(step.row('liabilities', ID) ?? none), nextAt: step.at + leaseMs };
    step.put('liabilities', state);
    return state;
  },
};

/** A snapshot that was made: `takenAt` is when it was begun. */
export interface TakenSnapshot {
  readonly seq: number;
  readonly root: string;
  readonly takenAt: Instant;
  readonly tookMs: number;
}

/**
 * Keeps a snapshot as the last one, with its root in the log; unless there is a newer one, or nothing has
 * happened since the last: the log doesn't grow by snapshots alone. Refuses nothing.
 */
export const recordSnapshot: Operation<TakenSnapshot, void> = {
  readKeys,
  decide(step, snapshot) {
    const state = step.row('liabilities', ID);
    if (!state) return;
    const { seq, root } = snapshot;
    const isNews = hasMoved(step, state, seq);
    step.put('liabilities', { ...state, ...(isNews && snapshot), nextAt: 0 });
    if (!isNews) return;
    step.post({ kind: 'snapshot', status: 'taken', note: `liabilities as of ${seq}: ${root}` });
  },
};

/** What the note of a snapshot's line in the log says; null where it is none. */
export function readSnapshotNote(note: string | null): Pick<TakenSnapshot, 'seq' | 'root'> | null {
  const [, seq, root] = /^liabilities as of (\d+): ([0-9a-f]{64})$/.exec(note ?? '') ?? [];
  return seq === undefined || root === undefined ? null : { seq: Number(seq), root };
}
