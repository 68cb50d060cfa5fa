import { parseExact } from './engine/fields.ts';
import type { Instant } from './engine/rows.ts';

/**
 * How far tellers' reports were from the ledger, for who looks at a plot of it. Reports are in no log, and
 * most say what the last one did: what is kept of them is summed up, and no decision reads it.
 */

/** How much time a row sums up, and how many rows a plot shows: what is older is forgotten. */
export const REPORT_SPANS = {
  minutes: { ms: 5 * 60_000, shown: 288 },
  hours: { ms: 60 * 60_000, shown: 720 },
} as const;
export type ReportSpan = keyof typeof REPORT_SPANS;
export const REPORT_SPAN_NAMES = ['minutes', 'hours'] as const satisfies readonly ReportSpan[];

/** What the reports of some minutes or of an hour come to. */
export interface ReportFigures {
  readonly reports: number;
  /** How many of them said anything else than the ledger. */
  readonly differing: number;
  /** The most that one of them lacked, and had too much, over all assets. */
  readonly lacking: number;
  readonly surplus: number;
}

export interface ReportTally extends ReportFigures {
  readonly tellerId: string;
  readonly span: ReportSpan;
  /** When the time began that is summed up. */
  readonly at: Instant;
}

/** Where a bank keeps it, for any number of processes. */
export interface ReportHistoryStore {
  /**
   * Adds the rows to those that are there, and forgets some of those that began before a time, in one atomic
   * step: numbers of reports are added up, of amounts the larger stays.
   */
  addReports(addition: {
    readonly rows: readonly ReportTally[];
    readonly forget: readonly { readonly span: ReportSpan; readonly before: Instant }[];
  }): Promise<void>;
  /** The rows of a teller from a time on, oldest first. */
  reportTallies(page: {
    readonly tellerId: string;
    readonly span: ReportSpan;
    readonly from: Instant;
    readonly limit: number;
  }): Promise<ReportTally[]>;
}

/** Where what a report said goes, and what is known of earlier ones. */
export interface ReportHistory {
  /** Takes down a report, by what its answer says of the ledger. */
  note(tellerId: string, drift: AnsweredDrift): void;
  /** One row for each step of the plot, oldest first; null where the teller did not report. */
  read(asked: { tellerId: string; span: ReportSpan }): Promise<readonly ReportStep[]>;
}

export interface ReportStep {
  readonly at: Instant;
  readonly figures: ReportFigures | null;
}

/** As `/teller/report` answers it. */
type AnsweredDrift = readonly { readonly expected: number; readonly reported: number }[];

/** One report, as it is added to the minutes and to the hour in which it came. */
export function tallyReport(tellerId: string, drift: AnsweredDrift, at: Instant): ReportTally[] {
  let [lacking, surplus] = [0n, 0n];
  for (const { expected, reported } of drift) {
    const difference = parseExact(reported) - parseExact(expected);
    if (difference < 0n) lacking -= difference;
    else surplus += difference;
  }
  const figures = { reports: 1, differing: drift.length === 0 ? 0 : 1 };
  const amounts = { lacking: toPlotted(lacking), surplus: toPlotted(surplus) };
  return REPORT_SPAN_NAMES.map((span) => ({ tellerId, span, at: startOf(span, at), ...figures, ...amounts }));
}

/** No plot shows more than a number holds to the digit. */
const toPlotted = (sum: bigint): number => Math.min(Number(sum), Number.MAX_SAFE_INTEGER);

/** Both together, where they are of one teller and time. */
export const addTally = (one: ReportTally, other: ReportTally): ReportTally => ({
  ...one,
  reports: one.reports + other.reports,
  differing: one.differing + other.differing,
  lacking: Math.max(one.lacking, other.lacking),
  surplus: Math.max(one.surplus, other.surplus),
});

const startOf = (span: ReportSpan, at: Instant): Instant => at - (at % REPORT_SPANS[span].ms);

/** When the first row begins that a plot shows at this time. */
const firstOf = (span: ReportSpan, at: Instant): Instant =>
  startOf(span, at) - (REPORT_SPANS[span].shown - 1) * REPORT_SPANS[span].ms;

/** What no plot shows any more. */
export const listForgotten = (at: Instant) =>
  REPORT_SPAN_NAMES.map((span) => ({ span, before: firstOf(span, at) }));

/** The steps of a plot up to now. */
export async function readReportSteps(
  store: Pick<ReportHistoryStore, 'reportTallies'>,
  { tellerId, span, at: until }: { tellerId: string; span: ReportSpan; at: Instant },
): Promise<ReportStep[]> {
  const { ms, shown } = REPORT_SPANS[span];
  const from = firstOf(span, until);
  const rows = await store.reportTallies({ tellerId, span, from, limit: shown });
  const byTime = new Map(
    rows.map(({ at, reports, differing, lacking, surplus }) => [
      at,
      { reports, differing, lacking, surplus },
    ]),
  );
  return Array.from({ length: shown }, (_, index) => {
    const at = from + index * ms;
    return { at, figures: byTime.get(at) ?? null };
  });
}
