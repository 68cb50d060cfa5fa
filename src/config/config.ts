import type { ApiKey } from '../api-key.ts';
import { PLAIN_ENGLISH } from '../zod-messages.ts';
import { type Database, findDataFolder, isOnDisk } from './database.ts';
import { type Environment, environment } from './environment.ts';
import { ConfigError, type ConfigIssue } from './fault.ts';
import { fileSystemType, findNetworkFileSystem, findWriteError } from './folder.ts';
import { findProductionIssues, findRoleIssues, findValuesIssues } from './production.ts';

export { ConfigError, type ConfigIssue, type Database, environment };

export type Mode = 'development' | 'production';

/** What the operator decided. Limits of 0 are none. */
export interface Config {
  readonly mode: Mode;
  /** What this process does: everything, the API, or the bot. */
  readonly role: Environment['ROLE'];
  readonly host: string;
  readonly port: number;
  readonly database: Database;
  /** Where the bank keeps what it writes, such as a key made up in development. */
  readonly dataFolder: string;
  readonly keys: readonly ApiKey[];
  readonly adminToken: string | null;
  readonly discord: {
    readonly token: string | null;
    readonly apiUrl: string;
    readonly guildId: string | null;
    readonly operatorChannelId: string | null;
    readonly shards: number | 'auto';
  };
  readonly roblox: {
    readonly kind: 'live' | 'sandbox';
    readonly usersUrl: string;
    readonly cloudUrl: string;
    readonly thumbnailsUrl: string;
    readonly apiKey: string | null;
    readonly timeoutMs: number;
    readonly cacheMs: number;
  };
  readonly values: {
    readonly kind: 'demo' | 'live' | 'off';
    readonly apiUrl: string;
    /** How often prices are read; 0: only files bring them. */
    readonly syncMs: number;
    /** Which pets the bank takes; empty tiers are all of them. */
    readonly supported: {
      readonly tiers: readonly string[];
      readonly allowed: readonly string[];
      readonly denied: readonly string[];
      readonly minValue: number;
    };
  };
  /** BIG Games' account API as a second witness of what tellers hold; without a key there is none. */
  readonly witness: {
    readonly oauthUrl: string;
    readonly clientId: string | null;
    readonly clientSecret: string | null;
    readonly accountKey: string | null;
  };
  readonly rules: {
    readonly verificationMs: number;
    readonly reservationMs: number;
    readonly leaseMs: number;
    readonly linkCooldownMs: number;
    /** Worth in gems that one of the staff may adjust alone. */
    readonly adjustAloneLimit: number;
    readonly limits: {
      readonly petsPerTrade: number;
      readonly gemsPerTrade: number;
      readonly openWithdrawals: number;
      readonly petsPerDay: number;
      readonly gemsPerDay: number;
      readonly petsHeld: number;
      readonly gemsHeld: number;
    };
  };
  readonly http: {
    /** Of one API key. */
    readonly rateLimitPerMinute: number;
    /** Of one address, for what needs no signature. */
    readonly addressRateLimitPerMinute: number;
    /** How many of our own proxies add an address to X-Forwarded-For; 0: the header is not believed. */
    readonly proxyHops: number;
    /** Operations that may wait for a commit. */
    readonly queueLimit: number;
  };
  readonly sweepMs: number;
  readonly shutdownMs: number;
  readonly logLevel: Environment['LOG_LEVEL'];
}

/**
 * Reads the environment. Throws a ConfigError with every fault in it. Touches no file: see checkDataFolder.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = withoutEmpty(env);
  const mode = env.NODE_ENV === 'development' || env.NODE_ENV === 'test' ? 'development' : 'production';
  const read = environment.safeParse(given, PLAIN_ENGLISH);
  const issues = [
    ...(read.error?.issues ?? []).map(({ path, message }) => ({ variable: String(path[0]), message })),
    ...findRoleIssues(given),
    ...findValuesIssues(given),
    ...(mode === 'production' ? findProductionIssues(given) : []),
  ];
  if (!read.success || issues.length > 0) throw new ConfigError(issues);
  return toConfig(mode, read.data);
}

/**
 * Makes the data folder if need be. Throws a ConfigError where it can't be written, or where the
 * database would be on a network file system, which can lose or tear what it promised to keep.
 */
