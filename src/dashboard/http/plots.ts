import { setImmediate } from 'node:timers/promises';
import { type PlotPoint, readPlots } from '../../bank/plots.ts';
import type { Services } from '../../http/endpoint.ts';
import type { PlotRow, Plots, Reach } from '../protocol-log.ts';
import { type Guarded, NO_QUERY, read } from './guarded.ts';

const SPANS = [
  { span: 'hour', count: 48 },
  { span: 'day', count: 30 },
] as const;
/** What took long is shown for so many times as long: so plots never keep a large bank busy. */
const REST_FACTOR = 20;

/** Deposits, withdrawals, new members and what was owed, by the hour and by the day. */
export function createPlots(): Guarded {
  let last: { readonly plots: Plots; readonly until: number } | undefined;
  return read({ path: 'plots', query: NO_QUERY }, async (_input, services): Promise<Plots> => {
    const startedAt = performance.now();
    if (last && startedAt < last.until) return last.plots;
    const plots = await readAll(services);
    const endedAt = performance.now();
    last = { plots, until: endedAt + (endedAt - startedAt) * REST_FACTOR };
    return plots;
  });
}

async function readAll({ book, projections, rules, clock }: Services): Promise<Plots> {
  const reads = await projections.current();
  const reach = await readReach({ book, projections });
  const plots = await readPlots(reads, { spans: SPANS, until: clock() }, rules(), setImmediate);
  const [hours = [], days = []] = plots.map((points) => points.map(toRow));
  return { reach, hours, days };
}

/** How far what plots and searches know has come. */
export async function readReach({
  book,
  projections,
}: Pick<Services, 'book' | 'projections'>): Promise<Reach> {
  const reads = await projections.current();
  const [{ seq }, head] = await Promise.all([reads.projectionState(), book.reads.head()]);
  return { seq, head: head.seq };
}

const toRow = ({ depositWorth, withdrawalWorth, owedWorth, ...point }: PlotPoint): PlotRow => ({
  ...point,
  depositWorth: String(depositWorth),
  withdrawalWorth: String(withdrawalWorth),
  owedWorth: String(owedWorth),
});
