import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import type { Rules } from '../../bank/engine/operation.ts';
import { petLabel } from '../../bank/engine/pet-label.ts';
import { type AssetKey, GEMS, petKey } from '../../bank/engine/pets.ts';
import { readFlows } from '../../bank/plots.ts';
import type { AssetFlow } from '../../bank/projections.ts';
import { readProof } from '../../bank/proof.ts';
import { readPetNames } from '../../commands/model/pet-names.ts';
import type { Services } from '../../http/endpoint.ts';
import type { TablePage } from '../protocol.ts';
import type { ReserveHistory, ReserveRow, Reserves } from '../protocol-log.ts';
import { type Guarded, NO_QUERY, read } from './guarded.ts';
import { pageOf } from './list-page.ts';
import { hasWords, tableQuery } from './paging.ts';

const SHOWN = ['all', 'lacking', 'over', 'owed'] as const;
const reserveQuery = z.strictObject({ ...tableQuery, show: z.enum(SHOWN).default('all') });
const historyQuery = z.strictObject({ asset: z.string().min(1).max(200) });
/** How many days of one asset are shown: those on which it moved. */
const MAX_DAYS = 400;

/** What is owed, beside what tellers say that they hold. */
export const reserveEndpoints: readonly Guarded[] = [
  read(
    { path: 'reserves', query: reserveQuery },
    async ({ query }, services): Promise<TablePage<ReserveRow>> => {
      const { rows } = await readReserves(services);
      const { label } = readPetNames(services.rules().catalogue);
      const namesOf = ({ asset }: ReserveRow) =>
        asset === 'gems' ? ['gems'] : [petLabel(asset), label(asset)];
      const wanted = rows.filter((row) => isShown(row, query.show) && hasWords(query.search, namesOf(row)));
      return pageOf(wanted, query);
    },
  ),
  read({ path: 'reserves/sum', query: NO_QUERY }, async (_input, services): Promise<Reserves> => {
    const { rows, seq, at, oldestReport } = await readReserves(services);
    const owedWorth = rows.reduce((sum, { worth }) => sum + BigInt(worth ?? 0), 0n);
    const lacking = rows.filter((row) => isShown(row, 'lacking')).length;
    return { seq, at, assets: rows.length, lacking, owedWorth: String(owedWorth), oldestReport };
  }),
  read(
    { path: 'reserves/history', query: historyQuery },
    async ({ query }, { projections }): Promise<ReserveHistory> => {
      const reads = await projections.current();
      const days = await reads.flowsOfAsset({ asset: query.asset, span: 'day', from: 0, limit: MAX_DAYS });
      return {
        days: days.map(({ at, closing, ...flow }) => ({ at, owed: String(closing), ...toMoved(flow) })),
      };
    },
  ),
];

async function readReserves(services: Services) {
  const { book, liabilities, projections, rules } = services;
  const proof = await readProof(book.reads, await liabilities.current());
  const reads = await projections.current();
  const flows = new Map<AssetKey, AssetFlow>();
  for await (const flow of readFlows(reads, { span: 'all', from: 0, pause: setImmediate }))
    flows.set(flow.asset, flow);
  const worthOf = createWorthOf(rules());
  const rows = proof.assets.map(({ asset, owed, reported }): ReserveRow => {
    const key = asset === 'gems' ? GEMS : petKey(asset);
    const difference = reported === null ? null : String(BigInt(reported) - BigInt(owed));
    const worth = worthOf(asset, owed);
    return { key, asset, owed, held: reported, difference, worth, ...toMoved(flows.get(key) ?? NOTHING) };
  });
  // A teller that never reported is one by hand: it has no report that could be old.
  const [oldest] = proof.tellers
    .flatMap(({ id, reportedAt }) => (reportedAt === null ? [] : [{ tellerId: id, reportedAt }]))
    .sort((one, other) => (one.reportedAt < other.reportedAt ? -1 : 1));
  return { rows: rows.sort(compareWorth), seq: proof.seq, at: proof.at, oldestReport: oldest ?? null };
}

const NOTHING = { deposited: 0n, withdrawn: 0n };
const toMoved = ({ deposited, withdrawn }: Pick<AssetFlow, 'deposited' | 'withdrawn'>) => ({
  deposited: String(deposited),
  withdrawn: String(withdrawn),
});

const createWorthOf =
  ({ catalogue }: Pick<Rules, 'catalogue'>) =>
  (asset: ReserveRow['asset'], owed: string): string | null => {
    const value = asset === 'gems' ? 1 : catalogue.value(asset);
    return value === null ? null : String(BigInt(owed) * BigInt(value));
  };

/** What is worth most comes first, and what nobody knows the worth of last. */
function compareWorth(one: ReserveRow, other: ReserveRow): number {
  const [first, second] = [BigInt(one.worth ?? -1), BigInt(other.worth ?? -1)];
  return first === second ? nameOf(one).localeCompare(nameOf(other)) : first > second ? -1 : 1;
}

const nameOf = ({ asset }: ReserveRow): string => (asset === 'gems' ? 'gems' : petLabel(asset));

function isShown({ owed, difference }: ReserveRow, show: (typeof SHOWN)[number]): boolean {
  switch (show) {
    case 'all':
      return true;
    case 'owed':
      return owed !== '0';
    case 'lacking':
      return difference !== null && BigInt(difference) < 0n;
    case 'over':
      return difference !== null && BigInt(difference) > 0n;
    default:
      return show satisfies never;
  }
}
