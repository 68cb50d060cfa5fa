import { BlockList, isIP } from 'node:net';
import { environment } from './environment.ts';
import { isSecret, labelKey, splitKeys } from './keys.ts';

export type Mode = 'development' | 'production';
export const DEFAULT_VALUES = { development: 'demo', production: 'live' } as const;

/** What is wrong with one variable, and how to fix it. Never holds the value that was given. */
export interface ConfigIssue {
  readonly variable: string;
  readonly message: string;
}

/**
 * The configuration can't be used, for all of these issues. It has no `cause`: what Zod or the file system
 * says may quote a secret or a path.
 */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly issues: readonly ConfigIssue[];

  constructor(issues: readonly ConfigIssue[]) {
    const count = issues.length === 1 ? 'one error' : `${issues.length} errors`;
    const lines = issues.map(({ variable, message }) => `  ${variable}: ${message}`);
    super([`${count} in the configuration.`, ...lines].join('\n'));
    this.issues = issues;
  }
}

/** The variables that are set. Each check reads its own, so that an error in one hides none in another. */
type Given = Readonly<Record<string, string>>;

/** Secrets that anyone can read in Petbank's own pages. */
const PUBLISHED_SECRETS = new Set(['pbsk_0123456789abcdef0123456789abcdef0123456789abcdef']);
const MIN_DIFFERENT_CHARACTERS = 8;

const WEAK = 'can be guessed, or is printed in a manual';
const NEW_KEY = 'make one with "bun run petbank keys new"';
const NEW_TOKEN = 'make one with "openssl rand -hex 24"';
const SANDBOX =
  'must not be sandbox where others can reach the bank, since anyone could then pass for any player: set ' +
  'ROBLOX=live, or HOST=127.0.0.1 and PROXY_HOPS=0';

/** What is fine while trying the bank out, but not where members' pets are. */
export function findProductionIssues(given: Given): ConfigIssue[] {
  const weakKeys = splitKeys(given.API_KEYS ?? '').flatMap((key, index) =>
    isSecret(key.secret) && isWeak(key.secret)
      ? [{ variable: 'API_KEYS', message: `${labelKey(key, index)} has a secret that ${WEAK}: ${NEW_KEY}` }]
      : [],
  );
  const weakTokens = TOKENS.filter(([variable]) => {
    const token = environment.shape[variable].safeParse(given[variable]).data;
    return typeof token === 'string' && isWeak(token);
  }).map(([variable, noun]) => ({ variable, message: `is a ${noun} that ${WEAK}: ${NEW_TOKEN}` }));
  const openSandbox = isOpenSandbox(given) ? [{ variable: 'ROBLOX', message: SANDBOX }] : [];
  return [...weakKeys, ...weakTokens, ...openSandbox];
}

/** Secrets that the operator makes, and what they are called. */
const TOKENS = [
  ['ADMIN_TOKEN', 'token'],
  ['METRICS_TOKEN', 'token'],
  ['TELLER_ACCOUNT_KEY', 'key'],
  ['BACKUP_KEY', 'key'],
  ['BACKUP_KEY_OLD', 'key'],
] as const;

/** Whether others than this machine can reach a bank where anyone can edit any profile. */
function isOpenSandbox(given: Given): boolean {
  const { ROBLOX, HOST, PROXY_HOPS } = environment.shape;
  const host = HOST.safeParse(given.HOST).data ?? null;
  const proxyHops = PROXY_HOPS.safeParse(given.PROXY_HOPS).data ?? 0;
  const isReachable = (host !== null && !isLoopback(host)) || proxyHops > 0;
  return isReachable && ROBLOX.safeParse(given.ROBLOX).data === 'sandbox';
}

const isWeak = (secret: string): boolean =>
  PUBLISHED_SECRETS.has(secret) || new Set(secret).size < MIN_DIFFERENT_CHARACTERS;

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8);
LOOPBACK.addAddress('::1', 'ipv6');

/** Whether only programs on this machine can reach it. Any name but `localhost` may stand for any address. */
function isLoopback(host: string): boolean {
  if (host.toLowerCase() === 'localhost') return true;
  return LOOPBACK.check(host, isIP(host) === 6 ? 'ipv6' : 'ipv4');
}

/** What a process that is only the bot lacks. */
export function findRoleIssues(given: Given): ConfigIssue[] {
  const { ROLE, DISCORD_TOKEN } = environment.shape;
  if (ROLE.safeParse(given.ROLE).data !== 'bot') return [];
  const token = DISCORD_TOKEN.safeParse(given.DISCORD_TOKEN);
  if (!token.success || token.data !== null) return [];
  const message = "is required with ROLE=bot: take it from your bot's page at Discord";
  return [{ variable: 'DISCORD_TOKEN', message }];
}

