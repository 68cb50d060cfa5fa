import { statfsSync, statSync } from 'node:fs';
import { type Config, ConfigError, checkDataFolder } from '../../config/config.ts';
import { errorCode, errorWords } from '../../error-code.ts';
import { ownFile } from '../../files.ts';
import type { Finding } from '../../finding.ts';
import type { Inspection } from '../../storage/driver.ts';
import { ArchiveError } from '../../storage/errors.ts';
import { MAX_AHEAD_MS } from '../../storage/loading.ts';
import { inspectStorage } from '../../storage/open.ts';
import { databaseName } from '../databases.ts';
import { explainError } from '../explain-error.ts';
import { SET_CLOCK } from './network.ts';
import { bad, CHECK_AGAIN, ok, SETUP, warn } from './report.ts';

const ABOUT = 'Database';
const MIB = 2 ** 20;
/** Below this, the bank soon stops. */
const LOW_BYTES = 100 * MIB;
/** Below this, space should be freed soon. A million transactions take 855 MB. */
const SCANT_BYTES = 1024 * MIB;

interface DatabaseCheck {
  readonly freeBytesAt: (folder: string) => number;
  readonly clock: () => number;
}

/** Whether a bank can read and write there, and how much space is left. */
export async function checkDatabase(
  config: Config,
  { freeBytesAt, clock }: DatabaseCheck,
): Promise<Finding[]> {
  const { database, dataFolder } = config;
  if (database.kind === 'sqlite' && database.file === ':memory:') {
    return [warn(ABOUT, 'in memory: all is gone when the bank stops', 'name a file in DATABASE_URL')];
  }
  try {
    checkDataFolder(config);
    const inspection = await inspectStorage(database, { migrationsFolder: ownFile('migrations') });
    const freeBytes = database.kind === 'sqlite' ? freeBytesAt(dataFolder) : inspection.freeBytes;
    return [
      describeBank(databaseName(database), inspection),
      ...checkHalt(inspection),
      ...checkBehind(inspection, clock()),
      ...(freeBytes === null
        ? []
        : [checkFreeSpace(freeBytes, database.kind === 'sqlite' ? dataFolder : null)]),
    ];
  } catch (error) {
    return explainUnusable(error, config);
  }
}

function describeBank(name: string, { head, isOutdated }: Inspection): Finding {
  if (head === null) return ok(ABOUT, `${name}: no bank yet, the first start makes it`);
  const holds = `${name}: ${head.seq} transactions, head ${head.hash}`;
  return isOutdated
    ? warn(ABOUT, `${holds}; made by an older version`, 'back it up: the next start brings it up to date')
    : ok(ABOUT, holds);
}

const RESUME = `bun run petbank ask POST /admin/halt '{"halted":false,"reason":"…"}'`;

function checkHalt({ haltedReason }: Inspection): Finding[] {
  if (haltedReason === null) return [];
  const text = `the bank is halted, so nobody can verify or withdraw: ${haltedReason}`;
  return [warn('Halt', text, 'once the cause is gone, let it go on, and say why', RESUME)];
}

/** By the rule of a start. */
function checkBehind({ writtenAt }: Inspection, now: number): Finding[] {
  const behindMs = writtenAt - now;
  if (behindMs <= MAX_AHEAD_MS) return [];
  const text = `${Math.round(behindMs / 60_000)} minutes behind the newest commit: a start is refused`;
  const remedy = 'let the machine set its clock by the network; if it is right, start with --accept-clock';
  return [bad('Clock', text, remedy, SET_CLOCK)];
}

function checkFreeSpace(freeBytes: number, folder: string | null): Finding {
  const text = `${Math.floor(freeBytes / MIB)} MiB are free`;
  if (freeBytes >= SCANT_BYTES) return ok('Disk', text);
  const remedy = 'free some space on the disk of the database';
  const list = folder === null ? CHECK_AGAIN : `du -sh ${folder}; df -h ${folder}`;
  return freeBytes < LOW_BYTES ? bad('Disk', text, remedy, list) : warn('Disk', text, remedy);
}

/** The reason in our words where we have some, else in the database's own, without addresses. */
function explainUnusable(error: unknown, { database, dataFolder }: Config): Finding[] {
  if (error instanceof ConfigError) return error.issues.map(({ message }) => unusable(message, SETUP));
  // A bank whose files are not as it left them needs no other settings.
  const look = database.kind === 'sqlite' ? `ls -la ${dataFolder}` : SETUP;
  const explained = explainError(error, 'the reason');
  if (explained instanceof ArchiveError) return [unusable(explained.message, look)];
  const words = error instanceof Error ? `${errorCode(error) || error.name}: ${errorWords(error)}` : 'none';
  return [unusable(`the reason is unknown (${words}): try another database, and report this`, look)];
}

const unusable = (remedy: string, command: string): Finding =>
  bad(ABOUT, "the bank can't use it", remedy, command);

/** Bytes that a user without special rights may still fill on the disk of a folder. */
export function freeBytesAt(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

/** The mode of a file, whose lowest nine bits are its permissions; null if there is none. */
export function fileMode(file: string): number | null {
  return statSync(file, { throwIfNoEntry: false })?.mode ?? null;
}
