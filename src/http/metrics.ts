import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

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
  text(): Promise<string>;
  readonly contentType: string;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'petbank_http_request_seconds',
    help: 'Time to answer a request.',
    labelNames: ['method', 'path', 'status'],
    buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3],
    registers: [registry],
  });
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
  return {
    answered({ method, path, status, durationMs }) {
      requests.observe({ method, path, status }, durationMs / 1000);
    },
    committed(commit) {
      operations.inc(commit.operations);
      conflicts.inc(commit.conflicts);
      commits.observe(commit.durationMs / 1000);
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
