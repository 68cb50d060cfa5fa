import { Cron } from 'croner';
import type { Catalogue } from '../bank/engine/catalogue.ts';
import type { ValueStore } from '../bank/pet-values.ts';
import { loadCatalogue } from './load.ts';
import type { Supported } from './supported.ts';
import type { Synced } from './sync.ts';

/**
 * How often a process looks whether prices are due, and whether another process, or the command line, has
 * imported some.
 */
const POLL_SECONDS = 15;
/** How long a turn lasts, and so the wait after a read that failed. */
const TURN_MS = 15 * 60_000;

export interface LiveOptions {
  readonly store: ValueStore;
  readonly supported: Supported;
  readonly clock: () => number;
  /** Reads all prices and writes them; null where they come from files alone. */
  readonly sync: (() => Promise<Synced>) | null;
  readonly onImport: (synced: Synced) => void;
  /** Prices could not be read, or the database not: what was last known goes on counting. */
  readonly onFault: (error: unknown) => void;
}

export interface LiveValues {
  /** What is in use now. */
  readonly catalogue: () => Catalogue;
  /** Reads prices where they are due and it is this process's turn, then takes over what is new. */
  poll(): Promise<void>;
  /**
   * Looks within a second, and from then on again and again. Stopping waits for the look that is under way.
   */
  schedule(): { stop(): Promise<void> };
}

/** Values from BIG Games and from files, as the database has them. The catalogue in use is swapped whole. */
export async function openLiveValues(options: LiveOptions): Promise<LiveValues> {
  const { store, supported, clock, sync } = options;
  let loaded = await loadCatalogue(store, supported);

  async function readPrices(): Promise<void> {
    const at = clock();
    if (!sync || !(await store.takeImportTurn({ at, until: at + TURN_MS }))) return;
    options.onImport(await sync());
  }
  async function look(): Promise<void> {
    await readPrices().catch(options.onFault);
    if ((await store.valuesVersion()) !== loaded.version) loaded = await loadCatalogue(store, supported);
  }
  return {
    catalogue: () => loaded.catalogue,
    poll: look,
    schedule() {
      let round = Promise.resolve();
      const job = new Cron('* * * * * *', { interval: POLL_SECONDS, protect: true }, () => {
        round = look().catch(options.onFault);
        return round;
      });
      return {
        async stop() {
          job.stop();
          await round;
        },
      };
    },
  };
}
