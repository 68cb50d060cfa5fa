import { afterEach, beforeEach } from 'bun:test';
import { invariant } from '../../src/bank/engine/assert.ts';
import { hashTransaction } from '../../src/bank/engine/ledger.ts';
import { emptyRows, type ReadKey, type Snapshot } from '../../src/bank/engine/read-key.ts';
import type { BankRow, Transaction, Withdrawal } from '../../src/bank/engine/rows.ts';
import { byTable } from '../../src/bank/engine/tables.ts';
import type { Batch, Driver, Outcome } from '../../src/storage/driver.ts';

/** Opens an empty database of the test's own. */
export type OpenStore = () => Promise<{ readonly driver: Driver; close(): Promise<void> }>;

/** Opens an empty database for each test, and closes it after. */
export function driverOfEachTest(open: OpenStore): () => Driver {
  let opened: Awaited<ReturnType<OpenStore>> | undefined;
  beforeEach(async () => {
    opened = await open();
  });
  afterEach(async () => {
    await opened?.close();
  });
  return () => invariant(opened, 'the store').driver;
}

export const T0 = Date.UTC(2026, 4, 10, 12);
export const CAT_KEY = 'pet/normal/-/-/Cat';
/** No 64-bit integer and no float holds it. */
export const HUGE = 2n ** 80n + 1n;

export const loadBank = async (driver: Driver): Promise<BankRow> => (await driver.load([])).bank;
export const rowsOf = async (driver: Driver, ...readKeys: ReadKey[]): Promise<Snapshot['rows']> =>
  (await driver.load(readKeys)).rows;

type BatchContents = Partial<{
  puts: Partial<Batch['puts']>;
  removals: Partial<Batch['removals']>;
  transactions: Transaction[];
  events: Batch['events'];
  erasedUsers: Batch['erasedUsers'];
}>;

/** A batch on top of the bank's row, which becomes the head of its transactions. */
export function batchOn(
  bank: BankRow,
  { puts, removals, transactions = [], events = [], erasedUsers = [] }: BatchContents,
): Batch {
  const last = transactions.at(-1);
  const head = last ? { seq: last.seq, hash: last.hash, headAt: last.at } : {};
  return {
    expectedVersion: bank.version,
    bank: { ...bank, ...head, version: bank.version + 1 },
    transactions,
    puts: { ...emptyRows(), ...puts },
    removals: { ...byTable<Batch['removals']>(() => []), ...removals },
    events,
    erasedUsers,
  };
}

/** Stores these contents on whatever the head is now. */
export async function store(driver: Driver, contents: BatchContents): Promise<Outcome> {
  return driver.store(batchOn(await loadBank(driver), contents));
}

/** A deposit of gems, sealed onto the head. */
export function transactionOn(bank: BankRow, change: Partial<Transaction> = {}): Transaction {
  const seq = bank.seq + 1;
  const body = {
    seq,
    id: `t-${seq}`,
    kind: 'deposit' as const,
    status: 'credited',
    at: T0 + seq,
    by: 'teller-1',
    keyId: null,
    movedAlone: null,
    operationId: `deposit:teller-1:${seq}`,
    digest: 'd'.repeat(64),
    robloxUserId: 1,
    otherRobloxUserId: null,
    tellerId: 'teller-1',
    withdrawalId: null,
    goods: { pets: [], gems: 5 },
    entries: [{ asset: 'gems', from: 'teller:teller-1', to: 'member:1', amount: 5n }],
    note: null,
    answer: '{"seq":1}',
    state: null,
    ...change,
  };
  return { ...body, previousHash: bank.hash, hash: hashTransaction(bank.hash, body) };
}

/** Transactions that follow one another, each with its change. */
export function chainOn(bank: BankRow, changes: readonly Partial<Transaction>[]): Transaction[] {
  const chain: Transaction[] = [];
  for (const change of changes) {
    const { seq = bank.seq, hash = bank.hash } = chain.at(-1) ?? {};
    chain.push(transactionOn({ ...bank, seq, hash }, change));
  }
  return chain;
}

/** A reservation of one cat; claimed by teller-1 where its status says so. */
export function withdrawalOf(change: Partial<Withdrawal> & Pick<Withdrawal, 'id' | 'seq'>): Withdrawal {
  const isClaimed = change.status === 'claimed' || change.status === 'uncertain';
  return {
    robloxUserId: 1,
    placeSeq: null,
    requestedBy: 'web',
    status: 'reserved',
    goods: { pets: [{ id: 'Cat', variant: 'normal', shiny: false, quantity: 1 }], gems: 0 },
    requestedAt: T0,
    expiresAt: T0 + 1_000,
    claim: isClaimed ? { tellerId: 'teller-1', token: `c-${change.seq}`, leaseUntil: T0 + 500 } : null,
    ...change,
  };
}
