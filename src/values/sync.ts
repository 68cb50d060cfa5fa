import type { Instant } from '../bank/engine/rows.ts';
import type { ValueStore } from '../bank/pet-values.ts';
import type { Upstream } from '../upstream/upstream.ts';
import { type ReadStep, readBigGames } from './big-games.ts';
import { joinLists } from './join.ts';
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
  /** Lines that name what the bank can't hold. */
  readonly leftOut: number;
}

/** Reads every price and writes them all at once. Rejects with UpstreamError: then none has changed. */
export async function syncValues({ store, api, clock, everyMs, onStep }: SyncOptions): Promise<SyncResult> {
  const { readings, leftOut } = joinLists(await readBigGames(api, onStep));
  onStep?.('writing');
  const at = clock();
  await store.importValues({
    readings,
    revise: (before, reading) => reviseByReading(before, reading, at),
    nextAt: at + everyMs,
  });
  return { pets: readings.length, priced: readings.filter(({ rap }) => rap !== null).length, leftOut };
}
