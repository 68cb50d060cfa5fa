import type { LedgerCheck } from '../bank/verify-ledger.ts';
import type { Database } from '../config/config.ts';
import { fillDatabase } from '../storage/archive/fill.ts';
import { describeBroken, type Head, scan } from '../storage/archive/scan.ts';
import { tryAgain } from './backup.ts';
import { nameOf, openSource, openTarget } from './databases.ts';
import { inWords } from './explain-error.ts';
import { createProgress, stoppable, type Terminal } from './progress.ts';

export interface Copy {
  readonly from: Database;
  readonly to: Database;
}

/** What a database was filled with. */
export interface Filled {
  readonly check: LedgerCheck;
  readonly head: Head;
}

/**
 * Copies the bank into an empty database. Rejects with ArchiveError or CommandError, and then that is as
 * empty as it was.
 */
export async function copyBank(copy: Copy, terminal: Terminal): Promise<string> {
  try {
    const filled = await stoppable((requireGoingOn) =>
      tryAgain(() => copyOnce(copy, { terminal, requireGoingOn })),
    );
    return `Copied: ${describeFilled(filled, nameOf(copy.to))}\nStart the bank on the copy only when it no longer runs on ${nameOf(copy.from)}: two banks must not serve the same members or share API keys.`;
  } catch (error) {
    throw inWords(error, 'Nothing was copied');
  }
}

async function copyOnce(
  { from, to }: Copy,
  { terminal, requireGoingOn }: { terminal: Terminal; requireGoingOn: () => void },
): Promise<Filled> {
  const progress = createProgress(terminal);
  const source = await openSource(from);
  try {
    const target = await openTarget(to);
    const steps = scan(source, {
      force: false,
      onProgress(step) {
        requireGoingOn();
        progress.show('Copying', step);
      },
    });
    const check = await fillDatabase(steps, target, { force: false, validate: true });
    progress.clear();
    return { check, head: source.head };
  } finally {
    await source.close();
  }
}

export function describeFilled({ check, head }: Filled, to: string): string {
  const verdict =
    check.kind === 'sound'
      ? 'The ledger was checked again there, and holds.'
      : `${describeBroken(check.firstError)}\nIt was restored anyway, as broken as it was.`;
  return `${to}\n${head.seq} transactions, head ${head.hash}\n${verdict}`;
}
