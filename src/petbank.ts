import { fileURLToPath } from 'node:url';
import type { Catalogue } from './bank/catalogue.ts';
import type { Profiles } from './bank/profiles.ts';
import type { Rules } from './bank/rules.ts';
import type { Config } from './config.ts';
import { DEVELOPMENT_KEY_ID, keepDevelopmentKey } from './development-key.ts';
import { scheduleHousekeeping } from './housekeeping.ts';
import type { Check } from './http/health.ts';
import { createMetrics } from './http/metrics.ts';
import type { ApiKey } from './http/pipeline.ts';
import type { SandboxProfiles } from './http/sandbox.ts';
import { startServer } from './http/server.ts';
import type { Logger } from './log.ts';
import { describeParts, type Part, welcomeFacts } from './parts.ts';
import { createLiveProfiles } from './roblox/live.ts';
import { createSandbox, sandboxProfileSchema } from './roblox/sandbox.ts';
import { openBook } from './storage/book.ts';
import { openSqlite } from './storage/sqlite/sqlite.ts';
import { createOpenCatalogue } from './values/catalogue.ts';
import { createDemoCatalogue } from './values/demo.ts';
import { WEB_ASSETS } from './web/assets.ts';
import { renderWelcome } from './web/welcome.ts';

/** What comes from outside of the program. */
export interface World {
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Random bytes fit for secrets. */
  readonly random: (length: number) => Uint8Array;
  readonly log: Logger;
  readonly version: string;
}

export interface Petbank {
  readonly url: string;
  readonly parts: readonly Part[];
  /** The key made up in development, or null. */
  readonly madeUpKey: ApiKey | null;
  /** Finishes what is under way within the configured time, then closes everything in reverse. */
  stop(): Promise<void>;
}

const MIGRATIONS = fileURLToPath(new URL('../migrations', import.meta.url));

/** Puts the parts together and starts to listen. */
export async function startPetbank(config: Config, world: World): Promise<Petbank> {
  const { clock, random, log, version } = world;
  const startedAt = performance.now();
  const madeUpKey = makeUpKey(config, random);
  const keys = madeUpKey ? [madeUpKey] : config.keys;
  const driver = openSqlite({ file: config.database.file, migrationsFolder: MIGRATIONS });
  const catalogue = createCatalogueOf(config, clock);
  const metrics = createMetrics();
  const rules: Rules = { ...config.rules, catalogue };
  const book = openBook(driver, {
    rules: () => rules,
    clock,
    queueLimit: config.http.queueLimit,
    onCommit: metrics.committed,
  });
  const onFault = (error: unknown): void => log.error({ err: error }, 'housekeeping failed');
  const housekeeping = scheduleHousekeeping(
    { book, clock, forgetNonces: (page) => driver.forgetNonces(page), onFault },
    config.sweepMs,
  );
  const roblox = createRoblox(config);
  const parts = describeParts(config, { hasKeys: keys.length > 0 });
  let isStopping = false;
  const server = startServer(
    {
      services: { book, rules: () => rules, profiles: roblox.profiles, random },
      keys,
      vitals: {
        version,
        uptimeMs: () => performance.now() - startedAt,
        ping: () => driver.ping(),
        discord: () => 'off',
        roblox: roblox.health,
        isStopping: () => isStopping,
      },
      metrics,
      sandbox: roblox.sandbox,
      pages: { assets: WEB_ASSETS, welcome: () => renderWelcome(welcomeFacts(config, { parts, version })) },
      clock,
      newRequestId: () => crypto.randomUUID(),
      settings: config.http,
      onAnswer: ({ status, ...answered }) => log[levelOf(status)]({ status, ...answered }, 'answered'),
      onFault: (error, context) => log.error({ err: error, ...context }, 'a request failed'),
    },
    config,
  );
  return {
    url: server.url,
    parts,
    madeUpKey,
    async stop() {
      isStopping = true;
      housekeeping.stop();
      await server.stop(config.shutdownMs);
      await book.drain();
      await driver.close();
    },
  };
}

const levelOf = (status: number): 'debug' | 'info' => (status < 400 ? 'debug' : 'info');

const SECRET_BYTES = 32;

function makeUpKey(config: Config, random: World['random']): ApiKey | null {
  if (config.mode === 'production' || config.keys.length > 0) return null;
  const newSecret = (): string => `pbsk_${Buffer.from(random(SECRET_BYTES)).toString('base64url')}`;
  return {
    id: DEVELOPMENT_KEY_ID,
    name: DEVELOPMENT_KEY_ID,
    secret: keepDevelopmentKey(config.dataFolder, newSecret),
    scopes: new Set(['teller', 'member', 'read', 'admin'] as const),
  };
}

function createCatalogueOf({ values }: Config, clock: () => number): Catalogue {
  // Live values come with a later version; until then every pet is taken, as with VALUES=off.
  return values.kind === 'demo'
    ? createDemoCatalogue({ updatedAt: new Date(clock()).toISOString() })
    : createOpenCatalogue();
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
