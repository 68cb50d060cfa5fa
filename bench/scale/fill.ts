import { Database } from 'bun:sqlite';
import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { sweepWithdrawals } from '../../src/bank/withdrawals.ts';
import { openScaleBank, type ScaleBank } from './bank.ts';
import { LANES, memberOf, REGULAR } from './people.ts';
import { deposit, visit } from './visit.ts';

const FIRST_VISIT_AT = Date.UTC(2026, 0, 1);
/** The time between two visits: a forgotten withdrawal expires after 3,600 others. */
const VISIT_MS = 500;
const VISITS_PER_SWEEP = 1_000;
const SWEEP_LIMIT = 500;
/** No visit makes more transactions than this. */
const MOST_OF_A_VISIT = 8;

/**
 * The file of a bank with exactly this many transactions, each decided and committed like a real one. It is
 * created once: a later run with the same folder reuses it.
 */
export async function filledBank(
  folder: string,
  transactions: number,
  report: (text: string) => void,
): Promise<string> {
  const file = join(folder, `scale-${transactions}.db`);
  if (existsSync(file)) return file;
  const unfinished = `${file}.unfinished`;
  removeBank(unfinished);
  const startedAt = performance.now();
  await fill(unfinished, transactions);
  keep(unfinished, file);
  removeBank(unfinished);
  const seconds = (performance.now() - startedAt) / 1000;
  const perSecond = Math.round(transactions / seconds).toLocaleString('en');
  report(
    `${transactions.toLocaleString('en')} transactions in ${seconds.toFixed(1)} s, ${perSecond} a second`,
  );
  return file;
}

/**
 * Copies the bank with every page in its main file, so that no connection of this process has the copy open:
 * SQLite closes one only in its own time.
 */
function keep(unfinished: string, file: string): void {
  const client = new Database(unfinished);
  client.run('pragma wal_checkpoint(truncate)');
  client.close();
  copyFileSync(unfinished, `${file}.unfinished-copy`);
  renameSync(`${file}.unfinished-copy`, file);
}

/** Removes a database's file, and those next to it while it is open. */
function removeBank(file: string): void {
  for (const end of ['', '-wal', '-shm', '-head']) rmSync(`${file}${end}`, { force: true });
}

async function fill(file: string, transactions: number): Promise<void> {
  const progress = { visits: 0 };
  const bank = openScaleBank(file, () => FIRST_VISIT_AT + progress.visits * VISIT_MS);
  const stopAt = transactions - LANES * MOST_OF_A_VISIT;
  const lanes = Array.from({ length: LANES }, (_, lane) => runLane(bank, { lane, stopAt, progress }));
  await Promise.all(lanes);
  const { seq } = await bank.book.reads.head();
  for (let trade = seq; trade < transactions; trade += 1) {
    await deposit(bank.book, { robloxUserId: REGULAR, tradeId: `last-${trade}`, trade });
  }
  await bank.close();
}

/** The visits of one lane, one after the other, until the log is nearly long enough. */
async function runLane(
  { book }: ScaleBank,
  { lane, stopAt, progress }: { lane: number; stopAt: number; progress: { visits: number } },
): Promise<void> {
  for (let number = 0; (await book.reads.head()).seq < stopAt; number += 1) {
    progress.visits += 1;
    if (progress.visits % VISITS_PER_SWEEP === 0)
      await sweep(book, FIRST_VISIT_AT + progress.visits * VISIT_MS);
    await visit(book, { robloxUserId: memberOf(lane, number), tag: `${lane}-${number}`, number });
  }
}

async function sweep(book: ScaleBank['book'], at: number): Promise<void> {
  const withdrawalIds = await book.reads.dueWithdrawals({ at, limit: SWEEP_LIMIT });
  await book.perform(sweepWithdrawals, { withdrawalIds }, { by: 'bank' });
}
