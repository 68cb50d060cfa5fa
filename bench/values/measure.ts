import { join } from 'node:path';
import { z } from 'zod';
import { startBigGamesDouble } from '../../test/doubles/big-games.ts';
import { makeUpLists } from '../../test/doubles/big-games-lists.ts';
import { printTable } from '../table.ts';

/** The first is into an empty database, the last replaces rows with a history. */
const IMPORTS = 5;
const PROGRAM = join(import.meta.dir, 'import.ts');

const importResult = z.object({
  readMs: z.number(),
  writeMs: z.number(),
  loadMs: z.number(),
  cpuMs: z.number(),
  blockedMs: z.number(),
  restMiB: z.number(),
  peakMiB: z.number(),
  pets: z.int(),
  priced: z.int(),
  leftOut: z.object({
    count: z.int(),
    reasons: z.record(z.string(), z.int()),
    first: z.array(z.string()),
  }),
});
type ImportResult = z.infer<typeof importResult>;

/**
 * Prints what importing lists of so many forms costs a process of its own, on SQLite and, where `uri` names a
 * replica set, on a new database of MongoDB.
 */
export async function measureValues(options: {
  readonly folder: string;
  readonly forms: number;
  readonly uri: string | undefined;
}): Promise<void> {
  const bigGames = startBigGamesDouble();
  const lists = makeUpLists({ forms: options.forms });
  Object.assign(bigGames.lists, lists);
  try {
    const results = await runImports(`file:${join(options.folder, 'values.db')}`, bigGames.url);
    printImports('SQLite', results);
    if (options.uri !== undefined) printImports('MongoDB', await runImports(options.uri, bigGames.url));
    printLeftOut(results);
  } finally {
    await bigGames.stop();
  }
}

async function runImports(address: string, apiUrl: string): Promise<readonly ImportResult[]> {
  const child = Bun.spawn([process.execPath, PROGRAM, address, apiUrl, String(IMPORTS)], {
    stderr: 'inherit',
  });
  const printed = await new Response(child.stdout).text();
  if ((await child.exited) !== 0) throw new Error('the process that imports has failed');
  return printed
    .trim()
    .split('\n')
    .map((line) => importResult.parse(JSON.parse(line)));
}

function printImports(database: string, results: readonly ImportResult[]): void {
  const [first] = results;
  console.log(`\n${database}: ${first?.pets} forms, ${first?.priced} with a price\n`);
  const header = [
    'import',
    '',
    'read ms',
    'write ms',
    'load ms',
    'CPU ms',
    'blocked ms',
    'rest MiB',
    'peak MiB',
  ];
  const rows = results.map((result, index) => {
    const { readMs, writeMs, loadMs, cpuMs, blockedMs, restMiB, peakMiB } = result;
    const figures = [readMs, writeMs, loadMs, cpuMs, blockedMs, restMiB, peakMiB];
    return [String(index + 1), '', ...figures.map((figure) => figure.toFixed(0))];
  });
  printTable(header, rows);
}

function printLeftOut(results: readonly ImportResult[]): void {
  const leftOut = results[0]?.leftOut;
  if (!leftOut) return;
  console.log(`\n${leftOut.count} lines left out\n`);
  printTable(
    ['lines', 'reason'],
    Object.entries(leftOut.reasons).map(([reason, lines]) => [String(lines), reason]),
  );
}
