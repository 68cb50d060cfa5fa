import { z } from 'zod';
import { databaseUrl } from './database.ts';
import { adminToken, host, oneOf, optional, preset, snowflake, token, url, wholeNumber } from './fields.ts';
import { apiKeys } from './keys.ts';

const HOUR = 3600;
const YEAR = 365 * 24 * HOUR;

const robloxKind = oneOf(['sandbox', 'live']);
const valuesKind = oneOf(['demo', 'live', 'off']);
const role = oneOf(['all', 'api', 'bot']);
const port = wholeNumber({ min: 0, max: 65_535 });
const hops = wholeNumber({ min: 0, max: 10 });
/** How long something of a member's lasts, in seconds. */
const term = wholeNumber({ min: 1, max: YEAR });
const pause = wholeNumber({ min: 0, max: YEAR });
/** How long the program itself waits, in seconds. */
const wait = wholeNumber({ min: 1, max: HOUR });
/** Fifteen digits: exact as a number, and above anything a member owns. */
const limit = wholeNumber({ min: 0, max: 999_999_999_999_999 });
const rate = wholeNumber({ min: 0, max: 1_000_000 });
const queue = wholeNumber({ min: 1, max: 1_000_000 });
const shards = z
  .string()
  .regex(/^(auto|[1-9]\d?|100)$/, 'must be auto, or a whole number from 1 to 100')
  .transform((text) => (text === 'auto' ? text : Number(text)));
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/**
 * The environment: every variable with its default and its meaning, in the order of `.env.example`,
 * which shows the same (a test compares them). What is not named here is ignored.
 */
export const environment = z.object({
  ROLE: preset('all', role, 'all, or api: without the bot, or bot: only it, and its health'),
  HOST: preset('127.0.0.1', host, 'address it listens on; 0.0.0.0 lets other machines in'),
  PORT: preset('3000', port, 'port it listens on; 0 takes any free one'),
  PROXY_HOPS: preset('0', hops, 'proxies of yours in front of it, each adding to X-Forwarded-For'),
  DATABASE_URL: preset(
    'file:./data/petbank.db',
    databaseUrl,
    'file:PATH, file::memory: to keep nothing, or mongodb://…',
  ),

  API_KEYS: preset('', apiKeys, 'id:secret:scope+scope,… with scopes teller, member, read, admin'),
  ADMIN_TOKEN: optional(adminToken, 'signs in to the playground in production; none: it is off there'),
  DISCORD_TOKEN: optional(token, 'of your bot; none: the bot is off'),
  DISCORD_GUILD_ID: optional(
    snowflake,
    'your own server: who may manage it is staff; none: no commands for staff',
  ),
  DISCORD_OPERATOR_CHANNEL_ID: optional(
    snowflake,
    'channel for alerts and the head of the ledger; none: no alerts',
  ),
  ROBLOX_API_KEY: optional(token, 'reads profiles through Open Cloud; none: the public API'),

  ROBLOX: optional(robloxKind, 'sandbox or live; none: sandbox in "bun dev", live in "bun start"'),
  VALUES: optional(valuesKind, 'demo, live or off; none: demo in "bun dev", live in "bun start"'),
  DISCORD_API_URL: preset('https://discord.com/api', url, "base of Discord's REST API"),
  ROBLOX_USERS_URL: preset('https://users.roblox.com', url, "base of Roblox's users API"),
  ROBLOX_CLOUD_URL: preset('https://apis.roblox.com', url, "base of Roblox's Open Cloud API"),
  ROBLOX_THUMBNAILS_URL: preset('https://thumbnails.roblox.com', url, "base of Roblox's pictures API"),
  PS99_API_URL: preset('https://ps99.biggamesapi.io', url, "base of BIG Games' public API"),
  ROBLOX_TIMEOUT_SECONDS: preset('5', wait, 'longest wait for one answer of Roblox'),
  ROBLOX_CACHE_SECONDS: preset('300', wait, 'how long a name or picture is remembered'),

  VERIFICATION_SECONDS: preset('900', term, 'how long a 16-word code lasts'),
  RESERVATION_SECONDS: preset('1800', term, 'how long a withdrawal waits for its owner'),
  LEASE_SECONDS: preset('120', term, 'how long a teller has to deliver a withdrawal'),
  LINK_COOLDOWN_SECONDS: preset('86400', pause, 'no withdrawals after a link has moved; 0: no pause'),

  LIMIT_PETS_PER_TRADE: preset('100', limit, 'pets in one deposit or withdrawal; 0: no limit'),
  LIMIT_GEMS_PER_TRADE: preset('100000000000', limit, 'gems in one deposit or withdrawal; 0: no limit'),
  LIMIT_OPEN_WITHDRAWALS: preset('3', limit, "one member's withdrawals at a time; 0: no limit"),
  LIMIT_PETS_PER_DAY: preset('200', limit, 'pets one member withdraws in a day (UTC); 0: no limit'),
  LIMIT_GEMS_PER_DAY: preset('0', limit, 'gems one member withdraws in a day (UTC); 0: no limit'),
  LIMIT_PETS_HELD: preset('0', limit, 'pets one member keeps in the bank; 0: no limit'),
  LIMIT_GEMS_HELD: preset('0', limit, 'gems one member keeps in the bank; 0: no limit'),
  ADJUST_ALONE_LIMIT: preset('1000000000', limit, 'worth in gems that one of the staff may adjust alone'),

  RATE_LIMIT_PER_MINUTE: preset('600', rate, 'requests of one key; 0: no limit'),
  RATE_LIMIT_PER_ADDRESS_PER_MINUTE: preset('600', rate, 'unsigned requests of one address; 0: no limit'),
  DISCORD_SHARDS: preset('auto', shards, 'connections to Discord; auto: as many as Discord says'),
  QUEUE_LIMIT: preset('5000', queue, 'operations that may wait; one more is answered 503'),
  SWEEP_SECONDS: preset('5', wait, 'how often reservations and leases that ran out are looked for'),
  SHUTDOWN_SECONDS: preset('8', wait, 'time to finish what is under way when it is stopped'),
  LOG_LEVEL: preset('info', oneOf(LOG_LEVELS), LOG_LEVELS.join(', ')),
});

export type Environment = z.output<typeof environment>;
