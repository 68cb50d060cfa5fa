import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Catalogue } from '../bank/engine/catalogue.ts';

/** An answered request. */
export interface AnsweredRequest {
  readonly method: string;
  /** The endpoint's path, with its parameters in braces. */
  readonly path: string;
  readonly status: number;
  readonly durationMs: number;
}

export interface Metrics {
  countRequest(request: AnsweredRequest): void;
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
  /** Counts a message of the outbox that can't be read. */
  countDamagedMessage(): void;
  /** Shows how many lines of the log were lost so far. Called once. */
  watchLog(dropped: () => number): void;
  /** Shows how far the machine's clock is ahead of the bank's, in milliseconds. Called once. */
  watchClock(aheadMs: () => number): void;
  /** Shows what the check of the whole ledger found last; null before that is known. Called once. */
  watchLedgerCheck(last: () => FoundLedger | null): void;
  /** Shows how old the values in use are, and how many there are. Called once. */
  watchCatalogue(catalogue: () => Catalogue): void;
  /** Shows the state of the bank, read anew at most every ten seconds. Called once. */
  watchBank(read: () => Promise<BankState>, clock: () => number): void;
  text(): Promise<string>;
  readonly contentType: string;
}

/** What a check of the whole ledger found, as of a transaction. */
export interface FoundLedger {
  readonly checkedAt: number | null;
  readonly seq: number;
  readonly error: string | null;
}

/** The state of the bank as an operator watches it. Whoever reads it stops counting at a limit. */
export interface BankState {
  readonly isHalted: boolean;
  /** Of the newest transaction. */
  readonly seq: number;
  /** Open cases by kind; each kind is there. */
  readonly openCases: Readonly<Record<string, number>>;
  readonly tellers: readonly {
    readonly id: string;
    /** When its last report came, in milliseconds since 1970; null where none came. */
    readonly reportedAt: number | null;
    /** How many assets it doesn't hand out, since some of each were missing. */
    readonly paused: number;
  }[];
  /** Messages to people that wait to be sent. */
  readonly unsentMessages: number;
}

/** Bun takes 20 ms to measure the spaces of its heap, which anyone could ask for again and again. */
const SLOW_METRICS = ['total', 'used', 'available'].map((part) => `nodejs_heap_space_size_${part}_bytes`);
/** How long a state of the bank is shown: anyone may ask for metrics, and the database has other work. */
const BANK_STATE_MS = 10_000;

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  for (const name of SLOW_METRICS) registry.removeSingleMetric(name);
  const instruments = createInstruments(registry);
  const { gauge } = instruments;
  let linesLeftOut = 0;
  gauge('values_left_out_lines', "Lines of BIG Games' newest lists that this process could not use.", {
    read: () => linesLeftOut,
  });
  let refreshBank = async (): Promise<void> => undefined;
  return {
    countRequest: countRequests(instruments),
    countCommit: countCommits(instruments),
    countForwarded: countForwarded(instruments),
    watchLeadership: watchLeadership(instruments),
    countValuesRead: countValuesReads(instruments),
    countDamagedMessage: countDamagedMessages(instruments),
    showValuesLeftOut(lines) {
      linesLeftOut = lines;
    },
    watchLog: watchLog(instruments),
    watchClock: watchClock(instruments),
    watchLedgerCheck: watchLedgerCheck(instruments),
    watchCatalogue: watchCatalogue(instruments),
    watchBank(read, clock) {
      const { show, showDown } = createBankGauges(instruments);
      let readAt = Number.NEGATIVE_INFINITY;
      let reading = Promise.resolve();
      refreshBank = () => {
        if (clock() - readAt >= BANK_STATE_MS) {
          readAt = clock();
          reading = read().then(show, showDown);
        }
        return reading;
      };
    },
    async text() {
      await refreshBank();
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}

interface Instrument {
  readonly labels?: string[];
  /** Where the value is read when somebody asks for metrics. */
  readonly read?: () => number;
}

type Instruments = ReturnType<typeof createInstruments>;

/** Makes instruments of the registry; every name begins with `petbank_`. */
function createInstruments(registry: Registry) {
  const describe = (name: string, help: string, labelNames: string[]) => ({
    name: `petbank_${name}`,
    help,
    labelNames,
    registers: [registry],
  });
  return {
    counter: (name: string, help: string, { labels = [], read }: Instrument = {}) =>
      new Counter({
        ...describe(name, help, labels),
        ...(read && {
          collect() {
            this.reset();
            this.inc(read());
          },
        }),
      }),
    histogram: (name: string, help: string, labels: string[] = []) =>
      new Histogram({ ...describe(name, help, labels), buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3] }),
    gauge: (name: string, help: string, { labels = [], read }: Instrument = {}) =>
      new Gauge({
        ...describe(name, help, labels),
        ...(read && {
          collect() {
            this.set(read());
          },
        }),
      }),
  };
}

