import type { Catalogue, ReadPetPicture } from '../bank/engine/catalogue.ts';
import { type AssetKey, parseAssetKey, petKey } from '../bank/engine/pets.ts';
import { UpstreamError } from '../bank/profiles.ts';
import { learnNames, type ReadNames } from '../bank/rename.ts';
import type { Config } from '../config/config.ts';
import type { ValueWriter } from '../dashboard/http/import-values.ts';
import type { Logger } from '../log.ts';
import type { Driver } from '../storage/driver.ts';
import type { Upstream } from '../upstream/upstream.ts';
import { createBigGames } from '../values/big-games.ts';
import { prepareDecision } from '../values/decisions.ts';
import { ValuesFileError } from '../values/file-error.ts';
import { findSteepFalls } from '../values/gradual.ts';
import { type ResolvedImport, resolveImport, writeImport } from '../values/import-file.ts';
import { openLiveValues } from '../values/live.ts';
import { readRows } from '../values/load.ts';
import { findUnknownNames, watchUnknownNames } from '../values/pet-lists.ts';
import { createPetPictures, type PetPictureOptions } from '../values/pet-pictures.ts';
import { reviseFromAfar } from '../values/revise.ts';
import type { Supported } from '../values/supported.ts';
import { readBigGamesNames, summarizeLeftOut, syncValues } from '../values/sync.ts';
import { type OpenedValues, requireKnownNames, type ValuesDependencies } from './values.ts';

/** Prices as BIG Games and files say. */
export async function openLive(
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
    everyMs: syncMs,
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
  const readNames = createReadNames(sync && api, log);
  return {
    kind: 'live',
    readNames,
    sync,
    writer: createValueWriter(driver, { clock, catalogue: live.catalogue }),
    catalogue: live.catalogue,
    unknownNames: () => findUnknownNames(config.values.supported, live.catalogue()),
    points: (pet) => driver.valuePoints(petKey(pet)),
    picture: createReadPicture(live.catalogue, { baseUrl: apiUrl, signal: ending.signal }),
    schedule(book) {
      const schedule = live.schedule((catalogue) => learnNames(book, catalogue, readNames));
      return {
        async stop() {
          ending.abort();
          await schedule.stop();
        },
      };
    },
  };
}

/** `api`: null where the list comes from files alone. */
function createReadNames(api: Upstream | null, log: Pick<Logger, 'warn'>): ReadNames {
  return async () => {
    try {
      return api && (await readBigGamesNames(api));
    } catch (err) {
      if (!(err instanceof UpstreamError)) throw err;
      log.warn({ err }, 'BIG Games did not say what pets are called: staff are asked');
      return null;
    }
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
      const { readValuesFile } = await import('../values/file.ts');
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
