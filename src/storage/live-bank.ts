import type { ReadKey, Snapshot } from '../bank/engine/read-key.ts';
import type { View } from '../bank/engine/view.ts';
import type { Batch, Driver, Outcome } from './driver.ts';
import { createLiveRows, type LiveRows } from './live-rows.ts';
import { type TrustedRows, trustLinks } from './logged-links.ts';
import { trustProfiles } from './logged-profiles.ts';
import { trustRights } from './logged-rights.ts';
import { trustRows } from './logged-rows.ts';
import { trustUsage } from './logged-usage.ts';

/**
 * How many rows, of about 200 bytes, are asked for until those that were not are dropped: enough for 20,000
 * members who are busy at once. So there are at most twice as many.
 */
const MAX_ROWS = 300_000;
/** How many commits begin with no rows, once another process came first: theirs would be out of date. */
const BYPASS_COMMITS = 16;

/**
 * What a process knows of the bank: rows of the newest version that it has seen, which is always one that is
 * stored. Commits are decided on them without a look at the database: the compare-and-swap finds that another
 * process was faster. Queries look first.
 */
export interface LiveBank {
  readonly driver: Driver;
  readonly trusted: TrustedRows;
  /** The rows for a query to begin with; undefined where nothing is known. */
  rows(): LiveRows | undefined;
  /** The rows for a batch to begin with. */
  rowsForBatch(): LiveRows | undefined;
  /**
   * Loads what the read keys name, or only looks at the head, and returns the rows that it was added to: new
   * ones, where others have committed. Undefined where rows of a newer version are known already.
   */
  load(readKeys: readonly ReadKey[]): Promise<LiveRows | undefined>;
  /** Looks at the head, once for all who ask in one turn of the event loop or while a look is under way. */
  look(): Promise<LiveRows | undefined>;
  /** A request has arrived, of any kind: as in a commit batcher, it ends a wait for the next turn. */
  arrived(): void;
  /** Stores what the view's decisions have changed; where it is the newest, the rows follow. */
  store(view: View, batch: Batch): Promise<Outcome>;
  drop(): void;
  /** Drops all that is known, for a while before every batch: others commit too. */
  bypass(): void;
}

export function createLiveBank(driver: Driver): LiveBank {
  const linked = trustProfiles(driver, trustLinks(driver, trustRights(driver)));
  const trusted = trustRows(driver, trustUsage(driver, linked));
  let rows: LiveRows | undefined;
  let commitsToBypass = 0;
  let storing: Promise<unknown> = Promise.resolve();

  async function load(readKeys: readonly ReadKey[]): Promise<LiveRows | undefined> {
    const snapshot = await trusted.load(readKeys);
    // What this process stores may be there already, before the database has answered.
    if (isNewer(snapshot, rows)) await storing;
    if (isNewer(snapshot, rows)) rows = createLiveRows(snapshot.bank);
    if (rows?.bank.version !== snapshot.bank.version) return undefined;
    if (readKeys.length > 0) rows.add(readKeys, snapshot);
    return rows;
  }
  async function store(view: View, batch: Batch): Promise<Outcome> {
    const { expectedVersion, bank, erasedUsers } = batch;
    try {
      const outcome = await trusted.store(batch);
      if (outcome === 'stored' && commitsToBypass > 0) commitsToBypass -= 1;
      if (outcome === 'stored' && rows?.bank.version === expectedVersion) rows.apply(view.changes, bank);
      // Keys of rows that aren't there name people too.
      if (erasedUsers.length > 0) rows = undefined;
      return outcome;
    } catch (error) {
      rows = undefined;
      throw error;
    }
  }
  return {
    driver,
    ...shareNext(() => load([])),
    trusted,
    rows: () => withinBounds(rows),
    rowsForBatch: () => (rows = commitsToBypass > 0 ? undefined : withinBounds(rows)),
    load,
    store(view, batch) {
      const stored = store(view, batch);
      storing = Promise.allSettled([storing, stored]);
      return stored;
    },
    drop: () => (rows = undefined),
    bypass() {
      rows = undefined;
      commitsToBypass = BYPASS_COMMITS;
    },
  };
}

function withinBounds(rows: LiveRows | undefined): LiveRows | undefined {
  if (rows && rows.size > MAX_ROWS) rows.age();
  return rows;
}

const isNewer = ({ bank }: Snapshot, rows: LiveRows | undefined): boolean =>
  rows === undefined || bank.version > rows.bank.version;

/** How long a call waits at most for the event loop to turn, where requests arrive. */
const MAX_TURN_MS = 5;

/** The call, of which one is under way at a time: those who ask meanwhile, or in one turn, share the next. */
function shareNext<Result>(call: () => Promise<Result>) {
  let last: Promise<unknown> = Promise.resolve();
  let next: ReturnType<typeof gather> | undefined;
  function gather() {
    const { promise: turn, resolve: begin } = Promise.withResolvers<void>();
    setImmediate(begin);
    const result = Promise.allSettled([turn, last]).then(() => {
      next = undefined;
      return call();
    });
    last = result;
    return { since: performance.now(), begin, result };
  }
  return {
    look(): Promise<Result> {
      next ??= gather();
      return next.result;
    },
    arrived(): void {
      if (next && performance.now() - next.since > MAX_TURN_MS) next.begin();
    },
  };
}
