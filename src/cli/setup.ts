import { cancel, intro, log, note, outro } from '@clack/prompts';
import { ArchiveError } from '../storage/errors.ts';
import { inWords } from './explain-error.ts';
import { CommandError } from './finish.ts';
import { askAddress, askDatabase, askPurpose } from './setup/bank.ts';
import { askBot } from './setup/bot.ts';
import { readEnvFile, type Settings, withSettings, writeEnvFile } from './setup/env-file.ts';
import { Cancelled, isYes } from './setup/prompts.ts';
import { askKeys, makeAdminToken } from './setup/secrets.ts';
import type { SetupWorld } from './setup/world.ts';

/**
 * Asks, looks whether each answer holds, and writes the settings. False where whoever was asked broke off:
 * then nothing was written.
 */
export async function setUp(world: SetupWorld): Promise<boolean> {
  const { envFile } = world;
  intro('Petbank: the settings of your bank. Ctrl-C ends it, and nothing is written before the end.');
  try {
    const old = readEnvFile(envFile);
    if (old !== null && !(await isYes(`${envFile} is there already. Change it? The old one is kept.`, false)))
      throw new Cancelled();
    const settings = await askAll(world);
    if (!(await isYes(`Write ${envFile}?`, true))) throw new Cancelled();
    const backup = write(world, withSettings(old, settings));
    log.success(`${envFile} is written, for you alone.${backup === null ? '' : ` The old one: ${backup}`}`);
    note(describeNext(settings), 'Next');
    outro('Done.');
    return true;
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error;
    cancel('Nothing was written.');
    return false;
  }
}

async function askAll(world: SetupWorld): Promise<Settings> {
  const purpose = await askPurpose(world.env);
  const database = await askDatabase(world);
  const address = await askAddress(world, purpose);
  const bot = await askBot(world);
  const keys = await askKeys(world);
  return { ...purpose, ...database, ...address, ...bot, ...keys, ...makeAdminToken(world, purpose) };
}

function write({ envFile, clock }: SetupWorld, text: string): string | null {
  try {
    return writeEnvFile(envFile, text, clock());
  } catch (error) {
    const explained = inWords(error, `${envFile} can't be written`);
    throw explained instanceof ArchiveError ? new CommandError(explained.message) : error;
  }
}

function describeNext({ API_KEYS, ADMIN_TOKEN, HOST, PORT }: Settings): string {
  return [
    'bun run petbank doctor   looks whether all is well',
    'bun start                starts the bank',
    ...(API_KEYS ? ['Each program gets its own key from API_KEYS, and nobody else sees it.'] : []),
    ...(ADMIN_TOKEN ? [`ADMIN_TOKEN opens the playground: http://${HOST}:${PORT}/playground`] : []),
    ...(HOST === '0.0.0.0' ? [`Let only your proxy reach port ${PORT}: docs/DEPLOYMENT.md`] : []),
  ].join('\n');
}
