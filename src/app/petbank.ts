import type { ApiKey } from '../api-key.ts';
import type { Rules } from '../bank/engine/rules.ts';
import type { Profiles } from '../bank/profiles.ts';
import { type PetNames, readPetNames } from '../commands/model/pet-names.ts';
import type { Config } from '../config/config.ts';
import { ownFile } from '../files.ts';
import type { Services } from '../http/endpoint.ts';
import type { Check, Vitals } from '../http/health.ts';
import { createMetrics, type Metrics } from '../http/metrics.ts';
import type { CreateCounter } from '../http/rate-limit.ts';
import type { SandboxProfiles } from '../http/sandbox.ts';
import { type ServerDependencies, startServer } from '../http/server.ts';
import { openSharedCounters } from '../http/shared-counter.ts';
import type { WebPages } from '../http/web.ts';
import type { Logger } from '../log.ts';
import { createLiveProfiles } from '../roblox/live.ts';
import { createSandbox, sandboxProfileSchema } from '../roblox/sandbox.ts';
import { openBook } from '../storage/book.ts';
import type { Driver } from '../storage/driver.ts';
import { openStorage, type Storage } from '../storage/open.ts';
import { watchWrites } from '../storage/watch-writes.ts';
import { findWebAssets } from '../web/assets.ts';
import { SWAGGER_POLICY, VALUES_POLICY, WELCOME_POLICY } from '../web/policies.ts';
import { VALUES_PAGE } from '../web/values.ts';
import { renderWelcome } from '../web/welcome.ts';
import { readBankState } from './bank-state.ts';
import { openCommands } from './commands.ts';
import { DEVELOPMENT_KEY_ID, keepDevelopmentKey } from './development-key.ts';
import { openBot } from './discord.ts';
import { type Maintenance, scheduleMaintenance } from './maintenance.ts';
import { openPlayground } from './playground.ts';
import { describeStatus, type StatusLine, welcomeFacts } from './status.ts';
import { openValues, type ValuesPart } from './values.ts';
import { startWitness } from './witness.ts';
import type { World } from './world.ts';

export interface Petbank {
  readonly url: string;
  readonly status: readonly StatusLine[];
  /** The key made up in development, or null. */
  readonly developmentKey: ApiKey | null;
  /** Finishes what is under way within the configured time, then closes everything in reverse. */
  stop(): Promise<void>;
}

/** Puts the parts together and starts to listen. What was opened is closed again when it can't. */
export async function startPetbank(config: Config, world: World): Promise<Petbank> {
  const storage = await openStorage(config.database, {
    migrationsFolder: ownFile('migrations'),
    onPoint: world.onPoint,
  });
  const driver = watchWrites(storage.driver);
  try {
    const metrics = createMetrics();
    const values = await openValues(config, { ...world, driver, metrics });
    const createCounter = await createCounterOf(storage, world.log);
    return serve(config, world, { driver, createCounter, metrics, values });
  } catch (error) {
    await driver.close();
    throw error;
  }
}

interface OpenedStorage {
  readonly driver: Driver;
  readonly createCounter: CreateCounter | undefined;
  readonly metrics: Metrics;
  readonly values: ValuesPart;
}

function serve(config: Config, world: World, opened: OpenedStorage): Petbank {
  const { driver, createCounter, metrics, values } = opened;
  const { clock, random, log, version } = world;
  const madeUpKey = createDevelopmentKey(config, random);
  const keys = madeUpKey ? [madeUpKey] : config.keys;
  const { book, roblox, services, front } = openServices(config, world, opened);
  const playground = openPlayground(config, front, world);
  const life = { startedAt: performance.now(), isStopping: false };
  const server = startServer(
    {
      services,
      keys,
      vitals: vitalsOf(driver, { roblox, discord: { health: () => bot.health() } }, { version, life }),
      metrics,
      sandbox: roblox.sandbox,
      pages: pagesOf(config, { parts: () => parts(), version }),
      hidden: playground.endpoints,
      isHealthOnly: config.role === 'bot',
      createCounter,
      clock,
      newRequestId: () => crypto.randomUUID(),
      settings: config.http,
      onArrival: book.arrived,
      ...loggingHooks(log),
    },
    config,
  );
  const bot = openBot(config, { ...front, routeNotices: playground.routeNotices });
  const parts = (): readonly StatusLine[] =>
    describeStatus(config, { hasKeys: keys.length > 0, bot: bot.describe() });
  const upkeep = startBackgroundWork(config, { book, driver, clock, values, log, random });
  return {
    url: server.url,
    status: parts(),
    developmentKey: madeUpKey,
    async stop() {
      life.isStopping = true;
      await Promise.all([server.stop(config.shutdownMs), bot.stop(), playground.stop()]);
      front.close();
      await upkeep.stop();
      await book.drain();
      await driver.close();
    },
  };
}

