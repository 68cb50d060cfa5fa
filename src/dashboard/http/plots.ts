import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { type PlotPoint, readPlots } from '../../bank/plots.ts';
import { SPANS, type Span } from '../../bank/projections.ts';
import type { Services } from '../../http/endpoint.ts';
import type { PlotRow, Plots, Reach } from '../protocol-log.ts';
import { type Guarded, read } from './guarded.ts';

const COUNTS = { hour: 48, day: 30 } as const satisfies Readonly<Record<Span, number>>;
/** What took long is shown for so many times as long: so plots never keep a large bank busy. */
const REST_FACTOR = 20;
const plotQuery = z.strictObject({ span: z.enum(SPANS).default('hour') });

/** Deposits, withdrawals, new members and what was owed, by the hour or by the day: what one looks at. */
export function createPlots(): Guarded {
  const last = new Map<Span, { readonly plots: Plots; readonly until: number }>();
  return read({ path: 'plots', query: plotQuery }, async ({ query: { span } }, services): Promise<Plots> => {
    const startedAt = performance.now();
    const before = last.get(span);
    if (before && startedAt < before.until) return before.plots;
    const plots = await readSpan(span, services);
    const endedAt = performance.now();
    last.set(span, { plots, until: endedAt + (endedAt - startedAt) * REST_FACTOR });
    return plots;
  });
}

async function readSpan(span: Span, { book, projections, rules, clock }: Services): Promise<Plots> {
  const reads = await projections.current();
  const reach = await readReach({ book, projections });
  const wanted = { span, count: COUNTS[span], until: clock() };
  return { reach, rows: (await readPlots(reads, wanted, rules(), setImmediate)).map(toRow) };
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
