import { multiselect, select } from '@clack/prompts';
import { readConfig } from '../../config/config.ts';
import { checkDatabase, freeBytesAt } from '../doctor/database.ts';
import { checkAddress, findRunningBank } from '../doctor/running.ts';
import { newKeyLine } from '../keys.ts';
import type { Settings } from './env-file.ts';
import { askSetting, confirmed, requireAnswer, type SetupContext } from './prompts.ts';

/** What the bank is for: it decides where profiles and values come from. */
export async function askPurpose(env: SetupContext['env']): Promise<Settings> {
  const purpose = await requireAnswer(
    select({
      message: 'What is this bank for?',
      options: [
        { value: 'live', label: 'Players', hint: "real Roblox profiles, BIG Games' values" },
        { value: 'sandbox', label: 'Trying things out', hint: 'pretend profiles, a built-in list of pets' },
      ],
      initialValue: env.ROBLOX === 'sandbox' ? 'sandbox' : 'live',
    }),
  );
  return { ROBLOX: purpose, VALUES: purpose === 'live' ? 'live' : 'demo' };
}

/** Where the bank is stored; the doctor checks it. */
export async function askDatabase({ env, clock }: SetupContext): Promise<Settings> {
  const DATABASE_URL = await askSetting(
    'DATABASE_URL',
    {
      message: 'Where is the bank kept? A file on this machine, or mongodb://user:password@host/petbank',
      initialValue: env.DATABASE_URL ?? 'file:./data/petbank.db',
    },
    async (address) => {
      const findings = await checkDatabase(readConfig({ DATABASE_URL: address }), { freeBytesAt, clock });
      return findings.find(({ level }) => level === 'bad') ?? findings[0] ?? null;
    },
  );
  return { DATABASE_URL };
}

const ONLY_HERE = '127.0.0.1';

/** Where the bank listens. Pretend profiles are for this machine alone: with them anyone is anyone. */
export async function askAddress({ env, probe }: SetupContext, { ROBLOX }: Settings): Promise<Settings> {
  const HOST =
    ROBLOX === 'sandbox'
      ? ONLY_HERE
      : await requireAnswer(
          select({
            message: 'Who may reach it?',
            options: [
              { value: ONLY_HERE, label: 'This machine alone', hint: 'also with a proxy on this machine' },
              { value: '0.0.0.0', label: 'Other machines', hint: 'behind a proxy with a certificate' },
            ],
            initialValue: env.HOST === '0.0.0.0' ? '0.0.0.0' : ONLY_HERE,
          }),
        );
  const PORT = await askSetting(
    'PORT',
    { message: 'On which port?', initialValue: env.PORT ?? '3000' },
    async (port) =>
      checkAddress({ host: HOST, port: Number(port) }, await findRunningBank({ HOST, PORT: port }, probe)),
  );
  const hasProxy =
    ROBLOX === 'live' &&
    (await confirmed('Is there a proxy of yours before it, such as Caddy or nginx?', env.PROXY_HOPS === '1'));
  return { HOST, PORT, PROXY_HOPS: hasProxy ? '1' : '0' };
}

/** The programs that call a bank, with what each may do. */
const CALLERS = [
  { name: 'teller-1', scopes: 'teller', label: 'A teller', hint: 'the script in the game' },
  { name: 'site', scopes: 'member+read', label: 'A web site', hint: 'acts for members' },
  { name: 'operator', scopes: 'admin', label: 'You', hint: 'halt, freeze, settle cases' },
] as const;
const ADMIN_TOKEN_BYTES = 24;
const BACKUP_KEY_BYTES = 32;

/** A key for each program that calls the bank. Existing keys stay, unless the user wants new ones. */
export async function askKeys({ env, random }: SetupContext): Promise<Settings> {
  const keepsKeys =
    env.API_KEYS && (await confirmed('Keep the existing API keys? New ones lock their programs out.', true));
  if (keepsKeys) return {};
  const chosen = await requireAnswer(
    multiselect({
      message: 'Who gets a key to call the bank? (space chooses)',
      options: CALLERS.map(({ name, label, hint }) => ({ value: name, label, hint })),
      initialValues: CALLERS.map(({ name }) => name),
      required: false,
    }),
  );
  const lines = CALLERS.filter(({ name }) => chosen.includes(name)).map(({ name, scopes }) =>
    newKeyLine({ name, scopes }, random),
  );
  return { API_KEYS: lines.join(',') };
}

/** The token opens the dashboard, and the playground. */
export function makeAdminToken({ env, random }: SetupContext): Settings {
  if (env.ADMIN_TOKEN) return {};
  return { ADMIN_TOKEN: Buffer.from(random(ADMIN_TOKEN_BYTES)).toString('base64url') };
}

/** What backups are authenticated with. An existing one stays, or older backups would be refused. */
export function makeBackupKey({ env, random }: SetupContext): Settings {
  if (env.BACKUP_KEY) return {};
  return { BACKUP_KEY: Buffer.from(random(BACKUP_KEY_BYTES)).toString('base64url') };
}

/** A bank of players in a file backs itself up, unless that is set already. MongoDB's often has its own. */
export function scheduleBackups({ env }: SetupContext, { ROBLOX, DATABASE_URL }: Settings): Settings {
  const isWanted = ROBLOX === 'live' && DATABASE_URL?.startsWith('file:') === true;
  return isWanted && !env.BACKUP_EVERY ? { BACKUP_EVERY: '24h' } : {};
}
