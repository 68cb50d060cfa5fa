import { StorageUnavailable } from '../bank/engine/book.ts';
import type { BankRow } from '../bank/engine/rows.ts';
import {
  createReader,
  createView,
  emptyMaps,
  mergeSnapshot,
  type ReadKey,
  readKeyText,
  readKeyValue,
  type Snapshot,
  type View,
} from '../bank/engine/view.ts';
import type { DecisionContext, PendingOperation } from './commit-batcher.ts';
import type { Batch, Driver } from './driver.ts';
import { NO_ROW_CACHE, type RowCache } from './row-cache.ts';

/** How often a query is loaded again because commits come between its loads. */
const MAX_LOADS = 100;

/** Where rows come from. */
export interface RowSource {
  readonly driver: Driver;
  readonly cache: RowCache;
}

type ReadKeys = ReadonlyMap<string, ReadKey>;

/** A view to decide a batch on. */
export interface LoadedView {
  readonly view: View;
  /** What to decide it with: by the clock, or where that is behind, by the newest commit. */
  readonly context: DecisionContext;
  /** Operations and nonces that were assumed to be new, as nearly all are, and not read. */
  readonly assumed: readonly ReadKey[];
}

/**
 * Loads all that a batch reads, as of one version; `conflict` when the head moved between two loads. An
 * optimistic load takes what is cached, perhaps of an older version, and leaves out what should be new: its
 * decisions are void unless `assumptionsHold`.
 */
export async function loadForBatch(
  source: RowSource,
  batch: readonly PendingOperation[],
  clockContext: DecisionContext,
  isOptimistic: boolean,
): Promise<LoadedView | 'conflict'> {
  const readKeys = toUniqueMap(batch.flatMap((pending) => pending.readKeys(clockContext)));
  const assumed = isOptimistic ? [...readKeys].filter(([, readKey]) => isExpectedNew(readKey)) : [];
  for (const [key] of assumed) readKeys.delete(key);
  const view = await startView(source, readKeys, isOptimistic);
  if (view === 'conflict') return view;
  for (const [key] of assumed) view.loaded.add(key);
  const context = notBefore(view.bank, clockContext);
  if (context !== clockContext) {
    // Which rows are needed depends on the time, as a day's usage does.
    const ofThen = toUniqueMap(batch.flatMap((pending) => pending.readKeys(context)));
    if (!(await addMissingRows(source, view, ofThen))) return 'conflict';
  }
  const reader = createReader(view, emptyMaps(), () => view.bank);
  const further = toUniqueMap(batch.flatMap((pending) => pending.moreReadKeys(reader, context)));
  if (!(await addMissingRows(source, view, further))) return 'conflict';
  return { view, context, assumed: assumed.map(([, readKey]) => readKey) };
}

/** The time of the bank's decisions never goes back, whatever this process's clock says. */
function notBefore({ headAt, committedAt }: BankRow, context: DecisionContext): DecisionContext {
  const at = Math.max(headAt, committedAt);
  return at > context.at ? { ...context, at } : context;
}

const isExpectedNew = ({ kind }: ReadKey): boolean => kind === 'operation' || kind === 'nonce';

/**
 * Whether decisions may be stored, or answered where there is nothing to store. The database itself refuses
 * what is new but there already, and all of it on another version. The rest is read here.
 */
export async function assumptionsHold(
  { driver }: RowSource,
  { view, assumed }: LoadedView,
  batch: Batch | undefined,
): Promise<boolean> {
  const unwritten = assumed.filter((readKey) =>
    readKey.kind === 'operation'
      ? !view.operations.has(readKey.operationId)
      : !view.rows.nonces.has(String(readKeyValue(readKey))),
  );
  if (batch && unwritten.length === 0) return true;
  const { bank, operations, rows } = await driver.load(unwritten);
  return bank.version === view.bank.version && operations.length === 0 && rows.nonces.length === 0;
}

/** Loads what one operation reads, as of one moment of the bank within this call. */
export async function loadForQuery(
  driver: Driver,
  pending: PendingOperation,
  context: DecisionContext,
): Promise<LoadedView> {
  for (let loads = 0; loads < MAX_LOADS; loads += 1) {
    const loaded = await loadForBatch({ driver, cache: NO_ROW_CACHE }, [pending], context, false);
    if (loaded !== 'conflict') return loaded;
  }
  throw new StorageUnavailable('the head moved each time it was read');
}

/** A view with the rows. Where all of them are cached, the head is compared unless the load is optimistic. */
async function startView(
  source: RowSource,
  readKeys: ReadKeys,
  isOptimistic: boolean,
): Promise<View | 'conflict'> {
  const head = source.cache.head();
  if (head === undefined) {
    const snapshot = await load(source, readKeys);
    return mergeSnapshot(createView(snapshot.bank), snapshot, readKeys.keys());
  }
  const view = createView(head);
  const left = source.cache.get(view, readKeys);
  if (left.size === 0 && isOptimistic) return view;
  return (await addRows(source, view, left)) ? view : 'conflict';
}

/** Adds the rows that the view lacks. False when the head has moved. */
async function addMissingRows(
  source: RowSource,
  view: View,
  readKeys: Map<string, ReadKey>,
): Promise<boolean> {
  for (const key of view.loaded) readKeys.delete(key);
  const left = source.cache.get(view, readKeys);
  return left.size === 0 || addRows(source, view, left);
}

async function addRows(source: RowSource, view: View, readKeys: ReadKeys): Promise<boolean> {
  const snapshot = await load(source, readKeys);
  if (snapshot.bank.version !== view.bank.version) return false;
  mergeSnapshot(view, snapshot, readKeys.keys());
  return true;
}

async function load({ driver, cache }: RowSource, readKeys: ReadKeys): Promise<Snapshot> {
  const snapshot = await driver.load([...readKeys.values()]);
  cache.populate(readKeys.values(), snapshot);
  return snapshot;
}

const toUniqueMap = (readKeys: readonly ReadKey[]): Map<string, ReadKey> =>
  new Map(readKeys.map((readKey) => [readKeyText(readKey), readKey]));
