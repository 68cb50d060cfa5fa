import type { Catalogue, ReadValuePoints } from '../bank/engine/catalogue.ts';
import { petKey } from '../bank/engine/pets.ts';
import type { Config } from '../config/config.ts';
import type { Metrics } from '../http/metrics.ts';
import type { Logger } from '../log.ts';
import type { Schedule } from '../schedule.ts';
import type { Driver } from '../storage/driver.ts';
import { createBigGames } from '../values/big-games.ts';
import { createOpenCatalogue } from '../values/catalogue.ts';
import { createDemoCatalogue, createDemoPoints } from '../values/demo.ts';
import { openLiveValues } from '../values/live.ts';
import type { Supported } from '../values/supported.ts';
import { summarizeLeftOut, syncValues } from '../values/sync.ts';

/** What the bank knows about pets. */
export interface OpenedValues {
  /** Swapped whole when prices come in. */
  readonly catalogue: () => Catalogue;
  readonly points: ReadValuePoints;
  /** Begins to read prices, where they are live. */
  schedule(): Schedule;
}

interface ValuesDependencies {
  readonly driver: Driver;
  readonly clock: () => number;
  readonly log: Logger;
  readonly metrics: Metrics;
}

export async function openValues(config: Config, dependencies: ValuesDependencies): Promise<OpenedValues> {
  const { tiers, allowed, denied, minValue } = config.values.supported;
  const supported = { tiers: new Set(tiers), allowed: new Set(allowed), denied: new Set(denied), minValue };
  const { clock } = dependencies;
  switch (config.values.kind) {
    case 'live':
      return openLive(config, supported, dependencies);
    case 'demo': {
      const catalogue = createDemoCatalogue({ updatedAt: new Date(clock()).toISOString(), supported });
      const points: ReadValuePoints = async (pet) => createDemoPoints(pet, catalogue.value(pet), clock());
      return createFixedValues(catalogue, points);
    }
    case 'off':
      return createFixedValues(createOpenCatalogue(supported), async () => []);
    default:
      return config.values.kind satisfies never;
  }
}

/** A catalogue that stays as it is. */
const createFixedValues = (catalogue: Catalogue, points: ReadValuePoints): OpenedValues => ({
  catalogue: () => catalogue,
  points,
  schedule: () => ({ stop: async () => undefined }),
});

async function openLive(
  { values: { apiUrl, syncMs } }: Config,
  supported: Supported,
  { driver, clock, log, metrics }: ValuesDependencies,
): Promise<OpenedValues> {
  const ending = new AbortController();
  const api = createBigGames({ baseUrl: apiUrl, signal: ending.signal });
  const live = await openLiveValues({
    store: driver,
    supported,
    clock,
    sync: syncMs === 0 ? null : () => syncValues({ store: driver, api, clock, everyMs: syncMs }),
    onImport({ leftOut, ...synced }) {
      metrics.countValuesRead('imported');
      metrics.showValuesLeftOut(leftOut.length);
      log.info({ ...synced, leftOut: summarizeLeftOut(leftOut) }, 'prices of pets are read');
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
