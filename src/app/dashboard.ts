import { join } from 'node:path';
import type { Outbox } from '../bank/engine/book.ts';
import type { WebhookStore } from '../bank/webhooks.ts';
import type { NameCommands } from '../called-as.ts';
import type { Config } from '../config/config.ts';
import type { DashboardDependencies } from '../dashboard/http/endpoints.ts';
import { createSignInGuard } from '../dashboard/http/sign-in-guard.ts';
import { createStatusWatch } from '../dashboard/http/watch.ts';
import type { Finding } from '../finding.ts';
import type { Endpoint, Services } from '../http/endpoint.ts';
import { isForLocalHost } from '../http/forwarding.ts';
import type { Vitals } from '../http/health.ts';
import type { Failures } from '../notices/failures.ts';
import { ArchiveError } from '../storage/errors.ts';
import type { Testimonies } from './background.ts';
import type { Backups } from './backups.ts';
import { openDiscordSignIn } from './discord-sign-in.ts';
import type { Sealed } from './sealed.ts';
import { openUpdates } from './updates.ts';
import type { OpenedValues } from './values.ts';
import type { World } from './world.ts';

/** Where counting of unsent messages stops. */
const MAX_UNSENT = 1_000;

interface DashboardParts {
  readonly services: Services;
  readonly driver: Outbox & WebhookStore;
  readonly world: Pick<
    World,
    'publicUrl' | 'version' | 'log' | 'clock' | 'settings' | 'examine' | 'nameCommands'
  >;
  readonly vitals: Vitals;
  /** Null: there is no admin token. */
  readonly sealed: Sealed | null;
  /** The same that the bank makes by itself: never two at once. */
  readonly backups: Backups | null;
  readonly testimonies: Testimonies;
  readonly values: Pick<OpenedValues, 'kind' | 'sync' | 'writer'>;
  /** Why messages could not be sent. */
  readonly chat: { readonly failures: Pick<Failures, 'of'> };
}

export interface OpenedDashboard {
  readonly endpoints: readonly Endpoint[];
  close(): void;
}

/** Opens the dashboard; without an admin token it is off and not loaded, and its paths are not there. */
export async function openDashboard(config: Config, parts: DashboardParts): Promise<OpenedDashboard> {
  const { services, driver, world, vitals, sealed, backups } = parts;
  if (sealed === null) return { endpoints: [], close: () => undefined };
  const { createDashboardEndpoints } = await import('../dashboard/http/endpoints.ts');
  const { book, clock, random } = services;
  const guard = createSignInGuard({ ...sealed, book, clock, random });
  const onError = (err: unknown): void => world.log.error({ err }, 'the dashboard could not read the bank');
  const watch = createStatusWatch({ book, clock, onError });
  const isOwnHost = (headers: Headers): boolean =>
    config.mode === 'production' || isDevelopmentHost(headers, config.host);
  const updates = openUpdates(config, world.log);
  const surroundings = {
    version: world.version,
    newerVersion: updates.newer,
    uptimeMs: vitals.uptimeMs,
    countUnsent: () => driver.countUnsent({ limit: MAX_UNSENT }),
    lastBackupAt: () => backups?.list()[0]?.madeAt ?? null,
  };
  const guards = { guard, isOwnHost };
  const discord = openDiscordSignIn(config, world.publicUrl);
  const { subscribe } = watch;
  const testimonyOf = (tellerId: string) => parts.testimonies.get(tellerId) ?? null;
  const screens = { surroundings, testimonyOf, ...describeScreens(config, parts) };
  const endpoints = createDashboardEndpoints({
    guards,
    discord,
    proposals: sealed.proposals,
    subscribe,
    ...screens,
  });
  return {
    endpoints,
    close() {
      watch.close();
      updates.close();
    },
  };
}

/** What the screens of messages, values and the system work with. */
function describeScreens(
  config: Config,
  parts: DashboardParts,
): Pick<DashboardDependencies, 'messages' | 'values' | 'system'> {
  const { driver, values, chat } = parts;
  const { kind, sync, writer } = values;
  return {
    messages: {
      outbox: driver,
      failureOf: chat.failures.of,
    },
    values: {
      kind,
      writer,
      sync: sync && (() => sync().then(({ leftOut, ...synced }) => ({ ...synced, leftOut: leftOut.length }))),
    },
    system: describeSystem(config, parts),
  };
}

function describeSystem(config: Config, { world, vitals, backups }: DashboardParts) {
  const { version, settings = [], examine, nameCommands = (text: string) => text } = world;
  const readHealth = async () => ({
    storage: await vitals.ping().then(
      () => 'ok',
      () => 'down',
    ),
    discord: vitals.discord(),
    roblox: vitals.roblox(),
    ledger: vitals.ledger(),
    backup: vitals.backup(),
  });
  return {
    version,
    settings,
    backups,
    readHealth,
    uptimeMs: vitals.uptimeMs,
    examine: examine
      ? async () => {
          const health = { version, mode: config.mode, checks: await readHealth() };
          return (await examine(health)).map((finding) => nameIn(finding, nameCommands));
        }
      : null,
    restoreCommand: (file: string) =>
      nameCommands(`bun run petbank restore --from ${quote(file)} --to ${quote(restoredAt(config))}`),
    explain: (error: unknown) => (error instanceof ArchiveError ? error.message : undefined),
  };
}

const nameIn = (finding: Finding, nameCommands: NameCommands): Finding => ({
  ...finding,
  remedy: finding.remedy && nameCommands(finding.remedy),
  command: finding.command && nameCommands(finding.command),
});

/** An empty place beside the database; where that is MongoDB's, its address is a secret. */
const restoredAt = ({ database, dataFolder }: Config): string =>
  database.kind === 'sqlite'
    ? `file:${join(dataFolder, 'restored.db')}`
    : `mongodb://…/${database.name}-restored`;

/** A word for a shell, in quotes where it needs them. */
const quote = (word: string): string =>
  /^[\w./:=@-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

/** An address of digits, with any port. */
const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[[\da-f:.]+\])(?::\d+)?$/i;

/** A name that anyone can point at this machine is none of ours: an address is, and what it listens on. */
function isDevelopmentHost(headers: Headers, host: string): boolean {
  const given = headers.get('host') ?? '';
  return isForLocalHost(headers) || ADDRESS.test(given) || given.replace(/:\d+$/, '') === host;
}