function countRequests({ histogram }: Instruments): Metrics['countRequest'] {
  const labels = ['method', 'path', 'status'];
  const requests = histogram('http_request_seconds', 'Time to answer a request.', labels);
  // Finding the labels' own row takes longer than counting in it.
  const rows = new Map<string, { observe(seconds: number): void }>();
  return ({ method, path, status, durationMs }) => {
    const name = `${status} ${method} ${path}`;
    const row = rows.get(name) ?? requests.labels({ method, path, status });
    rows.set(name, row);
    row.observe(durationMs / 1000);
  };
}

function countCommits({ counter, histogram }: Instruments): Metrics['countCommit'] {
  const operations = counter('operations_total', 'Operations that were committed, refused ones too.');
  const conflicts = counter('commit_conflicts_total', 'Commits that another process came before.');
  const commits = histogram('commit_seconds', 'Time to load, decide and store one batch.');
  return (commit) => {
    operations.inc(commit.operations);
    conflicts.inc(commit.conflicts);
    commits.observe(commit.durationMs / 1000);
  };
}

function countForwarded({ counter }: Instruments): Metrics['countForwarded'] {
  const help = 'Operations handed to the process that leads, by what became of their message.';
  const forwarded = counter('forwarded_operations_total', help, { labels: ['result'] });
  for (const result of ['answered', 'declined', 'lost']) forwarded.inc({ result }, 0);
  return (result, operations) => forwarded.inc({ result }, operations);
}

function watchLeadership({ gauge }: Instruments): Metrics['watchLeadership'] {
  const help = 'Whether this process leads those that share the database: 1 or 0.';
  return (leads) => void gauge('leads', help, { read: () => (leads() ? 1 : 0) });
}

function countValuesReads({ counter }: Instruments): Metrics['countValuesRead'] {
  const help = 'Reads of prices from BIG Games by this process.';
  const reads = counter('values_reads_total', help, { labels: ['outcome'] });
  // From zero on: the first failure is a rise too.
  for (const outcome of ['imported', 'failed']) reads.inc({ outcome }, 0);
  return (outcome) => reads.inc({ outcome });
}

function countDamagedMessages({ counter }: Instruments): Metrics['countDamagedMessage'] {
  const damaged = counter('outbox_damaged_total', 'Messages to people that this process could not read.');
  damaged.inc(0);
  return () => damaged.inc();
}

function watchLog({ counter }: Instruments): Metrics['watchLog'] {
  const help = 'Lines of the log that were lost: standard output failed, or nobody read it.';
  return (dropped) => void counter('log_lines_dropped_total', help, { read: dropped });
}

function watchClock({ gauge }: Instruments): Metrics['watchClock'] {
  const help = "How far this machine's clock is ahead of the bank's; below zero it is behind.";
  return (aheadMs) => void gauge('clock_ahead_seconds', help, { read: () => aheadMs() / 1000 });
}

function watchCatalogue({ gauge }: Instruments): Metrics['watchCatalogue'] {
  return (catalogue) => {
    gauge(
      'values_updated_timestamp_seconds',
      'When the newest value in use was read, in seconds since 1970; 0 where there is none.',
      { read: () => Date.parse(catalogue().updatedAt ?? new Date(0).toISOString()) / 1000 },
    );
    gauge('values_pets', 'Forms of pets that the bank knows.', { read: () => catalogue().items.length });
  };
}

function watchLedgerCheck({ gauge }: Instruments): Metrics['watchLedgerCheck'] {
  return (last) => {
    // Before the first check there is nothing to show, which Prometheus calls not a number.
    const show = (name: string, help: string, read: (found: FoundLedger) => number): void => {
      const readLast = (): number => {
        const found = last();
        return found === null || found.checkedAt === null ? Number.NaN : read(found);
      };
      gauge(`ledger_check_${name}`, help, { read: readLast });
    };
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

/** A bank that can't be read is shown as such, beside the state that was read last. */
function createBankGauges({ gauge }: Instruments) {
  const up = gauge(
    'storage_up',
    'Whether the database can be read: 1 or 0. When it is 0, what was read last is shown.',
  );
  const halted = gauge('halted', 'Whether the operator has halted the bank: 1 or 0.');
  const seq = gauge('ledger_seq', 'Transactions in the ledger.');
  const cases = gauge('open_cases', 'Cases that wait for the operator, by kind.', { labels: ['kind'] });
  const reported = gauge(
    'teller_report_timestamp_seconds',
    'When the last report of a teller came, in seconds since 1970.',
    { labels: ['teller'] },
  );
  const paused = gauge(
    'teller_paused_assets',
    'Assets that a teller does not hand out, since some were missing.',
    { labels: ['teller'] },
  );
  const unsent = gauge('outbox_unsent', 'Messages to people that wait to be sent.');
  return {
    show(state: BankState): void {
      up.set(1);
      halted.set(state.isHalted ? 1 : 0);
      seq.set(state.seq);
      for (const [kind, count] of Object.entries(state.openCases)) cases.set({ kind }, count);
      for (const { id: teller, reportedAt, paused: assets } of state.tellers) {
        if (reportedAt !== null) reported.set({ teller }, reportedAt / 1000);
        paused.set({ teller }, assets);
      }
      unsent.set(state.unsentMessages);
    },
    showDown: (): void => up.set(0),
  };
}
