import type { Standing } from './contest.ts';

const BUSY_LOAD_CORES = 0.95;

/** Prints the standings, each with what part of it the first entrant reaches, in answers and in CPU. */
export function printContest(title: string, standings: readonly Standing[]): void {
  const header = ['clients', '', 'per second', 'of it', 'median ms', '99 % ms', 'CPU µs', 'of it', 'load µs'];
  const rows = standings.map((standing) => {
    const first = standings.find(({ clients }) => clients === standing.clients) ?? standing;
    return [
      String(standing.clients),
      standing.entrant,
      Math.round(standing.perSecond).toLocaleString('en'),
      standing === first ? '' : ratio(first.perSecond, standing.perSecond),
      standing.medianMs.toFixed(2),
      standing.slowMs.toFixed(2),
      Number.isNaN(standing.serverUs) ? '' : standing.serverUs.toFixed(0),
      standing === first ? '' : ratio(first.serverUs, standing.serverUs),
      standing.loadUs.toFixed(0) + (standing.loadCores > BUSY_LOAD_CORES ? ' !' : ''),
    ];
  });
  console.log(`\n${title}\n`);
  printTable(header, rows);
}

/** Empty where the system doesn't tell the CPU, or so little was asked that none was counted. */
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
