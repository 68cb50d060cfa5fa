import type { Config } from '../config/config.ts';
import { createDashboardEndpoints } from '../dashboard/http/endpoints.ts';
import { createSeal, createSignInGuard } from '../dashboard/http/sign-in-guard.ts';
import { createStatusWatch } from '../dashboard/http/watch.ts';
import type { Endpoint, Services } from '../http/endpoint.ts';
import { isForLocalHost } from '../http/forwarding.ts';
import type { Driver } from '../storage/driver.ts';
import { createDevelopmentToken } from './development-key.ts';
import type { World } from './services.ts';

/** Where counting of unsent messages stops. */
const MAX_UNSENT = 1_000;

interface DashboardParts {
  readonly services: Services;
  readonly driver: Pick<Driver, 'countUnsent'>;
  readonly world: Pick<World, 'version' | 'log'>;
  readonly startedAt: number;
}

export interface OpenedDashboard {
  readonly endpoints: readonly Endpoint[];
  /** The admin token made up in development, or null. */
  readonly developmentToken: string | null;
  close(): void;
}

/** Opens the dashboard; without an admin token it is off, and its paths are not there. */
export function openDashboard(config: Config, parts: DashboardParts): OpenedDashboard {
  const { services, driver, world, startedAt } = parts;
  const { book, clock, random } = services;
  const developmentToken = createDevelopmentToken(config, random);
  const adminToken = config.adminToken ?? developmentToken;
  if (adminToken === null) return { endpoints: [], developmentToken, close: () => undefined };
  const seal = createSeal(adminToken);
  const guard = createSignInGuard({ adminToken, seal, book, clock, random });
  const onError = (err: unknown): void => world.log.error({ err }, 'the dashboard could not read the bank');
  const watch = createStatusWatch({ book, clock, onError });
  const isOwnHost = (headers: Headers): boolean =>
    config.mode === 'production' || isDevelopmentHost(headers, config.host);
  const surroundings = {
    version: world.version,
    uptimeMs: () => performance.now() - startedAt,
    countUnsent: () => driver.countUnsent({ limit: MAX_UNSENT }),
  };
  const doors = { guard, isOwnHost };
  const endpoints = createDashboardEndpoints({ doors, seal, surroundings, subscribe: watch.subscribe });
  return { endpoints, developmentToken, close: watch.close };
}

/** An address of digits, with any port. */
const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[[\da-f:.]+\])(?::\d+)?$/i;

/** A name that anyone can point at this machine is none of ours: an address is, and what it listens on. */
function isDevelopmentHost(headers: Headers, host: string): boolean {
  const given = headers.get('host') ?? '';
  return isForLocalHost(headers) || ADDRESS.test(given) || given.replace(/:\d+$/, '') === host;
}
