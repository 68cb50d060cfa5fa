import type { Reads } from '../../bank/engine/book.ts';
import type { BankRow } from '../../bank/engine/rows.ts';
import { beginStep } from '../../bank/engine/step.ts';
import { createView } from '../../bank/engine/view.ts';
import { setHalted } from '../../bank/halt-and-freeze.ts';
import { type LedgerCheck, verifyLedger } from '../../bank/verify-ledger.ts';
import { collectBatch } from '../commit.ts';
import { ArchiveError } from '../errors.ts';
import { type Page, validateRows } from './rows.ts';
import { collectGarbageAfter, describeBroken, type Scan } from './scan.ts';

/*
 * A bank is moved by one scan over all its rows (archive/scan.ts): into a file, out of a file, or from
 * database to database. docs/BACKUPS.md describes the file, docs/decisions/0010 why it is so.
 */

/** An empty database that is to become a bank. */
export interface ArchiveTarget {
  /** Writes a page. The bank's own row is not among them: `finish` writes it. */
  write(page: Page): Promise<void>;
  /** Reads what was written. Their `head` need not be there yet. */
  readonly reads: Reads;
  /** Makes it a bank, durably; until then no bank starts on it. */
  finish(bank: BankRow): Promise<void>;
  /** Leaves the database as empty as it was. Harmless after `finish`. */
  abandon(): Promise<void>;
}

/** How a database is filled. */
export interface FillOptions {
  /** Accepts a broken ledger too. */
  readonly force: boolean;
  /** Checks rows from another database: a file's rows have met their schemas already. */
  readonly validate: boolean;
  /** Halts the bank before anyone can open it: who does so, when and why; null leaves it as it is. */
  readonly halt: { readonly by: string; readonly at: number; readonly reason: string } | null;
}

/**
 * Fills the empty database with every page of the scan, checks the ledger there, and only then makes a bank
 * of it; on any failure, leaves it empty.
 */
export async function fillDatabase(
  scanned: Scan,
  target: ArchiveTarget,
  { force, validate, halt }: FillOptions,
): Promise<LedgerCheck> {
  let lastMessage = 0;
  try {
    for await (const page of scanned.pages) {
      if (validate) validateRows(page);
      if (page.table !== 'bank') await target.write(page);
      if (page.table === 'outbox') lastMessage = page.rows.at(-1)?.id ?? 0;
    }
    const bank = scanned.bank();
    if (!bank) throw new ArchiveError("the bank's own row is missing: this is no whole bank");
    const check = await verifyLedger({ ...target.reads, head: async () => bank }, ({ checked }) =>
      collectGarbageAfter(checked),
    );
    if (check.kind === 'broken' && !force) throw new ArchiveError(describeBroken(check.firstError));
    await target.finish(halt ? await haltIn(target, { bank, lastMessage }, halt) : bank);
    return check;
  } finally {
    await target.abandon();
  }
}

/** Halts the bank that is being filled in, as staff would: by its log, and with a word to the operator. */
async function haltIn(
  target: ArchiveTarget,
  { bank, lastMessage }: { bank: BankRow; lastMessage: number },
  { by, at, reason }: NonNullable<FillOptions['halt']>,
): Promise<BankRow> {
  const view = createView(bank);
  // The time of the log never goes back.
  const step = beginStep(view, { at: Math.max(at, bank.headAt, bank.committedAt), by, keyId: null });
  setHalted(step, { halted: true, reason });
  step.merge();
  const halted = collectBatch(view, step.at);
  await target.write({ table: 'transactions', rows: halted.transactions });
  const messages = halted.events.map((event, index) => ({ ...event, id: lastMessage + 1 + index }));
  await target.write({ table: 'outbox', rows: messages.map((message) => ({ ...message, sentAt: null })) });
  return halted.bank;
}
