import type { Standing } from './contest.ts';

const BUSY_LOAD_CORES = 0.95;

/** Prints the standings, each floor with what part of it the bank reaches. */
export function printContest(title: string, standings: readonly Standing[]): void {
  const header = ['clients', '', 'per second', 'of it', 'median ms', '99 % ms', 'load cores'];
  const rows = standings.map((one) => [
    String(one.clients),
    one.entrant,
    Math.round(one.perSecond).toLocaleString('en'),
    share(one, standings),
    one.medianMs.toFixed(2),
    one.slowMs.toFixed(2),
    one.loadCores.toFixed(2) + (one.loadCores > BUSY_LOAD_CORES ? ' !' : ''),
  ]);
  const widths = header.map((name, at) => Math.max(name.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells.map((cell, at) => pad(cell, widths[at] ?? 0, at === 1)).join('   ');
  console.log(`\n${title}\n`);
  console.log(line(header));
  console.log(line(widths.map((width) => '-'.repeat(width))));
  for (const row of rows) console.log(line(row));
}

const pad = (cell: string, width: number, isText: boolean): string =>
  isText ? cell.padEnd(width) : cell.padStart(width);

/** What part of a floor the bank reaches at the same number of clients. */
function share(floor: Standing, standings: readonly Standing[]): string {
  const [bank] = standings.filter(({ clients }) => clients === floor.clients);
  return bank === undefined || bank === floor ? '' : (bank.perSecond / floor.perSecond).toFixed(2);
}
