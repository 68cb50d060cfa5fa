import colors from 'picocolors';
import type { SimulateOptions } from '../../simulate/simulate.ts';
import { createTally, type Tally } from '../../simulate/world.ts';
import { openStatusLine } from '../progress.ts';
import { simulateWithOwnBank } from './own-bank.ts';
import { type SimulationRequest, simulateWithRemoteBank } from './remote-bank.ts';

/** Runs the simulation. Returns the report, and whether the audit found nothing. */
export async function runSimulation(request: SimulationRequest) {
  const { options, terminal, url } = request;
  const tally = createTally();
  const startedAt = performance.now();
  const line = openStatusLine(terminal);
  const onProgress = (activity: string): void =>
    line.show(() => `${activity}: ${describeProgress(options, tally)}`);
  const view = { tally, onProgress };
  const discrepancies = await (url === undefined
    ? simulateWithOwnBank(request, view)
    : simulateWithRemoteBank(url, request, view));
  line.clear();
  const seconds = (performance.now() - startedAt) / 1_000;
  const text = createReport(options, tally, discrepancies, seconds);
  return { text, isClean: discrepancies.length === 0 };
}

function describeProgress({ trades }: SimulateOptions, tally: Tally): string {
  const faults = [...tally.faults.values()].reduce((total, number) => total + number, 0);
  return `${tally.visits} of ${trades} visits, ${tally.completed} trades completed, ${faults} faults so far`;
}

/** How many discrepancies are listed; the rest is counted. */
const MAX_LISTED = 20;

function createReport(
  { seed, tellers, players }: SimulateOptions,
  tally: Tally,
  discrepancies: readonly string[],
  seconds: number,
): string {
  const size = `${tellers} tellers, ${players} players, seed ${seed}, ${seconds.toFixed(1)} s`;
  return [
    '',
    `  ${colors.bold('Simulated')}  ${size}`,
    formatRow('visits of players', tally.visits),
    formatRow('trades completed', tally.completed),
    ...formatCounts(tally.answers),
    '',
    `  ${colors.bold('Injected faults')}`,
    ...formatCounts(tally.faults),
    formatRow('alerts of tellers', tally.warnings),
    '',
    `  ${colors.bold('Audit')}`,
    ...describeAudit(discrepancies),
    '',
  ].join('\n');
}

function describeAudit(discrepancies: readonly string[]): string[] {
  if (discrepancies.length === 0) {
    return [
      `  ${colors.green('✓')} Every pet and every gem is where it belongs, in the game and in the bank.`,
    ];
  }
  const more = discrepancies.length - MAX_LISTED;
  return [
    ...discrepancies.slice(0, MAX_LISTED).map((discrepancy) => `  ${colors.red('✗')} ${discrepancy}`),
    ...(more > 0 ? [`  … and ${more} more`] : []),
  ];
}

const formatRow = (name: string, number: number): string =>
  `  ${name.padEnd(40)} ${String(number).padStart(8)}`;

const formatCounts = (counts: ReadonlyMap<string, number>): string[] =>
  [...counts]
    .sort(([first], [second]) => (first < second ? -1 : 1))
    .map(([name, number]) => formatRow(name, number));
