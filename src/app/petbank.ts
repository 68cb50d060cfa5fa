import type { ApiKey } from '../api-key.ts';
import type { Config } from '../config/config.ts';
import { ownFile } from '../files.ts';
import { createMetrics } from '../http/metrics.ts';
import type { CreateCounter } from '../http/rate-limit.ts';
import { type ServerDependencies, startServer } from '../http/server.ts';
import { createSumUp, type Logger } from '../log.ts';
import { openStorage, type Storage } from '../storage/open.ts';
import { findOpenPaths } from '../storage/sqlite/private-files.ts';
import { watchWrites } from '../storage/watch-writes.ts';
import { startBackgroundWork, type Testimonies } from './background.ts';
import { openChecks } from './checks.ts';
import { openDashboard } from './dashboard.ts';
import { createDevelopmentKey } from './development-key.ts';
import { openBot } from './discord.ts';
import { openValues } from './open-values.ts';
import { createPages, createReadFront } from './pages.ts';
import { openPlayground } from './playground.ts';
import { findPublicUrl, listMemberEndpoints } from './public-url.ts';
import { type OpenedStorage, openServices } from './services.ts';
import { checkStart, type StartCheck } from './start-check.ts';
import { createVitals, describeStatus, type StatusLine } from './status.ts';
import { settleClock } from './watch-clock.ts';
import type { World } from './world.ts';

export interface Petbank {
  readonly url: string;
  readonly status: readonly StatusLine[];
  /** The key made up in development, or null. */
  readonly developmentKey: ApiKey | null;
  /** The admin token made up in development, or null. */
  readonly developmentToken: string | null;
  /** Finishes what is under way within the configured time, then closes everything in reverse. */
  stop(): Promise<void>;
}

/** Said even where it is what the operator wants: where a bank was expected, its database is gone. */
const NEW_BANK = 'no bank was there: a new one was made, and it is empty';

const SHARED_ADDRESS =
  'but PROXY_HOPS is 0: everyone behind it counts as one address and shares its limits. ' +
  'Set PROXY_HOPS to the number of your proxies, mostly 1 (docs/DEPLOYMENT.md)';
const UNEXPECTED_PROXY = `requests come through a proxy, ${SHARED_ADDRESS}`;
/** The bank speaks plain HTTP itself. */
const PROXY_BY_URL = `PUBLIC_URL begins with https, so a proxy is in front of the bank, ${SHARED_ADDRESS}`;

/** Opens everything and starts to listen. If that fails, closes the storage again. */
export async function startPetbank(config: Config, world: World): Promise<Petbank> {
  const { onPoint, log } = world;
  const storage = await openStorage(config.database, { migrationsFolder: ownFile('migrations'), onPoint });
  const driver = watchWrites(storage.driver);
  if (driver.isNew && config.mode === 'development') log.info(NEW_BANK);
  else if (driver.isNew) log.warn(`${NEW_BANK}. Is DATABASE_URL right?`);
  warnOfOpenPaths(config, log);
  if (config.publicUrl?.startsWith('https:') && config.http.proxyHops === 0) log.warn(PROXY_BY_URL);
  try {
    const startCheck = await checkStart({ ...world, driver });
    const metrics = createMetrics();
    metrics.watchLog(world.droppedLogLines ?? (() => 0));
    const clock = settleClock((await driver.load([])).bank, world);
    const wall = world.wall ?? clock;
    metrics.watchClock(() => wall() - clock());
    const values = await openValues(config, { ...world, clock, driver, metrics });
    const createCounter = await openCounters(storage, log);
    const leadership = world.opensHalted ? null : storage.leadership;
    const testimonies: Testimonies = new Map();
    const opened = { driver, leadership, metrics, values, createCounter, startCheck, testimonies };
    return await serve(config, { ...world, clock, wall }, opened);
  } catch (error) {
    await driver.close();
    throw error;
  }
}

interface OpenedBank extends OpenedStorage {
  readonly createCounter: CreateCounter | undefined;
  readonly testimonies: Testimonies;
  readonly startCheck: StartCheck;
}

function warnOfOpenPaths({ database }: Config, log: Logger): void {
  if (database.kind !== 'sqlite') return;
  for (const open of findOpenPaths(database.file)) log.warn(open, 'others on this machine can get at this');
}

