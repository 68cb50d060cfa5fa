import { existsSync, readFileSync } from 'node:fs';
import { cancel, intro, log, outro } from '@clack/prompts';
import { ArchiveError } from '../storage/errors.ts';
import { type CliContext, unable } from './command-line.ts';
import { createProbe } from './doctor/probe.ts';
import { explainError } from './explain-error.ts';
import {
  askAddress,
  askDatabase,
  askKeys,
  askPurpose,
  makeAdminToken,
  makeBackupKey,
  scheduleBackups,
} from './setup/bank.ts';
import { askBot } from './setup/bot.ts';
import { ENV_FILE, type Settings, withSettings, writeEnvFile } from './setup/env-file.ts';
import { Cancelled, confirmed, type SetupContext } from './setup/prompts.ts';

/** Asks for the settings, checks each, and writes the file. Returns what to do next, or null on an abort. */
export async function runSetup(cli: CliContext): Promise<string | null> {
  const context = { ...cli, probe: createProbe(cli.clock).probe };
  intro('Petbank: the settings of your bank. Ctrl-C ends it, and nothing is written before the end.');
  try {
    const old = existsSync(ENV_FILE) ? readFileSync(ENV_FILE, 'utf8') : null;
    const question = `${ENV_FILE} is there already. Change it? The old one is kept.`;
    if (old !== null && !(await confirmed(question, false))) throw new Cancelled();
    const settings = await askAll(context);
    if (!(await confirmed(`Write ${ENV_FILE}?`, true))) throw new Cancelled();
    const backup = write(withSettings(old, settings), context);
    log.success(`${ENV_FILE} is written, for you alone.${backup === null ? '' : ` The old one: ${backup}`}`);
    outro('Done. What comes next:');
    return describeNext(settings);
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error;
    cancel('Nothing was written.');
    return null;
  }
}

async function askAll(context: SetupContext): Promise<Settings> {
  const purpose = await askPurpose(context.env);
  const database = await askDatabase(context);
  const address = await askAddress(context, purpose);
  const bot = await askBot(context);
  const keys = await askKeys(context);
  const secrets = { ...makeAdminToken(context), ...makeBackupKey(context) };
  const backups = scheduleBackups(context, { ...purpose, ...database });
  return { ...purpose, ...database, ...address, ...bot, ...keys, ...secrets, ...backups };
}

function write(text: string, { clock }: SetupContext): string | null {
  try {
    return writeEnvFile(ENV_FILE, text, clock());
  } catch (error) {
    const explained = explainError(error, `${ENV_FILE} can't be written`);
    throw explained instanceof ArchiveError ? unable(explained.message, error) : error;
  }
}

function describeNext(settings: Settings): string {
  const { API_KEYS, ADMIN_TOKEN, BACKUP_KEY, BACKUP_EVERY, HOST, PORT } = settings;
  return [
    'Check your setup:  bun run petbank doctor',
    'Start the bank:    bun start',
    ...(API_KEYS ? ['Each program gets its own key from API_KEYS, and nobody else sees it.'] : []),
    ...(ADMIN_TOKEN ? [`ADMIN_TOKEN signs you in to the dashboard: http://${HOST}:${PORT}/dashboard`] : []),
    ...(BACKUP_KEY
      ? ['Keep a copy of BACKUP_KEY apart from the backups: it proves that they are yours.']
      : []),
    ...(BACKUP_EVERY
      ? ['The bank backs itself up each day, on this disk. Keep copies elsewhere: docs/BACKUPS.md']
      : []),
    ...(HOST === '0.0.0.0' ? [`Let only your proxy reach port ${PORT}: docs/DEPLOYMENT.md`] : []),
  ].join('\n');
}
