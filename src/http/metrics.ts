import type { Catalogue } from '../bank/engine/catalogue.ts';
import { type BankState, createBankGauges } from './bank-gauges.ts';
import { createInstruments, type HistogramRow, type Instruments } from './instruments.ts';

export interface AnsweredRequest {
  readonly method: string;
  /** The endpoint's path, with its parameters in braces. */
  readonly path: string;
  readonly status: number;
  readonly durationMs: number;
}

type CountRequest = (answered: Pick<AnsweredRequest, 'status' | 'durationMs'>) => void;

export interface Metrics {
  /** Makes what counts the answered requests to one endpoint. */
  requestsTo(endpoint: Pick<AnsweredRequest, 'method' | 'path'>): CountRequest;
  countCommit(commit: {
    readonly operations: number;
    readonly durationMs: number;
    readonly conflicts: number;
  }): void;
  /** Counts operations that were handed to the process that leads, by what became of their message. */
  countForwarded(result: 'answered' | 'declined' | 'lost', operations: number): void;
  /** Shows whether this process leads. Called once. */
  watchLeadership(leads: () => boolean): void;
  countValuesRead(outcome: 'imported' | 'failed'): void;
  /** Shows how many lines of the newest read of prices could not be used. */
  showValuesLeftOut(lines: number): void;
  /** Counts a try to send a webhook. */
  countWebhook(outcome: 'sent' | 'failed' | 'dead'): void;
  /** Counts a message of the outbox that can't be read. */
  countDamagedMessage(): void;
  /** Shows how many lines of the log were lost so far. Called once. */
  watchLog(dropped: () => number): void;
  /** Shows how far the machine's clock is ahead of the bank's, in milliseconds. Called once. */
  watchClock(aheadMs: () => number): void;
  /** Shows what the check of the whole ledger found last; null before that is known. Called once. */
  watchLedgerCheck(last: () => FoundLedger | null): void;
  /** Shows when the newest backup was made and checked, and how many failed. Called once. */
  watchBackups(state: () => BackupState): void;
  /** Shows how old the values in use are, and how many there are. Called once. */
  watchCatalogue(catalogue: () => Catalogue): void;
  /** Shows the state of the bank, read anew at most every ten seconds. Called once. */
  watchBank(read: () => Promise<BankState>, clock: () => number): void;
  text(): Promise<string>;
  readonly contentType: string;
}

/** The backups that the bank makes by itself. */
export interface BackupState {
  readonly doneAt: number | null;
  readonly failures: number;
}

/** What a check of the whole ledger found, as of a transaction. */
export interface FoundLedger {
  readonly checkedAt: number | null;
  readonly seq: number;
  readonly error: string | null;
}

export function createMetrics(): Metrics {
  const instruments = createInstruments('petbank');
  const { shown, text } = instruments;
  let linesLeftOut = 0;
  shown(
    'gauge',
    'values_left_out_lines',
    "Lines of BIG Games' newest lists that this process could not use.",
    () => linesLeftOut,
  );
  let refreshBank = async (): Promise<void> => undefined;
  let processMetrics: ReturnType<typeof openProcessMetrics> | undefined;
  return {
    requestsTo: countRequests(instruments),
    countCommit: countCommits(instruments),
    countForwarded: countForwarded(instruments),
    watchLeadership: watchLeadership(instruments),
    countValuesRead: countValuesReads(instruments),
    countWebhook: countWebhooks(instruments),
    countDamagedMessage: countDamagedMessages(instruments),
    showValuesLeftOut(lines) {
      linesLeftOut = lines;
    },
    watchLog: watchLog(instruments),
    watchClock: watchClock(instruments),
    watchLedgerCheck: watchLedgerCheck(instruments),
    watchBackups: watchBackups(instruments),
    watchCatalogue: watchCatalogue(instruments),
    watchBank(read, clock) {
      refreshBank = createBankGauges(instruments, read, clock);
    },
    async text() {
      await refreshBank();
      processMetrics ??= openProcessMetrics();
      return `${text()}\n${await (await processMetrics).metrics()}`;
    },
    contentType: 'text/plain; version=0.0.4; charset=utf-8',
  };
}

/** Bun takes 20 ms to measure the spaces of its heap, which anyone could ask for again and again. */
const SLOW_METRICS = ['total', 'used', 'available'].map((part) => `nodejs_heap_space_size_${part}_bytes`);

/** What is measured of the process itself. A bank that nobody asks for metrics doesn't load the library. */
async function openProcessMetrics(): Promise<{ metrics(): Promise<string> }> {
  const { collectDefaultMetrics, Registry } = await import('prom-client');
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  for (const name of SLOW_METRICS) registry.removeSingleMetric(name);
  return registry;
}

