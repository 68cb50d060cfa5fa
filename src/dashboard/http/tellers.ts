import { z } from 'zod';
import { completeDeposit } from '../../bank/deposit.ts';
import {
  callerIdSchema,
  exactInteger,
  reasonSchema,
  rfc3339,
  tellerIdSchema,
} from '../../bank/engine/fields.ts';
import { tellerAccount } from '../../bank/engine/ledger.ts';
import { type AssetKey, goodsToAmounts, parseAssetKey, unpackAmounts } from '../../bank/engine/pets.ts';
import { Refusal } from '../../bank/engine/refusal.ts';
import type { Balance, Hold } from '../../bank/engine/rows.ts';
import { isOnHold } from '../../bank/holds.ts';
import { setTellerCard, tellerCardInput } from '../../bank/name-teller.ts';
import { pauseTeller, pauseTellerInput } from '../../bank/pause-teller.ts';
import { REPORT_SPAN_NAMES } from '../../bank/report-history.ts';
import { listPaused } from '../../bank/shortages.ts';
import { readTellerCards, tellerStatus } from '../../bank/teller-card.ts';
import type { Testimony } from '../../bank/witness.ts';
import { findMember } from '../../commands/staff/member.ts';
import { DASHBOARD } from '../../commands/staff/proposals.ts';
import type { Services } from '../../http/endpoint.ts';
import type { Preview, ReportPlot, StockRow, TellerDetail, TellerRow } from '../protocol.ts';
import { describeGoods, readGoods, writtenGoods } from './goods.ts';
import { act, type Guarded, NO_QUERY, read } from './guarded.ts';

/** How many assets of a teller one page shows. */
const MAX_ASSETS = 500;

/** How staff write a member: a Roblox name or id, or a Discord id. */
const written = z.string().trim().min(1).max(200);

const takeInput = z.strictObject({
  id: callerIdSchema,
  member: written,
  ...writtenGoods,
  reason: reasonSchema,
});

const nameInput = z.strictObject({
  tellerId: tellerIdSchema,
  /** Nothing: no account. */
  account: z.string().trim().max(200),
  placeUrl: tellerCardInput.shape.placeUrl,
  note: tellerCardInput.shape.note,
});

/** What this process heard last of a teller's account from BIG Games; null: nothing. */
export type TestimonyOf = (tellerId: string) => Pick<Testimony, 'asOf' | 'holds'> | null;

const reportsQuery = z.strictObject({
  id: tellerIdSchema,
  span: z.enum(REPORT_SPAN_NAMES).default('minutes'),
});

export const createTellerEndpoints = (testimonyOf: TestimonyOf): readonly Guarded[] => [
  read({ path: 'tellers', query: NO_QUERY }, async (_input, services) => ({
    rows: (await readTellers(services)).map((each) => toRow(each, services.clock())),
    nextCursor: null,
  })),
  read({ path: 'teller', query: z.strictObject({ id: tellerIdSchema }) }, ({ query }, services) =>
    showTeller(query.id, services, testimonyOf),
  ),
  read(
    { path: 'teller/reports', query: reportsQuery },
    async ({ query: { id: tellerId, span } }, { reportHistory }): Promise<ReportPlot> => ({
      steps: await reportHistory.read({ tellerId, span }),
    }),
  ),
  act({ path: 'tellers/name', body: nameInput, level: 'owner' }, async ({ body, caller }, services) => {
    const { account, ...card } = body;
    const named = account === '' ? null : await findMember(services, account);
    return setTellerCard(services, { ...card, robloxUserId: named?.robloxUserId ?? null }, caller);
  }),
  act(
    {
      path: 'tellers/pause',
      body: pauseTellerInput,
      level: ({ paused }) => (paused ? 'cashier' : 'manager'),
    },
    ({ body, caller }, { book }) => book.perform(pauseTeller, body, caller),
  ),
  act(
    { path: 'take/preview', body: takeInput.pick({ pets: true, gems: true }), level: 'cashier' },
    async ({ body }, services): Promise<Preview> => describeGoods(readGoods(body, services), services),
  ),
  act({ path: 'take', body: takeInput, level: 'cashier' }, async ({ body, caller }, services) => {
    const { id: tradeId, member, reason, ...typed } = body;
    const goods = readGoods(typed, services);
    const { robloxUserId } = await findMember(services, member);
    return services.book.perform(completeDeposit, { tradeId, robloxUserId, ...goods, reason }, caller);
  }),
];

