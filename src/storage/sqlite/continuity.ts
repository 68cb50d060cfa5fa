import type { Database } from 'bun:sqlite';
import { existsSync, statSync } from 'node:fs';
import type { BankRow } from '../../bank/engine/rows.ts';
import { verifyLedger } from '../../bank/verify-ledger.ts';
import { collectGarbageAfter, describeBroken } from '../archive/scan.ts';
import type { Driver } from '../driver.ts';
import { UnusableDatabase } from '../errors.ts';
import { type LastHead, lastHeadFile, readLastHead } from './last-head.ts';
import { identify } from './place.ts';

const RUNBOOK = 'docs/OPERATIONS.md says what to do: "Something is missing at the start".';

/**
 * Refuses a place where only a part of a bank is left, before SQLite tidies up the rest: it would delete a
 * log without its file, with perhaps the only commits in it.
 */
export function requireNoRemains(file: string): void {
  const missing = describeRemains(file);
  if (missing !== undefined) throw new UnusableDatabase(`${missing}. ${RUNBOOK}`);
}

function describeRemains(file: string): string | undefined {
  const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  const [log, index] = [`${file}-wal`, `${file}-shm`];
  const last = readLastHead(file);
  if (sizeOf(file) > 0) {
    // No ordered end leaves the index alone. Where the last commit is known, the start compares that instead.
    const isLogGone = last === null && existsSync(index) && !existsSync(log);
    return isLogGone ? `${index} is there and ${log} is gone, with what the bank last wrote` : undefined;
  }
  if (sizeOf(log) > 0) {
    return `${file} is missing or empty, but ${log} is there and may hold what the bank knew`;
  }
  if (last === null || last.seq === 0) return undefined;
  return `${file} is missing or empty, and ${lastHeadFile(file)} says that it had ${last.seq} transactions`;
}

/**
 * Refuses a file that holds less than what was last committed to it, or that was never at work here and is
 * not whole: then it is a copy, perhaps of two moments. A killed bank's file is never refused, since its log
 * has every commit that was answered. Returns the bank's row, or throws UnusableDatabase. `onCheck` is called
 * before a check of all that is in the file.
 */
export async function requireContinuity(
  driver: Driver,
  { file, client }: { file: string; client: Database },
  onCheck: () => void,
): Promise<BankRow> {
  const last = readLastHead(file);
  const { bank } = await driver.load([]);
  requireNoLoss(file, { client, bank, last });
  if (last?.identity !== identify(file) && bank.seq > 0) {
    onCheck();
    const error = await findError(driver, client);
    if (error !== undefined) throw new UnusableDatabase(`${file}: ${error}. ${RUNBOOK}`);
  }
  return bank;
}

/** A bank's file, and what was last committed to it: read before its row, since a bank may be at work. */
interface Compared {
  readonly client: Database;
  readonly bank: Pick<BankRow, 'version' | 'seq'>;
  readonly last: LastHead | null;
}

/** Refuses a file that lacks what was last committed to it. */
export function requireNoLoss(file: string, { last, ...compared }: Compared): void {
  const loss = last && describeLoss(file, { ...compared, last });
  if (loss) throw new UnusableDatabase(`${loss}. ${RUNBOOK}`);
}

/** What is missing of what was last committed, in words. */
function describeLoss(
  file: string,
  { client, bank, last }: Compared & { last: LastHead },
): string | undefined {
  if (bank.version < last.version || bank.seq < last.seq) {
    return (
      `${file} holds ${bank.seq} transactions, and the bank that last ran here had ${last.seq}, with the ` +
      `head ${last.hash}: something is missing, such as ${file}-wal`
    );
  }
  const select = 'select hash from transactions where seq = ?';
  const row = client.query<{ hash: string }, [number]>(select).get(last.seq);
  if (last.seq === 0 || row?.hash === last.hash) return undefined;
  return `transaction ${last.seq} in ${file} is not the one that ${lastHeadFile(file)} names: another bank's`;
}

/** What is wrong in the whole file, in words. */
async function findError(driver: Driver, client: Database): Promise<string | undefined> {
  const found = client.query<{ integrity_check: string }, []>('pragma integrity_check(1)').get();
  if (found?.integrity_check !== 'ok') return `the file is damaged: ${found?.integrity_check}`;
  const check = await verifyLedger(driver, ({ checked }) => collectGarbageAfter(checked));
  return check.kind === 'broken' ? describeBroken(check.firstError) : undefined;
}
