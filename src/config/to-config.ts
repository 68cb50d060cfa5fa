import { join } from 'node:path';
import { DEFAULT_VALUES, type Mode } from './checks.ts';
import { findDataFolder } from './database.ts';
import type { Environment } from './environment.ts';

/** What the operator decided. Limits of 0 are none. */
export type Config = ReturnType<typeof toConfig>;

/** What the variables say, in units of the program, with the defaults that depend on others. */
export function toConfig(mode: Mode, env: Environment) {
  return {
    mode,
    /** What this process does: everything, the API, or the bot. */
    role: env.ROLE,
    host: env.HOST,
    port: env.PORT,
    /** Where other processes reach this one; null: by host and port. */
    peerUrl: env.PEER_URL,
    /** Where people reach the pages, without a slash at its end; null: unknown. */
    publicUrl: env.PUBLIC_URL,
    database: env.DATABASE_URL,
    /** Where the bank keeps what it writes beside the database, such as the development key. */
    dataFolder: findDataFolder(env.DATABASE_URL),
    keys: env.API_KEYS,
    adminToken: env.ADMIN_TOKEN,
    metricsToken: env.METRICS_TOKEN,
    /** What backups are authenticated with, and the key that did so before. */
    backupKeys: { current: env.BACKUP_KEY, old: env.BACKUP_KEY_OLD },
    backups: toBackups(env),
    webhooks: toWebhooks(env),
    /** Whether and where newer versions are asked for. */
    updates: { isOn: env.UPDATE_CHECK === 'on', apiUrl: env.UPDATE_API_URL },
    discord: toDiscord(env),
    /** What the pages for everyone tell; null: nothing. */
    site: { invite: env.DISCORD_INVITE_URL, securityContact: env.SECURITY_CONTACT },
    roblox: toRoblox(mode, env),
    values: toValues(mode, env),
    /** BIG Games' account API as a second witness of what tellers hold; without a key there is none. */
    witness: {
      oauthUrl: env.BIG_GAMES_OAUTH_URL,
      clientId: env.BIG_GAMES_CLIENT_ID,
      clientSecret: env.BIG_GAMES_CLIENT_SECRET,
      accountKey: env.TELLER_ACCOUNT_KEY,
    },
    rules: toRules(mode, env),
    http: toHttp(env),
    sweepMs: env.SWEEP_SECONDS * 1000,
    /** How often the whole ledger is checked in the background; 0: never. */
    ledgerCheckMs: env.LEDGER_CHECK_HOURS * 3_600_000,
    shutdownMs: env.SHUTDOWN_SECONDS * 1000,
    logLevel: env.LOG_LEVEL,
  } as const;
}

function toWebhooks(env: Environment) {
  return {
    urls: { operator: env.WEBHOOK_OPERATOR_URL, member: env.WEBHOOK_MEMBER_URL },
    secrets: [env.WEBHOOK_SECRET, env.WEBHOOK_SECRET_OLD].filter((secret) => secret !== null),
    hasDetails: env.WEBHOOK_DETAILS === 'on',
  } as const;
}

function toHttp(env: Environment) {
  return {
    /** Of each API key. */
    rateLimitPerMinute: env.RATE_LIMIT_PER_MINUTE,
    /** Of each address, for requests that need no signature. */
    addressRateLimitPerMinute: env.RATE_LIMIT_PER_ADDRESS_PER_MINUTE,
    /** How many of our own proxies add an address to X-Forwarded-For; 0: the header is not believed. */
    proxyHops: env.PROXY_HOPS,
    /** Operations that may wait for a commit. */
    queueLimit: env.QUEUE_LIMIT,
  } as const;
}

/** The backups that a running bank makes of itself. */
function toBackups(env: Environment) {
  const { BACKUP_S3_BUCKET: bucket, BACKUP_S3_KEY_ID: keyId, BACKUP_S3_SECRET: secret } = env;
  const hasMirror = bucket !== null && keyId !== null && secret !== null;
  return {
    /** 0: it makes none by itself. */
    everyMs: env.BACKUP_EVERY ?? 0,
    keep: env.BACKUP_KEEP,
    folder: env.BACKUP_FOLDER ?? join(findDataFolder(env.DATABASE_URL), 'backups'),
    /** S3-compatible storage that gets each of them; null for none. */
    mirror: hasMirror
      ? { bucket, keyId, secret, endpoint: env.BACKUP_S3_ENDPOINT, region: env.BACKUP_S3_REGION }
      : null,
  } as const;
}

