import type { Scope } from '../api-key.ts';
import { CASE_KINDS } from '../bank/engine/rows.ts';
import { listPaused } from '../bank/shortages.ts';
import type { Config } from '../config/config.ts';
import type { BankState } from '../http/bank-gauges.ts';
import type { Vitals } from '../http/health.ts';
import type { Driver } from '../storage/driver.ts';

/** A feature of the bank, for people: what it is set to, and how to switch it on. */
export interface StatusLine {
  readonly name: string;
  readonly isOn: boolean;
  readonly detail: string;
}

const SANDBOX = 'sandbox: pretend profiles that you can edit; ROBLOX=live reads real ones';
const OPENED_HALTED: StatusLine = {
  name: 'Withdrawals',
  isOn: false,
  detail: 'opened with --halted, to be looked at: nothing leaves the bank, and nobody can lift that',
};
const NO_BOT = 'DISCORD_TOKEN switches it on; docs/DISCORD.md shows how to get one';
const NO_DASHBOARD = 'ADMIN_TOKEN switches it on';
const NO_BOT_HERE = 'not in this process: ROLE=api';

/** What is on and what is off, in the order in which a newcomer asks. */
export function describeStatus(
  config: Config,
  { hasKeys, bot, isOpenedHalted }: { hasKeys: boolean; bot: string | null; isOpenedHalted: boolean },
): readonly StatusLine[] {
  const { mode, role, database, roblox, values, keys, backups, webhooks } = config;
  return [
    ...(isOpenedHalted ? [OPENED_HALTED] : []),
    { name: 'Storage', isOn: true, detail: describeStorage(database, mode) },
    { name: 'Roblox', isOn: true, detail: roblox.kind === 'live' ? 'live profiles' : SANDBOX },
    { name: 'Playground', isOn: hasTokenPages(config), detail: describePlayground(config) },
    { name: 'Pet values', isOn: values.kind !== 'off', detail: describeValues(values) },
    { name: 'Holds', isOn: config.rules.depositHoldMs > 0, detail: describeHolds(config.rules) },
    { name: 'Gifts', isOn: config.rules.giftHoldMs !== null, detail: describeGifts(config.rules) },
    { name: 'Staff limit', isOn: config.rules.staffAloneLimit !== null, detail: describeStaff(config.rules) },
    { name: 'API keys', isOn: hasKeys, detail: describeKeys(keys.length, hasKeys) },
    { name: 'Backups', isOn: backups.everyMs > 0, detail: describeBackups(config) },
    {
      name: 'Webhooks',
      isOn: webhooks.urls.operator !== null || webhooks.urls.member !== null,
      detail: describeWebhooks(config),
    },
    { name: 'Discord bot', isOn: bot !== null, detail: bot ?? (role === 'api' ? NO_BOT_HERE : NO_BOT) },
    { name: 'Dashboard', isOn: hasTokenPages(config), detail: describeDashboard(config) },
  ];
}

/** Whether this process has the playground and the dashboard, which take a token in production. */
export function hasTokenPages({ mode, role, adminToken }: Config): boolean {
  return role !== 'bot' && (mode === 'development' || adminToken !== null);
}

function describePlayground(config: Config): string {
  if (config.role === 'bot') return 'not in this process: ROLE=bot';
  if (config.mode === 'development') return 'every command without Discord, at /playground';
  if (config.adminToken !== null) return 'at /playground, behind ADMIN_TOKEN';
  return 'ADMIN_TOKEN switches it on, behind that token';
}

function describeDashboard({ role, mode, adminToken }: Config): string {
  if (role === 'bot') return 'not in this process: ROLE=bot';
  if (adminToken !== null) return 'at /dashboard, for ADMIN_TOKEN and the personal tokens of staff';
  return mode === 'development' ? 'at /dashboard, with a token made up for development' : NO_DASHBOARD;
}

/** Where the bank is, only in development and never with a password: the first page is open to all. */
function describeStorage(database: Config['database'], mode: Config['mode']): string {
  if (database.kind === 'mongodb') {
    return mode === 'development' ? `MongoDB, the database ${database.name}` : 'MongoDB';
  }
  const { file } = database;
  if (file === ':memory:') return 'SQLite in memory: gone when it stops';
  return mode === 'development' ? `SQLite, ${file}` : 'SQLite';
}

function describeHolds({ depositHoldMs, tellerValuePerHour }: Config['rules']): string {
  if (depositHoldMs === 0) return 'credits can leave at once; DEPOSIT_HOLD_SECONDS makes them clear first';
  const limit =
    tellerValuePerHour === 0 ? 'no limit' : `at most ${tellerValuePerHour.toLocaleString('en')} gems' worth`;
  return `credits clear by reports, or after ${depositHoldMs / 1000} s; ${limit} for a teller in an hour`;
}