const S3 = ['BACKUP_S3_BUCKET', 'BACKUP_S3_KEY_ID', 'BACKUP_S3_SECRET'] as const;

/** Half of what S3-compatible storage needs would be no copy at all, in silence. */
export function findBackupIssues(given: Given): ConfigIssue[] {
  const missing = S3.filter((variable) => !given[variable]);
  if (missing.length === S3.length || missing.length === 0) return [];
  const message = `is required too: ${S3.join(', ')} belong together`;
  return missing.map((variable) => ({ variable, message }));
}

/** Without a signature, whoever finds the address could send what they like to it. */
export function findWebhookIssues(given: Given): ConfigIssue[] {
  const isOn = given.WEBHOOK_OPERATOR_URL !== undefined || given.WEBHOOK_MEMBER_URL !== undefined;
  if (!isOn || given.WEBHOOK_SECRET !== undefined) return [];
  const message = 'is required with webhooks: echo "whsec_$(openssl rand -base64 32)" makes one';
  return [{ variable: 'WEBHOOK_SECRET', message }];
}

/** The two halves of an app at each service where people sign in. */
const APPS = [
  ['ROBLOX_OAUTH_CLIENT_ID', 'ROBLOX_OAUTH_CLIENT_SECRET'],
  ['DISCORD_CLIENT_ID', 'DISCORD_CLIENT_SECRET'],
] as const;

/** What a sign-in elsewhere lacks: the other half of the app, or an address to come back to. */
export function findSignInIssues(given: Given, mode: Mode): ConfigIssue[] {
  const begun = APPS.filter((app) => app.some((variable) => given[variable]));
  const address = mode === 'production' && begun.length > 0 ? ['PUBLIC_URL'] : [];
  return [...begun.flat(), ...address]
    .filter((variable) => !given[variable])
    .map((variable) => ({ variable, message: 'is required too, for people to sign in with that service' }));
}

/** A shell, and Bun in a .env file, take quotes off; Docker and most panels leave them in the value. */
const QUOTED = /^["'`“”„‘’«»].*["'`“”‘’«»]$/s;
const UNQUOTE =
  'has quotes around it, which here are part of the value: write it without them, as in NAME=value';

/** Values that were written with quotes around them. */
export function findQuotedIssues(given: Given): ConfigIssue[] {
  return Object.keys(environment.shape)
    .filter((variable) => QUOTED.test(given[variable] ?? ''))
    .map((variable) => ({ variable, message: UNQUOTE }));
}

/** What can't go together about the values of pets. */
export function findValuesIssues(given: Given): ConfigIssue[] {
  const { VALUES, PETS_MIN_VALUE } = environment.shape;
  const minValue = PETS_MIN_VALUE.safeParse(given.PETS_MIN_VALUE).data ?? 0;
  if (VALUES.safeParse(given.VALUES).data !== 'off' || minValue === 0) return [];
  const message = 'must be 0 with VALUES=off: no pet has a value then, and so none would be taken';
  return [{ variable: 'PETS_MIN_VALUE', message }];
}

/** The operator's lists of pets, and where values come from. What can't be read is left out. */
export interface PetListSettings {
  readonly kind: 'demo' | 'live' | 'off';
  readonly allowed: readonly string[];
  readonly denied: readonly string[];
}

/** Finds what is wrong with the lists. It comes from outside: the configuration knows no pets. */
export type CheckPetLists = (lists: PetListSettings) => readonly ConfigIssue[];

export function readPetLists(given: Given, mode: Mode): PetListSettings {
  const { VALUES, PETS_ALLOWED, PETS_DENIED } = environment.shape;
  return {
    kind: VALUES.safeParse(given.VALUES).data ?? DEFAULT_VALUES[mode],
    allowed: PETS_ALLOWED.safeParse(given.PETS_ALLOWED).data ?? [],
    denied: PETS_DENIED.safeParse(given.PETS_DENIED).data ?? [],
  };
}

/** One limit under its new and its old name, with two values: nobody can tell which is meant. */
export function findStaffLimitIssues({ STAFF_ALONE_LIMIT, ADJUST_ALONE_LIMIT }: Given): ConfigIssue[] {
  if (STAFF_ALONE_LIMIT === undefined || ADJUST_ALONE_LIMIT === undefined) return [];
  if (STAFF_ALONE_LIMIT === ADJUST_ALONE_LIMIT) return [];
  const message = 'is the old name of STAFF_ALONE_LIMIT, and both are set to something else: remove this one';
  return [{ variable: 'ADJUST_ALONE_LIMIT', message }];
}
