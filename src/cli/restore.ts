import { defineCommand } from 'citty';
import type { Head } from '../bank/heads.ts';
import type { LedgerCheck } from '../bank/verify-ledger.ts';
import type { Database } from '../config/config.ts';
import type { Trust } from '../storage/archive/authentication.ts';
import { fillDatabase } from '../storage/archive/fill.ts';
import { openArchive } from '../storage/archive/read-file.ts';
import { checkFile, describeBroken, retryScan, scan } from '../storage/archive/scan.ts';
import { ANYWAY, readBackupKeys } from './backup.ts';
import { type CliContext, requiredOption, type Terminal } from './command-line.ts';
import { databaseAt, databaseName, openSource, openTarget } from './databases.ts';
import { runWithProgress, type Watch } from './progress.ts';

const TO = requiredOption('Address of an empty database, as in DATABASE_URL');

const UNAUTHENTICATED = 'Restores a backup that no key authenticates, and leaves the bank halted';

export const createRestoreCommand = ({ env, clock, terminal }: CliContext) =>
  defineCommand({
    meta: {
      name: 'restore',
      description: 'Restores a backup as a working bank, into an empty database. Checks everything first.',
    },
    args: {
      from: requiredOption('The file that backup made'),
      to: TO,
      anyway: { type: 'boolean', description: ANYWAY },
      unauthenticated: { type: 'boolean', description: UNAUTHENTICATED },
    },
    run: ({ args }) => {
      const { current, old } = readBackupKeys(env);
      const keys = [current, old].filter((key) => key !== null);
      const restore = {
        file: args.from,
        to: databaseAt(args.to, '--to'),
        force: args.anyway === true,
        trust: { keys, acceptsUnauthenticated: args.unauthenticated === true },
        at: clock(),
      };
      return restoreBackup(restore, terminal);
    },
  });

export const createCopyCommand = ({ terminal }: CliContext) =>
  defineCommand({
    meta: { name: 'copy', description: 'Copies the whole bank into an empty database, of either kind.' },
    args: {
      from: requiredOption('Address of the database, as in DATABASE_URL'),
      to: TO,
    },
    run: ({ args }) =>
      copyBank({ from: databaseAt(args.from, '--from'), to: databaseAt(args.to, '--to') }, terminal),
  });

interface Restore {
  readonly file: string;
  readonly to: Database;
  /** Restores a broken ledger too. */
  readonly force: boolean;
  readonly trust: Trust;
  /** The time, in milliseconds since 1970. */
  readonly at: number;
}

const NEXT = `What happened after this backup is not in it. Before tellers work again:
 1. Give every program a new key, or wait ten minutes: requests of the last minutes could be sent a second \
time.
 2. Compare what each teller really holds with /proof: trades since the backup are in the game, and not in \
the bank.
 3. Look through open withdrawals: one that was handed over since the backup is open again.
docs/BACKUPS.md says how.`;

/** Makes a bank of the file. Rejects with ArchiveError or CommandError: then the database is still empty. */
async function restoreBackup(restore: Restore, terminal: Terminal): Promise<string> {
  const options = { terminal, failure: 'Nothing was restored', file: restore.file };
  const { proof, ...filled } = await runWithProgress(options, (watch) => restoreFile(restore, watch));
  return `Restored: ${describeFilled(filled, restore.to)}\n${PROOFS[proof]}\n${NEXT}`;
}

const PROOFS = {
  authenticated: 'The backup is authenticated: nobody changed it after it was made.',
  none: 'THE BACKUP IS NOT AUTHENTICATED: somebody may have changed it, and BACKUP_KEY is not set.',
  accepted:
    'THE BACKUP IS NOT AUTHENTICATED: somebody may have changed it. The bank is halted: compare balances ' +
    'and the head with what you know of them (docs/BACKUPS.md) before staff let it go on.',
} as const;

/** What a database was filled with. */
interface Filled {
  readonly check: LedgerCheck;
  readonly head: Head;
}

const BY = 'staff-command-line';
const HALT_REASON = 'Restored from a backup that is not authenticated';

async function restoreFile(
  { file, to, force, trust, at }: Restore,
  watch: Watch,
): Promise<Filled & { readonly proof: keyof typeof PROOFS }> {
  const source = await openArchive(file, trust);
  // The whole file is read before anything is written: a damaged one must not touch the database.
  await checkFile(source, { force, onProgress: watch('Checking the backup') });
  const target = await openTarget(to);
  const steps = scan(source, { force, onProgress: watch('Restoring') });
  const accepted = trust.acceptsUnauthenticated ? 'accepted' : 'none';
  const proof = source.isAuthenticated() ? 'authenticated' : accepted;
  const halt = proof === 'accepted' ? { by: BY, at, reason: HALT_REASON } : null;
  const check = await fillDatabase(steps, target, { force, validate: false, halt });
  return { check, head: source.head, proof };
}

interface Copy {
  readonly from: Database;
  readonly to: Database;
}

/** Copies the bank. Rejects with ArchiveError or CommandError: then the other database is still empty. */
async function copyBank(copy: Copy, terminal: Terminal): Promise<string> {
  const options = { terminal, failure: 'Nothing was copied' };
  const filled = await runWithProgress(options, (watch) => retryScan(() => copyOnce(copy, watch)));
  return [
    `Copied: ${describeFilled(filled, copy.to)}`,
    `Start the bank on the copy only when it no longer runs on ${databaseName(copy.from)}: ` +
      'two banks must not serve the same members or share API keys.',
  ].join('\n');
}

async function copyOnce({ from, to }: Copy, watch: Watch): Promise<Filled> {
  const source = await openSource(from);
  try {
    const target = await openTarget(to);
    const steps = scan(source, { force: false, onProgress: watch('Copying') });
    const check = await fillDatabase(steps, target, { force: false, validate: true, halt: null });
    return { check, head: source.head };
  } finally {
    await source.close();
  }
}

function describeFilled({ check, head }: Filled, to: Database): string {
  const verdict =
    check.kind === 'sound'
      ? 'The ledger was checked again there, and holds.'
      : `${describeBroken(check.firstError)}\nIt was restored anyway, as broken as it was.`;
  return `${databaseName(to)}\n${head.seq} transactions, head ${head.hash}\n${verdict}`;
}
