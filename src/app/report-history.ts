import {
  addTally,
  listForgotten,
  type ReportHistory,
  type ReportHistoryStore,
  type ReportTally,
  readReportSteps,
  tallyReport,
} from '../bank/report-history.ts';
import { type Schedule, schedule } from '../schedule.ts';
import { throwUnavailable } from '../storage/unavailable.ts';

/** How often this process writes down what it heard. */
const WRITE_SECONDS = 60;
/** How many rows wait for that at most, where the database is away for long. */
const MAX_WAITING = 10_000;

/** The history of reports, written beside them: no report waits for it. */
export interface ReportHistorySource extends ReportHistory {
  /** Writes down what waits. What could not be written goes on waiting. */
  write(): Promise<void>;
  /** Writes every minute, and once more at the end. */
  schedule(onError: (error: unknown) => void): Schedule;
}

/** Whichever process took a report adds it: what several heard of one teller is added up in the database. */
export function openReportHistory(store: ReportHistoryStore, clock: () => number): ReportHistorySource {
  const waiting = new Map<string, ReportTally>();

  function add(tally: ReportTally): void {
    const key = `${tally.tellerId} ${tally.span} ${tally.at}`;
    const before = waiting.get(key);
    if (before || waiting.size < MAX_WAITING) waiting.set(key, before ? addTally(before, tally) : tally);
  }

  async function write(): Promise<void> {
    const rows = [...waiting.values()];
    if (rows.length === 0) return;
    waiting.clear();
    try {
      await store.addReports({ rows, forget: listForgotten(clock()) });
    } catch (error) {
      rows.forEach(add);
      throw error;
    }
  }

  return {
    note: (tellerId, drift) => tallyReport(tellerId, drift, clock()).forEach(add),
    read: (asked) => readReportSteps(store, { ...asked, at: clock() }).catch(throwUnavailable),
    write,
    schedule(onError) {
      const running = schedule(write, { intervalSeconds: WRITE_SECONDS, waitsFirst: true, onError });
      return {
        async stop() {
          await running.stop();
          await write().catch(onError);
        },
      };
    },
  };
}
