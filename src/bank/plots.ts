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

/** How many hours or days end at `until`. */
interface PlotSpan {
  readonly span: Span;
  readonly count: number;
  readonly until: Instant;
}

/** For so many hours or days up to a time, oldest first, those included in which nothing happened. */
export async function readPlots(
  reads: ProjectionReads,
  { span, count, until }: PlotSpan,
  rules: Pick<Rules, 'catalogue' | 'aliases'>,
  pause: Pause,
): Promise<PlotPoint[]> {
  const worthOf = createWorthOf(rules);
  let owed = 0n;
  for await (const { asset, closing } of readFlows(reads, { span: 'all', from: 0, pause }))
    owed += closing * worthOf(asset);
  const buckets = bucketsUpTo(span, until, count);
  const [from = until] = buckets;
  const moves = new Map<Instant, Moved>();
  for await (const flow of readFlows(reads, { span, from, pause }))
    moves.set(flow.at, addFlow(moves.get(flow.at) ?? NOTHING, flow, worthOf(flow.asset)));
  return toPoints(buckets, { moves, owed, counts: await countActivity(reads, span, from) });
}

interface Plotted {
  readonly moves: ReadonlyMap<Instant, Moved>;
  /** At the end of the last of them. */
  readonly owed: bigint;
  readonly counts: ReadonlyMap<string, number>;
}

function toPoints(buckets: readonly Instant[], { moves, owed: owedNow, counts }: Plotted): PlotPoint[] {
  let owed = owedNow;
  const points = buckets.toReversed().map((at): PlotPoint => {
    const { deposited, withdrawn, change } = moves.get(at) ?? NOTHING;
    const happened = (measure: string): number => counts.get(`${at} ${measure}`) ?? 0;
    const point = {
      at,
      depositWorth: deposited,
      withdrawalWorth: withdrawn,
      owedWorth: owed,
      deposits: happened('deposit'),
      withdrawals: happened('withdrawal_delivered'),
      newMembers: happened(NEW_MEMBER),
    };
    owed -= change;
    return point;
  });
  return points.reverse();
}

/** What is worth nothing, or of unknown worth, changes no sum. */
const addFlow = (
  moved: Moved,
  { deposited, withdrawn, opening, closing }: AssetFlow,
  worth: bigint,
): Moved =>
  worth === 0n
    ? moved
    : {
        deposited: moved.deposited + deposited * worth,
        withdrawn: moved.withdrawn + withdrawn * worth,
        change: moved.change + (closing - opening) * worth,
      };

interface Moved {
  readonly deposited: bigint;
  readonly withdrawn: bigint;
  readonly change: bigint;
}
const NOTHING: Moved = { deposited: 0n, withdrawn: 0n, change: 0n };

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
