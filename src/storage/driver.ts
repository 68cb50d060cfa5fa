import type { Outbox, Reads } from '../bank/engine/book.ts';
import type { ReadKey, Snapshot } from '../bank/engine/read-key.ts';
import type { BankEvent, BankRow, Instant, Transaction } from '../bank/engine/rows.ts';
import type { TableName, Tables } from '../bank/engine/tables.ts';
import type { ValueStore } from '../bank/pet-values.ts';
import type { ProjectionStore } from '../bank/projections.ts';
import type { ReportHistoryStore } from '../bank/report-history.ts';
import type { Imbalance } from '../bank/verify-start.ts';
import type { WebhookStore } from '../bank/webhooks.ts';
import type { TellerAccountStore } from '../bank/witness.ts';

/** Everything that one commit writes. */
export interface Batch {
  /** The version that the decisions were made on. The commit holds only if it is still the bank's. */
  readonly expectedVersion: number;
  readonly bank: BankRow;
  readonly transactions: readonly Transaction[];
  /** Rows to write, by table. A balance of zero is removed. */
  readonly puts: { readonly [T in TableName]: Tables[T][] };
  /** Keys of rows to remove; removals come before writes, so that a link can change hands. */
  readonly removals: { readonly [T in TableName]: readonly string[] };
  readonly events: readonly BankEvent[];
  /** Discord users to erase from the outbox, before the events of this batch are written. */
  readonly erasedUsers: readonly string[];
}

/** The points that a commit passes, in their order: those where a crash would be worst. */
export const COMMIT_POINTS = [
  ...['taken', 'loaded', 'decided'],
  // Inside the database's own transaction.
  ...['moved', 'half_written', 'written'],
  ...['stored', 'answered'],
] as const;
export type CommitPoint = (typeof COMMIT_POINTS)[number];
/** Called with each point as a commit passes it. */
export type OnPoint = (point: CommitPoint) => void;

/** What became of a batch. */
export type Outcome = 'stored' | 'conflict' | 'repeated';

export interface ReadSnapshot {
  readonly reads: Reads;
  close(): Promise<void>;
}

/** A database that the book is kept in. */
export interface Driver
  extends Reads,
    Outbox,
    WebhookStore,
    ValueStore,
    TellerAccountStore,
    ProjectionStore,
    ReportHistoryStore {
  /** Whether there was no bank before it was opened, in a place that keeps one. */
  readonly isNew: boolean;
  /** Returns the rows that the read keys name and the head, all as of one moment. */
  load(readKeys: readonly ReadKey[]): Promise<Snapshot>;
  /**
   * Writes the batch in one atomic, durable step. Else nothing is written: `conflict` when another commit
   * came between, `repeated` when a nonce or an operation of it is there already.
   */
  store(batch: Batch): Promise<Outcome>;
  /** Deletes up to `limit` nonces that expired before, and returns how many. */
  forgetNonces(page: { before: Instant; limit: number }): Promise<number>;
  /** Deletes up to `limit` passes that ended by then, and returns how many. */
  forgetPasses(page: { before: Instant; limit: number }): Promise<number>;
  /**
   * Before the first decision: rejects with UnusableDatabase where the database holds less than it did when a
   * bank last ran on it, as far as this can be seen. `onCheck` is called before a check of all that is in it.
   */
  requireContinuity(onCheck: () => void): Promise<void>;
  /**
   * The first asset whose balances can't be right, as of one moment; undefined where there is none. Reads all
   * of them, and holds up nobody. Rejects where the signal is aborted.
   */
  findImbalance(signal: AbortSignal): Promise<Imbalance | undefined>;
  /** The reads as of one moment, for a check that may last minutes. It holds up nobody; close it soon. */
  openSnapshot(): Promise<ReadSnapshot>;
  /** Rejects when the database can't be read. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** What `inspectStorage` found in a database. */
export interface Inspection {
  /** The head of its log; null where no bank is there yet. */
  readonly head: { readonly seq: number; readonly hash: string } | null;
  /** The time of its newest commit; 0 where no bank is there yet. */
  readonly writtenAt: number;
  /** Why staff or the bank itself halted it; null: it isn't halted. */
  readonly haltedReason: string | null;
  /** Whether the next start migrates its tables. */
  readonly isOutdated: boolean;
  /** Bytes free on the disk of a remote database; null where it doesn't say, or is on this machine. */
  readonly freeBytes: number | null;
}
