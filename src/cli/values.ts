import { readFileSync, statSync } from 'node:fs';
import { defineCommand } from 'citty';
import { type Config, readConfig } from '../config/config.ts';
import { createBigGames } from '../values/big-games.ts';
import { ValuesFileError } from '../values/csv.ts';
import { readValuesFile } from '../values/file.ts';
import { reviseByFile } from '../values/revise.ts';
import { syncValues } from '../values/sync.ts';
import { type CliContext, CommandError, runCommand } from './command-line.ts';
import { withDriver } from './databases.ts';
import { explainError } from './explain-error.ts';

/** Twenty thousand lines are under two MiB: what is far larger is no file of values. */
const MAX_FILE_BYTES = 64 * 2 ** 20;
const IN_USE = 'A bank that runs with VALUES=live uses them within 15 seconds.';

export const createValuesCommand = (context: CliContext) =>
  defineCommand({
    meta: { name: 'values', description: 'What pets are worth.' },
    subCommands: {
      sync: defineCommand({
        meta: {
          name: 'sync',
          description: 'Reads every price from BIG Games now. The bank may keep running.',
        },
        run: () => runCommand(() => syncValuesNow(toValuesContext(context))),
      }),
      import: defineCommand({
        meta: {
          name: 'import',
          description: 'Imports values from a CSV or JSON file: the whole file, or nothing.',
        },
        args: {
          file: {
            type: 'positional',
            required: true,
            description: 'The file: docs/VALUES.md says what is in it',
          },
        },
        run: ({ args }) => runCommand(() => importValuesFile(args.file, toValuesContext(context))),
      }),
    },
  });

interface ValuesContext extends Pick<CliContext, 'clock' | 'terminal'> {
  /** Only its settings of the database and of BIG Games matter. */
  readonly config: Config;
}

const toValuesContext = ({ env, clock, terminal }: CliContext): ValuesContext => ({
  config: valuesConfig(env),
  clock,
  terminal,
});

/**
 * The configuration of a command about values: an error in another variable must not stop it. Throws
 * ConfigError.
 */
export const valuesConfig = (env: CliContext['env']): Config =>
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
 * Reads every price from BIG Games now and describes the result. Rejects with UpstreamError or ArchiveError;
 * then nothing has changed.
 */
export async function syncValuesNow({ config, clock, terminal }: ValuesContext): Promise<string> {
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
 * Imports a file of values, all of it or nothing. Rejects with CommandError, which names every wrong line, or
 * ArchiveError.
 */
export async function importValuesFile(file: string, { config, clock }: ValuesContext): Promise<string> {
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
    if (!(error instanceof ValuesFileError)) throw explainError(error, 'Nothing was imported');
    throw new CommandError(`Nothing was imported. What is wrong in ${file}:\n${error.message}`);
  }
}