/** Every teller that the bank has heard of or that somebody named, with what it lacks and its card. */
async function readTellers({ book }: Services) {
  const [tellers, joint, cards] = await Promise.all([
    book.reads.tellers(),
    book.reads.jointShortages(),
    book.query(readTellerCards, null, DASHBOARD),
  ]);
  return tellers.map((teller) => ({
    teller,
    paused: listPaused(
      teller.shortages,
      joint.find(({ tellerId }) => tellerId === teller.id),
    ),
    card: cards.find(({ tellerId }) => tellerId === teller.id) ?? null,
  }));
}

const toRow = (
  { teller, paused, card }: Awaited<ReturnType<typeof readTellers>>[number],
  at: number,
): TellerRow => ({
  tellerId: teller.id,
  status: tellerStatus(teller, at),
  robloxUserId: card?.robloxUserId ?? null,
  robloxUsername: card?.robloxUsername ?? null,
  placeUrl: card?.placeUrl ?? null,
  note: card?.note ?? null,
  pending: card?.pending ?? null,
  reportedAt: teller.report ? rfc3339(teller.report.receivedAt) : null,
  paused: paused.length,
  isContradicted: teller.contradictedAt !== null,
  pausedReason: teller.pausedReason,
  isOverLimit: teller.overHours.length > 0,
  lastTradeSeq: teller.lastTradeSeq,
});

/** One teller: what it holds by the ledger, by its own report, and what of it waits. */
async function showTeller(id: string, services: Services, testimonyOf: TestimonyOf): Promise<TellerDetail> {
  const { book, clock, rules } = services;
  const [tellers, balances, reports] = await Promise.all([
    readTellers(services),
    book.reads.tellerBalances(),
    book.reads.reports(),
  ]);
  const found = tellers.find(({ teller }) => teller.id === id);
  if (!found) throw new Refusal('not_found');
  const { teller } = found;
  const own = balances.filter(({ account }) => account === tellerAccount(id));
  const reported = unpackAmounts(reports.find(({ tellerId }) => tellerId === id)?.amounts ?? '');
  const at = clock();
  const context = { at, rules: rules() };
  const isHeld = (hold: Hold): boolean => isOnHold(hold, teller, context);
  const testimony = testimonyOf(id);
  const witnessed = testimony && new Map(goodsToAmounts(testimony.holds));
  const assets = compareStock({
    own,
    reported,
    witnessed,
    paused: new Set(found.paused),
    isHeld,
    hasReport: teller.report !== null,
  });
  return {
    ...toRow(found, at),
    assets: assets.slice(0, MAX_ASSETS),
    assetCount: assets.length,
    witnessedAt: testimony && rfc3339(testimony.asOf),
  };
}

interface Stock {
  readonly own: readonly Balance[];
  readonly reported: ReadonlyMap<AssetKey, bigint>;
  /** Chromas are alike to it. */
  readonly witnessed: ReadonlyMap<AssetKey, bigint> | null;
  readonly paused: ReadonlySet<AssetKey>;
  readonly isHeld: (hold: Hold) => boolean;
  readonly hasReport: boolean;
}

/** What differs first, then what there is most of. */
function compareStock({ own, reported, witnessed, paused, isHeld, hasReport }: Stock): StockRow[] {
  const ledger = new Map(own.map(({ asset, amount }) => [asset, -amount]));
  const onHold = new Map(
    own.map(({ asset, holds }) => [
      asset,
      (holds ?? []).filter(isHeld).reduce((sum, { amount }) => sum + amount, 0n),
    ]),
  );
  const keys = [...new Set([...ledger.keys(), ...(hasReport ? reported.keys() : [])])];
  const rows = keys.map((key) => {
    const held = ledger.get(key) ?? 0n;
    const said = hasReport ? (reported.get(key) ?? 0n) : null;
    return { key, held, said, drift: said === null ? 0n : said - held };
  });
  const isFirst = (drift: bigint): number => (drift === 0n ? 1 : 0);
  return rows
    .sort((one, other) => isFirst(one.drift) - isFirst(other.drift) || (one.key < other.key ? -1 : 1))
    .map(({ key, held, said, drift }) => ({
      asset: parseAssetKey(key),
      ledger: exactInteger(held),
      reported: said === null ? null : exactInteger(said),
      witnessed: witnessed && canBeWitnessed(key) ? exactInteger(witnessed.get(key) ?? 0n) : null,
      drift: exactInteger(drift),
      onHold: exactInteger(onHold.get(key) ?? 0n),
      isPaused: paused.has(key),
    }));
}

function canBeWitnessed(key: AssetKey): boolean {
  const asset = parseAssetKey(key);
  return asset === 'gems' || asset.chroma === undefined;
}
