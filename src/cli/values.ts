import { readFileSync, statSync } from 'node:fs';
import { defineCommand } from 'citty';
import { type Config, readConfig } from '../config/config.ts';
import { createBigGames } from '../values/big-games.ts';
import { readValuesFile } from '../values/file.ts';
import { ValuesFileError } from '../values/file-error.ts';
import { toReadings } from '../values/file-pets.ts';
import { type FileReading, reviseByFile } from '../values/revise.ts';
import { type SyncResult, summarizeLeftOut, syncValues } from '../values/sync.ts';
import { type CliContext, CommandError, runCommand } from './command-line.ts';
import { withDriver } from './databases.ts';
import { explainError } from './explain-error.ts';
import { openStatusLine } from './progress.ts';

/** Twenty thousand lines are under two MiB: what is far larger is no file of values. */
const MAX_FILE_BYTES = 64 * 2 ** 20;
const FILE = 'The file: docs/VALUES.md says what is in it';
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
        run: () => runCommand(() => syncValuesNow(context)),
      }),
      import: defineCommand({
        meta: {
          name: 'import',
          description: 'Imports values from a CSV or JSON file: the whole file, or nothing.',
        },
        args: { file: { type: 'positional', required: true, description: FILE } },
        run: ({ args }) => runCommand(() => importValuesFile(args.file, context)),
      }),
    },
  });

/** Reads what these commands need: an error in another variable must not stop them. Throws ConfigError. */
const readValuesConfig = ({ env }: CliContext): Config =>
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

/** Reads every price now. Rejects with UpstreamError or ArchiveError: then nothing has changed. */
export async function syncValuesNow(context: CliContext): Promise<string> {
  const config = readValuesConfig(context);
  const { apiUrl, syncMs } = config.values;
  const line = openStatusLine(context.terminal, 0);
  const { pets, priced, leftOut } = await withDriver(config, (store) =>
    syncValues({
      store,
      api: createBigGames({ baseUrl: apiUrl }),
      clock: context.clock,
      everyMs: syncMs,
      onStep: (step) => line.show(() => STEPS[step]),
    }),
  );
  line.clear();
  const read = `Read from BIG Games: ${pets} pets, each form for itself, ${priced} of them with a price.`;
  return [read, ...describeLeftOut(leftOut), IN_USE].join('\n');
}

/** The lines that the bank couldn't use: the first by name, the reasons of all counted. None: nothing. */
function describeLeftOut(leftOut: SyncResult['leftOut']): readonly string[] {
  const { count, first, reasons } = summarizeLeftOut(leftOut);
  if (count === 0) return [];
  const more = count - first.length;
  return [
    `Lines that were left out: ${count}`,
    ...first.map((line) => `  ${line}`),
    ...(more === 0 ? [] : [`  and ${more} more`, 'In all, by reason:']),
    ...(more === 0 ? [] : Object.entries(reasons).map(([reason, lines]) => `  ${lines} of ${reason}`)),
  ];
}

/** Imports a file, all or nothing. Rejects with CommandError, naming every wrong line, or ArchiveError. */
export async function importValuesFile(file: string, context: CliContext): Promise<string> {
  const readings = readFile(file);
  const at = context.clock();
  await withDriver(readValuesConfig(context), (store) =>
    store.importValues({ readings, revise: (before, line) => reviseByFile(before, line, at), nextAt: null }),
  );
  return `Imported from ${file}: ${readings.length} pets, each form for itself.\n${IN_USE}`;
}

function readFile(file: string): readonly FileReading[] {
  try {
    if (statSync(file).size > MAX_FILE_BYTES) throw new CommandError(`${file} is larger than 64 MiB`);
    return toReadings(readValuesFile(file, readFileSync(file)));
  } catch (error) {
    if (!(error instanceof ValuesFileError)) throw explainError(error, 'Nothing was imported');
    throw new CommandError(`Nothing was imported. What is wrong in ${file}:\n${error.message}`);
  }
}
