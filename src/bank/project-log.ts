import type { Reads } from './engine/book.ts';
import type { Transaction } from './engine/rows.ts';
import {
  firstTerms,
  flowKeys,
  type ProjectionBase,
  projectTransactions,
  textOf,
} from './project-transactions.ts';
import {
  type AssetFlow,
  PROJECTION_FORMAT,
  type ProjectionSlice,
  type ProjectionState,
  type ProjectionStore,
  type Term,
} from './projections.ts';

/**
 * How many transactions one step reads, and how many entries they have, but for the first of them: some
 * milliseconds of work. Smaller steps write the rows of busy terms again and again, and sync more often.
 */
export const SLICE_TRANSACTIONS = 500;
const SLICE_ENTRIES = 1_500;
/** How many rows of the last steps are known at most: enough for 20,000 members. */
const MAX_KNOWN = 30_000;
/** How many rows of a table one step deletes. */
const CLEAR_ROWS = 1_000;

/** What a step came to: there is more to do, or the reader has seen the whole log, up to `seq`. */
export interface ProjectionStep {
  readonly isBehind: boolean;
  readonly seq: number;
}

/**
 * Creates the step that brings the projections further: the next transactions are added or, where what is
 * there was made of another log or by another version, some of it is deleted. Steps are small, so that
 * commits come between; any number of processes may take them, and one that came second has done nothing. One
 * process takes its own one after the other.
 */
export function createProjector(
  store: ProjectionStore,
  reads: Pick<Reads, 'log'>,
): () => Promise<ProjectionStep> {
  const base = createBase(store);
  return async () => {
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
    if (next.length === 0) {
      base.forget();
      return { isBehind: false, seq: state.seq };
    }
    const transactions = takeSlice(next);
    const slice = projectTransactions(state, transactions, await base.read(state, transactions));
    if (await store.appendProjections(slice)) base.written(slice);
    return {
      isBehind: next.length >= SLICE_TRANSACTIONS || transactions.length < next.length,
      seq: state.seq,
    };
  };
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

/**
 * What steps add to. Rows that were found or written are known, and not read again, as long as each step
 * follows one of this process: after a fault, or where another process took one, nothing is known. Nor after
 * a look that found nothing new: what is there may be made anew meanwhile, as of the same transaction.
 */
function createBase(store: Pick<ProjectionStore, 'findTerms' | 'findFlows'>) {
  let knownAt: string | undefined;
  const flows = new Map<string, AssetFlow>();
  const knownTerms = new Set<Term>();
  const learn = (rows: {
    readonly terms: readonly { term: Term }[];
    readonly flows: readonly AssetFlow[];
  }) => {
    for (const { term } of rows.terms) knownTerms.add(term);
    for (const flow of rows.flows) flows.set(textOf(flow), flow);
  };
  return {
    async read({ hash }: ProjectionState, transactions: readonly Transaction[]): Promise<ProjectionBase> {
      if (hash !== knownAt || flows.size + knownTerms.size > MAX_KNOWN) {
        flows.clear();
        knownTerms.clear();
      }
      knownAt = undefined;
      const terms = firstTerms(transactions).filter((term) => !knownTerms.has(term));
      const keys = flowKeys(transactions).filter((key) => !flows.has(textOf(key)));
      learn({ terms: await store.findTerms(terms), flows: await store.findFlows(keys) });
      return { flows, knownTerms };
    },
    forget(): void {
      knownAt = undefined;
    },
    written(slice: ProjectionSlice): void {
      knownAt = slice.after.hash;
      learn(slice);
    },
  };
}
