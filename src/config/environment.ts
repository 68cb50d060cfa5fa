import { z } from 'zod';
import { databaseUrl } from './database.ts';
import {
  adminToken,
  backupKey,
  bucket,
  contact,
  every,
  folderPath,
  host,
  invite,
  list,
  nickname,
  oneOf,
  optional,
  prefix,
  preset,
  secret,
  snowflake,
  snowflakes,
  token,
  url,
  webhookSecret,
  webhookUrl,
  wholeNumber,
} from './fields.ts';
import { apiKeys } from './keys.ts';

const HOUR = 3600;
const YEAR = 365 * 24 * HOUR;

const robloxKind = oneOf(['sandbox', 'live']);
const valuesKind = oneOf(['demo', 'live', 'off']);
const onOrOff = oneOf(['on', 'off']);
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
const limitOrNone = z
  .string()
  .transform((text) => (text === 'none' ? 'none' : text))
  .pipe(z.union([z.literal('none'), limit], 'must be none, or a whole number in digits only'));
const rate = wholeNumber({ min: 0, max: 1_000_000 });
const queue = wholeNumber({ min: 1, max: 1_000_000 });
const shards = z
  .string()
  .regex(/^(auto|[1-9]\d?|100)$/, 'must be auto, or a whole number from 1 to 100')
  .transform((text) => (text === 'auto' ? text : Number(text)));
const hours = wholeNumber({ min: 0, max: 168 });
const kept = wholeNumber({ min: 1, max: 1_000 });
const TIERS = ['titanic', 'gargantuan', 'huge', 'exclusive', 'other'] as const;
const tiers = list.pipe(z.array(z.enum(TIERS, `must be some of: ${TIERS.join(', ')}`)));
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/**
 * The environment: every variable with its default and its meaning, in the order of `.env.example`,
 * which shows the same (a test compares them). What is not named here is ignored.
 */
