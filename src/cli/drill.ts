import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { defineCommand } from 'citty';
import { openBackupMirror } from '../app/backup-mirror.ts';
import { type BackupDrill, drillFile, keysOf, listBackups, timeOf } from '../app/backups.ts';
import { type Config, readConfig } from '../config/config.ts';
import { type Answer, type CliContext, CommandError, JSON_OPTION, unable } from './command-line.ts';
import { explainError } from './explain-error.ts';

const FILE = 'A backup; by default the newest that the bank has made by itself';

export const createDrillCommand = (context: CliContext) =>
  defineCommand({
    meta: { name: 'drill', description: 'Restores a backup to check it, and keeps nothing of it.' },
    args: {
      file: { type: 'positional', required: false, description: FILE },
      elsewhere: { type: 'boolean', description: 'The newest in the storage of BACKUP_S3_BUCKET' },
      ...JSON_OPTION,
    },
    run: ({ args }) => runDrill({ file: args.file, isElsewhere: args.elsewhere === true }, context),
  });

interface Drill {
  readonly file: string | undefined;
  readonly isElsewhere: boolean;
}

/** Rejects with CommandError or ArchiveError: then this backup would be none when it is needed. */
export async function runDrill({ file, isElsewhere }: Drill, { env, clock }: CliContext): Promise<Answer> {
  if (file !== undefined && isElsewhere) throw new CommandError('Name a file, or --elsewhere, not both.');
  const config = readBackupConfig(env);
  const folder = mkdtempSync(join(tmpdir(), 'petbank-drill-'));
  try {
    const found = file ?? (isElsewhere ? await fetchNewest(config, folder) : findNewest(config));
    const drilled = await drillFile(found, keysOf(config.backupKeys));
    const name = isElsewhere ? basename(found) : found;
    return { text: describe(name, drilled, clock()), data: { file: name, ...drilled } };
  } catch (error) {
    throw explainError(error, 'The drill failed', file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Only what backups need: an error in another variable must not keep anyone from one. */
function readBackupConfig(env: CliContext['env']): Config {
  const own = Object.entries(env).filter(([name]) => name.startsWith('BACKUP_'));
  const { NODE_ENV, DATABASE_URL } = env;
  return readConfig({ NODE_ENV, DATABASE_URL, ...Object.fromEntries(own) });
}

function findNewest({ backups: { folder } }: Config): string {
  const [newest] = existsSync(folder) ? listBackups(folder) : [];
  if (newest) return join(folder, newest.name);
  throw unable(
    `There is no backup in ${folder}: BACKUP_EVERY=24h has the bank make one each day. To try one that you ` +
      'made, name it: bun run petbank drill FILE',
  );
}

async function fetchNewest({ backups }: Config, folder: string): Promise<string> {
  const mirror = openBackupMirror(backups);
  if (!mirror) throw new CommandError('Set BACKUP_S3_BUCKET, BACKUP_S3_KEY_ID and BACKUP_S3_SECRET first.');
  const [newest] = await mirror.list();
  if (!newest) throw unable(`There is no backup in the bucket ${backups.mirror?.bucket}.`);
  const file = join(folder, newest.name);
  await mirror.fetch(newest.name, file);
  return file;
}

function describe(file: string, { seq, head, isAuthenticated, tookMs }: BackupDrill, now: number): string {
  const madeAt = timeOf(basename(file));
  const age = madeAt === null ? '' : `, ${((now - madeAt) / 3_600_000).toFixed(1)} hours old,`;
  return [
    `${file}${age} was restored in ${(tookMs / 1000).toFixed(1)} s, checked, and thrown away.`,
    `${seq} transactions, head ${head}`,
    isAuthenticated ? 'It is authenticated: nobody changed it.' : 'IT IS NOT AUTHENTICATED: set BACKUP_KEY.',
    'The ledger holds. To restore it for good: bun run petbank restore',
  ].join('\n');
}
