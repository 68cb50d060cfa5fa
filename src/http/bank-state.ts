import { Gauge, type Registry } from 'prom-client';

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

/** Shows how the bank stands. What is given back brings the figures up to date, and never rejects: a bank that can't be read is one of them. */
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
