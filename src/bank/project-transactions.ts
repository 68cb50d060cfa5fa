import { isTellerAccount } from './engine/ledger.ts';
import { type AssetKey, parseAssetKey } from './engine/pets.ts';
import type { Entry, Instant, Transaction, TransactionKind } from './engine/rows.ts';
import { readState } from './engine/state-text.ts';
import {
  type ActivityCount,
  type AssetFlow,
  BY_STAFF,
  blockOf,
  type FlowKey,
  firstOf,
  HOURS_KEPT_MS,
  NEW_MEMBER,
  type ProjectionSlice,
  type ProjectionState,
  SPANS,
  startOf,
  type Term,
  termOf,
} from './projections.ts';

/** What a slice adds to: the flows of `flowKeys` that are there, and which of `firstTerms` are known. */
export interface ProjectionBase {
  /** By `textOf`; more of them may be there. */
  readonly flows: ReadonlyMap<string, AssetFlow>;
  readonly knownTerms: ReadonlySet<Term>;
}

/** The keys of the flows that these transactions change. */
export function flowKeys(transactions: readonly Transaction[]): FlowKey[] {
  const keys = new Map<string, FlowKey>();
  for (const { at, assets } of listHours(transactions))
    for (const asset of assets.keys()) for (const key of keysAt(asset, at)) keys.set(textOf(key), key);
  return [...keys.values()];
}

const keysAt = (asset: AssetKey, at: Instant): FlowKey[] => [
  { span: 'hour', at: startOf('hour', at), asset },
  { span: 'day', at: startOf('day', at), asset },
  { span: 'all', at: 0, asset },
];
/** The key of a flow as one text. */
export const textOf = ({ span, at, asset }: FlowKey): string => `${span} ${at} ${asset}`;

/** The terms that say when the members in these transactions were seen first. */
export const firstTerms = (transactions: readonly Transaction[]): Term[] => [
  ...new Set(transactions.flatMap(firstsOf)),
];

const firstsOf = ({ robloxUserId, otherRobloxUserId }: Transaction): Term[] =>
  [robloxUserId, otherRobloxUserId].flatMap((id) => (id === null ? [] : [firstOf(id)]));

/** The asset itself and, of a pet, its id in whatever form. */
function termsOfAsset(asset: AssetKey): Term[] {
  const pet = parseAssetKey(asset);
  return [termOf('asset', asset), ...(pet === 'gems' ? [] : [termOf('pet', pet.id)])];
}

const isByStaff = (by: string): boolean => by.startsWith('staff-');

/** Whose link a transaction made or ended: it names no member, but the row that it changed has their id. */
function termsOfLinks({ kind, state }: Transaction): Term[] {
  if ((kind !== 'member_linked' && kind !== 'member_unlinked') || state === null) return [];
  const { rows = [] } = readState(state);
  return rows.flatMap(([table, robloxUserId]) => (table === 'links' ? [termOf('links', robloxUserId)] : []));
}

/** Lists the terms of transactions, and makes each once: most have those of the one before. */
function createTermsOf(): (transaction: Transaction) => Term[] {
  const ofKind = memoize((kind: string) => [termOf('kind', kind)]);
  const ofCaller = memoize((by: string) => [termOf('by', by), ...(isByStaff(by) ? [BY_STAFF] : [])]);
  const ofKey = memoize((keyId: string) => [termOf('key', keyId)]);
  const ofTeller = memoize((tellerId: string) => [termOf('teller', tellerId)]);
  const ofAsset = memoize(termsOfAsset);
  return (transaction) => {
    const { kind, by, keyId, tellerId, entries } = transaction;
    const terms = [...ofKind(kind), ...ofCaller(by), ...termsOfLinks(transaction)];
    if (keyId !== null) terms.push(...ofKey(keyId));
    if (tellerId !== null) terms.push(...ofTeller(tellerId));
    for (const { asset } of entries) terms.push(...ofAsset(asset));
    return terms;
  };
}

/** The function, called once for each argument. */
function memoize<Argument, Value>(call: (argument: Argument) => Value): (argument: Argument) => Value {
  const known = new Map<Argument, Value>();
  return (argument) => {
    const value = known.get(argument) ?? call(argument);
    known.set(argument, value);
    return value;
  };
}

/** What these transactions, the next ones of the log in its order, add to what is there. */
export function projectTransactions(
  before: ProjectionState,
  transactions: readonly Transaction[],
  { flows, knownTerms }: ProjectionBase,
): ProjectionSlice {
  const { seq, hash, at } = transactions.at(-1) ?? { ...before, at: 0 };
  const firsts = findFirsts(transactions, knownTerms);
  return {
    before,
    after: { ...before, seq, hash },
    ...projectTerms(transactions, firsts),
    activity: projectActivity(transactions, firsts),
    flows: projectFlows(transactions, flows),
    forgetHoursBefore: startOf('day', at) - HOURS_KEPT_MS,
  };
}

