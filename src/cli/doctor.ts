import { readDevelopmentKey } from '../app/development-key.ts';
import { checkDemoLists } from '../app/pet-lists.ts';
import { type Config, ConfigError, readConfig } from '../config/config.ts';
import type { Finding } from '../finding.ts';
import type { CliContext } from './command-line.ts';
import { checkBackupAge } from './doctor/backups.ts';
import { checkDatabase, fileMode, freeBytesAt } from './doctor/database.ts';
import { checkBot } from './doctor/discord.ts';
import { checkClock, checkNetwork } from './doctor/network.ts';
import { checkPetLists } from './doctor/pet-lists.ts';
import { createProbe } from './doctor/probe.ts';
import { bad, EDIT_SETTINGS, ok, SETUP, warn } from './doctor/report.ts';
import { checkAddress, checkLedger, findRunningBank, type RunningBank, urlOf } from './doctor/running.ts';
import { checkRoblox, checkValues } from './doctor/services.ts';
import { ENV_FILE } from './setup/env-file.ts';

/** What the doctor checks beside the services themselves. */
export interface DoctorContext extends Pick<CliContext, 'env' | 'clock'> {
  /** Bytes that the bank may still fill on the disk of a folder. */
  readonly freeBytesAt: (folder: string) => number;
  /** The permissions of the file of settings, as the lowest nine bits; null where there is none. */
  readonly envFileMode: number | null;
}

/**
 * Checks all that a bank needs, the configuration first: as the bank that runs here was started, or else as
 * `bun start` would. Changes nothing, but makes the data folder.
 */
export async function checkAll(context: DoctorContext): Promise<readonly Finding[]> {
  // This request goes to our own machine: it tests neither the network nor our clock.
  const running = await findRunningBank(context.env, createProbe(context.clock).probe);
  const env = running?.mode ? { ...context.env, NODE_ENV: running.mode } : context.env;
  try {
    return await checkConfigured(readConfig(env, checkDemoLists), running, context);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.issues.map(({ variable, message }) =>
      bad(
        variable,
        message,
        `change ${variable}, then run the doctor again: nothing else was checked`,
        EDIT_SETTINGS,
      ),
    );
  }
}

/** Checks all that the bank in this very process needs: it says by itself how it is. Changes nothing. */
export const checkThisBank = (
  config: Config,
  health: Omit<RunningBank, 'url'>,
  clock: () => number,
): Promise<readonly Finding[]> =>
  checkConfigured(
    config,
    { url: urlOf(config), ...health },
    { clock, freeBytesAt, envFileMode: fileMode(ENV_FILE) },
  );

async function checkConfigured(
  config: Config,
  running: RunningBank | null,
  context: Omit<DoctorContext, 'env'>,
): Promise<Finding[]> {
  const { probe, results } = createProbe(context.clock);
  const [address, database, petLists, ...services] = await Promise.all([
    checkAddress(config, running),
    checkDatabase(config, context),
    checkPetLists(config),
    checkBot(config, probe),
    checkRoblox(config, probe),
    checkValues(config, probe),
  ]);
  return [
    address,
    ...checkLedger(running),
    ok('Configuration', `${config.mode}${running ? ', as that bank' : ''}, role ${config.role}`),
    ...checkEnvFile(context.envFileMode),
    checkKeys(config),
    checkBackupKey(config),
    ...checkBackupAge(config, context.clock()),
    ...database,
    ...checkNetwork(results),
    ...checkClock(results),
    ...services.flat(),
    ...petLists,
  ];
}

/** Whether others on this machine can read the secrets. */
function checkEnvFile(mode: number | null): Finding[] {
  if (mode === null) return [];
  const isPrivate = (mode & 0o077) === 0;
  return [
    isPrivate
      ? ok('.env', 'only its owner can read it')
      : warn(
          '.env',
          'others on this machine can read the secrets in it',
          'let only its owner',
          'chmod 600 .env',
        ),
  ];
}

function checkKeys({ keys, mode, dataFolder }: Config): Finding {
  if (keys.length > 0) return ok('API keys', `${keys.length}: ${keys.map(({ id }) => id).join(', ')}`);
  if (mode !== 'development')
    return warn('API keys', 'none: no program can call the bank', 'make some', 'bun run petbank keys new');
  const isMade = readDevelopmentKey(dataFolder) !== null;
  return ok('API keys', isMade ? 'one, made up for development' : 'none: the first start makes one up');
}

function checkBackupKey({ backupKeys, mode }: Config): Finding {
  if (backupKeys.current !== null) return ok('Backups', 'authenticated by BACKUP_KEY');
  return mode === 'development'
    ? ok('Backups', 'not authenticated, which a bank to try things out does not need')
    : warn(
        'Backups',
        'not authenticated: one that was changed is restored',
        'set BACKUP_KEY: setup makes one',
        SETUP,
      );
}