function describeGifts({ giftHoldMs }: Config['rules']): string {
  if (giftHoldMs === null) return 'members can not give to each other; GIFTS=on lets them';
  if (giftHoldMs === 0) return 'what members give each other can leave at once; GIFT_HOLD_SECONDS holds it';
  return `what members give each other is on hold for ${giftHoldMs / 1000} s, and staff can undo it`;
}

function describeStaff({ staffAloneLimit: limit }: Config['rules']): string {
  if (limit === null) return 'one of the staff may move anything alone; STAFF_ALONE_LIMIT limits it';
  return `one of the staff moves at most ${limit.toLocaleString('en')} gems' worth alone in a day`;
}

function describeValues({ kind, syncMs }: Config['values']): string {
  switch (kind) {
    case 'demo':
      return 'demo: a built-in list of pets';
    case 'off':
      return 'every pet is taken, without a value; VALUES=demo has a built-in list';
    case 'live':
      return syncMs === 0 ? 'from files that you import' : "BIG Games' prices, and files that you import";
    default:
      return kind satisfies never;
  }
}

function describeKeys(configured: number, hasKeys: boolean): string {
  if (configured > 0) return configured === 1 ? 'one key' : `${configured} keys`;
  return hasKeys ? 'one, made up for development' : 'none: no program can call the bank; set API_KEYS';
}

function describeBackups({ backups, backupKeys: { current } }: Config): string {
  const { everyMs, folder, mirror, keep } = backups;
  const made =
    everyMs === 0
      ? 'none by itself: BACKUP_EVERY=24h makes one a day'
      : `every ${everyMs / 3_600_000} h, ${keep} kept in ${folder}${mirror ? ` and ${mirror.bucket}` : ''}`;
  const proof = current === null ? 'not authenticated: set BACKUP_KEY, which setup makes' : 'authenticated';
  return `${made}; ${proof}`;
}

function describeWebhooks({ webhooks: { urls } }: Config): string {
  const sent = [urls.operator && 'what concerns the operator', urls.member && 'what concerns members'];
  const named = sent.filter((each) => each !== null && each !== '').join(', ');
  return named === '' ? 'WEBHOOK_OPERATOR_URL sends alerts to a program of yours' : named;
}

/** Settings that don't work together as the operator may expect, so that this isn't lost in silence. */
export function describeConflicts({ role, database, keys }: Config): readonly string[] {
  const isSplit = role !== 'all' && database.kind === 'sqlite';
  const split = 'a second process there is for handing over only; several need MongoDB';
  const confirming = namesWith('admin', keys).intersection(namesWith('teller', keys));
  return [
    ...(isSplit ? [`ROLE=${role} on an SQLite file: ${split}`] : []),
    ...[...confirming].map(
      (name) =>
        `API_KEYS: ${name} has both teller and admin, so it could confirm what it credits itself: give the ` +
        'admin key another name',
    ),
  ];
}

const namesWith = (scope: Scope, keys: Config['keys']): Set<string> =>
  new Set(keys.filter(({ scopes }) => scopes.has(scope)).map(({ name }) => name));

/** What the health checks read of this process. */
export const createVitals = (
  vitals: Omit<Vitals, 'uptimeMs' | 'isStopping'>,
  life: { readonly startedAt: number; readonly isStopping: boolean },
): Vitals => ({
  ...vitals,
  uptimeMs: () => performance.now() - life.startedAt,
  isStopping: () => life.isStopping,
});

/** Where counting stops: more is as alarming, and takes longer to read. */
const COUNT_LIMIT = 1_000;

/** The state of the bank, for metrics. Rejects when the database can't be read. */
export async function readBankState(
  driver: Pick<Driver, 'load' | 'openCases' | 'tellers' | 'jointShortages' | 'countUnsent'>,
  haltedHere: string | null,
): Promise<BankState> {
  const [{ bank }, cases, tellers, joint, unsentMessages] = await Promise.all([
    driver.load([]),
    driver.openCases({ limit: COUNT_LIMIT }),
    driver.tellers(),
    driver.jointShortages(),
    driver.countUnsent({ limit: COUNT_LIMIT }),
  ]);
  return {
    isHalted: (bank.haltedReason ?? haltedHere) !== null,
    seq: bank.seq,
    openCases: Object.fromEntries(
      CASE_KINDS.map((kind) => [kind, cases.filter((openCase) => openCase.kind === kind).length]),
    ),
    tellers: tellers.map(({ id, report, shortages }) => ({
      id,
      reportedAt: report?.receivedAt ?? null,
      paused: listPaused(
        shortages,
        joint.find(({ tellerId }) => tellerId === id),
      ).length,
    })),
    unsentMessages,
  };
}
