import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Catalogue } from '../bank/catalogue.ts';
import { type BankWatch, showBank } from './bank-state.ts';

/** What one answered request looked like. */
export interface Answered {
  readonly method: string;
  /** The endpoint's path with its parameters in braces; `unknown` where there is none. */
  readonly path: string;
  readonly status: number;
  readonly durationMs: number;
}

export interface Metrics {
  answered(request: Answered): void;
  committed(commit: {
    readonly operations: number;
    readonly durationMs: number;
    readonly conflicts: number;
  }): void;
  /** Shows how old the values in use are, and how many there are. Called once. */
  watchCatalogue(catalogue: () => Catalogue): void;
  /** Told of each read of prices, and how it ended. */
  valuesRead(outcome: 'imported' | 'failed'): void;
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
    answered({ method, path, status, durationMs }) {
      const name = `${status} ${method} ${path}`;
      const row = rows.get(name) ?? requests.labels({ method, path, status });
      rows.set(name, row);
      row.observe(durationMs / 1000);
    },
    committed: countCommits(registry),
    valuesRead: countReads(registry),
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
function countReads(registry: Registry): Metrics['valuesRead'] {
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
function countCommits(registry: Registry): Metrics['committed'] {
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
