import { StorageUnavailable } from '../bank/engine/book.ts';
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

/** How often a look begins anew because commits come between its loads. */
const MAX_LOADS = 100;

/** Where rows come from. */
export interface RowSource {
  readonly driver: Driver;
  readonly cache: RowCache;
}

type Needs = ReadonlyMap<string, ReadKey>;

/** A view to decide a batch on. */
export interface LoadedView {
  readonly view: View;
  /** Operations and nonces that were assumed to be new, as nearly all are, and not looked for. */
  readonly assumed: readonly ReadKey[];
}

/**
 * All that a batch needs, as of one version; `conflict` when the head moved between two loads. Who assumes
 * takes what memory has, which may be of a version that is no longer the bank's, and leaves out what should
 * be new: then the decisions are void unless they hold.
 */
export async function loadForBatch(
  source: RowSource,
  batch: readonly PendingOperation[],
  context: DecisionContext,
  isAssuming: boolean,
): Promise<LoadedView | 'conflict'> {
  const readKeys = unique(batch.flatMap((pending) => pending.readKeys(context)));
  const assumed = isAssuming ? [...readKeys].filter(([, readKey]) => isExpectedNew(readKey)) : [];
  for (const [key] of assumed) readKeys.delete(key);
  const view = await begin(source, readKeys, { isChecked: !isAssuming });
  if (view === 'conflict') return view;
  for (const [key] of assumed) view.loaded.add(key);
  if (!(await addMore(source, view, batch, context))) return 'conflict';
  return { view, assumed: assumed.map(([, need]) => need) };
}

const isExpectedNew = ({ kind }: ReadKey): boolean => kind === 'operation' || kind === 'nonce';

/**
 * Whether decisions may be stored, or answered where there is nothing to store. What they write as new the
 * database refuses where it is there already, as it refuses all of it on another version. The rest is looked
 * for here.
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

/** What one job needs, as of one moment of the bank's that lies within this call. */
export async function loadForQuery(
  driver: Driver,
  pending: PendingOperation,
  context: DecisionContext,
): Promise<View> {
  for (let looks = 0; looks < MAX_LOADS; looks += 1) {
    const loaded = await loadForBatch({ driver, cache: NO_ROW_CACHE }, [pending], context, false);
    if (loaded !== 'conflict') return loaded.view;
  }
  throw new StorageUnavailable('the head moved each time it was read');
}

/**
 * A view with the needs. Where memory has all of them, it is compared with the head only if it shall be
 * checked.
 */
async function begin(
  source: RowSource,
  needs: Needs,
  { isChecked }: { isChecked: boolean },
): Promise<View | 'conflict'> {
  const head = source.cache.head();
  if (head === undefined) {
    const snapshot = await load(source, needs);
    const view = createView(snapshot.bank);
    mergeSnapshot(view, snapshot, needs.keys());
    return view;
  }
  const view = createView(head);
  const left = source.cache.get(view, needs);
  if (left.size === 0 && !isChecked) return view;
  return (await addRows(source, view, left)) ? view : 'conflict';
}

/** Adds what the first rows make the jobs need besides. False when the head has moved. */
async function addMore(
  source: RowSource,
  view: View,
  pending: readonly PendingOperation[],
  context: DecisionContext,
): Promise<boolean> {
  const reader = createReader(view, emptyMaps(), () => view.bank);
  const readKeys = unique(pending.flatMap((job) => job.moreReadKeys(reader, context)));
  for (const key of view.loaded) readKeys.delete(key);
  const left = source.cache.get(view, readKeys);
  return left.size === 0 || addRows(source, view, left);
}

async function addRows(source: RowSource, view: View, needs: Needs): Promise<boolean> {
  const snapshot = await load(source, needs);
  if (snapshot.bank.version !== view.bank.version) return false;
  mergeSnapshot(view, snapshot, needs.keys());
  return true;
}

async function load({ driver, cache }: RowSource, needs: Needs): Promise<Snapshot> {
  const snapshot = await driver.load([...needs.values()]);
  cache.populate(needs.values(), snapshot);
  return snapshot;
}

const unique = (readKeys: readonly ReadKey[]): Map<string, ReadKey> =>
  new Map(readKeys.map((readKey) => [readKeyText(readKey), readKey]));
