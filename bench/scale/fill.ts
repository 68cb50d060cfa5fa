import { Database } from 'bun:sqlite';
import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { sweepWithdrawals } from '../../src/bank/withdrawals.ts';
import { openScaleBank, type ScaleBank } from './bank.ts';
import { LANES, memberOf, REGULAR } from './people.ts';
import { deposit, visit } from './visit.ts';

const FIRST_VISIT_AT = Date.UTC(2026, 0, 1);
/** How much later each visit is than the one before: what is forgotten expires after 3 600 others. */
const VISIT_MS = 500;
const VISITS_PER_SWEEP = 1_000;
const SWEEP_LIMIT = 500;
/** No visit makes more transactions than this. */
const MOST_OF_A_VISIT = 8;

/**
 * The file of a bank with just so many transactions, each of them decided and committed as a real one. Made
 * once: what is in the folder from an earlier run is taken again.
 */
export async function filledBank(
  folder: string,
  transactions: number,
  tell: (text: string) => void,
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
  tell(`${transactions.toLocaleString('en')} transactions in ${seconds.toFixed(1)} s, ${perSecond} a second`);
  return file;
}

/**
 * A copy whose every page is home, and which no connection of this process has open: SQLite lets go of one
 * only in its own time.
 */
function keep(unfinished: string, file: string): void {
  const client = new Database(unfinished);
  client.run('pragma wal_checkpoint(truncate)');
  client.close();
  copyFileSync(unfinished, `${file}.unfinished-copy`);
  renameSync(`${file}.unfinished-copy`, file);
}

/** A database's file, and those that stand beside it while it is open. */
function removeBank(file: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
}

async function fill(file: string, transactions: number): Promise<void> {
  const town = { visits: 0 };
  const bank = openScaleBank(file, () => FIRST_VISIT_AT + town.visits * VISIT_MS);
  const stopAt = transactions - LANES * MOST_OF_A_VISIT;
  const lanes = Array.from({ length: LANES }, (_, lane) => walk(bank, { lane, stopAt, town }));
  await Promise.all(lanes);
  const { seq } = await bank.book.reads.head();
  for (let trade = seq; trade < transactions; trade += 1) {
    await deposit(bank.book, { robloxUserId: REGULAR, tradeId: `last-${trade}`, trade });
  }
  await bank.close();
}

/** The visits of one lane, one after the other, until the log is nearly long enough. */
async function walk(
  { book }: ScaleBank,
  { lane, stopAt, town }: { lane: number; stopAt: number; town: { visits: number } },
): Promise<void> {
  for (let number = 0; (await book.reads.head()).seq < stopAt; number += 1) {
    town.visits += 1;
    if (town.visits % VISITS_PER_SWEEP === 0) await sweep(book, FIRST_VISIT_AT + town.visits * VISIT_MS);
    await visit(book, { robloxUserId: memberOf(lane, number), tag: `${lane}-${number}`, number });
  }
}

async function sweep(book: ScaleBank['book'], at: number): Promise<void> {
  const withdrawalIds = await book.reads.dueWithdrawals({ at, limit: SWEEP_LIMIT });
  await book.perform(sweepWithdrawals, { withdrawalIds }, { by: 'bank' });
}
