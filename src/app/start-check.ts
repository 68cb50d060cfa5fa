import { findHeadMissing, type Head } from '../bank/heads.ts';
import type { LedgerError } from '../bank/verify-ledger.ts';
import { findOldLogError, findSumError, findTailError } from '../bank/verify-start.ts';
import type { Logger } from '../log.ts';
import { type Schedule, schedule } from '../schedule.ts';
import { describeBroken } from '../storage/archive/scan.ts';
import type { Driver } from '../storage/driver.ts';
import { UnusableDatabase } from '../storage/errors.ts';

/** Said before what takes two seconds on 100,000 transactions. */
const WHOLE_CHECK = 'no bank has run on this file here: all of it is checked before the first start';
const STILL_SUMMING =
  'the balances of this bank are still being added up: until they are, nothing leaves it. Deposits and ' +
  'reads go on';
const SUMMED = 'the balances of each asset sum to zero: the bank is open';

const RUNBOOK =
  'docs/OPERATIONS.md says what to do: "The ledger does not hold". To look at the bank as it is, halted ' +
  'and with nothing leaving it: start --halted';

/** Why this process is halted, where the bank itself is not. */
const OPENED_HALTED = 'Opened with --halted';
const SUMMING = 'The bank has just started, and adds up its balances';
const BROKEN = 'The ledger does not hold';

/** How long a start waits for the sums; a larger bank opens halted until they are there. */
const SUMS_MS = 80;
/** How long after a failed try the balances are read again. */
const RETRY_SECONDS = 10;

type OnBroken = (error: LedgerError) => Promise<void>;

/** What a start has found, and finds while the bank works already. */
export interface StartCheck {
  /** Why this process is halted, whatever the log says; null: it isn't. */
  haltedHere(): string | null;
  /** Whether nothing that was looked at is missing or broken. */
  isWhole(): boolean;
  /** Ends what is left to do; `onBroken` receives what it finds. */
  finish(onBroken: OnBroken): Schedule;
}

export interface StartCheckDependencies {
  readonly driver: Driver;
  readonly log: Logger;
  /** Whether the bank is opened only to be looked at. */
  readonly opensHalted?: boolean;
  readonly expectedHeads?: readonly Head[] | undefined;
}

/**
 * Looks whether anything of the bank is missing or broken, as far as that shows in a moment. If so, rejects
 * with UnusableDatabase, but for a bank that is opened only to be looked at.
 */
export async function checkStart(dependencies: StartCheckDependencies): Promise<StartCheck> {
  const { driver, log, opensHalted } = dependencies;
  const ending = new AbortController();
  const sumUp = () => findSumError(() => driver.findImbalance(ending.signal));
  const state = { halted: opensHalted ? OPENED_HALTED : null, isWhole: true };
  const rest = await look(dependencies, sumUp).catch((error: unknown) => {
    ending.abort();
    if (!opensHalted || !(error instanceof UnusableDatabase)) throw error;
    log.error(`opened with --halted all the same: ${error.message}`);
    state.isWhole = false;
    return null;
  });
  if (rest) {
    state.halted ??= SUMMING;
    log.warn(STILL_SUMMING);
  }
  function conclude(error: LedgerError | undefined, onBroken: OnBroken): Promise<void> | undefined {
    state.halted = opensHalted ? OPENED_HALTED : error ? BROKEN : null;
    state.isWhole = !error;
    if (error) log.error(`${describeBroken(error)}. ${RUNBOOK}`);
    else log.info(SUMMED);
    return error && onBroken(error);
  }
  return {
    haltedHere: () => state.halted,
    isWhole: () => state.isWhole,
    finish: (onBroken) =>
      rest
        ? insist({ first: rest.sums, again: sumUp, ending, log }, (error) => conclude(error, onBroken))
        : { stop: async () => undefined },
  };
}

type Sums = Promise<LedgerError | undefined>;

/** Rejects with UnusableDatabase where something is wrong. Returns the sums where they take longer. */
async function look(
  { driver, log, expectedHeads = [] }: StartCheckDependencies,
  sumUp: () => Sums,
): Promise<{ readonly sums: Sums } | null> {
  await driver.requireContinuity(() => log.warn(WHOLE_CHECK));
  const sums = sumUp();
  // Where the end of the log is broken already, nobody waits for them.
  sums.catch(() => undefined);
  const tail = (await findMissing(driver, expectedHeads)) ?? (await findLogError(driver));
  const late = Bun.sleep(SUMS_MS).then(() => 'late' as const);
  const error = tail ?? (await Promise.race([sums, late]));
  if (error === 'late') return { sums };
  if (error) throw new UnusableDatabase(`${describeBroken(error)}. ${RUNBOOK}`);
  return null;
}

const findLogError = async (driver: Driver): Promise<LedgerError | undefined> =>
  (await findTailError(driver, () => performance.now())) ?? findOldLogError(driver);

/** Of a long file, the newest heads are enough at a start: each carries the hash of all before it. */
const MAX_HEADS = 100;

async function findMissing(driver: Driver, heads: readonly Head[]): Promise<LedgerError | undefined> {
  for (const head of heads.toSorted((one, other) => other.seq - one.seq).slice(0, MAX_HEADS)) {
    const error = await findHeadMissing(driver, head);
    if (error) return error;
  }
  return undefined;
}

/** Waits for the first sums, and adds up again for as long as the database can't be read. */
function insist(
  { first, again, ending, log }: { first: Sums; again: () => Sums; ending: AbortController; log: Logger },
  conclude: (error: LedgerError | undefined) => Promise<void> | undefined,
): Schedule {
  let isDone = false;
  const onError = (err: unknown): void => {
    if (!ending.signal.aborted) log.error({ err }, 'the balances could not be added up');
  };
  async function attempt(sums: Sums): Promise<void> {
    const error = await sums;
    isDone = true;
    await conclude(error);
  }
  const firstTry = attempt(first).catch(onError);
  const retries = schedule(
    async () => {
      await firstTry;
      if (!isDone) await attempt(again());
    },
    { intervalSeconds: RETRY_SECONDS, waitsFirst: true, onError },
  );
  return {
    async stop() {
      ending.abort();
      await Promise.all([firstTry, retries.stop()]);
    },
  };
}
