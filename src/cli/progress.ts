import type { Progress } from '../storage/archive/scan.ts';
import { ArchiveUnavailable } from '../storage/errors.ts';
import type { Terminal } from './command-line.ts';
import { explainError } from './explain-error.ts';

/** How often a line of progress is rewritten. */
const STEP_MS = 200;

/** Makes the function that a scan reports its progress to; it throws once the scan is to stop. */
export type Watch = (activity: string) => (progress: Progress) => void;

interface ProgressOptions {
  readonly terminal: Terminal;
  /** What stands before the reason where it fails. */
  readonly failure: string;
  /** The file that is read, if any. */
  readonly file?: string;
}

/**
 * Runs something long, with its progress on the terminal. Ctrl-C or SIGTERM makes the next report of progress
 * throw, so that it cleans up. What an operator can fix is rejected as ArchiveError, `failure` first.
 */
export async function runWithProgress<Result>(
  { terminal, failure, file }: ProgressOptions,
  run: (watch: Watch) => Promise<Result>,
): Promise<Result> {
  const line = openStatusLine(terminal);
  let isStopped = false;
  const stop = (): void => {
    isStopped = true;
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  try {
    return await run((activity) => ({ table, done, transactions }) => {
      if (isStopped) throw new ArchiveUnavailable('Stopped. Nothing was made.');
      line.show(
        () => `${activity}: ${done}${table === 'transactions' ? ` of ${transactions}` : ''} ${table}`,
      );
    });
  } catch (error) {
    throw explainError(error, failure, file);
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    line.clear();
  }
}

/** A line of a terminal that is rewritten, at most every `everyMs`; nothing where there is no terminal. */
export function openStatusLine(terminal: Terminal, everyMs = STEP_MS) {
  let shownAt = Number.NEGATIVE_INFINITY;
  return {
    show(text: () => string): void {
      if (!terminal.isTTY || performance.now() - shownAt < everyMs) return;
      shownAt = performance.now();
      terminal.write(`\r\u001b[K${text()}`);
    },
    clear(): void {
      if (terminal.isTTY) terminal.write('\r\u001b[K');
    },
  };
}
