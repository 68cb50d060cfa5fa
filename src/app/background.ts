import type { Book } from '../bank/engine/book.ts';
import { NONCE_MARGIN_MS } from '../bank/engine/operation.ts';
import type { Profiles } from '../bank/profiles.ts';
import { refreshTellerNames } from '../bank/teller-names.ts';
import { createReturnWatch } from '../bank/teller-return.ts';
import { watchTellers } from '../bank/teller-watch.ts';
import { sweepWithdrawals } from '../bank/withdrawals.ts';
import type { Testimony } from '../bank/witness.ts';
import { readPetNames } from '../commands/model/pet-names.ts';
import type { Config } from '../config/config.ts';
import type { Metrics } from '../http/metrics.ts';
import type { Logger } from '../log.ts';
import { MAX_NOTICE_AGE_MS } from '../notices/sender.ts';
import { type Schedule, schedule } from '../schedule.ts';
import type { Driver } from '../storage/driver.ts';
import type { Leadership } from '../storage/leadership.ts';
import { startWebhooks } from '../webhooks/sender.ts';
import { createTokenCipher } from '../witness/encrypt-token.ts';
import { scheduleWitness } from '../witness/poll.ts';
import type { openBackupSchedule } from './backup-schedule.ts';
import type { openLedgerCheck } from './ledger-check.ts';
import type { LiabilitySource } from './liabilities.ts';
import type { ProjectionSource } from './projections.ts';
import type { ReportHistorySource } from './report-history.ts';
import { createRightsCheck, type RightsCheckDependencies } from './rights-check.ts';
import type { OpenedValues } from './values.ts';
import { watchClock } from './watch-clock.ts';

/** What BIG Games said last of each teller's account, as far as this process heard it. */
export type Testimonies = Map<string, Testimony>;

export interface BackgroundDependencies {
  readonly book: Book & Pick<RightsCheckDependencies, 'findRowError'>;
  readonly driver: Driver;
  readonly profiles: Profiles;
  /** Which of several processes leads: that one sweeps and watches tellers; null: there is only this one. */
  readonly leadership: Pick<Leadership, 'ownTerm'> | null;
  readonly values: OpenedValues;
  readonly clock: () => number;
  /** The machine's own time; without it nobody watches how the clock differs. */
  readonly wall?: () => number;
  /** Random bytes fit for secrets. */
  readonly random: (length: number) => Uint8Array;
  readonly log: Logger;
  readonly metrics: Pick<Metrics, 'countWebhook'>;
  readonly ledgerCheck: Pick<ReturnType<typeof openLedgerCheck>, 'schedule' | 'tell' | 'takeBack'>;
  readonly backupSchedule: Pick<ReturnType<typeof openBackupSchedule>, 'schedule'>;
  readonly liabilities: Pick<LiabilitySource, 'schedule'>;
  readonly projections: Pick<ProjectionSource, 'schedule'>;
  readonly reportHistory: Pick<ReportHistorySource, 'schedule'>;
  /** Where the newest word about each teller goes. */
  readonly testimonies: Testimonies;
  /** Whether the bank is only looked at, and so does nothing by itself. */
  readonly opensHalted?: boolean;
}

/** How often rows about rights are compared with the log. */
const RIGHTS_SECONDS = 60;
/** How often Roblox is asked what tellers' accounts are called. */
const NAMES_SECONDS = 300;

/** What goes on beside the requests: maintenance, reading prices, and auditing tellers' accounts. */
export function startBackgroundWork(config: Config, dependencies: BackgroundDependencies): Schedule {
  if (dependencies.opensHalted) return { stop: async () => undefined };
  const { log, values, leadership, clock, wall = clock } = dependencies;
  const intervalSeconds = Math.max(1, Math.round(config.sweepMs / 1000));
  const since = clock();
  const watchReturns = createReturnWatch(dependencies.book);
  const onError = (err: unknown): void => log.error({ err }, 'maintenance failed');
  const isOurs = (): boolean => leadership === null || leadership.ownTerm() !== null;
  const whileLeading = (work: () => Promise<void>, everySeconds = intervalSeconds): Schedule => {
    const run = async (): Promise<void> => (isOurs() ? work() : undefined);
    return schedule(run, { intervalSeconds: everySeconds, waitsFirst: true, onError });
  };
  // After a sleep the bank's time is behind the machine's, and a start with --accept-clock puts it ahead.
  const latest = (): number => Math.max(clock(), wall());
  const rightsCheck = { ...dependencies, ...dependencies.book, ...dependencies.ledgerCheck, clock: latest };
  const schedules = [
    whileLeading(() => runMaintenance(dependencies)),
    whileLeading(() => watchTellers(dependencies.book, { at: clock(), since })),
    whileLeading(() => watchReturns(clock())),
    whileLeading(() => refreshTellerNames(dependencies.book, dependencies.profiles), NAMES_SECONDS),
    watchClock({ ...dependencies, wall }),
    values.schedule(dependencies.book),
    startWitness(config, dependencies),
    openWebhooks(config, dependencies),
    dependencies.ledgerCheck.schedule(intervalSeconds),
    schedule(createRightsCheck(rightsCheck), { intervalSeconds: RIGHTS_SECONDS, onError }),
    dependencies.backupSchedule.schedule(isOurs),
    dependencies.liabilities.schedule(intervalSeconds),
    dependencies.projections.schedule(intervalSeconds),
    dependencies.reportHistory.schedule(onError),
  ];
  return { stop: async () => void (await Promise.all(schedules.map((running) => running.stop()))) };
}