function countRequests({ histogram }: Instruments): Metrics['requestsTo'] {
  const open = histogram('http_request_seconds', 'Time to answer a request.');
  return ({ method, path }) => {
    const rows: HistogramRow[] = [];
    return ({ status, durationMs }) => {
      const row = rows[status] ?? open({ method, path, status });
      rows[status] = row;
      row.observe(durationMs / 1000);
    };
  };
}

function countCommits({ counter, histogram }: Instruments): Metrics['countCommit'] {
  const addOperations = counter('operations_total', 'Operations that were committed, refused ones too.');
  const addConflicts = counter('commit_conflicts_total', 'Commits that another process came before.');
  const commits = histogram('commit_seconds', 'Time to load, decide and store one batch.')();
  return ({ operations, conflicts, durationMs }) => {
    addOperations(operations);
    addConflicts(conflicts);
    commits.observe(durationMs / 1000);
  };
}

function countForwarded({ counter }: Instruments): Metrics['countForwarded'] {
  const help = 'Operations handed to the process that leads, by what became of their message.';
  const add = counter('forwarded_operations_total', help, { isLabelled: true });
  for (const result of ['answered', 'declined', 'lost']) add(0, { result });
  return (result, operations) => add(operations, { result });
}

function watchLeadership({ shown }: Instruments): Metrics['watchLeadership'] {
  const help = 'Whether this process leads those that share the database: 1 or 0.';
  return (leads) => shown('gauge', 'leads', help, () => (leads() ? 1 : 0));
}

function countValuesReads({ counter }: Instruments): Metrics['countValuesRead'] {
  const help = 'Reads of prices from BIG Games by this process.';
  const add = counter('values_reads_total', help, { isLabelled: true });
  // From zero on: the first failure is a rise too.
  for (const outcome of ['imported', 'failed']) add(0, { outcome });
  return (outcome) => add(1, { outcome });
}

function countWebhooks({ counter }: Instruments): Metrics['countWebhook'] {
  const help = 'Tries of this process to send a webhook, by what came of them; dead: it was given up.';
  const add = counter('webhooks_total', help, { isLabelled: true });
  for (const outcome of ['sent', 'failed', 'dead']) add(0, { outcome });
  return (outcome) => add(1, { outcome });
}

function countDamagedMessages({ counter }: Instruments): Metrics['countDamagedMessage'] {
  const add = counter('outbox_damaged_total', 'Messages to people that this process could not read.');
  return () => add(1);
}

function watchLog({ shown }: Instruments): Metrics['watchLog'] {
  const help = 'Lines of the log that were lost: standard output failed, or nobody read it.';
  return (dropped) => shown('counter', 'log_lines_dropped_total', help, dropped);
}

function watchClock({ shown }: Instruments): Metrics['watchClock'] {
  const help = "How far this machine's clock is ahead of the bank's; below zero it is behind.";
  return (aheadMs) => shown('gauge', 'clock_ahead_seconds', help, () => aheadMs() / 1000);
}

function watchCatalogue({ shown }: Instruments): Metrics['watchCatalogue'] {
  return (catalogue) => {
    shown(
      'gauge',
      'values_updated_timestamp_seconds',
      'When the newest value in use was read, in seconds since 1970; 0 where there is none.',
      () => Date.parse(catalogue().updatedAt ?? new Date(0).toISOString()) / 1000,
    );
    shown('gauge', 'values_pets', 'Forms of pets that the bank knows.', () => catalogue().items.length);
  };
}

function watchLedgerCheck({ shown }: Instruments): Metrics['watchLedgerCheck'] {
  return (last) => {
    // Before the first check there is nothing to show, which Prometheus calls not a number.
    const show = (name: string, help: string, read: (found: FoundLedger) => number): void =>
      shown('gauge', `ledger_check_${name}`, help, () => {
        const found = last();
        return found === null || found.checkedAt === null ? Number.NaN : read(found);
      });
    show('ok', 'Whether the last check of the whole ledger found nothing: 1 or 0.', ({ error }) =>
      error === null ? 1 : 0,
    );
    show(
      'timestamp_seconds',
      'When that check ended, in seconds since 1970.',
      ({ checkedAt }) => Number(checkedAt) / 1000,
    );
    show('seq', 'The newest transaction that it read.', ({ seq }) => seq);
  };
}

function watchBackups({ shown }: Instruments): Metrics['watchBackups'] {
  return (state) => {
    const help = 'When the newest backup was made and checked, in seconds since 1970.';
    shown('gauge', 'backup_timestamp_seconds', help, () => {
      const { doneAt } = state();
      return doneAt === null ? Number.NaN : doneAt / 1000;
    });
    shown(
      'counter',
      'backup_failures_total',
      'Backups that could not be made or checked.',
      () => state().failures,
    );
  };
}
