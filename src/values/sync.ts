import { parseAssetKey } from '../bank/engine/pets.ts';
import type { Instant } from '../bank/engine/rows.ts';
import type { ValueStore } from '../bank/pet-values.ts';
import type { Upstream } from '../upstream/upstream.ts';
import { type ReadStep, readBigGames } from './big-games.ts';
import { joinLists, type LeftOut } from './join.ts';
import { reviseByReading } from './revise.ts';

export interface SyncOptions {
  readonly store: Pick<ValueStore, 'importValues'>;
  readonly api: Upstream;
  readonly clock: () => Instant;
  /** How long until prices are to be read again. */
  readonly everyMs: number;
  readonly onStep?: ((step: ReadStep | 'writing') => void) | undefined;
}

export interface SyncResult {
  readonly pets: number;
  readonly priced: number;
  /** Lines of the lists that the bank can't use. */
  readonly leftOut: readonly LeftOut[];
}

/** Reads every price and writes them all at once. Rejects with UpstreamError: then none has changed. */
export async function syncValues({ store, api, clock, everyMs, onStep }: SyncOptions): Promise<SyncResult> {
  const { readings, cap, leftOut } = joinLists(await readBigGames(api, onStep));
  onStep?.('writing');
  await letOthersRun();
  const at = clock();
  await store.importValues({
    readings,
    revise: (before, reading) => reviseByReading(before, reading, { at, cap }),
    nextAt: at + everyMs,
  });
  await letOthersRun();
  return { pets: readings.length, priced: readings.filter(({ rap }) => rap !== null).length, leftOut };
}

/** What BIG Games calls each pet now, by its id. Rejects with UpstreamError. */
export async function readBigGamesNames(api: Upstream): Promise<ReadonlyMap<string, string>> {
  const { readings } = joinLists(await readBigGames(api));
  const pets = readings.map(({ asset, name }) => ({ pet: parseAssetKey(asset), name }));
  return new Map(pets.flatMap(({ pet, name }) => (pet === 'gems' ? [] : [[pet.id, name]])));
}

/**
 * Joining, writing, and loading what was written each keep the process busy for a while: what has come in
 * meanwhile is served in between. An immediate would run before any of it.
 */
const letOthersRun = (): Promise<void> => Bun.sleep(0);

/** So many lines are named one by one; the reasons of all are counted. */
const NAMED = 20;

/** The lines that were left out, for a log or a person: the first by name, and how many for each reason. */
export function summarizeLeftOut(leftOut: readonly LeftOut[]): {
  readonly count: number;
  readonly reasons: Readonly<Record<string, number>>;
  readonly first: readonly string[];
} {
  const reasons: Record<string, number> = {};
  for (const { list, why } of leftOut) reasons[`${list}: ${why}`] = (reasons[`${list}: ${why}`] ?? 0) + 1;
  return { count: leftOut.length, reasons, first: leftOut.slice(0, NAMED).map(nameLine) };
}

const nameLine = ({ list, position, id, why }: LeftOut): string =>
  `line ${position} of ${list}${id === undefined ? '' : ` (${id})`}: ${why}`;