/** How many rows a step takes at most: requests come between. A withdrawal can be of a hundred kinds. */
const SWEEP_LIMIT = 20;
const NONCE_LIMIT = 2_000;
const PASS_LIMIT = 1_000;
const EVENT_LIMIT = 1_000;
const UNSENT_LIMIT = 200;
const WEBHOOK_LIMIT = 1_000;
/** How long sent notices are kept, for whoever investigates. */
const SENT_MS = 3 * 24 * 60 * 60_000;
/** How long webhooks are kept after their last try, those that were given up too, with their events. */
const WEBHOOK_MS = 14 * 24 * 60 * 60_000;
/** How many steps a round takes at most; the next round goes on. */
const MAX_STEPS = 200;

/** What maintenance needs of a driver. */
export type MaintainedDriver = Pick<
  Driver,
  | ('load' | 'forgetNonces' | 'forgetPasses' | 'forgetWebhooks')
  | ('unsentEvents' | 'acknowledgeEvents' | 'forgetEvents')
>;

/**
 * Sweeps withdrawals whose time has run out, and forgets nonces that can't come again, links and sign-ins
 * that have ended, and notices that were sent long ago or that nobody will send any more. Any number of
 * processes may run it.
 */
export async function runMaintenance({
  book,
  driver,
  clock,
}: Pick<BackgroundDependencies, 'clock'> & {
  readonly book: Book;
  readonly driver: MaintainedDriver;
}): Promise<void> {
  /** Of steps in which some stayed as they were: nobody decides on rows that were edited, which stay due. */
  const passedOver = new Set<string>();
  await repeatWhileFull(SWEEP_LIMIT, async (limit) => {
    const due = await book.reads.dueWithdrawals({ at: clock(), limit: limit + passedOver.size });
    const withdrawalIds = due.filter((id) => !passedOver.has(id)).slice(0, limit);
    if (withdrawalIds.length === 0) return 0;
    const swept = await book.perform(sweepWithdrawals, { withdrawalIds }, { by: 'bank' });
    if (swept < withdrawalIds.length) for (const id of withdrawalIds) passedOver.add(id);
    return withdrawalIds.length;
  });
  // By the newest commit rather than our clock: what is forgotten then is refused by every later commit.
  const before = (await driver.load([])).bank.committedAt - NONCE_MARGIN_MS;
  await repeatWhileFull(NONCE_LIMIT, (limit) => driver.forgetNonces({ before, limit }));
  await repeatWhileFull(PASS_LIMIT, (limit) => driver.forgetPasses({ before: clock(), limit }));
  const endedBefore = clock() - WEBHOOK_MS;
  await repeatWhileFull(WEBHOOK_LIMIT, (limit) => driver.forgetWebhooks({ before: endedBefore, limit }));
  await repeatWhileFull(UNSENT_LIMIT, (limit) => endOldEvents(driver, clock(), limit));
  await repeatWhileFull(EVENT_LIMIT, (limit) => driver.forgetEvents({ before: clock() - SENT_MS, limit }));
}

/**
 * Ends messages that no sender would send any more: where there is no bot, nobody else does. One that can't
 * be read is left for whoever is told of it.
 */
async function endOldEvents(driver: MaintainedDriver, at: number, limit: number): Promise<number> {
  const oldest = await driver.unsentEvents({ afterId: 0, limit });
  const old = oldest.filter((event) => !event.isDamaged && event.at <= at - MAX_NOTICE_AGE_MS);
  if (old.length > 0) await driver.acknowledgeEvents({ ids: old.map(({ id }) => id), at });
  return old.length;
}

/** Takes steps of at most `limit` rows until a step finds fewer. */
async function repeatWhileFull(limit: number, step: (limit: number) => Promise<number>): Promise<void> {
  for (let steps = 0; steps < MAX_STEPS && (await step(limit)) === limit; steps += 1) await Bun.sleep(0);
}

const IS_GONE = 'a webhook address answers that it wants no more (410): until the next start it gets none';

/** Sends what happens to the operator's own programs, where any has an address. */
function openWebhooks(
  { webhooks }: Config,
  { driver: store, clock, log, metrics, values }: BackgroundDependencies,
): Schedule {
  if (webhooks.urls.operator === null && webhooks.urls.member === null)
    return { stop: async () => undefined };
  return startWebhooks({
    ...webhooks,
    store,
    clock,
    onTried: metrics.countWebhook,
    names: () => readPetNames(values.catalogue()),
    onGone: (audience) => log.error({ audience }, IS_GONE),
    onError: (err) => log.error({ err }, 'webhooks could not be sent'),
  });
}

/** Reads tellers' accounts at BIG Games from time to time, where there is a key to their tokens. */
function startWitness(
  { witness, values }: Config,
  { book, driver, clock, random, log, testimonies }: BackgroundDependencies,
): Schedule {
  if (witness.accountKey === null) return { stop: async () => undefined };
  const ending = new AbortController();
  const polling = scheduleWitness({
    book,
    store: driver,
    clock,
    cipher: createTokenCipher(witness.accountKey, random),
    apiUrl: values.apiUrl,
    signal: ending.signal,
    onTestimony: (testimony) => void testimonies.set(testimony.tellerId, testimony),
    onCases: (opened) => log.warn(opened, 'BIG Games and the ledger do not agree about a teller'),
    onError(err) {
      if (!ending.signal.aborted) log.warn({ err }, "a teller's account could not be read");
    },
  });
  return {
    async stop() {
      ending.abort();
      await polling.stop();
    },
  };
}
