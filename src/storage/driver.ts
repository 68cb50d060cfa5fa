import type { Reads } from '../bank/book.ts';
import type { ValueStore } from '../bank/pet-values.ts';
import type {
  BankEvent,
  BankRow,
  Instant,
  RemovableTable,
  TableName,
  Tables,
  Transaction,
} from '../bank/rows.ts';
import type { TellerAccountStore } from '../bank/teller-accounts.ts';
import type { Need, Snapshot } from '../bank/view.ts';

/** Everything that one commit writes. */
export interface Batch {
  /** The version that the decisions were made on. The commit holds only if it is still the bank's. */
  readonly expectedVersion: number;
  readonly bank: BankRow;
  readonly transactions: readonly Transaction[];
  /** Rows to write, by table. A balance of zero is removed. */
  readonly puts: { readonly [T in TableName]: Tables[T][] };
  /** Keys of rows to remove; removals come before writes, so that a link can change hands. */
  readonly removals: { readonly [T in RemovableTable]: readonly string[] };
  readonly events: readonly BankEvent[];
}

/**
 * The points that a commit passes, in their order: those where a fault in the middle would be worst. `moved`, `half_written`
 * and `written` lie inside the database's own transaction.
 */
export const COMMIT_POINTS = [
  'taken',
  'loaded',
  'decided',
  'moved',
  'half_written',
  'written',
  'stored',
  'answered',
] as const;
export type CommitPoint = (typeof COMMIT_POINTS)[number];
/** Told of each point as a commit passes it. */
export type OnPoint = (point: CommitPoint) => void;

/** An event that waits to be sent, with its place among all of them. */
export interface PendingEvent extends BankEvent {
  readonly id: number;
}

/** What people are to be told, for whoever sends it: any number of processes, each event by one of them at a time. */
export interface Outbox {
  /**
   * Up to `limit` events that are neither sent nor leased, oldest first, leased to the caller for `leaseMs` from `at`. Who doesn't end
   * them by then may have sent them or not: they are given out again.
   */
  takeEvents(page: { at: Instant; leaseMs: number; limit: number }): Promise<PendingEvent[]>;
  /** These were sent, at this time. One that was ended before keeps its time. */
  endEvents(sent: { ids: readonly number[]; at: Instant }): Promise<void>;
  /** Forgets up to `limit` events that were sent before, and says how many. */
  forgetEvents(page: { before: Instant; limit: number }): Promise<number>;
}

/** A database that the book is kept in. */
export interface Driver extends Reads, Outbox, ValueStore, TellerAccountStore {
  /** The rows that the needs name and the head, all as of one moment. */
  load(needs: readonly Need[]): Promise<Snapshot>;
  /** Writes the batch in one atomic, durable step; `conflict` when another commit came between, and then nothing is written. */
  store(batch: Batch): Promise<'stored' | 'conflict'>;
  /** Forgets up to `limit` nonces that expired before, and says how many. */
  forgetNonces(page: { before: Instant; limit: number }): Promise<number>;
  /** Rejects when the database can't be read. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
