import type { Book } from '../bank/engine/book.ts';
import type { Catalogue, ReadPetPicture, ReadValuePoints } from '../bank/engine/catalogue.ts';
import { type AssetKey, parseAssetKey, petKey } from '../bank/engine/pets.ts';
import { learnNames } from '../bank/rename.ts';
import { type Config, ConfigError } from '../config/config.ts';
import type { ValueWriter } from '../dashboard/http/import-values.ts';
import type { Metrics } from '../http/metrics.ts';
import type { Logger } from '../log.ts';
import type { Schedule } from '../schedule.ts';
import type { Driver } from '../storage/driver.ts';
import { createBigGames } from '../values/big-games.ts';
import { createOpenCatalogue } from '../values/catalogue.ts';
import { prepareDecision } from '../values/decisions.ts';
import { createDemoCatalogue, createDemoPoints } from '../values/demo.ts';
import { readValuesFile } from '../values/file.ts';
import { ValuesFileError } from '../values/file-error.ts';
import { findSteepFalls } from '../values/gradual.ts';
import { type ResolvedImport, resolveImport, writeImport } from '../values/import-file.ts';
import { openLiveValues } from '../values/live.ts';
import { readRows } from '../values/load.ts';
import { findUnknownNames, type UnknownName, watchUnknownNames } from '../values/pet-lists.ts';
import { createPetPictures, type PetPictureOptions } from '../values/pet-pictures.ts';
import { reviseFromAfar } from '../values/revise.ts';
import type { Supported } from '../values/supported.ts';
import { type SyncResult, summarizeLeftOut, syncValues } from '../values/sync.ts';

/** What the bank knows about pets. */
export interface OpenedValues {
  /** Swapped whole when prices come in. */
  readonly catalogue: () => Catalogue;
  readonly points: ReadValuePoints;
  /** Null where no lists are read that say what pets look like. */
  readonly picture: ReadPetPicture | null;
  /** Names in the operator's lists that no pet has now, also told to the log. */
  readonly unknownNames: () => readonly UnknownName[];
  readonly kind: Config['values']['kind'];
  /** Sets values from files and by hand; in use they are some seconds later. Null where they are fixed. */
  readonly writer: ValueWriter | null;
  /** Reads all prices now; in use they are some seconds later. Null where prices are not read. */
  readonly sync: (() => Promise<SyncResult>) | null;
  /** Begins to read prices, where they are live. The book learns the names of each list before its use. */
  schedule(book: Book): Schedule;
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
      requireKnownNames(config, catalogue);
      const points: ReadValuePoints = async (pet) => createDemoPoints(pet, catalogue.value(pet), clock());
      return createFixedValues('demo', catalogue, points);
    }
    case 'off':
      return createFixedValues('off', createOpenCatalogue(supported), async () => []);
    default:
      return config.values.kind satisfies never;
  }
}

/** A catalogue that stays as it is. */
const createFixedValues = (
  kind: 'demo' | 'off',
  catalogue: Catalogue,
  points: ReadValuePoints,
): OpenedValues => ({
  kind,
  sync: null,
  writer: null,
  picture: null,
  catalogue: () => catalogue,
  points,
  unknownNames: () => [],
  schedule: () => ({ stop: async () => undefined }),
});

/** Stops the start where the list of pets changes only by the operator's own hand. */
function requireKnownNames({ values }: Config, catalogue: Catalogue): void {
  const unknown = findUnknownNames(values.supported, catalogue);
  if (unknown.length > 0) throw new ConfigError(unknown);
}

async function openLive(
  config: Config,
  supported: Supported,
  { driver, clock, log, metrics }: ValuesDependencies,
): Promise<OpenedValues> {
  const { apiUrl, syncMs } = config.values;
  const watchNames = watchUnknownNames(config.values.supported, (warning) => log.warn(warning));
  const ending = new AbortController();
  const api = createBigGames({ baseUrl: apiUrl, signal: ending.signal });
  const sync = syncMs === 0 ? null : () => syncValues({ store: driver, api, clock, everyMs: syncMs });
  const live = await openLiveValues({
    store: driver,
    supported,
    clock,
    sync,
    onList: watchNames,
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
  if (syncMs === 0) requireKnownNames(config, live.catalogue());
  else watchNames(live.catalogue());
  return {
    kind: 'live',
    sync,
    writer: createValueWriter(driver, { clock, catalogue: live.catalogue }),
    catalogue: live.catalogue,
    unknownNames: () => findUnknownNames(config.values.supported, live.catalogue()),
    points: (pet) => driver.valuePoints(petKey(pet)),
    picture: createReadPicture(live.catalogue, { baseUrl: apiUrl, signal: ending.signal }),
    schedule(book) {
      const schedule = live.schedule((catalogue) => learnNames(book, catalogue));
      return {
        async stop() {
          ending.abort();
          await schedule.stop();
        },
      };
    },
  };
}

/** What pets look like, as the newest lists say. A form that nobody has priced looks like the pet itself. */
function createReadPicture(catalogue: () => Catalogue, options: PetPictureOptions): ReadPetPicture {
  const read = createPetPictures(options);
  return async ({ id, variant }) => {
    const { item } = catalogue();
    const known = item({ id, variant, shiny: false }) ?? item({ id, variant: 'normal', shiny: false });
    return known?.thumbnail ? read(known.thumbnail) : null;
  };
}

/** Sets values as the command line does, but none falls steeply, and first ones are marked. */
function createValueWriter(
  driver: Driver,
  { clock, catalogue }: { readonly clock: () => number; readonly catalogue: () => Catalogue },
): ValueWriter {
  const valueInUse = (asset: AssetKey): number | null => {
    const pet = parseAssetKey(asset);
    return pet === 'gems' ? 1 : catalogue().value(pet);
  };
  async function check(resolved: ResolvedImport) {
    const { found } = resolved;
    const steep = await findSteepFalls(found.readings, { store: driver, valueInUse, at: clock() });
    return (
      steep ?? {
        ...found,
        write: () => writeImport(driver, resolved, { at: clock(), revise: reviseFromAfar }),
      }
    );
  }
  return {
    async prepare({ name, bytes, allowUnknown }) {
      try {
        const content = readValuesFile(name, bytes);
        return await check(await resolveImport(driver, content, { allowUnknown, demoList: null }));
      } catch (error) {
        if (error instanceof ValuesFileError) return error.message;
        throw error;
      }
    },
    prepareOne: (asset, value) =>
      check({ found: { readings: [{ asset, value }], named: 0, unknown: [] }, unlisted: [], names: null }),
    async prepareDecision(id, decision) {
      const { rows } = await readRows(driver);
      return prepareDecision(driver, rows, { id, decision });
    },
  };
}
