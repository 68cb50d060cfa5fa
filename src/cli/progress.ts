import type { Progress } from '../storage/archive/scan.ts';
import { ArchiveError } from '../storage/errors.ts';

/** How often a line of progress is written anew. */
const STEP_MS = 200;

export interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Shows on a terminal how far a walk has come. */
export function createProgress(terminal: Terminal) {
  let toldAt = 0;
  return {
    show(doing: string, { table, done, transactions }: Progress): void {
      if (!terminal.isTTY || performance.now() - toldAt < STEP_MS) return;
      toldAt = performance.now();
      const of = table === 'transactions' ? ` of ${transactions}` : '';
      terminal.write(`\r\u001b[K${doing}: ${done}${of} ${table}`);
    },
    clear(): void {
      if (terminal.isTTY) terminal.write('\r\u001b[K');
    },
  };
}

/**
 * Runs what asks, from time to time, whether it was told to stop by Ctrl-C or SIGTERM; then that throws, and
 * cleans up after itself.
 */
export async function stoppable<Result>(
  run: (requireGoingOn: () => void) => Promise<Result>,
): Promise<Result> {
  let isStopped = false;
  const stop = (): void => {
    isStopped = true;
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  try {
    return await run(() => {
      if (isStopped) throw new ArchiveError('Stopped. Nothing was made.');
    });
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}
