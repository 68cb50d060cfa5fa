import { setImmediate } from 'node:timers/promises';
import type { Book, Caller } from '../bank/engine/book.ts';
import type { LiabilityState } from '../bank/engine/rows.ts';
import {
  beginSnapshot,
  buildLiabilities,
  type Liabilities,
  readLiabilityState,
  recordSnapshot,
} from '../bank/liabilities.ts';
import { type LiabilityReads, proveMember } from '../bank/proof.ts';
import type { Logger } from '../log.ts';
import { type Schedule, schedule } from '../schedule.ts';
import type { Driver } from '../storage/driver.ts';
import { guardRead } from '../storage/unavailable.ts';

/** How long a process runs before it makes a snapshot that nobody has asked for. */
const QUIET_MS = 60_000;
/** How long others wait for the snapshot that one process makes, before another begins one. */
const LEASE_MS = 10 * 60_000;
/** How often those who ask make it look whether another is due. */
const LOOK_MS = 1_000;
/** How long work goes on before requests come between. */
const SLICE_MS = 5;
const SALT_KEY_BYTES = 32;
const BANK: Caller = { by: 'bank' };

export interface LiabilityDependencies {
  readonly book: Book;
  readonly driver: Pick<Driver, 'openSnapshot'>;
  readonly clock: () => number;
  readonly random: (length: number) => Uint8Array;
  readonly log: Pick<Logger, 'error' | 'info'>;
  /** Whether the bank is only looked at, and so writes nothing by itself. */
  readonly opensHalted?: boolean;
}

/** The last snapshot of what the bank owes, which is made in the background. */
export interface LiabilitySource extends LiabilityReads {
  /** Looks so often whether another is due. */
  schedule(intervalSeconds: number): Schedule;
}

export function openLiabilities(dependencies: LiabilityDependencies): LiabilitySource {
  const { clock, log } = dependencies;
  const ending = new AbortController();
  const make = createMaker(dependencies, ending.signal);
  let current: Liabilities | undefined;
  let making: Promise<Liabilities> | undefined;
  const since = clock();
  let lookedAt = 0;
  let wasAsked = false;

  /** One at a time, shared by all who ask meanwhile. */
  function refresh(): Promise<Liabilities> {
    lookedAt = performance.now();
    making ??= make(current)
      .then((made) => (current = made))
      .finally(() => {
        making = undefined;
      });
    return making;
  }
  async function read(): Promise<Liabilities> {
    // Whoever asks first waits, also where one was made meanwhile for nobody: it may be hours old.
    const made = wasAsked && current ? current : await refresh();
    wasAsked = true;
    if (performance.now() - lookedAt >= LOOK_MS) void refresh().catch(report);
    return made;
  }
  function report(err: unknown): void {
    if (!ending.signal.aborted) log.error({ err }, 'no snapshot of what the bank owes could be made');
  }
  return {
    current: read,
    prove: async (robloxUserId) => proveMember(await read(), robloxUserId, createPause(ending.signal)),
    schedule(intervalSeconds) {
      const refreshInTime = async () => {
        if (current || clock() - since >= QUIET_MS) await refresh();
      };
      const running = schedule(refreshInTime, { intervalSeconds, waitsFirst: true, onError: report });
      return {
        async stop() {
          ending.abort();
          await running.stop();
          await making?.catch(() => undefined);
        },
      };
    },
  };
}

/** Returns a function that makes the snapshot that is to be there now, or returns the one that is. */
function createMaker(
  { book, driver, clock, random, opensHalted, log }: LiabilityDependencies,
  signal: AbortSignal,
) {
  const pause = createPause(signal);
  const newSaltKey = Buffer.from(random(SALT_KEY_BYTES)).toString('hex');

  const build = guardRead(async (saltKey: string, seq: number | null): Promise<Liabilities | null> => {
    const snapshot = await driver.openSnapshot();
    try {
      return await buildLiabilities(snapshot.reads, { saltKey, seq, pause });
    } finally {
      await snapshot.close();
    }
  });
  /** The last snapshot of any process, made again; null where it can't be, or comes out as another. */
  async function repeat({ saltKey, seq, root }: LiabilityState): Promise<Liabilities | null> {
    const made = seq === 0 ? null : await build(saltKey, seq);
    if (made && made.root !== root) log.info({ seq }, 'the last snapshot can not be made again');
    return made?.root === root ? made : null;
  }
  async function take(): Promise<Liabilities> {
    const { saltKey } = await book.perform(beginSnapshot, { leaseMs: LEASE_MS, newSaltKey }, BANK);
    const takenAt = clock();
    const startedAt = performance.now();
    const made = await buildNow(saltKey);
    const tookMs = Math.round(performance.now() - startedAt);
    const { root, head } = made;
    await book.perform(recordSnapshot, { seq: head.seq, root, takenAt, tookMs }, BANK);
    return made;
  }
  async function buildNow(saltKey: string): Promise<Liabilities> {
    const made = await build(saltKey, null);
    if (!made) throw new Error('the bank can always be seen as it is now');
    return made;
  }
  return async (current: Liabilities | undefined): Promise<Liabilities> => {
    const { state, isDue } = await book.query(readLiabilityState, undefined, BANK);
    if (opensHalted) return current ?? buildNow(state?.saltKey ?? newSaltKey);
    if (isDue || !state) return take();
    if (current && current.head.seq >= state.seq) return current;
    return (await repeat(state)) ?? take();
  };
}

/** Lets requests come between where work has gone on for a while. */
function createPause(signal: AbortSignal): () => Promise<void> {
  let resumedAt = performance.now();
  return async () => {
    if (performance.now() - resumedAt < SLICE_MS) return;
    signal.throwIfAborted();
    await setImmediate();
    resumedAt = performance.now();
  };
}
