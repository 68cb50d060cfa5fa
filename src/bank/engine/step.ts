import { assert } from './assert.ts';
import { sumAlike } from './bounds.ts';
import { hashTransaction, holdingChange, isLawful } from './ledger.ts';
import { GEMS, type Goods, NO_GOODS } from './pets.ts';
import type { Reader } from './reader.ts';
import {
  type Account,
  type Balance,
  type BankEvent,
  type Entry,
  type Hold,
  type Instant,
  type Member,
  newMember,
  type Transaction,
  type TransactionKind,
} from './rows.ts';
import { listRecords, type RowRecord } from './state.ts';
import { writeState } from './state-text.ts';
import { type RemovableTable, rowKey, TABLE_NAMES, type TableName, type Tables } from './tables.ts';
import { beginChanges, type Changes, putChange, type View } from './view.ts';

/** A transaction before it is sealed. What is left out is null or empty. */
export interface Draft {
  readonly kind: TransactionKind;
  readonly status: string;
  readonly robloxUserId?: number;
  readonly otherRobloxUserId?: number;
  readonly tellerId?: string;
  readonly withdrawalId?: string;
  readonly goods?: Goods;
  readonly entries?: readonly Entry[];
  readonly operation?: { readonly id: string; readonly digest: string };
  readonly note?: string;
  readonly movedAlone?: bigint;
  readonly hold?: DraftHold;
  /** What it keeps of rows that have not changed. */
  readonly records?: readonly RowRecord[];
  /** The answer to the caller, built after the entries moved; stored so that a retry gets the same. */
  readonly answer?: (posted: { readonly id: string; readonly seq: number }) => unknown;
}

/** How what a transaction credits has to clear. */
export interface DraftHold extends Pick<Hold, 'until' | 'isDuplicate' | 'hour'> {
  /** The balance of one side of an entry, which has moved, with what of it is on hold. */
  readonly addTo: (balance: Balance, entry: Entry, seq: number) => Balance;
}

/** A transaction that is not yet sealed into the chain. */
export type Posted = Omit<Transaction, 'state' | 'previousHash' | 'hash'>;

/** One decision's work on a view: it reads its own writes, and nobody else's sees them until it is merged. */
export interface Step extends Reader {
  readonly at: Instant;
  /** The caller: a key's name, or `bank`. */
  readonly by: string;
  put<T extends TableName>(table: T, row: Tables[T]): void;
  /** Writes a balance whose holds don't follow from what was posted: the log keeps them. */
  putHolds(row: Balance): void;
  remove<T extends RemovableTable>(table: T, row: Tables[T]): void;
  /** Moves the entries, appends the transaction to the head, and returns it. It is sealed with the step. */
  post(draft: Draft): Posted;
  setHalted(reason: string | null): void;
  emit(event: Omit<BankEvent, 'at'>): void;
  /** Erases every message to the Discord user that was written before this step. */
  eraseUser(discordUserId: string): void;
  /** Writes the step into its view. A step that isn't merged leaves no trace. */
  merge(): void;
}

/** Who makes a step, and when. */
export interface StepContext {
  readonly at: Instant;
  readonly by: string;
  /** The key that signed for it, or null. */
  readonly keyId: string | null;
}

/** Begins a step, and with it ends the one before, merged or not. */
export function beginStep(view: View, context: StepContext): Step {
  const { at, by } = context;
  const changes: Changes = {};
  const underWay = beginChanges(view, changes);
  const posts: Post[] = [];
  const events: BankEvent[] = [];
  const erasedUsers: string[] = [];
  const held = new Set<string>();
  const step: Step = {
    ...underWay.reader,
    at,
    by,
    put: (table, row) => putChange(changes, table, { key: rowKey(table, row), row }),
    putHolds(row) {
      step.put('balances', row);
      held.add(rowKey('balances', row));
    },
    remove: (table, row) => putChange(changes, table, { key: rowKey(table, row), row: null }),
    post(draft) {
      const { bank } = underWay;
      moveEntries(step, draft, bank.seq + 1);
      const posted = prepare(bank.seq + 1, draft, context);
      underWay.bank = { ...bank, seq: posted.seq, headAt: at };
      posts.push({ posted, hold: draft.hold, records: draft.records ?? [] });
      return posted;
    },
    setHalted: (haltedReason) => {
      underWay.bank = { ...underWay.bank, haltedReason };
    },
    emit: (event) => void events.push({ ...event, at }),
    eraseUser: (discordUserId) => void erasedUsers.push(discordUserId),
    merge() {
      assert(underWay.changes === changes, 'no other step has begun since');
      const records = listRecords(view, { changes, bank: underWay.bank, held });
      if (records.length > 0 && posts.length === 0) step.post({ kind: 'state_changed', status: 'changed' });
      const { bank } = underWay;
      if (bank === view.bank && events.length + erasedUsers.length === 0 && !hasAny(changes)) return;
      const sealed = sealAll(view.bank.hash, posts, records);
      mergeTransactions(view, sealed);
      mergeRows(view, changes);
      mergeEvents(view, sumAlike(events), erasedUsers);
      const { hash } = sealed.at(-1) ?? view.bank;
      view.bank = { ...bank, hash, aliasVersion: bank.aliasVersion + (changes.aliases ? 1 : 0) };
    },
  };
  return step;
}

