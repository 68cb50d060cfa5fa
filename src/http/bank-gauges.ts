import type { Instruments } from './instruments.ts';

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

/** How long a state of the bank is shown: anyone may ask for metrics, and the database has other work. */
const BANK_STATE_MS = 10_000;

/** Makes the gauges of the bank's state, and returns what reads it anew for them, where it is time to. */
export function createBankGauges(
  instruments: Instruments,
  read: () => Promise<BankState>,
  clock: () => number,
): () => Promise<void> {
  const { show, showDown } = openGauges(instruments);
  let readAt = Number.NEGATIVE_INFINITY;
  let reading = Promise.resolve();
  return () => {
    if (clock() - readAt >= BANK_STATE_MS) {
      readAt = clock();
      reading = read().then(show, showDown);
    }
    return reading;
  };
}

/** A bank that can't be read is shown as such, beside the state that was read last. */
function openGauges({ gauge }: Instruments) {
  const setUp = gauge(
    'storage_up',
    'Whether the database can be read: 1 or 0. When it is 0, what was read last is shown.',
  );
  const setHalted = gauge('halted', 'Whether the operator has halted the bank: 1 or 0.');
  const setSeq = gauge('ledger_seq', 'Transactions in the ledger.');
  const setCases = gauge('open_cases', 'Cases that wait for the operator, by kind.', { isLabelled: true });
  const setReported = gauge(
    'teller_report_timestamp_seconds',
    'When the last report of a teller came, in seconds since 1970.',
    { isLabelled: true },
  );
  const setPaused = gauge(
    'teller_paused_assets',
    'Assets that a teller does not hand out, since some were missing.',
    { isLabelled: true },
  );
  const setUnsent = gauge('outbox_unsent', 'Messages to people that wait to be sent.');
  return {
    show(state: BankState): void {
      setUp(1);
      setHalted(state.isHalted ? 1 : 0);
      setSeq(state.seq);
      for (const [kind, count] of Object.entries(state.openCases)) setCases(count, { kind });
      for (const { id: teller, reportedAt, paused: assets } of state.tellers) {
        if (reportedAt !== null) setReported(reportedAt / 1000, { teller });
        setPaused(assets, { teller });
      }
      setUnsent(state.unsentMessages);
    },
    showDown: (): void => setUp(0),
  };
}
