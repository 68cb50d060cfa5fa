import { StorageUnavailable } from '../bank/engine/book.ts';
import {
  absorb,
  createView,
  emptyMaps,
  type Need,
  needKey,
  needValue,
  readerOf,
  type Snapshot,
  type View,
} from '../bank/engine/view.ts';
import type { Job, Moment } from './commit-batcher.ts';
import type { Batch, Driver } from './driver.ts';
import { type Memory, NO_MEMORY } from './row-cache.ts';

/** How often a look begins anew because commits come between its loads. */
const MAX_LOOKS = 100;

/** Where rows come from. */
export interface Source {
  readonly driver: Driver;
  readonly memory: Memory;
}

type Needs = ReadonlyMap<string, Need>;

/** A view to decide a batch on. */
export interface Loaded {
  readonly view: View;
  /** Operations and nonces that were assumed to be new, as nearly all are, and not looked for. */
  readonly assumed: readonly Need[];
}

/**
 * All that a batch needs, as of one version; `conflict` when the head moved between two loads. Who assumes
 * takes what memory has, which may be of a version that is no longer the bank's, and leaves out what should
 * be new: then the decisions are void unless they hold.
 */
export async function loadFor(
  source: Source,
  batch: readonly Job[],
  moment: Moment,
  isAssuming: boolean,
): Promise<Loaded | 'conflict'> {
  const needs = unique(batch.flatMap((job) => job.needs(moment)));
  const assumed = isAssuming ? [...needs].filter(([, need]) => shouldBeNew(need)) : [];
  for (const [key] of assumed) needs.delete(key);
  const view = await begin(source, needs, { isChecked: !isAssuming });
  if (view === 'conflict') return view;
  for (const [key] of assumed) view.loaded.add(key);
  if (!(await addMore(source, view, batch, moment))) return 'conflict';
  return { view, assumed: assumed.map(([, need]) => need) };
}

const shouldBeNew = ({ kind }: Need): boolean => kind === 'operation' || kind === 'nonce';

/**
 * Whether decisions may be stored, or answered where there is nothing to store. What they write as new the
 * database refuses where it is there already, as it refuses all of it on another version. The rest is looked
 * for here.
 */
export async function holds(
  { driver }: Source,
  { view, assumed }: Loaded,
  batch: Batch | undefined,
): Promise<boolean> {
  const unwritten = assumed.filter((need) =>
    need.kind === 'operation'
      ? !view.operations.has(need.operationId)
      : !view.rows.nonces.has(String(needValue(need))),
  );
  if (batch && unwritten.length === 0) return true;
  const { bank, operations, rows } = await driver.load(unwritten);
  return bank.version === view.bank.version && operations.length === 0 && rows.nonces.length === 0;
}

/** What one job needs, as of one moment of the bank's that lies within this call. */
export async function lookAt(driver: Driver, job: Job, moment: Moment): Promise<View> {
  for (let looks = 0; looks < MAX_LOOKS; looks += 1) {
    const loaded = await loadFor({ driver, memory: NO_MEMORY }, [job], moment, false);
    if (loaded !== 'conflict') return loaded.view;
  }
  throw new StorageUnavailable('the head moved each time it was read');
}

/**
 * A view with the needs. Where memory has all of them, it is compared with the head only if it shall be
 * checked.
 */
async function begin(
  source: Source,
  needs: Needs,
  { isChecked }: { isChecked: boolean },
): Promise<View | 'conflict'> {
  const head = source.memory.head();
  if (head === undefined) {
    const snapshot = await load(source, needs);
    const view = createView(snapshot.bank);
    absorb(view, snapshot, needs.keys());
    return view;
  }
  const view = createView(head);
  const left = source.memory.recall(view, needs);
  if (left.size === 0 && !isChecked) return view;
  return (await addRows(source, view, left)) ? view : 'conflict';
}

/** Adds what the first rows make the jobs need besides. False when the head has moved. */
async function addMore(source: Source, view: View, jobs: readonly Job[], moment: Moment): Promise<boolean> {
  const reader = readerOf(view, emptyMaps(), () => view.bank);
  const needs = unique(jobs.flatMap((job) => job.needsMore(reader, moment)));
  for (const key of view.loaded) needs.delete(key);
  const left = source.memory.recall(view, needs);
  return left.size === 0 || addRows(source, view, left);
}

async function addRows(source: Source, view: View, needs: Needs): Promise<boolean> {
  const snapshot = await load(source, needs);
  if (snapshot.bank.version !== view.bank.version) return false;
  absorb(view, snapshot, needs.keys());
  return true;
}

async function load({ driver, memory }: Source, needs: Needs): Promise<Snapshot> {
  const snapshot = await driver.load([...needs.values()]);
  memory.learn(needs.values(), snapshot);
  return snapshot;
}

const unique = (needs: readonly Need[]): Map<string, Need> =>
  new Map(needs.map((need) => [needKey(need), need]));
