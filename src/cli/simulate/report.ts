import colors from 'picocolors';
import type { SimulateOptions } from '../../simulate/simulate.ts';
import type { Tally } from '../../simulate/tally.ts';

/** One line for a terminal. */
export function describeProgress({ trades }: SimulateOptions, tally: Tally, doing: string): string {
  const faults = sum(tally.faults);
  return `${doing}: ${tally.trades} of ${trades} visits, ${tally.completed} trades went through, ${faults} faults so far`;
}

/** How many findings are listed; more are counted. */
const MAX_LISTED = 20;

/** What was played, what went wrong on purpose, and what the audit found. */
export function describeOutcome(
  { seed, tellers, players }: SimulateOptions,
  tally: Tally,
  { faults, seconds }: { readonly faults: readonly string[]; readonly seconds: number },
): string {
  return [
    '',
    `  ${colors.bold('What was played')}  ${tellers} tellers, ${players} players, seed ${seed}, ${seconds.toFixed(1)} s`,
    row('visits of players', tally.trades),
    row('trades that went through', tally.completed),
    ...table(tally.answers),
    '',
    `  ${colors.bold('What went wrong, on purpose')}`,
    ...table(tally.faults),
    row('warnings of tellers', tally.warnings),
    '',
    `  ${colors.bold('The audit')}`,
    ...verdict(faults),
    '',
  ].join('\n');
}

function verdict(faults: readonly string[]): string[] {
  if (faults.length === 0) {
    return [
      `  ${colors.green('✓')} Every pet and every gem is where it belongs, in the game and in the bank.`,
    ];
  }
  const more = faults.length - MAX_LISTED;
  return [
    ...faults.slice(0, MAX_LISTED).map((fault) => `  ${colors.red('✗')} ${fault}`),
    ...(more > 0 ? [`  … and ${more} more`] : []),
  ];
}

const row = (name: string, number: number): string => `  ${name.padEnd(40)} ${String(number).padStart(8)}`;

const table = (counts: ReadonlyMap<string, number>): string[] =>
  [...counts].sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, number]) => row(name, number));

const sum = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((total, number) => total + number, 0);
