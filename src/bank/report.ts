import { z } from 'zod';
import { assetAnswer, exactAnswer, exactInteger, timeSchema } from './engine/fields.ts';
import { tellerAccount } from './engine/ledger.ts';
import type { Operation, Rules } from './engine/operation.ts';
import { identifyHeld, identifyPets, listHeldForms } from './engine/pet-identity.ts';
import {
  type Amounts,
  type AssetKey,
  goodsToAmounts,
  NO_GOODS,
  parseAssetKey,
  reportFields,
} from './engine/pets.ts';
import { newTeller, type Shortage, type Teller, type TellerReport, type Withdrawal } from './engine/rows.ts';
import type { Step } from './engine/step.ts';
import type { Reader } from './engine/view.ts';
import { notifyOperator, openCase } from './events.ts';
import { settle } from './withdraw-complete.ts';
import { applyExpiry, statusAt, sumWithdrawals, withdrawalReadKeys } from './withdrawals.ts';

export const tellerReportInput = z.strictObject({
  ...reportFields,
  seq: z.int().min(0).optional(),
  reportedAt: timeSchema.optional(),
});
type TellerReportInput = z.infer<typeof tellerReportInput>;

export const tellerReportAnswer = z.object({
  halted: z.boolean(),
  paused: z.array(assetAnswer),
  drift: z.array(z.object({ asset: assetAnswer, expected: exactAnswer, reported: exactAnswer })),
  settled: z.array(z.string()),
  lastTradeSeq: z
    .int()
    .min(0)
    .meta({ description: "The seq of this teller's newest trade, declined ones too; 0: none yet." }),
});
type TellerReportAnswer = z.infer<typeof tellerReportAnswer>;

const shortageCaseId = (tellerId: string, key: AssetKey): string => `shortage:${tellerId}:${key}`;

/**
 * Records what a teller reports that it holds. A report can race with a trade, so it settles and pauses only
 * if it names the newest answer the teller saw, no trade of this teller's came after that, and the report
 * before said the same. Refuses nothing.
 */
export const reportTeller: Operation<TellerReportInput, TellerReportAnswer> = {
  readKeys: (_input, { by }) => [
    { kind: 'teller', id: by },
    { kind: 'account', account: tellerAccount(by) },
    { kind: 'open_withdrawals_of_teller', tellerId: by },
  ],
  moreReadKeys(reader, input, { by, rules }) {
    const reported = goodsToAmounts(listHeldForms(input, rules)).map(([key]) => key);
    const assets = new Set([...reported, ...readStock(reader, by).keys()]);
    return [
      ...reader.openWithdrawalsOfTeller(by).flatMap(withdrawalReadKeys),
      ...[...assets].map((key) => ({ kind: 'case', id: shortageCaseId(by, key) }) as const),
    ];
  },
  decide(step, input, { by, rules }) {
    const teller = step.row('tellers', by) ?? newTeller(by);
    const stock = readStock(step, by);
    const goods = identifyPets(
      input,
      identifyHeld(rules, (asset) => stock.get(asset) ?? 0n),
    );
    const report = readReport(step, { ...input, ...goods }, teller.lastTradeSeq);
    const reported: Amounts = new Map(report.amounts);
    const counts = isConclusive(step, teller, input, report);
    for (const withdrawal of step.openWithdrawalsOfTeller(by)) applyExpiry(step, withdrawal);
    const settled = counts ? settleUncertain(step, teller, report, rules) : [];
    const shortages = counts ? recordShortages(step, teller, reported) : teller.shortages;
    const drift = computeDrift(step, by, reported);
    const notifiedSurplus = counts ? notifySurplus(step, teller, drift) : teller.notifiedSurplus;
    step.put('tellers', { ...teller, report, shortages, notifiedSurplus });
    return {
      halted: step.bank().haltedReason !== null,
      paused: shortages.filter(({ isPaused }) => isPaused).map(({ asset }) => parseAssetKey(asset)),
      drift: drift.map(([key, { expected, found }]) => ({
        asset: parseAssetKey(key),
        expected: exactInteger(expected),
        reported: exactInteger(found),
      })),
      settled,
      lastTradeSeq: teller.lastTradeSeq,
    };
  },
};

function readReport(step: Step, input: TellerReportInput, afterSeq: number): TellerReport {
  const reportedAt = input.reportedAt === undefined ? step.at : Date.parse(input.reportedAt);
  const amounts = goodsToAmounts(input).sort(([key], [other]) => (key < other ? -1 : 1));
  return { amounts, madeAt: Math.min(reportedAt, step.at), receivedAt: step.at, afterSeq };
}

/**
 * Whether the report can't have raced with a trade: two reports in a row say the same, with no trade between
 * them. A `seq` above the head doesn't count: it can't be what the teller saw.
 */
function isConclusive(step: Step, teller: Teller, { seq }: TellerReportInput, report: TellerReport) {
  if (seq === undefined || seq < teller.lastTradeSeq || seq > step.bank().seq) return false;
  if (!teller.report || teller.report.afterSeq !== teller.lastTradeSeq) return false;
  const text = (tellerReport: TellerReport): string =>
    tellerReport.amounts.map(([key, amount]) => `${key} ${amount}`).join('\n');
  return text(teller.report) === text(report);
}