export function checkDataFolder(config: Config, readType = fileSystemType): void {
  const { database, dataFolder: folder, mode, keys } = config;
  const keepsMadeUpKey = mode === 'development' && keys.length === 0;
  if (!isOnDisk(database) && !keepsMadeUpKey) return;

  const writeFault = findWriteError(folder);
  const network = isOnDisk(database) ? findNetworkFileSystem([database.file, folder], readType) : null;
  const messages = [
    ...(writeFault === null ? [] : [writeFault]),
    ...(network === null ? [] : [onNetwork(network)]),
  ];
  if (messages.length > 0)
    throw new ConfigError(messages.map((message) => ({ variable: 'DATABASE_URL', message })));
}

function onNetwork(kind: string): string {
  return `the database would be on a network file system (${kind}), which can destroy it: name a file on a disk of this machine, or in a container on a volume`;
}

/** Without what is empty, which counts as unset. */
function withoutEmpty(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const pairs = Object.entries(env).map(([name, value]) => [name, value?.trim() ?? ''] as const);
  return Object.fromEntries(pairs.filter(([, value]) => value !== ''));
}

function toConfig(mode: Mode, env: Environment): Config {
  return {
    mode,
    role: env.ROLE,
    host: env.HOST,
    port: env.PORT,
    database: env.DATABASE_URL,
    dataFolder: findDataFolder(env.DATABASE_URL),
    keys: env.API_KEYS,
    adminToken: env.ADMIN_TOKEN,
    discord: {
      token: env.DISCORD_TOKEN,
      apiUrl: env.DISCORD_API_URL,
      guildId: env.DISCORD_GUILD_ID,
      operatorChannelId: env.DISCORD_OPERATOR_CHANNEL_ID,
      shards: env.DISCORD_SHARDS,
    },
    roblox: {
      kind: env.ROBLOX ?? (mode === 'production' ? 'live' : 'sandbox'),
      usersUrl: env.ROBLOX_USERS_URL,
      cloudUrl: env.ROBLOX_CLOUD_URL,
      thumbnailsUrl: env.ROBLOX_THUMBNAILS_URL,
      apiKey: env.ROBLOX_API_KEY,
      timeoutMs: env.ROBLOX_TIMEOUT_SECONDS * 1000,
      cacheMs: env.ROBLOX_CACHE_SECONDS * 1000,
    },
    values: toValues(mode, env),
    witness: {
      oauthUrl: env.BIG_GAMES_OAUTH_URL,
      clientId: env.BIG_GAMES_CLIENT_ID,
      clientSecret: env.BIG_GAMES_CLIENT_SECRET,
      accountKey: env.TELLER_ACCOUNT_KEY,
    },
    rules: toRules(env),
    http: {
      rateLimitPerMinute: env.RATE_LIMIT_PER_MINUTE,
      addressRateLimitPerMinute: env.RATE_LIMIT_PER_ADDRESS_PER_MINUTE,
      proxyHops: env.PROXY_HOPS,
      queueLimit: env.QUEUE_LIMIT,
    },
    sweepMs: env.SWEEP_SECONDS * 1000,
    shutdownMs: env.SHUTDOWN_SECONDS * 1000,
    logLevel: env.LOG_LEVEL,
  };
}

function toValues(mode: Mode, env: Environment): Config['values'] {
  return {
    kind: env.VALUES ?? (mode === 'production' ? 'live' : 'demo'),
    apiUrl: env.PS99_API_URL,
    syncMs: env.VALUES_SYNC_HOURS * 3_600_000,
    supported: {
      tiers: env.PETS_TIERS ?? [],
      allowed: env.PETS_ALLOWED ?? [],
      denied: env.PETS_DENIED ?? [],
      minValue: env.PETS_MIN_VALUE,
    },
  };
}

function toRules(env: Environment): Config['rules'] {
  return {
    verificationMs: env.VERIFICATION_SECONDS * 1000,
    reservationMs: env.RESERVATION_SECONDS * 1000,
    leaseMs: env.LEASE_SECONDS * 1000,
    linkCooldownMs: env.LINK_COOLDOWN_SECONDS * 1000,
    adjustAloneLimit: env.ADJUST_ALONE_LIMIT,
    limits: {
      petsPerTrade: env.LIMIT_PETS_PER_TRADE,
      gemsPerTrade: env.LIMIT_GEMS_PER_TRADE,
      openWithdrawals: env.LIMIT_OPEN_WITHDRAWALS,
      petsPerDay: env.LIMIT_PETS_PER_DAY,
      gemsPerDay: env.LIMIT_GEMS_PER_DAY,
      petsHeld: env.LIMIT_PETS_HELD,
      gemsHeld: env.LIMIT_GEMS_HELD,
    },
  };
}
