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
  withdrawal_reserved: ['withdrawal_claimed', 'withdrawal_cancelled', 'withdrawal_expired'],
  withdrawal_claimed: ['withdrawal_delivered', 'withdrawal_declined', 'withdrawal_uncertain'],
  withdrawal_uncertain: ['withdrawal_delivered', 'withdrawal_declined'],
  withdrawal_declined: ['withdrawal_claimed', 'withdrawal_cancelled', 'withdrawal_expired'],
};

export async function watchLog(watch: LogWatch, reads: Reads): Promise<void> {
  for (const one of await reads.log({ afterSeq: watch.seq, limit: 10_000 })) {
    watch.seq = one.seq;
    expectImpersonal(one);
    if (one.operationId !== null) {
      hold(
        !watch.operations.has(one.operationId),
        'happens once',
        () => `${one.operationId} is twice in the log`,
      );
      watch.operations.add(one.operationId);
    }
    if (one.withdrawalId === null) continue;
    const before = watch.steps.get(one.withdrawalId);
    const isLawful =
      before === undefined ? one.kind === 'withdrawal_reserved' : FOLLOWS[before]?.includes(one.kind);
    hold(
      isLawful ?? false,
      'claims end by a word',
      () => `${one.withdrawalId}: ${one.kind} came after ${before}`,
    );
    watch.steps.set(one.withdrawalId, one.kind);
  }
}

/** The Discord ids and names of every game look like this. */
function expectImpersonal(one: Transaction): void {
  const entries = one.entries.map(({ asset, from, to }) => `${asset} ${from} ${to}`);
  const text = JSON.stringify({ ...one, entries }).toLowerCase();
  hold(
    !/1000000000000000|player/.test(text),
    'nothing personal',
    () => `row ${one.seq} names a person: ${text}`,
  );
}

export async function expectSound(reads: Reads): Promise<void> {
  const { seq, hash } = await reads.head();
  const check = await verifyLedger(reads);
  if (check.kind === 'broken') throw new Broken('the ledger verifies', Bun.inspect(check.firstFault));
  hold(
    check.count === seq && check.head === hash,
    'the ledger verifies',
    () => `${check.count} rows of ${seq}`,
  );
}

/** Ways to rewrite one row so that no sum gives it away: only its hash can. */
const FORGERIES: readonly ((one: Transaction) => Transaction)[] = [
  (one) => ({ ...one, entries: [...one.entries, ...thereAndBack] }),
  (one) => ({ ...one, at: one.at + 1 }),
  (one) => ({ ...one, by: `${one.by}x` }),
  (one) => ({ ...one, note: `${one.note}x` }),
  (one) => ({ ...one, answer: `${one.answer} ` }),
  (one) => ({ ...one, goods: { ...one.goods, gems: one.goods.gems + 1 } }),
  (one) => ({ ...one, robloxUserId: (one.robloxUserId ?? 0) + 1 }),
  (one) => ({ ...one, tellerId: `${one.tellerId}x` }),
  (one) => ({ ...one, operationId: `${one.operationId}x` }),
  (one) => ({ ...one, digest: `${one.digest}x` }),
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
    (await reads.log(page)).map((one) => (one.seq === victim ? forge(one) : one));
  const check = await verifyLedger({ ...reads, log });
  hold(check.kind === 'broken', 'forgeries are found', () => `forgery ${index} of row ${victim} was not`);
}