/** What the teller holds by the ledger: the other side of its account. */
function readStock(reader: Reader, tellerId: string): Map<AssetKey, bigint> {
  const balances = reader.balancesOf(tellerAccount(tellerId));
  return new Map(balances.map(({ asset: key, amount }) => [key, -amount]));
}

type Drift = [AssetKey, { expected: bigint; found: bigint }][];

function computeDrift(reader: Reader, tellerId: string, reported: Amounts): Drift {
  const expected = readStock(reader, tellerId);
  const keys = [...new Set([...expected.keys(), ...reported.keys()])].sort();
  return keys
    .map((key): Drift[number] => [key, { expected: expected.get(key) ?? 0n, found: reported.get(key) ?? 0n }])
    .filter(([, { expected, found }]) => expected !== found);
}

/**
 * Settles uncertain withdrawals that two reports after their leases leave no doubt about. Those that share an
 * asset are settled together: when all of it is still there, none was delivered; when just what they hold is
 * missing, all were. Anything between is the operator's to settle.
 */
function settleUncertain(step: Step, teller: Teller, report: TellerReport, rules: Rules): string[] {
  const reported: Amounts = new Map(report.amounts);
  const seenSince = Math.min(teller.report?.madeAt ?? 0, report.madeAt);
  const stock = readStock(step, teller.id);
  const missing = (key: AssetKey): bigint => (stock.get(key) ?? 0n) - (reported.get(key) ?? 0n);
  const settled: string[] = [];
  for (const group of groupBySharedAssets(step.openWithdrawalsOfTeller(teller.id))) {
    const isOver = group.every(
      (withdrawal) =>
        statusAt(withdrawal, step.at) === 'uncertain' && (withdrawal.claim?.leaseUntil ?? 0) <= seenSince,
    );
    if (!isOver) continue;
    const held = [...sumWithdrawals(group)];
    const isAllThere = held.every(([key]) => missing(key) === 0n);
    const isAllGone = held.every(([key, amount]) => missing(key) === amount);
    if (!isAllThere && !isAllGone) continue;
    for (const withdrawal of group) {
      const delivered = isAllGone ? withdrawal.goods : NO_GOODS;
      settle(step, withdrawal, { delivered, rules, note: `settled by the report of ${teller.id}` });
      settled.push(withdrawal.id);
    }
  }
  return settled;
}

/** Withdrawals that share an asset, directly or through another, in groups. */
function groupBySharedAssets(withdrawals: readonly Withdrawal[]): Withdrawal[][] {
  let groups: { assets: Set<AssetKey>; members: Withdrawal[] }[] = [];
  for (const withdrawal of withdrawals) {
    const assets = new Set(goodsToAmounts(withdrawal.goods).map(([key]) => key));
    const touching = groups.filter((group) => !group.assets.isDisjointFrom(assets));
    groups = groups.filter((group) => !touching.includes(group));
    for (const group of touching) for (const key of group.assets) assets.add(key);
    groups.push({ assets, members: [...touching.flatMap((group) => group.members), withdrawal] });
  }
  return groups.map((group) => group.members);
}

/**
 * Pauses, at this teller, every asset of which more is missing than its claims explain, and notifies the
 * operator. What the operator resumed stays so unless yet more is missing.
 */
function recordShortages(step: Step, teller: Teller, reported: Amounts): Shortage[] {
  const explained = sumWithdrawals(step.openWithdrawalsOfTeller(teller.id));
  const noted = new Map(teller.shortages.map((shortage) => [shortage.asset, shortage]));
  const short = new Set<AssetKey>();
  for (const [key, { expected, found }] of computeDrift(step, teller.id, reported)) {
    const missing = expected - found;
    if (missing <= (explained.get(key) ?? 0n)) continue;
    short.add(key);
    if (missing <= (noted.get(key)?.missing ?? 0n)) continue;
    noted.set(key, { asset: key, missing, isPaused: true });
    openCase(step, {
      id: shortageCaseId(teller.id, key),
      kind: 'shortage',
      tellerId: teller.id,
      summary:
        `${teller.id} should hold ${expected} of ${key} and reports ${found}. ` +
        'Withdrawals of it are paused there.',
    });
  }
  return [...noted.values()].filter((shortage) => shortage.isPaused || short.has(shortage.asset));
}

/** Notifies the operator of a surplus, once for each that is new. Returns the surplus in words. */
function notifySurplus(step: Step, teller: Teller, drift: Drift): string {
  const surplus = drift
    .filter(([, { expected, found }]) => found > expected)
    .map(([key, { expected, found }]) => `${key}: ${expected} expected, ${found} reported`)
    .join('; ');
  if (surplus !== '' && surplus !== teller.notifiedSurplus) {
    notifyOperator(step, 'teller_surplus', `${teller.id} holds more than the ledger says. ${surplus}`);
  }
  return surplus;
}
