import type { Reads } from './engine/book.ts';
import type { Transaction } from './engine/rows.ts';
import { firstTerms, flowKeys, projectTransactions } from './project-transactions.ts';
import { PROJECTION_FORMAT, type ProjectionState, type ProjectionStore } from './projections.ts';

/**
 * How many transactions one step reads, and how many entries they have, but for the first of them: some
 * milliseconds of work. Smaller steps write the rows of busy terms again and again, and sync more often.
 */
const SLICE_TRANSACTIONS = 500;
const SLICE_ENTRIES = 1_500;
/** How many rows of a table one step deletes. */
const CLEAR_ROWS = 1_000;

/** What a step came to: there is more to do, or the reader has seen the whole log, up to `seq`. */
export interface ProjectionStep {
  readonly isBehind: boolean;
  readonly seq: number;
}

/**
 * Brings the projections a step further: the next transactions are added or, where what is there was made of
 * another log or by another version, some of it is deleted. Steps are small, so that commits come between;
 * any number of processes may take them, and one that came second has done nothing.
 */
export async function advanceProjections(
  store: ProjectionStore,
  reads: Pick<Reads, 'log'>,
): Promise<ProjectionStep> {
  const state = await store.projectionState();
  if (state.isClearing) {
    await store.clearProjections({ limit: CLEAR_ROWS });
    return { isBehind: true, seq: 0 };
  }
  const next = await readNext(reads, state);
  if (next === null || state.format !== PROJECTION_FORMAT) {
    await store.beginClearing();
    return { isBehind: true, seq: 0 };
  }
  if (next.length === 0) return { isBehind: false, seq: state.seq };
  const slice = takeSlice(next);
  const terms = await store.findTerms(firstTerms(slice));
  const knownTerms = new Set(terms.map(({ term }) => term));
  const flows = await store.findFlows(flowKeys(slice));
  await store.appendProjections(projectTransactions(state, slice, { flows, knownTerms }));
  return { isBehind: next.length >= SLICE_TRANSACTIONS || slice.length < next.length, seq: state.seq };
}

/** The transactions after those that were read; null where the newest of these is not in the log. */
async function readNext(
  reads: Pick<Reads, 'log'>,
  { seq, hash }: ProjectionState,
): Promise<Transaction[] | null> {
  if (seq === 0) return reads.log({ afterSeq: 0, limit: SLICE_TRANSACTIONS });
  const [last, ...next] = await reads.log({ afterSeq: seq - 1, limit: SLICE_TRANSACTIONS + 1 });
  return last?.hash === hash ? next : null;
}

/** As many of them as have no more entries together than a step may add; at least one. */
function takeSlice(transactions: readonly Transaction[]): Transaction[] {
  let entries = 0;
  const end = transactions.findIndex((transaction, index) => {
    entries += transaction.entries.length;
    return index > 0 && entries > SLICE_ENTRIES;
  });
  return transactions.slice(0, end === -1 ? undefined : end);
}
