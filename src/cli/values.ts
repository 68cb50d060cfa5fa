import { readFileSync, statSync } from 'node:fs';
import { type Config, readConfig } from '../config/config.ts';
import { createBigGames } from '../values/big-games.ts';
import { readValuesFile } from '../values/file.ts';
import { ValuesFileError } from '../values/lines.ts';
import { reviseByFile } from '../values/revise.ts';
import { syncValues } from '../values/sync.ts';
import { inWords } from './explain-error.ts';
import { CommandError } from './finish.ts';
import type { Terminal } from './progress.ts';
import { withDriver } from './with-driver.ts';

/** Twenty thousand lines are under two MiB: what is far larger is no file of values. */
const MAX_FILE_BYTES = 64 * 2 ** 20;
const IN_USE = 'A bank that runs with VALUES=live uses them within 15 seconds.';

export interface ValuesCommand {
  /** Its settings of the database and of BIG Games count. */
  readonly config: Config;
  readonly clock: () => number;
  readonly terminal: Terminal;
}

/**
 * The configuration of a command about values: a fault of another variable must not stand in its way. Throws
 * ConfigError.
 */
export const valuesConfig = (env: Readonly<Record<string, string | undefined>>): Config =>
  readConfig({
    DATABASE_URL: env.DATABASE_URL,
    PS99_API_URL: env.PS99_API_URL,
    VALUES_SYNC_HOURS: env.VALUES_SYNC_HOURS,
  });

const STEPS = {
  pets: 'Reading the list of pets …',
  prices: 'Reading prices …',
  counts: 'Reading how many exist …',
  writing: 'Writing …',
} as const;

/**
 * Reads every price from BIG Games now, and says what came of it. Rejects with UpstreamError or ArchiveError;
 * then nothing has changed.
 */
export async function syncValuesNow({ config, clock, terminal }: ValuesCommand): Promise<string> {
  const { apiUrl, syncMs } = config.values;
  const show = (text: string): void => {
    if (terminal.isTTY) terminal.write(`\r\u001b[K${text}`);
  };
  const { pets, priced, leftOut } = await withDriver(config, (store) =>
    syncValues({
      store,
      api: createBigGames({ baseUrl: apiUrl }),
      clock,
      everyMs: syncMs,
      onStep: (step) => show(STEPS[step]),
    }),
  );
  show('');
  const rest = leftOut === 0 ? '' : ` ${leftOut} lines that the bank can't hold were left out.`;
  return `Read from BIG Games: ${pets} pets, each form for itself, ${priced} of them with a price.${rest}\n${IN_USE}`;
}

/**
 * Takes a file of values in, all of it or nothing. Rejects with CommandError, which names every line at
 * fault, or ArchiveError.
 */
export async function importValuesFile(file: string, { config, clock }: ValuesCommand): Promise<string> {
  const readings = readFile(file);
  const at = clock();
  await withDriver(config, (store) =>
    store.importValues({
      readings,
      revise: (before, reading) => reviseByFile(before, reading, at),
      nextAt: null,
    }),
  );
  return `Imported from ${file}: ${readings.length} pets, each form for itself.\n${IN_USE}`;
}

function readFile(file: string): ReturnType<typeof readValuesFile> {
  try {
    if (statSync(file).size > MAX_FILE_BYTES) throw new CommandError(`${file} is larger than 64 MiB`);
    return readValuesFile(file, readFileSync(file, 'utf8'));
  } catch (error) {
    if (!(error instanceof ValuesFileError)) throw inWords(error, 'Nothing was imported');
    throw new CommandError(`Nothing was imported. What is wrong in ${file}:\n${error.message}`);
  }
}