async function serve(
  config: Config,
  outside: World,
  { createCounter, startCheck, ...opened }: OpenedBank,
): Promise<Petbank> {
  const world = { ...outside, ...findPublicUrl(config, () => server.url) };
  const { driver, metrics, version, log } = { ...opened, ...world };
  const life = { startedAt: performance.now(), isStopping: false };
  const developmentKey = createDevelopmentKey(config, world.random);
  const parts = { ...opened, ...startCheck, keys: developmentKey ? [developmentKey] : config.keys };
  const served = await openServices(config, world, parts);
  const { services, peers, roblox, holds, chat } = served;
  const playground = await openPlayground(config, chat, { world, holds });
  const checks = openChecks(config, { ...parts, ...world, book: services.book, roblox });
  const sums = startCheck.finish(checks.ledgerCheck.tell);
  const opening = { hasKeys: parts.keys.length > 0, isOpenedHalted: world.opensHalted === true };
  const status = () => describeStatus(config, { ...opening, bot: bot.describe() });
  const vitals = createVitals(
    { ...checks.health, version, mode: config.mode, discord: () => bot.health() },
    life,
  );
  const dashboard = await openDashboard(config, { ...opened, ...checks, ...served, world, vitals });
  const member = await listMemberEndpoints(config, world);
  const pages = createPages(config, { ...world, status, readFront: createReadFront(services, vitals) });
  const hidden = [...playground.endpoints, ...dashboard.endpoints, ...member];
  const doors = { pages, hidden, sandbox: roblox.sandbox, peers: peers.route };
  const shared = { services, vitals, metrics, createCounter, onArrival: services.book.arrived };
  const server = startServer({ ...doors, ...shared, ...settingsOf(config, world), ...reportTo(log) }, config);
  const bot = openBot(config, { ...chat, routeNotices: playground.routeNotices });
  await peers.join(server.port);
  const background = startBackgroundWork(config, { ...opened, ...world, ...services, ...checks });
  return {
    url: server.url,
    status: status(),
    developmentKey,
    developmentToken: served.sealed?.developmentToken ?? null,
    async stop() {
      life.isStopping = true;
      await Promise.all([peers.leave(), server.stop(config.shutdownMs), bot.stop(), playground.stop()]);
      await Promise.all([chat.close(), dashboard.close()]);
      await Promise.all([background.stop(), sums.stop()]);
      await services.book.drain();
      await driver.close();
    },
  };
}

/** What the server takes from the configuration and the world, and the ids of its requests. */
const settingsOf = ({ metricsToken, role, http, rules }: Config, { stopGraceMs }: World) => ({
  metricsToken,
  isHealthOnly: role === 'bot',
  hasGifts: rules.giftHoldMs !== null,
  settings: http,
  newRequestId: () => crypto.randomUUID(),
  stopGraceMs,
});

/** What the log is told of requests. */
const reportTo = (log: Logger): Pick<ServerDependencies, 'onUnexpectedProxy' | 'onAnswer' | 'onError'> => ({
  onUnexpectedProxy: (header) => log.warn({ header }, UNEXPECTED_PROXY),
  onAnswer: logAnswers(log),
  onError: (error, context) => log.error({ err: error, ...context }, 'a request failed'),
});

/** Logs answers. Of what anyone, or a database that is away, can cause by the thousand, sums are logged. */
function logAnswers(log: Logger): ServerDependencies['onAnswer'] {
  const sumUp = createSumUp();
  return (answered, { isOpen }) => {
    const { status, method, path } = answered;
    if (status < 400) return log.debug(answered, 'answered');
    if (!isOpen && status < 500 && status !== 401 && status !== 429) return log.info(answered, 'answered');
    sumUp(`${status} ${method} ${path}`, ({ repeated }) =>
      log.info(repeated > 0 ? { ...answered, repeated } : answered, 'answered'),
    );
  };
}

/** Processes that share a database count their callers there together. */
async function openCounters({ db }: Storage, log: Logger): Promise<CreateCounter | undefined> {
  if (db === null) return undefined;
  const onError = (err: unknown) => log.warn({ err }, 'rates are counted by this process alone for now');
  const { openSharedCounters } = await import('../http/shared-counter.ts');
  return openSharedCounters(db, onError);
}