/** By transaction, the members who are seen first in it. */
type Firsts = ReadonlyMap<Transaction, readonly Term[]>;

function findFirsts(transactions: readonly Transaction[], knownTerms: ReadonlySet<Term>): Firsts {
  const seen = new Set<Term>();
  const firsts = new Map<Transaction, Term[]>();
  for (const transaction of transactions) {
    const terms = firstsOf(transaction).filter((term) => !knownTerms.has(term) && !seen.has(term));
    for (const term of terms) seen.add(term);
    if (terms.length > 0) firsts.set(transaction, terms);
  }
  return firsts;
}

function projectTerms(
  transactions: readonly Transaction[],
  firsts: Firsts,
): Pick<ProjectionSlice, 'terms' | 'blocks'> {
  const found = new Map<Term, number[]>();
  const termsOf = createTermsOf();
  function add(term: Term, seq: number): void {
    const seqs = found.get(term);
    if (!seqs) found.set(term, [seq]);
    else if (seqs.at(-1) !== seq) seqs.push(seq);
  }
  for (const transaction of transactions) {
    for (const term of termsOf(transaction)) add(term, transaction.seq);
    for (const term of firsts.get(transaction) ?? []) add(term, transaction.seq);
  }
  const terms = Array.from(found, ([term, seqs]) => {
    const [firstSeq = 0] = seqs;
    return { term, count: seqs.length, firstSeq, lastSeq: seqs.at(-1) ?? firstSeq };
  });
  const blocks = [...found].flatMap(([term, seqs]) =>
    Array.from(Map.groupBy(seqs, blockOf), ([block, ofBlock]) => ({ term, block, seqs: ofBlock })),
  );
  return { terms, blocks };
}

function projectActivity(transactions: readonly Transaction[], firsts: Firsts): ActivityCount[] {
  return SPANS.flatMap((span) =>
    [...Map.groupBy(transactions, ({ at }) => startOf(span, at))].flatMap(([at, ofSpan]) =>
      [...countMeasures(ofSpan, firsts)].map(([measure, count]) => ({ span, at, measure, count })),
    ),
  );
}

function countMeasures(transactions: readonly Transaction[], firsts: Firsts): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (measure: string, count: number) => counts.set(measure, (counts.get(measure) ?? 0) + count);
  for (const transaction of transactions) {
    add(transaction.kind, 1);
    const newMembers = firsts.get(transaction)?.length ?? 0;
    if (newMembers > 0) add(NEW_MEMBER, newMembers);
  }
  return counts;
}

function projectFlows(
  transactions: readonly Transaction[],
  before: ReadonlyMap<string, AssetFlow>,
): AssetFlow[] {
  const flows = new Map<string, AssetFlow>();
  const find = (key: FlowKey): AssetFlow | undefined => flows.get(textOf(key)) ?? before.get(textOf(key));
  for (const { at, assets } of listHours(transactions)) {
    for (const [asset, sums] of assets) {
      const owed = find({ span: 'all', at: 0, asset })?.closing ?? 0n;
      for (const key of keysAt(asset, at)) {
        const none = { ...key, deposited: 0n, withdrawn: 0n, opening: owed, closing: owed };
        flows.set(textOf(key), addSums(find(key) ?? none, sums));
      }
    }
  }
  return [...flows.values()];
}

/** What transactions that follow one another within an hour do to an asset. */
interface Sums {
  deposited: bigint;
  withdrawn: bigint;
  /** What a teller brings in is owed from then on; what leaves with one is not. */
  owed: bigint;
}

/** The hours of the transactions, in their order, with the assets that they move. */
function listHours(transactions: readonly Transaction[]): { at: Instant; assets: Map<AssetKey, Sums> }[] {
  const hours: { at: Instant; assets: Map<AssetKey, Sums> }[] = [];
  for (const { at, kind, entries } of transactions) {
    const hour = startOf('hour', at);
    if (hours.at(-1)?.at !== hour) hours.push({ at: hour, assets: new Map() });
    const assets = hours.at(-1)?.assets ?? new Map<AssetKey, Sums>();
    for (const entry of entries) addEntry(assets, entry, kind);
  }
  return hours;
}

function addEntry(
  assets: Map<AssetKey, Sums>,
  { asset, from, to, amount }: Entry,
  kind: TransactionKind,
): void {
  const sums = assets.get(asset) ?? { deposited: 0n, withdrawn: 0n, owed: 0n };
  const cameIn = isTellerAccount(from) ? amount : 0n;
  const wentOut = isTellerAccount(to) ? amount : 0n;
  if (kind === 'deposit') sums.deposited += cameIn;
  if (kind === 'withdrawal_delivered') sums.withdrawn += wentOut;
  sums.owed += cameIn - wentOut;
  assets.set(asset, sums);
}

const addSums = (flow: AssetFlow, { deposited, withdrawn, owed }: Sums): AssetFlow => ({
  ...flow,
  deposited: flow.deposited + deposited,
  withdrawn: flow.withdrawn + withdrawn,
  closing: flow.closing + owed,
});
