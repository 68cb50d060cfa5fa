import type { BankEvent, Instant } from './engine/rows.ts';

/** An event that waits to be sent, with its place among all of them. */
export interface PendingEvent extends BankEvent {
  readonly id: number;
}

/**
 * What people are to be told, for whoever sends it: any number of processes, each event by one of them at a
 * time.
 */
export interface Outbox {
  /**
   * Up to `limit` events that are neither sent nor leased, oldest first, leased to the caller for `leaseMs`
   * from `at`. Who doesn't end them by then may have sent them or not: they are given out again.
   */
  takeEvents(page: { at: Instant; leaseMs: number; limit: number }): Promise<PendingEvent[]>;
  /** These were sent, at this time. One that was ended before keeps its time. */
  acknowledgeEvents(sent: { ids: readonly number[]; at: Instant }): Promise<void>;
  /** How many events are not sent, counted to `limit`. */
  countUnsent(page: { limit: number }): Promise<number>;
  /** Forgets up to `limit` events that were sent before, and says how many. */
  forgetEvents(page: { before: Instant; limit: number }): Promise<number>;
}