function openServices(
  config: Config,
  { clock, random, log, onPoint, maxBatch }: World,
  { driver, metrics, values }: OpenedStorage,
) {
  const rules = (): Rules => ({ ...config.rules, catalogue: values.catalogue() });
  metrics.watchCatalogue(values.catalogue);
  const { queueLimit } = config.http;
  const onCommit = metrics.countCommit;
  metrics.watchBank({ read: () => readBankState(driver), clock });
  const book = openBook(driver, { rules, clock, queueLimit, maxBatch, onCommit, onPoint });
  const roblox = createRoblox(config);
  const { points } = values;
  const services: Services = { book, rules, profiles: roblox.profiles, valuePoints: points, clock, random };
  // What the bot and the playground work with.
  const desk = openCommands({ ...services, valueHistory: points }, log);
  const names = (): PetNames => readPetNames(values.catalogue());
  const front = { ...desk, outbox: driver, head: book.reads.head, names, clock, log };
  return { book, roblox, services, front };
}

interface BackgroundWork extends Omit<Maintenance, 'onError'>, Pick<World, 'log' | 'random'> {
  readonly driver: Driver;
  readonly values: ValuesPart;
}

/**
 * What goes on beside the requests: time is written down, prices are read, and tellers' accounts are looked
 * into.
 */
function startBackgroundWork(
  config: Config,
  { values, log, random, ...house }: BackgroundWork,
): { stop(): Promise<void> } {
  const onError = (error: unknown): void => log.error({ err: error }, 'housekeeping failed');
  const housekeeping = scheduleMaintenance({ ...house, onError }, config.sweepMs);
  const reading = values.schedule();
  const witness = startWitness(config, { ...house, log, random });
  return {
    async stop() {
      await Promise.all([housekeeping.stop(), reading.stop(), witness.stop()]);
    },
  };
}

/** Processes that share a database count their callers there together. */
async function createCounterOf({ db }: Storage, log: Logger): Promise<CreateCounter | undefined> {
  if (db === null) return undefined;
  return openSharedCounters(db, (err) =>
    log.warn({ err }, 'rates are counted by this process alone for now'),
  );
}

function loggingHooks(log: Logger): Pick<ServerDependencies, 'onAnswer' | 'onError'> {
  return {
    onAnswer: (answered) => log[answered.status < 400 ? 'debug' : 'info'](answered, 'answered'),
    onError: (error, context) => log.error({ err: error, ...context }, 'a request failed'),
  };
}

function vitalsOf(
  driver: Driver,
  { roblox, discord }: { readonly [Of in 'roblox' | 'discord']: { readonly health: () => Check } },
  { version, life }: { version: string; life: { readonly startedAt: number; readonly isStopping: boolean } },
): Vitals {
  return {
    version,
    uptimeMs: () => performance.now() - life.startedAt,
    ping: () => driver.ping(),
    discord: discord.health,
    roblox: roblox.health,
    isStopping: () => life.isStopping,
  };
}

function pagesOf(
  config: Config,
  { parts, version }: { parts: () => readonly StatusLine[]; version: string },
): WebPages {
  return {
    assets: findWebAssets(),
    swaggerPolicy: SWAGGER_POLICY,
    pages: [
      {
        path: '/',
        policy: WELCOME_POLICY,
        render: () => renderWelcome(welcomeFacts(config, { parts: parts(), version })),
      },
      { path: '/values', policy: VALUES_POLICY, render: () => VALUES_PAGE },
    ],
  };
}

const SECRET_BYTES = 32;

function createDevelopmentKey(config: Config, random: World['random']): ApiKey | null {
  if (config.mode === 'production' || config.keys.length > 0) return null;
  const newSecret = (): string => `pbsk_${Buffer.from(random(SECRET_BYTES)).toString('base64url')}`;
  return {
    id: DEVELOPMENT_KEY_ID,
    name: DEVELOPMENT_KEY_ID,
    secret: keepDevelopmentKey(config.dataFolder, newSecret),
    scopes: new Set(['teller', 'member', 'read', 'admin'] as const),
  };
}

function createRoblox({ roblox }: Config): {
  profiles: Profiles;
  health: () => Check;
  sandbox: SandboxProfiles | null;
} {
  if (roblox.kind === 'sandbox') {
    const sandbox = createSandbox();
    return {
      profiles: sandbox,
      health: sandbox.health,
      sandbox: { ...sandbox, editSchema: sandboxProfileSchema },
    };
  }
  const { apiKey, cacheMs, ...rest } = roblox;
  const live = createLiveProfiles({
    ...rest,
    cacheSeconds: cacheMs / 1000,
    ...(apiKey === null ? {} : { apiKey }),
  });
  return { profiles: live, health: live.health, sandbox: null };
}
