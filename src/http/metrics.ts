import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Catalogue } from '../bank/engine/catalogue.ts';

/** What one answered request looked like. */
export interface AnsweredRequest {
  readonly method: string;
  /** The endpoint's path with its parameters in braces; `unknown` where there is none. */
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
  /** Shows how old the values in use are, and how many there are. Called once. */
  watchCatalogue(catalogue: () => Catalogue): void;
  /** Told of each read of prices, and how it ended. */
  countValuesRead(outcome: 'imported' | 'failed'): void;
  /** Shows how the bank stands from now on. Called once. */
  watchBank(watch: BankWatch): void;
  text(): Promise<string>;
  readonly contentType: string;
}

/** Bun takes 20 ms to say how large the parts of its heap are, which anyone could ask for again and again. */
const SLOW_METRICS = ['total', 'used', 'available'].map((part) => `nodejs_heap_space_size_${part}_bytes`);

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  for (const name of SLOW_METRICS) registry.removeSingleMetric(name);
  const requests = new Histogram({
    name: 'petbank_http_request_seconds',
    help: 'Time to answer a request.',
    labelNames: ['method', 'path', 'status'],
    buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3],
    registers: [registry],
  });
  let readBank = async (): Promise<void> => undefined;
  // Finding the labels' own row takes longer than counting in it.
  const rows = new Map<string, { observe(seconds: number): void }>();
  return {
    countRequest({ method, path, status, durationMs }) {
      const name = `${status} ${method} ${path}`;
      const row = rows.get(name) ?? requests.labels({ method, path, status });
      rows.set(name, row);
      row.observe(durationMs / 1000);
    },
    countCommit: countCommits(registry),
    countValuesRead: countReads(registry),
    watchCatalogue: (catalogue) => watchCatalogue(registry, catalogue),
    watchBank(watch) {
      readBank = showBank(registry, watch);
    },
    async text() {
      await readBank();
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}

/** Counts reads of prices, from zero on: the first failure is a rise too. */
function countReads(registry: Registry): Metrics['countValuesRead'] {
  const reads = new Counter({
    name: 'petbank_values_reads_total',
    help: 'Reads of prices from BIG Games by this process.',
    labelNames: ['outcome'],
    registers: [registry],
  });
  for (const outcome of ['imported', 'failed']) reads.inc({ outcome }, 0);
  return (outcome) => reads.inc({ outcome });
}

/** Counts operations and commits, and how often another process came first. */
function countCommits(registry: Registry): Metrics['countCommit'] {
  const operations = new Counter({
    name: 'petbank_operations_total',
    help: 'Operations that were committed, refused ones too.',
    registers: [registry],
  });
  const conflicts = new Counter({
    name: 'petbank_commit_conflicts_total',
    help: 'Commits that another process came before.',
    registers: [registry],
  });
  const commits = new Histogram({
    name: 'petbank_commit_seconds',
    help: 'Time to load, decide and store one batch.',
    buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3],
    registers: [registry],
  });
  return (commit) => {
    operations.inc(commit.operations);
    conflicts.inc(commit.conflicts);
    commits.observe(commit.durationMs / 1000);
  };
}

function watchCatalogue(registry: Registry, catalogue: () => Catalogue): void {
  const registers = [registry];
  new Gauge({
    name: 'petbank_values_updated_timestamp_seconds',
    help: 'When the newest value in use was read, in seconds since 1970; 0 where there is none.',
    registers,
    collect() {
      this.set(Date.parse(catalogue().updatedAt ?? new Date(0).toISOString()) / 1000);
    },
  });
  new Gauge({
    name: 'petbank_values_pets',
    help: 'Forms of pets that the bank knows.',
    registers,
    collect() {
      this.set(catalogue().items.length);
    },
  });
}

/** How the bank stands, for those who look after it. Counts stop at a limit of the reader's. */
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
    /** How many pets, gems counted as one, it hands out no more because some were missing. */
    readonly paused: number;
  }[];
  /** What people are to be told and were not yet. */
  readonly unsentMessages: number;
}

export interface BankWatch {
  readonly read: () => Promise<BankState>;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/** How long what was read is shown: anyone may ask for figures, and the database has other work. */
const KEPT_MS = 10_000;

/**
 * Shows how the bank stands. What is given back brings the figures up to date, and never rejects: a bank that
 * can't be read is one of them.
 */
export function showBank(registry: Registry, { read, clock }: BankWatch): () => Promise<void> {
  const gauges = createGauges(registry);
  let readAt = Number.NEGATIVE_INFINITY;
  let reading = Promise.resolve();
  return () => {
    if (clock() - readAt >= KEPT_MS) {
      readAt = clock();
      reading = read().then(gauges.show, gauges.showDown);
    }
    return reading;
  };
}

function createGauges(registry: Registry) {
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `petbank_${name}`, help, labelNames, registers: [registry] });
  const up = gauge(
    'storage_up',
    'Whether the database can be read: 1 or 0. When it is 0, what was read last is shown.',
  );
  const halted = gauge('halted', 'Whether the operator has halted the bank: 1 or 0.');
  const seq = gauge('ledger_seq', 'Transactions in the ledger.');
  const cases = gauge('open_cases', 'Cases that wait for the operator, by kind.', ['kind']);
  const reported = gauge(
    'teller_report_timestamp_seconds',
    'When the last report of a teller came, in seconds since 1970.',
    ['teller'],
  );
  const paused = gauge('teller_paused_assets', 'What a teller hands out no more because some was missing.', [
    'teller',
  ]);
  const unsent = gauge('outbox_unsent', 'What people are to be told and were not yet.');
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
