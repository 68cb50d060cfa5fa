import type { Rules } from './engine/operation.ts';
import { type AssetKey, GEMS, parseAssetKey } from './engine/pets.ts';
import type { Instant } from './engine/rows.ts';
import type { Pause } from './liability-tree.ts';
import {
  type ActivityCount,
  type AssetFlow,
  bucketsUpTo,
  NEW_MEMBER,
  type ProjectionReads,
  type Span,
} from './projections.ts';

/** What an hour or a day brought, and what was owed at its end. Worth is in gems, at today's values. */
export interface PlotPoint {
  readonly at: Instant;
  readonly deposits: number;
  readonly withdrawals: number;
  readonly newMembers: number;
  readonly depositWorth: bigint;
  readonly withdrawalWorth: bigint;
  readonly owedWorth: bigint;
}

/** How many flows are read at once, so that requests come between. */
const PAGE = 1_000;

/** So many hours or days up to a time, oldest first, those included in which nothing happened. */
export async function readPlot(
  reads: ProjectionReads,
  { span, until, count }: { readonly span: Span; readonly until: Instant; readonly count: number },
  rules: Pick<Rules, 'catalogue' | 'aliases'>,
  pause: Pause,
): Promise<PlotPoint[]> {
  const buckets = bucketsUpTo(span, until, count);
  const [from = until] = buckets;
  const worthOf = createWorthOf(rules);
  const moves = new Map<Instant, Moved>();
  for await (const flow of readFlows(reads, { span, from, pause })) {
    const moved = moves.get(flow.at) ?? { deposited: 0n, withdrawn: 0n, change: 0n };
    const worth = worthOf(flow.asset);
    moves.set(flow.at, {
      deposited: moved.deposited + flow.deposited * worth,
      withdrawn: moved.withdrawn + flow.withdrawn * worth,
      change: moved.change + (flow.closing - flow.opening) * worth,
    });
  }
  let owed = 0n;
  for await (const { asset, closing } of readFlows(reads, { span: 'all', from: 0, pause }))
    owed += closing * worthOf(asset);
  const counts = await countActivity(reads, span, from);
  const points = buckets.toReversed().map((at): PlotPoint => {
    const { deposited = 0n, withdrawn = 0n, change = 0n } = moves.get(at) ?? {};
    const point = { at, depositWorth: deposited, withdrawalWorth: withdrawn, owedWorth: owed };
    owed -= change;
    const happened = (measure: string): number => counts.get(`${at} ${measure}`) ?? 0;
    return {
      ...point,
      deposits: happened('deposit'),
      withdrawals: happened('withdrawal_delivered'),
      newMembers: happened(NEW_MEMBER),
    };
  });
  return points.reverse();
}

interface Moved {
  readonly deposited: bigint;
  readonly withdrawn: bigint;
  readonly change: bigint;
}

/** More kinds of things than happen in as many hours or days as anybody asks for. */
const MAX_COUNTS = 50_000;

async function countActivity(
  reads: ProjectionReads,
  span: Span,
  from: Instant,
): Promise<ReadonlyMap<string, number>> {
  const rows = await reads.activity({ span, from, limit: MAX_COUNTS });
  return new Map(rows.map(({ at, measure, count }: ActivityCount) => [`${at} ${measure}`, count]));
}

/** The flows of all assets from a time on, page after page. */
export async function* readFlows(
  reads: ProjectionReads,
  { span, from, pause }: Pick<AssetFlow, 'span'> & { readonly from: Instant; readonly pause: Pause },
): AsyncGenerator<AssetFlow, void> {
  let after: AssetFlow | undefined;
  for (;;) {
    const page = await reads.flows({ span, from, after, limit: PAGE });
    yield* page;
    if (page.length < PAGE) return;
    after = page.at(-1);
    // A database in this process answers at once: whatever else waits comes first.
    await pause();
  }
}

/** Worth of one in gems, at today's values: a pet that was renamed since is worth what it is now. */
function createWorthOf({ catalogue, aliases }: Pick<Rules, 'catalogue' | 'aliases'>) {
  const known = new Map<AssetKey, bigint>([[GEMS, 1n]]);
  return (asset: AssetKey): bigint => {
    const found = known.get(asset);
    if (found !== undefined) return found;
    const pet = parseAssetKey(asset);
    const value = pet === 'gems' ? 1 : catalogue.value({ ...pet, id: aliases.newest(pet.id) });
    const worth = BigInt(value ?? 0);
    known.set(asset, worth);
    return worth;
  };
}
