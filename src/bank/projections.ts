import { GENESIS_HASH } from './engine/ledger.ts';
import type { AssetKey } from './engine/pets.ts';
import type { Instant, Profile, Transaction } from './engine/rows.ts';

/**
 * What screens need to know of the log and no decision does: a background reader keeps it in tables of its
 * own, which hold nothing that the log doesn't, and can be thrown away and made anew.
 */

/** Grows with every change of what the reader makes of a transaction: then all is made anew. */
export const PROJECTION_FORMAT = 5;

/** How far the reader has come. */
export interface ProjectionState {
  readonly format: number;
  /** The newest transaction that was read, and its hash; 0 before the first. */
  readonly seq: number;
  readonly hash: string;
  /** Whether what was made is being thrown away: nothing is added until that is done. */
  readonly isClearing: boolean;
}

export const NEW_PROJECTIONS: ProjectionState = {
  format: PROJECTION_FORMAT,
  seq: 0,
  hash: GENESIS_HASH,
  isClearing: false,
};

/** A word by which transactions are found, such as `kind:deposit`; a member's are in an index of the log. */
export type Term = string;
export type TermKind = 'kind' | 'by' | 'key' | 'teller' | 'first' | 'asset' | 'pet' | 'staff' | 'links';
export const termOf = (kind: TermKind, value: string | number): Term => `${kind}:${value}`;

/** Whatever any of the staff did, by hand or with the admin token. */
export const BY_STAFF = termOf('staff', 'any');
/** The transaction in which a member was seen first. */
export const firstOf = (robloxUserId: number): Term => termOf('first', robloxUserId);

/** How many transactions have a term, and the first and newest of them. */
export interface TermCount {
  readonly term: Term;
  readonly count: number;
  readonly firstSeq: number;
  readonly lastSeq: number;
}

/** How many sequence numbers one row of the index covers. */
export const BLOCK_SIZE = 1_024;
export const blockOf = (seq: number): number => Math.floor(seq / BLOCK_SIZE);

/** The transactions of one block that have a term, oldest first. */
export interface TermBlock {
  readonly term: Term;
  readonly block: number;
  readonly seqs: readonly number[];
}

const HOUR = 3_600_000;
export const SPANS = ['hour', 'day'] as const;
export type Span = (typeof SPANS)[number];
const SPAN_MS = { hour: HOUR, day: 24 * HOUR } as const satisfies Readonly<Record<Span, number>>;
/** When the hour or the day (UTC) of a time began. */
export const startOf = (span: Span, at: Instant): Instant => at - (at % SPAN_MS[span]);
/** The starts of so many hours or days, oldest first; the last holds the time. */
export const bucketsUpTo = (span: Span, at: Instant, count: number): Instant[] =>
  Array.from({ length: count }, (_, index) => startOf(span, at) - (count - 1 - index) * SPAN_MS[span]);
/** How long hours are kept after they are over; days are kept for ever. */
export const HOURS_KEPT_MS = 14 * SPAN_MS.day;

/** How often something happened in an hour or a day: a kind of transaction, or a member seen first. */
export interface ActivityCount {
  readonly span: Span;
  readonly at: Instant;
  readonly measure: string;
  readonly count: number;
}
export const NEW_MEMBER = 'new_member';

/** What became of an asset in an hour, a day, or since the bank began (`all`, at 0). */
export interface AssetFlow {
  readonly span: Span | 'all';
  readonly at: Instant;
  readonly asset: AssetKey;
  readonly deposited: bigint;
  readonly withdrawn: bigint;
  /** What was owed before and after. */
  readonly opening: bigint;
  readonly closing: bigint;
}
export type FlowKey = Pick<AssetFlow, 'span' | 'at' | 'asset'>;

/** What a few transactions add, from one state of the reader to the next. */
export interface ProjectionSlice {
  readonly before: ProjectionState;
  readonly after: ProjectionState;
  /** Counts to add to those that are there. */
  readonly terms: readonly TermCount[];
  readonly blocks: readonly TermBlock[];
  readonly activity: readonly ActivityCount[];
  /** Rows to write over those that are there. */
  readonly flows: readonly AssetFlow[];
  /** Hours before this are over long enough to be forgotten. */
  readonly forgetHoursBefore: Instant;
}

/** The reads of what was made of the log. Limits are counts from 1. */
export interface ProjectionReads {
  projectionState(): Promise<ProjectionState>;
  /** Those of these terms that any transaction has, by term. */
  findTerms(terms: readonly Term[]): Promise<TermCount[]>;
  /** The terms of a kind, by name, after one. */
  listTerms(page: { kind: TermKind; after?: Term; limit: number }): Promise<TermCount[]>;
  /** The blocks of a term, newest first, up to one. */
  termBlocks(page: { term: Term; maxBlock: number; limit: number }): Promise<TermBlock[]>;
  /** The numbers of a member's transactions, by the log's own indexes, newest first. */
  memberSeqs(page: { robloxUserId: number; beforeSeq: number; limit: number }): Promise<number[]>;
  /** Transactions by their numbers, newest first. */
  transactionsBySeq(seqs: readonly number[]): Promise<Transaction[]>;
  /** What happened from a time on, oldest first. */
  activity(page: { span: Span; from: Instant; limit: number }): Promise<ActivityCount[]>;
  findFlows(keys: readonly FlowKey[]): Promise<AssetFlow[]>;
  /** The flows of all assets by time and asset, from a time on or after one. */
  flows(page: {
    span: AssetFlow['span'];
    from: Instant;
    after?: Pick<AssetFlow, 'at' | 'asset'> | undefined;
    limit: number;
  }): Promise<AssetFlow[]>;
  /** The flows of one asset from a time on, oldest first. */
  flowsOfAsset(page: { asset: AssetKey; span: Span; from: Instant; limit: number }): Promise<AssetFlow[]>;
  /** Profiles whose Roblox name begins so, in any case of A to Z, by name. */
  profilesByName(page: { prefix: string; limit: number }): Promise<Profile[]>;
}

/** What was made of the log, for who shows it. */
export interface Projections {
  /** The reads, as far as the reader has come; a short way it goes on first. */
  current(): Promise<ProjectionReads>;
}

/** The tables of the reader, for any number of processes: what is no longer true is not written. */
export interface ProjectionStore extends ProjectionReads {
  /** Writes the slice in one atomic step if the state is still `before`. Returns whether it did. */
  appendProjections(slice: ProjectionSlice): Promise<boolean>;
  /** From now on, everything is thrown away before anything is added. */
  beginClearing(): Promise<void>;
  /**
   * While clearing: deletes up to `limit` rows of each table in one atomic step; where there are none,
   * clearing is over. Returns whether there is more to do.
   */
  clearProjections(page: { limit: number }): Promise<boolean>;
}
