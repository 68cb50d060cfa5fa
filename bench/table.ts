import type { ContestResult } from './contest.ts';

const BUSY_LOAD_CORES = 0.95;

/** Prints the results, each with the share of it that the first entrant reaches, in responses and in CPU. */
export function printContest(title: string, results: readonly ContestResult[]): void {
  const header = ['clients', '', 'per second', 'of it', 'median ms', '99 % ms', 'CPU µs', 'of it', 'load µs'];
  const rows = results.map((result) => {
    const first = results.find(({ clients }) => clients === result.clients) ?? result;
    return [
      String(result.clients),
      result.entrant,
      Math.round(result.perSecond).toLocaleString('en'),
      result === first ? '' : ratio(first.perSecond, result.perSecond),
      result.medianMs.toFixed(2),
      result.slowMs.toFixed(2),
      Number.isNaN(result.serverUs) ? '' : result.serverUs.toFixed(0),
      result === first ? '' : ratio(first.serverUs, result.serverUs),
      result.loadUs.toFixed(0) + (result.loadCores > BUSY_LOAD_CORES ? ' !' : ''),
    ];
  });
  console.log(`\n${title}\n`);
  printTable(header, rows);
}

/** Empty if the system doesn't report CPU time, or too few requests were sent to measure it. */
function ratio(value: number, other: number): string {
  const part = value / other;
  return Number.isFinite(part) ? part.toFixed(2) : '';
}

/** Prints rows under their header. The second column is text, the others are numbers. */
export function printTable(header: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = header.map((name, at) => Math.max(name.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells.map((cell, at) => pad(cell, widths[at] ?? 0, at === 1)).join('   ');
  console.log(line(header));
  console.log(line(widths.map((width) => '-'.repeat(width))));
  for (const row of rows) console.log(line(row));
}

const pad = (cell: string, width: number, isText: boolean): string =>
  isText ? cell.padEnd(width) : cell.padStart(width);