/** Whether there is a changed row: nearly no query leaves one to merge. */
function hasAny(changes: Changes): boolean {
  for (const _table in changes) return true;
  return false;
}

function mergeRows(view: View, changes: Changes): void {
  for (const table of TABLE_NAMES) {
    const changed = changes[table];
    if (!changed) continue;
    for (const [key, row] of changed) putChange(view.changes, table, { key, row });
  }
}

function mergeTransactions(view: View, transactions: readonly Transaction[]): void {
  for (const done of transactions) {
    if (done.operationId !== null) view.operations.set(done.operationId, done);
  }
  view.transactions.push(...transactions);
}

function mergeEvents(view: View, events: readonly BankEvent[], erasedUsers: readonly string[]): void {
  const isKept = (event: BankEvent) => !erasedUsers.some((erased) => erased === event.discordUserId);
  view.events.splice(0, view.events.length, ...view.events.filter(isKept), ...events);
  view.erasedUsers.push(...erasedUsers);
}

/** A transaction of a step, and what it says of its own credit and of rows that have not changed. */
interface Post {
  readonly posted: Posted;
  readonly hold: Draft['hold'];
  readonly records: readonly RowRecord[];
}

/** Seals a step's transactions after the head with this hash. The last keeps what all of the step changed. */
function sealAll(head: string, posts: readonly Post[], changed: readonly RowRecord[]): Transaction[] {
  let previousHash = head;
  return posts.map(({ posted, hold, records }, index) => {
    const state = writeState({ hold, rows: index === posts.length - 1 ? [...records, ...changed] : records });
    const body = { ...posted, state };
    const hash = hashTransaction(previousHash, body);
    const sealed = { ...body, previousHash, hash };
    previousHash = hash;
    return sealed;
  });
}

/** The draft as the log's next row. Ids come from the sequence number: the same on every database. */
function prepare(seq: number, draft: Draft, { at, by, keyId }: StepContext): Posted {
  const id = `t-${seq}`;
  return {
    seq,
    id,
    kind: draft.kind,
    status: draft.status,
    at,
    by,
    keyId,
    operationId: draft.operation?.id ?? null,
    digest: draft.operation?.digest ?? null,
    robloxUserId: draft.robloxUserId ?? null,
    otherRobloxUserId: draft.otherRobloxUserId ?? null,
    tellerId: draft.tellerId ?? null,
    withdrawalId: draft.withdrawalId ?? null,
    goods: draft.goods ?? NO_GOODS,
    entries: draft.entries ?? [],
    note: draft.note ?? null,
    answer: draft.answer ? JSON.stringify(draft.answer({ id, seq })) : null,
    movedAlone: draft.movedAlone ?? null,
  };
}

/**
 * Applies each entry to both of its accounts, and checks that each still holds its side of zero. The totals
 * of the members follow.
 */
function moveEntries(step: Step, draft: Draft, seq: number): void {
  const { entries = [], hold, robloxUserId, otherRobloxUserId } = draft;
  const moved = new Map<string, Balance>();
  function change(account: Account, entry: Entry, by: bigint): void {
    const { asset } = entry;
    const key = `${account} ${asset}`;
    const row = moved.get(key) ?? step.balanceRow(account, asset);
    const amount = row.amount + by;
    // A balance of zero has no row, and so nothing on hold.
    const balance = { account, asset, amount, holds: amount === 0n ? null : row.holds };
    moved.set(key, hold ? hold.addTo(balance, entry, seq) : balance);
  }
  for (const entry of entries) {
    const { from, to, amount } = entry;
    assert(amount > 0n && from !== to, 'an entry moves something to somewhere else');
    change(from, entry, -amount);
    change(to, entry, amount);
  }
  for (const row of moved.values()) {
    assert(isLawful(row.account, row.amount), `${row.account} stays on its side of zero`);
    step.put('balances', row);
  }
  if (robloxUserId !== undefined) countHoldings(step, robloxUserId, entries);
  if (otherRobloxUserId !== undefined) countHoldings(step, otherRobloxUserId, entries);
}

/** Keeps the member's totals in step with what crosses between holdings and the rest of the bank. */
function countHoldings(step: Step, robloxUserId: number, entries: readonly Entry[]): void {
  let pets = 0n;
  let gems = 0n;
  for (const entry of entries) {
    if (entry.asset === GEMS) gems += holdingChange(entry, robloxUserId);
    else pets += holdingChange(entry, robloxUserId);
  }
  if (pets === 0n && gems === 0n) return;
  const member = getMember(step, robloxUserId);
  step.put('members', { ...member, petsHeld: member.petsHeld + pets, gemsHeld: member.gemsHeld + gems });
}

/** Returns the member's row, or that of a member whom the bank has never seen. */
export const getMember = (reader: Reader, robloxUserId: number): Member =>
  reader.row('members', String(robloxUserId)) ?? newMember(robloxUserId);
