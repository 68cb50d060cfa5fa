import type { Catalogue, ReadValuePoints } from '../bank/engine/catalogue.ts';
import { petKey } from '../bank/engine/pets.ts';
import type { Config } from '../config/config.ts';
import type { Metrics } from '../http/metrics.ts';
import type { Logger } from '../log.ts';
import type { Driver } from '../storage/driver.ts';
import { createBigGames } from '../values/big-games.ts';
import { createOpenCatalogue } from '../values/catalogue.ts';
import { createDemoCatalogue } from '../values/demo.ts';
import { createDemoPoints } from '../values/demo-points.ts';
import { openLiveValues } from '../values/live.ts';
import type { Supported } from '../values/supported.ts';
import { syncValues } from '../values/sync.ts';

/** What the bank knows about pets, and what it keeps up to date meanwhile. */
export interface ValuesPart {
  /** What is known now: it is swapped whole when prices come in. */
  readonly catalogue: () => Catalogue;
  readonly points: ReadValuePoints;
  /** Begins to read prices, where they are live. */
  schedule(): { stop(): Promise<void> };
}

interface Surroundings {
  readonly driver: Driver;
  readonly clock: () => number;
  readonly log: Logger;
  readonly metrics: Metrics;
}

export async function openValues(config: Config, around: Surroundings): Promise<ValuesPart> {
  const supported = supportedOf(config);
  const { clock } = around;
  switch (config.values.kind) {
    case 'live':
      return openLive(config, supported, around);
    case 'demo': {
      const catalogue = createDemoCatalogue({ updatedAt: new Date(clock()).toISOString(), supported });
      return still(catalogue, async (pet) => createDemoPoints(pet, catalogue.value(pet), clock()));
    }
    case 'off':
      return still(createOpenCatalogue(supported), async () => []);
    default:
      return config.values.kind satisfies never;
  }
}

function supportedOf({ values }: Config): Supported {
  const { tiers, allowed, denied, minValue } = values.supported;
  return { tiers: new Set(tiers), allowed: new Set(allowed), denied: new Set(denied), minValue };
}

/** A catalogue that stays as it is. */
const still = (catalogue: Catalogue, points: ReadValuePoints): ValuesPart => ({
  catalogue: () => catalogue,
  points,
  schedule: () => ({ stop: async () => undefined }),
});

async function openLive(
  { values: { apiUrl, syncMs } }: Config,
  supported: Supported,
  { driver, clock, log, metrics }: Surroundings,
): Promise<ValuesPart> {
  const ending = new AbortController();
  const api = createBigGames({ baseUrl: apiUrl, signal: ending.signal });
  const live = await openLiveValues({
    store: driver,
    supported,
    clock,
    sync: syncMs === 0 ? null : () => syncValues({ store: driver, api, clock, everyMs: syncMs }),
    onImport(synced) {
      metrics.countValuesRead('imported');
      log.info(synced, 'prices of pets are read');
    },
    onError(error) {
      if (ending.signal.aborted) return;
      metrics.countValuesRead('failed');
      log.warn({ err: error }, 'prices of pets could not be read: the last ones go on counting');
    },
  });
  if (live.catalogue().updatedAt === null) {
    log.warn('no pet values yet: every pet is taken, without a value, until some are read or imported');
  }
  return {
    catalogue: live.catalogue,
    points: (pet) => driver.valuePoints(petKey(pet)),
    schedule() {
      const schedule = live.schedule();
      return {
        async stop() {
          ending.abort();
          await schedule.stop();
        },
      };
    },
  };
}
