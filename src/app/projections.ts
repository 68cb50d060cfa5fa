import type { Reads } from '../bank/engine/book.ts';
import type { BankRow } from '../bank/engine/rows.ts';
import { createProjector, type ProjectionStep, SLICE_TRANSACTIONS } from '../bank/project-log.ts';
import {
  PROJECTION_FORMAT,
  type ProjectionReads,
  type ProjectionState,
  type ProjectionStore,
  type Projections,
} from '../bank/projections.ts';
import type { Logger } from '../log.ts';
import { type Schedule, schedule } from '../schedule.ts';
import type { Leadership } from '../storage/leadership.ts';
import type { RecentLog } from '../storage/recent-log.ts';
import { guardRead } from '../storage/unavailable.ts';

/** A step is followed by a rest this long, in which commits go on; the longest of them is bounded. */
const MAX_REST_MS = 50;
/** Whoever reads waits for the newest transactions where they are not more than these. */
const AWAITED_TRANSACTIONS = 500;

export interface ProjectionDependencies {
  readonly driver: ProjectionStore & Pick<Reads, 'log' | 'head'>;
  /** Which of several processes leads: that one reads the log for all; null: there is only this one. */
  readonly leadership: Pick<Leadership, 'ownTerm'> | null;
  readonly log: Pick<Logger, 'error'>;
  /** Whether the bank is only looked at, and so writes nothing by itself. */
  readonly opensHalted?: boolean;
  /** Tells how much of what this process has stored waits to be read. */
  readonly onWaiting: RecentLog['onWaiting'];
}

/** What the background reader has made of the log, for screens. */
export interface ProjectionSource extends Projections {
  /** Reads on so often. */
  schedule(intervalSeconds: number): Schedule;
}

export function openProjections(dependencies: ProjectionDependencies): ProjectionSource {
  const { driver, leadership, log, opensHalted, onWaiting } = dependencies;
  const advance = createProjector(driver, driver);
  const ending = new AbortController();
  let advancing: Promise<void> | undefined;
  const isOurs = (): boolean => !opensHalted && (leadership === null || leadership.ownTerm() !== null);

  /** One at a time, shared by all who ask meanwhile. */
  function catchUp(): Promise<void> {
    if (!isOurs()) return Promise.resolve();
    advancing ??= readOn(advance, ending.signal)
      .catch(report)
      .finally(() => {
        advancing = undefined;
      });
    return advancing;
  }
  function report(err: unknown): void {
    if (!ending.signal.aborted) log.error({ err }, 'the log could not be read for the screens of staff');
  }
  const reads = guardReads(driver);
  return {
    async current() {
      const [state, head] = await Promise.all([reads.projectionState(), driver.head()]);
      if (isWhole(state, head)) return reads;
      const reading = catchUp();
      if (!state.isClearing && head.seq - state.seq <= AWAITED_TRANSACTIONS) await reading;
      return reads;
    },
    schedule(intervalSeconds) {
      const running = schedule(catchUp, { intervalSeconds, waitsFirst: true, onError: report });
      onWaiting(SLICE_TRANSACTIONS, catchUp);
      return {
        async stop() {
          ending.abort();
          await running.stop();
          await advancing;
        },
      };
    },
  };
}

/** Whether nothing is left to do: all of this log was read, by this version. */
const isWhole = ({ format, isClearing, seq, hash }: ProjectionState, head: BankRow): boolean =>
  format === PROJECTION_FORMAT && !isClearing && seq === head.seq && hash === head.hash;

/** Takes steps to the end of the log, with a rest after each as long as it took. */
async function readOn(advance: () => Promise<ProjectionStep>, signal: AbortSignal): Promise<void> {
  for (let isBehind = true; isBehind && !signal.aborted; ) {
    const startedAt = performance.now();
    ({ isBehind } = await advance());
    if (isBehind) await Bun.sleep(Math.min(performance.now() - startedAt, MAX_REST_MS));
  }
}

/** The reads, which fail as those of the book do. */
function guardReads(store: ProjectionStore): ProjectionReads {
  return {
    projectionState: guardRead(store.projectionState),
    findTerms: guardRead(store.findTerms),
    listTerms: guardRead(store.listTerms),
    termBlocks: guardRead(store.termBlocks),
    memberSeqs: guardRead(store.memberSeqs),
    transactionsBySeq: guardRead(store.transactionsBySeq),
    activity: guardRead(store.activity),
    findFlows: guardRead(store.findFlows),
    flows: guardRead(store.flows),
    flowsOfAsset: guardRead(store.flowsOfAsset),
    profilesByName: guardRead(store.profilesByName),
  };
}