export const environment = z.object({
  ROLE: preset('all', role, 'all, api (no bot) or bot (only the bot and its health endpoints)'),
  HOST: preset('127.0.0.1', host, 'address to listen on; 0.0.0.0 lets other machines in'),
  PORT: preset('3000', port, 'port to listen on; 0 takes any free one'),
  PEER_URL: optional(url, 'where others on the same MongoDB reach it; unset: HOST and PORT'),
  PROXY_HOPS: preset('0', hops, 'how many entries your proxies add to X-Forwarded-For'),
  PUBLIC_URL: optional(url, 'where people reach its pages: /mypage, sign-ins with Roblox and Discord'),
  DATABASE_URL: preset('file:./data/petbank.db', databaseUrl, 'file:PATH, file::memory: or mongodb://…'),

  API_KEYS: preset('', apiKeys, 'id:secret:scope+scope,… with scopes teller, member, read, admin'),
  ADMIN_TOKEN: optional(
    adminToken,
    'signs in to the dashboard and the playground; unset: both are off in production',
  ),
  METRICS_TOKEN: optional(adminToken, 'reads /metrics from other machines; unset: only this machine may'),
  DISCORD_TOKEN: optional(token, "your bot's token; unset: the bot is off"),
  DISCORD_CLIENT_ID: optional(
    snowflake,
    'id of your app, by which staff sign in to the dashboard; unset: they do not',
  ),
  DISCORD_CLIENT_SECRET: optional(token, 'secret of DISCORD_CLIENT_ID, from OAuth2 on its page'),
  DISCORD_GUILD_ID: optional(
    snowflake,
    'your own server, whose managers are staff; unset: no staff commands',
  ),
  DISCORD_CASHIER_ROLE_IDS: optional(
    snowflakes,
    'roles there that take and deliver by hand, separated by commas',
  ),
  DISCORD_MANAGER_ROLE_IDS: optional(
    snowflakes,
    'roles there that settle cases, freeze and adjust, separated by commas',
  ),
  DISCORD_OPERATOR_CHANNEL_ID: optional(
    snowflake,
    "channel for alerts and the ledger's head; unset: no alerts",
  ),
  DISCORD_TICKET_CHANNEL_ID: optional(
    snowflake,
    "channel for what staff have to hand over; unset: the operator's",
  ),
  DISCORD_STAFF_LOG_CHANNEL_ID: optional(
    snowflake,
    'channel for all that staff do; unset: it is not written',
  ),
  DISCORD_HEAD_CHANNEL_ID: optional(
    snowflake,
    "channel for the ledger's head each hour; unset: the operator's",
  ),
  DISCORD_VERIFIED_ROLE_ID: optional(snowflake, 'role there of who has linked a Roblox account; unset: none'),
  DISCORD_NICKNAME: optional(
    nickname,
    'name of linked members there, of {username}, {displayName}; unset: it stays',
  ),
  DISCORD_PING_ROLE_ID: optional(
    snowflake,
    'role that is pinged for tickets and urgent alerts; unset: nobody is',
  ),
  DISCORD_ALERT_ROLE_ID: optional(
    snowflake,
    'role that is pinged for alerts alone; unset: DISCORD_PING_ROLE_ID',
  ),
  DISCORD_INVITE_URL: optional(invite, 'invites members to your server from the first page; unset: no link'),
  SECURITY_CONTACT: optional(contact, 'mailto: or https: of who hears of weaknesses; unset: no security.txt'),
  ROBLOX_API_KEY: optional(token, 'reads profiles through Open Cloud; unset: the public API'),
  ROBLOX_OAUTH_CLIENT_ID: optional(token, 'id of your app at Roblox, with which members verify; unset: none'),
  ROBLOX_OAUTH_CLIENT_SECRET: optional(token, 'secret of ROBLOX_OAUTH_CLIENT_ID'),
  BIG_GAMES_CLIENT_SECRET: optional(
    token,
    "secret of your app at BIG Games, which connects tellers' accounts",
  ),
  TELLER_ACCOUNT_KEY: optional(
    secret,
    "encrypts tellers' tokens, 32 to 64 of A-Z a-z 0-9 _ -; unset: no witness",
  ),
  BACKUP_KEY: optional(backupKey, 'authenticates backups, 32 characters or more; unset: they are not'),
  BACKUP_KEY_OLD: optional(backupKey, 'the key before, with which older backups are still restored'),
  BACKUP_S3_SECRET: optional(token, 'secret of BACKUP_S3_KEY_ID'),
  WEBHOOK_OPERATOR_URL: optional(webhookUrl, "address that gets the operator's events; unset: none does"),
  WEBHOOK_MEMBER_URL: optional(webhookUrl, "address that gets members' events; unset: none does"),
  WEBHOOK_SECRET: optional(webhookSecret, 'signs them: whsec_ and then 24 to 64 random bytes as base64'),
  WEBHOOK_SECRET_OLD: optional(webhookSecret, 'the secret before, with which they are signed too'),

  ROBLOX: optional(robloxKind, 'sandbox or live; unset: sandbox in "bun dev", live in "bun start"'),
  VALUES: optional(valuesKind, 'demo, live or off; unset: demo in "bun dev", live in "bun start"'),
  DISCORD_API_URL: preset('https://discord.com/api', url, "base of Discord's REST API"),
  ROBLOX_USERS_URL: preset('https://users.roblox.com', url, "base of Roblox's users API"),
  ROBLOX_CLOUD_URL: preset('https://apis.roblox.com', url, "base of Roblox's Open Cloud API"),
  ROBLOX_THUMBNAILS_URL: preset('https://thumbnails.roblox.com', url, "base of Roblox's thumbnails API"),
  PS99_API_URL: preset('https://ps99.biggamesapi.io', url, "base of BIG Games' public API"),
  BIG_GAMES_OAUTH_URL: preset(
    'https://index.biggames.io',
    url,
    'where owners authorise the bank to read accounts',
  ),
  UPDATE_API_URL: preset('https://api.github.com', url, "base of GitHub's API, which knows newer versions"),
  BIG_GAMES_CLIENT_ID: optional(token, "id of your app at BIG Games, which connects tellers' accounts"),
  VALUES_SYNC_HOURS: preset('4', hours, 'how often prices of pets are read; 0: only files provide values'),
  ROBLOX_TIMEOUT_SECONDS: preset('5', wait, 'longest wait for a response from Roblox'),
  ROBLOX_CACHE_SECONDS: preset('300', wait, 'how long a name or picture is cached'),

  VERIFICATION_SECONDS: preset('900', term, 'how long a 16-word code is valid'),
  RESERVATION_SECONDS: preset('1800', term, 'how long a withdrawal waits for its owner'),
  LEASE_SECONDS: preset('120', term, 'how long a teller has to deliver a withdrawal'),
  LINK_COOLDOWN_SECONDS: preset(
    '86400',
    pause,
    'no withdrawals for this long after a link has moved; 0: no pause',
  ),
  DEPOSIT_HOLD_SECONDS: optional(
    pause,
    'how long a credit waits at most; 0: none waits; unset: 600, in "bun dev" 0',
  ),
  GIFTS: optional(onOrOff, 'on or off: gifts and trades of members; unset: off, in "bun dev" on'),
  GIFT_HOLD_SECONDS: optional(
    pause,
    'how long what came by one waits; 0: not at all; unset: 86400, in "bun dev" 0',
  ),

  LIMIT_PETS_PER_TRADE: preset('100', limit, 'pets in one deposit or withdrawal; 0: no limit'),
  LIMIT_GEMS_PER_TRADE: preset('100000000000', limit, 'gems in one deposit or withdrawal; 0: no limit'),
  LIMIT_OPEN_WITHDRAWALS: preset('3', limit, 'open withdrawals of one member; 0: no limit'),
  LIMIT_PETS_PER_DAY: preset('200', limit, 'pets one member withdraws in a day (UTC); 0: no limit'),
  LIMIT_GEMS_PER_DAY: preset('0', limit, 'gems one member withdraws in a day (UTC); 0: no limit'),
  LIMIT_PETS_HELD: preset('0', limit, 'pets one member keeps in the bank; 0: no limit'),
  LIMIT_GEMS_HELD: preset('0', limit, 'gems one member keeps in the bank; 0: no limit'),
  LIMIT_TELLER_VALUE_PER_HOUR: optional(
    limit,
    'worth in gems a teller credits in an hour; 0: no limit; unset: 10^12',
  ),
  STAFF_ALONE_LIMIT: optional(
    limitOrNone,
    'worth in gems that one member of staff moves alone in a day; unset: 10^9',
  ),
  ADJUST_ALONE_LIMIT: optional(limitOrNone, 'the old name of STAFF_ALONE_LIMIT'),

  PETS_TIERS: optional(tiers, 'tiers of pets the bank takes, separated by commas; unset: all'),
  PETS_ALLOWED: optional(list, 'pets taken whatever their tier and value: names or ids, separated by commas'),
  PETS_DENIED: optional(list, 'pets never taken: names or ids, separated by commas'),
  PETS_MIN_VALUE: preset('0', limit, 'gems that a pet must be worth to be taken; 0: any'),

  RATE_LIMIT_PER_MINUTE: preset('600', rate, 'requests of one key; 0: no limit'),
  RATE_LIMIT_PER_ADDRESS_PER_MINUTE: preset('600', rate, 'unsigned requests of one address; 0: no limit'),
  DISCORD_ALERT_PINGS: preset('urgent', oneOf(['urgent', 'all']), 'alerts that ping: urgent, or all of them'),
  DISCORD_PREFIX: preset('!', prefix, 'what begins a typed command; off: only a mention of the bot does'),
  DISCORD_SHARDS: preset('auto', shards, 'connections to Discord; auto: as many as Discord suggests'),
  TICKET_ESCALATE_SECONDS: preset('300', wait, 'after how long staff are told again of a ticket'),
  QUEUE_LIMIT: preset('5000', queue, 'operations that may wait; one more gets a 503'),
  SWEEP_SECONDS: preset('5', wait, 'how often expired reservations and leases are processed'),
  LEDGER_CHECK_HOURS: preset(
    '24',
    hours,
    'after how long at most the whole ledger is checked again; 0: never',
  ),
  BACKUP_EVERY: optional(every, 'how often the bank backs itself up, such as 24h or 30m; unset: never'),
  BACKUP_KEEP: preset('7', kept, 'how many of its own backups are kept'),
  BACKUP_FOLDER: optional(folderPath, 'where they are kept; unset: backups in the data folder'),
  BACKUP_S3_BUCKET: optional(bucket, 'S3-compatible storage that gets them too: bucket, or bucket/folder'),
  BACKUP_S3_ENDPOINT: optional(url, 'its address; unset: that of AWS'),
  BACKUP_S3_REGION: preset('us-east-1', token, 'its region'),
  BACKUP_S3_KEY_ID: optional(token, 'id of the key that writes, lists, reads and deletes there'),
  UPDATE_CHECK: preset('off', onOrOff, 'on: asks GitHub once a day for a newer version, for the dashboard'),
  WEBHOOK_DETAILS: preset('off', onOrOff, 'on: webhooks say who and why, by name and Discord id'),
  SHUTDOWN_SECONDS: preset('8', wait, 'time to finish requests in progress when stopped'),
  LOG_LEVEL: preset('info', oneOf(LOG_LEVELS), LOG_LEVELS.join(', ')),
});

export type Environment = z.output<typeof environment>;
