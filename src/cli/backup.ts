import { existsSync } from 'node:fs';
import { defineCommand } from 'citty';
import { version } from '../../package.json';
import type { Head } from '../bank/heads.ts';
import { type Config, type Database, readConfig } from '../config/config.ts';
import { describeBroken, retryScan, scan } from '../storage/archive/scan.ts';
import { type WrittenArchive, writeArchive } from '../storage/archive/write-file.ts';
import {
  type Answer,
  type CliContext,
  CommandError,
  JSON_OPTION,
  option,
  type Terminal,
} from './command-line.ts';
import { databaseAt, databaseName, openSource } from './databases.ts';
import { runWithProgress, type Watch } from './progress.ts';

export const ANYWAY = 'Continues even if the ledger is broken; damage to the file itself is never ignored';

export const createBackupCommand = ({ env, clock, terminal }: CliContext) =>
  defineCommand({
    meta: {
      name: 'backup',
      description: 'Writes the whole bank into one file, and checks the ledger. The bank may keep running.',
    },
    args: {
      from: option('Address of the database, as in DATABASE_URL, which is the default'),
      to: option('The file; by default petbank-<time>.petbank.gz in this folder'),
      ...JSON_OPTION,
      force: { type: 'boolean', description: 'Overwrites an existing file' },
      anyway: { type: 'boolean', description: ANYWAY },
    },
    run: ({ args }) => {
      const made = new Date(clock()).toISOString();
      const backup = {
        from: databaseAt(args.from ?? env.DATABASE_URL, '--from'),
        file: args.to ?? `petbank-${made.replaceAll(':', '-')}.petbank.gz`,
        overwrite: args.force === true,
        force: args.anyway === true,
        key: readBackupKeys(env).current,
        made,
      };
      return makeBackup(backup, terminal);
    },
  });

interface Backup {
  readonly from: Database;
  readonly file: string;
  /** Overwrites an existing file. */
  readonly overwrite: boolean;
  /** Makes a backup of a broken ledger too. */
  readonly force: boolean;
  /** What it is authenticated with, or null. */
  readonly key: string | null;
  /** The time, as ISO 8601. */
  readonly made: string;
}

/** Writes and describes a backup. Rejects with ArchiveError or CommandError: then there is no new file. */
async function makeBackup(backup: Backup, terminal: Terminal): Promise<Answer> {
  if (existsSync(backup.file) && !backup.overwrite)
    throw new CommandError(
      `${backup.file} is there already. Name another file, or add --force to overwrite it.`,
    );
  const options = { terminal, failure: 'No backup was made' };
  return runWithProgress(options, (watch) => retryScan(() => writeOnce(backup, watch)));
}

async function writeOnce({ from, force, made, ...to }: Backup, watch: Watch): Promise<Answer> {
  const source = await openSource(from);
  try {
    const steps = scan(source, { force, onProgress: watch('Backup') });
    const about = { made, program: version, ...source.head };
    const written = await writeArchive(to, about, steps);
    const { seq, hash } = source.head;
    const { counts, error } = written;
    return {
      text: describeBackup(to, databaseName(from), { seq, hash, ...written }),
      data: {
        file: to.file,
        made,
        seq,
        head: hash,
        ledger: error ? describeBroken(error) : 'holds',
        isAuthenticated: to.key !== null,
        rows: counts,
      },
    };
  } finally {
    await source.close();
  }
}

/** The keys of backups; an error elsewhere in the configuration must not keep anyone from making one. */
export const readBackupKeys = ({ NODE_ENV, BACKUP_KEY, BACKUP_KEY_OLD }: CliContext['env']): BackupKeys =>
  readConfig({ NODE_ENV, BACKUP_KEY, BACKUP_KEY_OLD }).backupKeys;
type BackupKeys = Config['backupKeys'];

const AUTHENTICATED =
  'It is authenticated with BACKUP_KEY: without that key, nobody can change it unnoticed.';
const NOT_AUTHENTICATED =
  'IT IS NOT AUTHENTICATED: whoever can write to it can change it unnoticed. Set BACKUP_KEY (bun run ' +
  'petbank setup makes one).';

function describeBackup(
  { file, key }: Pick<Backup, 'file' | 'key'>,
  from: string,
  { seq, hash, counts, error }: WrittenArchive & Head,
) {
  const rows = Object.entries(counts).map(([table, count]) => `${table} ${count}`);
  const verdict = error
    ? `${describeBroken(error)}\nThis backup was made anyway: what is wrong in the bank is wrong in it too.`
    : 'The ledger holds.';
  return [
    `Backup of ${from}: ${file}`,
    `${seq} transactions, head ${hash}`,
    verdict,
    key === null ? NOT_AUTHENTICATED : AUTHENTICATED,
    `Rows: ${rows.join(', ')}`,
    "It holds members' names and Discord ids, and no keys: keep both, apart from each other, where " +
      'only you can read them.',
  ].join('\n');
}
