import type { Reads } from '../../../src/bank/engine/book.ts';
import type { Transaction, TransactionKind } from '../../../src/bank/engine/rows.ts';
import { verifyLedger } from '../../../src/bank/verify-ledger.ts';
import { Broken, hold } from './broken.ts';

/** What the log's rows alone must show, read as they come: the model's word isn't needed for it. */
export interface LogWatch {
  seq: number;
  /** The last that was written of each withdrawal. */
  readonly steps: Map<string, TransactionKind>;
  readonly operations: Set<string>;
}

export const newWatch = (): LogWatch => ({ seq: 0, steps: new Map(), operations: new Set() });

/**
 * What may follow what in the log of one withdrawal. After a claim nothing gives it back but a word that
 * nothing was delivered.
 */
const FOLLOWS: { readonly [K in TransactionKind]?: readonly TransactionKind[] } = {
  withdrawal_reserved: [
    'withdrawal_claimed',
    'withdrawal_split',
    'withdrawal_cancelled',
    'withdrawal_expired',
  ],
  withdrawal_split: ['withdrawal_claimed'],
  withdrawal_claimed: ['withdrawal_delivered', 'withdrawal_declined', 'withdrawal_uncertain'],
  withdrawal_uncertain: ['withdrawal_delivered', 'withdrawal_declined'],
  withdrawal_declined: [
    'withdrawal_claimed',
    'withdrawal_split',
    'withdrawal_cancelled',
    'withdrawal_expired',
  ],
};

export async function watchLog(watch: LogWatch, reads: Reads): Promise<void> {
  for (const transaction of await reads.log({ afterSeq: watch.seq, limit: 10_000 })) {
    watch.seq = transaction.seq;
    expectImpersonal(transaction);
    if (transaction.operationId !== null) {
      hold(
        !watch.operations.has(transaction.operationId),
        'happens once',
        () => `${transaction.operationId} is twice in the log`,
      );
      watch.operations.add(transaction.operationId);
    }
    if (transaction.withdrawalId === null) continue;
    const before = watch.steps.get(transaction.withdrawalId);
    const isLawful =
      before === undefined
        ? transaction.kind === 'withdrawal_reserved'
        : FOLLOWS[before]?.includes(transaction.kind);
    hold(
      isLawful ?? false,
      'claims end by a word',
      () => `${transaction.withdrawalId}: ${transaction.kind} came after ${before}`,
    );
    watch.steps.set(transaction.withdrawalId, transaction.kind);
    // What is split off begins as what was asked for.
    if (transaction.kind === 'withdrawal_split')
      watch.steps.set(`w-${transaction.seq}`, 'withdrawal_reserved');
  }
}

/** The Discord ids and names of every game have this form. */
function expectImpersonal(transaction: Transaction): void {
  const entries = transaction.entries.map(({ asset, from, to }) => `${asset} ${from} ${to}`);
  const text = JSON.stringify({ ...transaction, entries }).toLowerCase();
  hold(
    !/1000000000000000|player/.test(text),
    'nothing personal',
    () => `row ${transaction.seq} names a person: ${text}`,
  );
}

export async function expectSound(reads: Reads): Promise<void> {
  const { seq, hash } = await reads.head();
  const check = await verifyLedger(reads);
  if (check.kind === 'broken') throw new Broken('the ledger verifies', Bun.inspect(check.firstError));
  hold(
    check.count === seq && check.head === hash,
    'the ledger verifies',
    () => `${check.count} rows of ${seq}`,
  );
}

/** Ways to rewrite one row so that no sum reveals it: only its hash can. */
const FORGERIES: readonly ((transaction: Transaction) => Transaction)[] = [
  (transaction) => ({ ...transaction, entries: [...transaction.entries, ...thereAndBack] }),
  (transaction) => ({ ...transaction, at: transaction.at + 1 }),
  (transaction) => ({ ...transaction, by: `${transaction.by}x` }),
  (transaction) => ({ ...transaction, note: `${transaction.note}x` }),
  (transaction) => ({ ...transaction, answer: `${transaction.answer} ` }),
  (transaction) => ({ ...transaction, goods: { ...transaction.goods, gems: transaction.goods.gems + 1 } }),
  (transaction) => ({ ...transaction, robloxUserId: (transaction.robloxUserId ?? 0) + 1 }),
  (transaction) => ({ ...transaction, tellerId: `${transaction.tellerId}x` }),
  (transaction) => ({ ...transaction, operationId: `${transaction.operationId}x` }),
  (transaction) => ({ ...transaction, digest: `${transaction.digest}x` }),
];
const thereAndBack = [
  { asset: 'gems', from: 'member:1', to: 'quarantine', amount: 1n },
  { asset: 'gems', from: 'quarantine', to: 'member:1', amount: 1n },
];

/** Whoever rewrites a row of the log is found out. */
export async function expectForgeryFound(reads: Reads, pick: number): Promise<void> {
  const { seq } = await reads.head();
  const victim = 1 + (pick % Math.max(seq, 1));
  const index = pick % FORGERIES.length;
  const forge = FORGERIES[index];
  if (!forge || seq === 0) return;
  const log = async (page: Parameters<Reads['log']>[0]): Promise<Transaction[]> =>
    (await reads.log(page)).map((transaction) =>
      transaction.seq === victim ? forge(transaction) : transaction,
    );
  const check = await verifyLedger({ ...reads, log });
  hold(check.kind === 'broken', 'forgeries are found', () => `forgery ${index} of row ${victim} was not`);
}
