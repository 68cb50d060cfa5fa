import type { Catalogue } from '../bank/engine/catalogue.ts';
import type { ValueStore } from '../bank/pet-values.ts';
import { type Schedule, schedule } from '../schedule.ts';
import { loadCatalogue } from './load.ts';
import type { Supported } from './supported.ts';
import type { SyncResult } from './sync.ts';

/** How often a process checks for due prices, and for what other processes have imported. */
const POLL_SECONDS = 15;
/** How long a turn lasts, and so the wait after a read that failed. */
const TURN_MS = 15 * 60_000;

export interface LiveValuesOptions {
  readonly store: ValueStore;
  readonly supported: Supported;
  readonly clock: () => number;
  /** Reads all prices and writes them; null where they come from files alone. */
  readonly sync: (() => Promise<SyncResult>) | null;
  /** How long until prices are to be read again. */
  readonly everyMs: number;
  /** Called with each list that is taken over from now on. */
  readonly onList?: (catalogue: Catalogue) => void;
  readonly onImport: (synced: SyncResult) => void;
  /** Prices could not be read, or the database not: what was last known goes on counting. */
  readonly onError: (error: unknown) => void;
}

export interface LiveValues {
  /** What is in use now. */
  readonly catalogue: () => Catalogue;
  /**
   * Reads prices where they are due and it is this process's turn, then takes over what is new, once `learn`
   * has seen it. Should that fail, the list before stays in use until the next poll.
   */
  poll(learn: LearnList): Promise<void>;
  /** Polls within a second, and from then on again and again. */
  schedule(learn: LearnList): Schedule;
}

/** Called with each list of pets before it comes into use. */
type LearnList = (catalogue: Catalogue) => Promise<void>;

/** Values from BIG Games and from files, as the database has them. The catalogue in use is swapped whole. */
export async function openLiveValues(options: LiveValuesOptions): Promise<LiveValues> {
  const { store, supported, clock, sync, everyMs } = options;
  // The clocks of two processes may differ.
  const longestMs = 2 * Math.max(everyMs, TURN_MS);
  let loaded = await loadCatalogue(store, supported);

  async function readPrices(): Promise<void> {
    const at = clock();
    const turn = { at, until: at + TURN_MS, latest: at + longestMs };
    if (!sync || !(await store.takeImportTurn(turn))) return;
    options.onImport(await sync());
  }
  async function poll(learn: LearnList): Promise<void> {
    await readPrices().catch(options.onError);
    if ((await store.valuesVersion()) === loaded.version) return;
    const next = await loadCatalogue(store, supported);
    await learn(next.catalogue);
    loaded = next;
    options.onList?.(loaded.catalogue);
  }
  return {
    catalogue: () => loaded.catalogue,
    poll,
    schedule: (learn) =>
      schedule(() => poll(learn), { intervalSeconds: POLL_SECONDS, onError: options.onError }),
  };
}