function toDiscord(env: Environment) {
  const { DISCORD_CLIENT_ID: clientId, DISCORD_CLIENT_SECRET: clientSecret } = env;
  return {
    token: env.DISCORD_TOKEN,
    /** By which staff sign in to the dashboard; null: none. */
    app: clientId !== null && clientSecret !== null ? { clientId, clientSecret } : null,
    apiUrl: env.DISCORD_API_URL,
    guildId: env.DISCORD_GUILD_ID,
    cashierRoleIds: env.DISCORD_CASHIER_ROLE_IDS ?? [],
    managerRoleIds: env.DISCORD_MANAGER_ROLE_IDS ?? [],
    operatorChannelId: env.DISCORD_OPERATOR_CHANNEL_ID,
    ticketChannelId: env.DISCORD_TICKET_CHANNEL_ID,
    staffLogChannelId: env.DISCORD_STAFF_LOG_CHANNEL_ID,
    headChannelId: env.DISCORD_HEAD_CHANNEL_ID,
    pingRoleId: env.DISCORD_PING_ROLE_ID,
    alertRoleId: env.DISCORD_ALERT_ROLE_ID ?? env.DISCORD_PING_ROLE_ID,
    alertPings: env.DISCORD_ALERT_PINGS,
    prefix: env.DISCORD_PREFIX === 'off' ? null : env.DISCORD_PREFIX,
    verifiedRoleId: env.DISCORD_VERIFIED_ROLE_ID,
    nickname: env.DISCORD_NICKNAME,
    ticketEscalateMs: env.TICKET_ESCALATE_SECONDS * 1000,
    shards: env.DISCORD_SHARDS,
  } as const;
}

function toRoblox(mode: Mode, env: Environment) {
  const { ROBLOX_OAUTH_CLIENT_ID: clientId, ROBLOX_OAUTH_CLIENT_SECRET: clientSecret } = env;
  return {
    kind: env.ROBLOX ?? (mode === 'production' ? 'live' : 'sandbox'),
    usersUrl: env.ROBLOX_USERS_URL,
    cloudUrl: env.ROBLOX_CLOUD_URL,
    thumbnailsUrl: env.ROBLOX_THUMBNAILS_URL,
    apiKey: env.ROBLOX_API_KEY,
    /** The operator's app, by which members sign in; null: none. */
    app: clientId !== null && clientSecret !== null ? { clientId, clientSecret } : null,
    timeoutMs: env.ROBLOX_TIMEOUT_SECONDS * 1000,
    cacheMs: env.ROBLOX_CACHE_SECONDS * 1000,
  } as const;
}

function toValues(mode: Mode, env: Environment) {
  return {
    kind: env.VALUES ?? DEFAULT_VALUES[mode],
    apiUrl: env.PS99_API_URL,
    /** How often prices are read; 0: only files bring them. */
    syncMs: env.VALUES_SYNC_HOURS * 3_600_000,
    /** Which pets the bank takes; empty tiers are all of them. */
    supported: {
      tiers: env.PETS_TIERS ?? [],
      allowed: env.PETS_ALLOWED ?? [],
      denied: env.PETS_DENIED ?? [],
      minValue: env.PETS_MIN_VALUE,
    },
  } as const;
}

/** How long a credit waits at most before it may leave, where members' pets are real. */
const DEPOSIT_HOLD_SECONDS = 600;
const TELLER_VALUE_PER_HOUR = 1_000_000_000_000;

/** A stolen account is mostly noticed within a day. */
const GIFT_HOLD_SECONDS = 86_400;

const STAFF_ALONE_LIMIT = 1_000_000_000;

/** Null: none. */
function toStaffAloneLimit(env: Environment): number | null {
  const limit = env.STAFF_ALONE_LIMIT ?? env.ADJUST_ALONE_LIMIT ?? STAFF_ALONE_LIMIT;
  return limit === 'none' ? null : limit;
}

/** Null: there are no gifts and trades. */
function toGiftHold(mode: Mode, env: Environment): number | null {
  const isOn = (env.GIFTS ?? (mode === 'production' ? 'off' : 'on')) === 'on';
  if (!isOn) return null;
  return (env.GIFT_HOLD_SECONDS ?? (mode === 'production' ? GIFT_HOLD_SECONDS : 0)) * 1000;
}

function toRules(mode: Mode, env: Environment) {
  const hasValues = mode === 'production' && env.VALUES !== 'off';
  return {
    verificationMs: env.VERIFICATION_SECONDS * 1000,
    reservationMs: env.RESERVATION_SECONDS * 1000,
    leaseMs: env.LEASE_SECONDS * 1000,
    linkCooldownMs: env.LINK_COOLDOWN_SECONDS * 1000,
    depositHoldMs: (env.DEPOSIT_HOLD_SECONDS ?? (mode === 'production' ? DEPOSIT_HOLD_SECONDS : 0)) * 1000,
    tellerValuePerHour: env.LIMIT_TELLER_VALUE_PER_HOUR ?? (hasValues ? TELLER_VALUE_PER_HOUR : 0),
    giftHoldMs: toGiftHold(mode, env),
    staffAloneLimit: toStaffAloneLimit(env),
    limits: {
      petsPerTrade: env.LIMIT_PETS_PER_TRADE,
      gemsPerTrade: env.LIMIT_GEMS_PER_TRADE,
      openWithdrawals: env.LIMIT_OPEN_WITHDRAWALS,
      petsPerDay: env.LIMIT_PETS_PER_DAY,
      gemsPerDay: env.LIMIT_GEMS_PER_DAY,
      petsHeld: env.LIMIT_PETS_HELD,
      gemsHeld: env.LIMIT_GEMS_HELD,
    },
  } as const;
}
