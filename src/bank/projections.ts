import { GENESIS_HASH, isTellerAccount } from './engine/ledger.ts';
import { type AssetKey, parseAssetKey } from './engine/pets.ts';
import type { Entry, Instant, Profile, Transaction, TransactionKind } from './engine/rows.ts';

/**
 * What screens need to know of the log and no decision does: a background reader keeps it in tables of its
 * own, which hold nothing that the log doesn't, and can be thrown away and made anew.
 */

/** Grows with every change of what the reader makes of a transaction: then all is made anew. */
export const PROJECTION_FORMAT = 3;

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

/** A word by which transactions are found, such as `kind:deposit` or `member:156`. */
export type Term = string;
export type TermKind = 'kind' | 'by' | 'key' | 'teller' | 'member' | 'asset' | 'pet' | 'staff';
export const termOf = (kind: TermKind, value: string | number): Term => `${kind}:${value}`;

/** Whatever any of the staff did, by hand or with the admin token. */
export const BY_STAFF = termOf('staff', 'any');
const isByStaff = (by: string): boolean => by.startsWith('staff-');

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

/** What a slice adds to: the flows of `flowKeys` that are there, and which of `memberTerms` are known. */
interface ProjectionBase {
  readonly flows: readonly AssetFlow[];
  readonly knownTerms: ReadonlySet<Term>;
}

/** The keys of the flows that these transactions change. */
export function flowKeys(transactions: readonly Transaction[]): FlowKey[] {
  const keys = new Map<string, FlowKey>();
  for (const { at, entries } of transactions)
    for (const { asset } of entries) for (const key of keysAt(asset, at)) keys.set(textOf(key), key);
  return [...keys.values()];
}

const keysAt = (asset: AssetKey, at: Instant): FlowKey[] => [
  { span: 'hour', at: startOf('hour', at), asset },
  { span: 'day', at: startOf('day', at), asset },
  { span: 'all', at: 0, asset },
];
const textOf = ({ span, at, asset }: FlowKey): string => `${span} ${at} ${asset}`;

/** The terms of the members in these transactions. */
export const memberTerms = (transactions: readonly Transaction[]): Term[] => [
  ...new Set(transactions.flatMap(termsOfMembers)),
];

const termsOfMembers = ({ robloxUserId, otherRobloxUserId }: Transaction): Term[] =>
  [robloxUserId, otherRobloxUserId].flatMap((id) => (id === null ? [] : [termOf('member', id)]));

/** The asset itself and, of a pet, its id in whatever form. */
function termsOfAsset(asset: AssetKey): Term[] {
  const pet = parseAssetKey(asset);
  return [termOf('asset', asset), ...(pet === 'gems' ? [] : [termOf('pet', pet.id)])];
}

function termsOf(transaction: Transaction): ReadonlySet<Term> {
  const { kind, by, keyId, tellerId, entries } = transaction;
  return new Set([
    termOf('kind', kind),
    termOf('by', by),
    ...(isByStaff(by) ? [BY_STAFF] : []),
    ...(keyId === null ? [] : [termOf('key', keyId)]),
    ...(tellerId === null ? [] : [termOf('teller', tellerId)]),
    ...termsOfMembers(transaction),
    ...entries.flatMap(({ asset }) => termsOfAsset(asset)),
  ]);
}

/** What these transactions, the next ones of the log in its order, add to what is there. */
export function projectTransactions(
  before: ProjectionState,
  transactions: readonly Transaction[],
  { flows, knownTerms }: ProjectionBase,
): ProjectionSlice {
  const { seq, hash, at } = transactions.at(-1) ?? { ...before, at: 0 };
  return {
    before,
    after: { ...before, seq, hash },
    ...projectTerms(transactions),
    activity: projectActivity(transactions, knownTerms),
    flows: projectFlows(transactions, flows),
    forgetHoursBefore: startOf('day', at) - HOURS_KEPT_MS,
  };
}

function projectTerms(transactions: readonly Transaction[]): Pick<ProjectionSlice, 'terms' | 'blocks'> {
  const terms = new Map<Term, TermCount>();
  const blocks = new Map<string, { term: Term; block: number; seqs: number[] }>();
  for (const transaction of transactions) {
    const { seq } = transaction;
    for (const term of termsOf(transaction)) {
      const { count, firstSeq } = terms.get(term) ?? { count: 0, firstSeq: seq };
      terms.set(term, { term, count: count + 1, firstSeq, lastSeq: seq });
      const name = `${blockOf(seq)} ${term}`;
      const block = blocks.get(name) ?? { term, block: blockOf(seq), seqs: [] };
      block.seqs.push(seq);
      blocks.set(name, block);
    }
  }
  return { terms: [...terms.values()], blocks: [...blocks.values()] };
}

function projectActivity(
  transactions: readonly Transaction[],
  knownTerms: ReadonlySet<Term>,
): ActivityCount[] {
  const counts = new Map<string, ActivityCount>();
  const seen = new Set(knownTerms);
  for (const transaction of transactions) {
    const newMembers = termsOfMembers(transaction).filter((term) => !seen.has(term));
    for (const term of newMembers) seen.add(term);
    for (const measure of [transaction.kind, ...newMembers.map(() => NEW_MEMBER)]) {
      for (const span of SPANS) {
        const at = startOf(span, transaction.at);
        const name = `${span} ${at} ${measure}`;
        counts.set(name, { span, at, measure, count: (counts.get(name)?.count ?? 0) + 1 });
      }
    }
  }
  return [...counts.values()];
}

function projectFlows(transactions: readonly Transaction[], before: readonly AssetFlow[]): AssetFlow[] {
  const flows = new Map(before.map((flow) => [textOf(flow), flow]));
  for (const { at, kind, entries } of transactions) {
    for (const entry of entries) {
      const owed = flows.get(textOf({ span: 'all', at: 0, asset: entry.asset }))?.closing ?? 0n;
      for (const key of keysAt(entry.asset, at)) {
        const none = { ...key, deposited: 0n, withdrawn: 0n, opening: owed, closing: owed };
        flows.set(textOf(key), addEntry(flows.get(textOf(key)) ?? none, entry, kind));
      }
    }
  }
  return [...flows.values()];
}

/** What a teller brings in is owed from then on; what leaves with one is not. */
function addEntry(flow: AssetFlow, { from, to, amount }: Entry, kind: TransactionKind): AssetFlow {
  const cameIn = isTellerAccount(from) ? amount : 0n;
  const wentOut = isTellerAccount(to) ? amount : 0n;
  return {
    ...flow,
    deposited: flow.deposited + (kind === 'deposit' ? cameIn : 0n),
    withdrawn: flow.withdrawn + (kind === 'withdrawal_delivered' ? wentOut : 0n),
    closing: flow.closing + cameIn - wentOut,
  };
}
