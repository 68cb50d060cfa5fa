import { type Aliases, isUpToDate } from '../bank/engine/aliases.ts';
import { type Book, type Caller, QueueFull, type Reads, StorageUnavailable } from '../bank/engine/book.ts';
import type { Operation, Settings } from '../bank/engine/operation.ts';
import { EDITED } from '../bank/rights.ts';
import { type CommitOptions, commitBatch } from './commit.ts';
import { createCommitBatcher, createPendingOperation, type PendingOperation } from './commit-batcher.ts';
import type { Driver } from './driver.ts';
import { createLiveBank, type LiveBank } from './live-bank.ts';
import { decideOnNewest } from './loading.ts';
import type { TrustedRows } from './logged-links.ts';
import { createRenames, type Renames } from './renames.ts';
import { guardRead, throwUnavailable, toUnavailable } from './unavailable.ts';

/** How often a query waits for pets to be renamed. */
const MAX_CATCH_UPS = 100;
/** How many operations share one commit at most. */
const MAX_BATCH = 256;

export interface BookOptions extends CommitOptions {
  /** How many operations may wait; one more is refused with QueueFull. */
  readonly queueLimit: number;
}

/**
 * The book over a driver. Operations wait in one queue; those that come while a commit is under way share the
 * next one. Each batch is decided one after the other on what the driver loaded, and stored only if nothing
 * was committed between: so every decision is as if it were alone, with several processes too.
 */
export function openBook(
  driver: Driver,
  settings: BookOptions,
): Book &
  Pick<LiveBank, 'arrived'> &
  Pick<TrustedRows, 'findRowError'> & { aliases(): Aliases; drain(): Promise<void> } {
  const live = createLiveBank(driver);
  const options = { ...settings, rules: () => haltWhereEdited(live.trusted, settings.rules()) };
  const renames = createRenames(driver, (batch) => commitBatch({ live, renames: null }, batch, options));
  const waiting: PendingOperation[] = [];
  const batcher = createCommitBatcher();
  let working: Promise<void> | undefined;

  async function work(): Promise<void> {
    while (waiting.length > 0) {
      await batcher.wait(waiting.length);
      const startedAt = performance.now();
      const batch = waiting.splice(0, MAX_BATCH);
      waiting.unshift(...(await commitBatch({ live, renames }, batch, options)));
      const durationMs = performance.now() - startedAt;
      batcher.committed({ companions: batch.length + waiting.length, durationMs });
    }
    working = undefined;
  }

  return {
    reads: guardReads(driver),
    findRowError: live.trusted.findRowError,
    aliases: renames.aliases,
    perform<Input, Answer>(operation: Operation<Input, Answer>, input: Input, caller: Caller) {
      if (waiting.length >= options.queueLimit) {
        return Promise.reject(new QueueFull('too many operations wait'));
      }
      return new Promise<Answer>((resolve, reject) => {
        waiting.push(createPendingOperation(operation, input, caller, { resolve, reject }));
        batcher.joined(waiting.length);
        working ??= work();
      });
    },
    query: createQuery(live, renames, options),
    arrived() {
      batcher.arrived();
      live.arrived();
    },
    async drain() {
      await working;
    },
  };
}

/** Where nobody is staff, nobody can stop what goes wrong: so nothing leaves. */
const haltWhereEdited = (trusted: TrustedRows, rules: Settings): Settings =>
  rules.haltedHere === null && trusted.areRightsEdited() ? { ...rules, haltedHere: EDITED } : rules;

/** Decides what is stored nowhere, on rows of one moment at which no pet is being renamed. */
function createQuery(
  live: LiveBank,
  renames: Renames,
  { clock, wall = clock, rules }: BookOptions,
): Book['query'] {
  async function decide(pending: PendingOperation): Promise<() => void> {
    for (let catchUps = 0; catchUps < MAX_CATCH_UPS; catchUps += 1) {
      const aliases = renames.aliases();
      const clockContext = { at: clock(), wall: wall(), rules: { ...rules(), aliases } };
      const settle = await decideOnNewest(live, pending, {
        clockContext,
        decide: ({ view, context }) =>
          isUpToDate(aliases, view.bank) ? pending.decide(view, context) : undefined,
      });
      if (settle) return settle;
      await renames.catchUp();
    }
    throw new StorageUnavailable('pets were renamed each time they were read');
  }
  return async <Input, Answer>(operation: Operation<Input, Answer>, input: Input, caller: Caller) => {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const pending = createPendingOperation(operation, input, caller, { resolve, reject });
    try {
      (await decide(pending))();
    } catch (error) {
      reject(toUnavailable(error));
    }
    return promise;
  };
}

/** The driver's reads, which fail like every other call of the book. */
function guardReads(driver: Driver): Reads {
  return {
    history: guardRead(driver.history),
    transactionsOfKey: guardRead(driver.transactionsOfKey),
    revocations: guardRead(driver.revocations),
    cases: guardRead(driver.cases),
    openCases: guardRead(driver.openCases),
    tellers: guardRead(driver.tellers),
    reports: guardRead(driver.reports),
    jointShortages: guardRead(driver.jointShortages),
    tellerBalances: guardRead(driver.tellerBalances),
    aliases: guardRead(driver.aliases),
    staff: guardRead(driver.staff),
    staffDays: guardRead(driver.staffDays),
    holdings: guardRead(driver.holdings),
    dueWithdrawals: guardRead(driver.dueWithdrawals),
    log: guardRead(driver.log),
    rightsLog: guardRead(driver.rightsLog),
    linkLog: guardRead(driver.linkLog),
    cardLog: guardRead(driver.cardLog),
    withdrawalLog: guardRead(driver.withdrawalLog),
    balances: guardRead(driver.balances),
    members: guardRead(driver.members),
    openOffers: guardRead(driver.openOffers),
    openWithdrawals: guardRead(driver.openWithdrawals),
    rows: (page) => driver.rows(page).catch(throwUnavailable),
    head: guardRead(driver.head),
  };
}
