import { z } from 'zod';
import { continueRuns, isCleared } from './clearing.ts';
import { foreignTradeCaseId, judgeReport } from './contradiction.ts';
import { MAX_SETTLED, nameFirst } from './engine/bounds.ts';
import { assetAnswer, exactAnswer, exactInteger, timeSchema } from './engine/fields.ts';
import { tellerAccount } from './engine/ledger.ts';
import type { Call, Operation, Rules } from './engine/operation.ts';
import { identifyHeld, identifyPets } from './engine/pet-identity.ts';
import {
  type Amounts,
  type AssetKey,
  goodsToAmounts,
  NO_GOODS,
  packAmounts,
  parseAssetKey,
  reportFields,
} from './engine/pets.ts';
import type { Reader } from './engine/reader.ts';
import { invalid } from './engine/refusal.ts';
import type { Teller, TellerReport, Withdrawal } from './engine/rows.ts';
import { sha256 } from './engine/sha256.ts';
import type { Step } from './engine/step.ts';
import { notifyOperator } from './events.ts';
import { findHalt } from './halt-and-freeze.ts';
import { getTeller } from './holds.ts';
import { type Drift, findShort, jointCaseId, readPaused, recordShortages } from './shortages.ts';
import { watchDrift } from './teller-watch.ts';
import { spreadUndecided, sumUndecided } from './undecided-pets.ts';
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
  cleared: z.boolean().meta({ description: 'No credit of this teller is on hold after this report.' }),
});
type TellerReportAnswer = z.infer<typeof tellerReportAnswer>;

/**
 * Records what a teller reports that it holds. A report can race with a trade, so it settles and pauses only
 * if it names the newest answer the teller saw, no trade of this teller's came after that, and the report
 * before said the same. A `seq` that the log doesn't have is made up, or of commits that were lost, as by the
 * restore of an older backup: it settles nothing, and pauses what may have been handed out in them. Refuses
 * only `invalid`: names of the same pet that are too much in all.
 */
export const reportTeller: Operation<TellerReportInput, TellerReportAnswer> = {
  readKeys: (_input, { by }) => [
    { kind: 'teller', id: by },
    { kind: 'joint_shortages', tellerId: by },
    { kind: 'case', id: jointCaseId(by) },
    { kind: 'case', id: foreignTradeCaseId(by) },
    { kind: 'account', account: tellerAccount(by) },
    { kind: 'open_withdrawals_of_teller', tellerId: by },
  ],
  moreReadKeys: (reader, _input, { by }) => reader.openWithdrawalsOfTeller(by).flatMap(withdrawalReadKeys),
  decide(step, input, call) {
    const { by, rules } = call;
    const teller = getTeller(step, by);
    const reported = readAmounts(step, input, call);
    const packed = packAmounts(reported);
    const report = readReport(step, input, { afterSeq: teller.lastTradeSeq, digest: sha256(packed) });
    const isKnown = input.seq !== undefined && input.seq <= step.bank().seq;
    const isSteady = hasMissedNoTrade(teller, input, report);
    const isConclusive = isSteady && isKnown;
    for (const withdrawal of listEnded(step, by)) applyExpiry(step, withdrawal);
    const settled = isConclusive ? settleUncertain(step, teller, { report, reported, rules }) : [];
    const drift = computeDrift(readStock(step, by), reported);
    const shortages = isSteady ? recordShortages(step, teller, drift) : teller.shortages;
    const notifiedSurplus = isSteady ? notifySurplus(step, teller, drift) : teller.notifiedSurplus;
    const short = findShort(step, by, drift);
    const judged = { seq: input.seq, short: isConclusive ? short : [] };
    const contradictedAt = judgeReport(step, teller, judged, call);
    const shown = { at: step.at, rules, seq: isKnown && short.length === 0 ? input.seq : null };
    const runs = continueRuns({ ...teller, contradictedAt }, shown);
    const reporting = {
      ...teller,
      ...runs,
      ...watchDrift(step, teller, drift),
      isSilenceTold: false,
      contradictedAt,
      report,
      shortages,
      notifiedSurplus,
    };
    step.put('tellers', reporting);
    // Most heartbeats say what the last one did.
    if (report.digest !== teller.report?.digest) step.put('reports', { tellerId: by, amounts: packed });
    return {
      halted: findHalt(step, call) !== null,
      paused: [...readPaused(step, by)].map(parseAssetKey),
      drift: drift.map(([key, { expected, found }]) => ({
        asset: parseAssetKey(key),
        expected: exactInteger(expected),
        reported: exactInteger(found),
      })),
      settled,
      lastTradeSeq: teller.lastTradeSeq,
      cleared: isCleared(step, reporting, call),
    };
  },
};

/** Claims whose time has run out, as many as one report writes down: the sweep does too. */
const listEnded = (step: Step, tellerId: string): Withdrawal[] =>
  step
    .openWithdrawalsOfTeller(tellerId)
    .filter((withdrawal) => statusAt(withdrawal, step.at) !== withdrawal.status)
    .slice(0, MAX_SETTLED);

/** What is reported, each pet as the teller holds it. Two names may turn out to be of the same pet. */
function readAmounts(step: Step, input: TellerReportInput, { by, rules }: Call): Amounts {
  const held = readStock(step, by);
  const counted = sumUndecided(held, rules.aliases);
  const goods = identifyPets(
    input,
    identifyHeld(rules, (asset) => counted.get(asset) ?? 0n),
  );
  if (!goods.pets.every(({ quantity }) => Number.isSafeInteger(quantity))) {
    throw invalid('pets', 'has a pet several times, of which there are too many in all');
  }
  const claimed = sumWithdrawals(step.openWithdrawalsOfTeller(by));
  return spreadUndecided(new Map(goodsToAmounts(goods)), { held, claimed }, rules.aliases);
}

function readReport(
  step: Step,
  { reportedAt }: TellerReportInput,
  { afterSeq, digest }: Pick<TellerReport, 'afterSeq' | 'digest'>,
): TellerReport {
  const madeAt = reportedAt === undefined ? step.at : Date.parse(reportedAt);
  return { digest, madeAt: Math.min(madeAt, step.at), receivedAt: step.at, afterSeq };
}

/** Whether it can't have raced with a trade: two in a row say the same, with no trade between them. */
function hasMissedNoTrade(teller: Teller, { seq }: TellerReportInput, report: TellerReport): boolean {
  if (seq === undefined || seq < teller.lastTradeSeq) return false;
  if (!teller.report || teller.report.afterSeq !== teller.lastTradeSeq) return false;
  return teller.report.digest === report.digest;
}

/** What the teller holds by the ledger: the other side of its account. */
function readStock(reader: Reader, tellerId: string): Amounts {
  const balances = reader.balancesOf(tellerAccount(tellerId));
  return new Map(balances.map(({ asset: key, amount }) => [key, -amount]));
}

function computeDrift(stock: Amounts, reported: Amounts): Drift {
  const keys = new Set([...stock.keys(), ...reported.keys()]);
  const drift = Array.from(keys, (key): Drift[number] => [
    key,
    { expected: stock.get(key) ?? 0n, found: reported.get(key) ?? 0n },
  ]).filter(([, { expected, found }]) => expected !== found);
  return drift.sort(([key], [other]) => (key < other ? -1 : 1));
}

/**
 * Settles uncertain withdrawals that two reports after their leases leave no doubt about. Those that share an
 * asset are settled together: when all of it is still there, none was delivered; when just what they hold is
 * missing, all were. Anything between is the operator's to settle.
 */
function settleUncertain(
  step: Step,
  teller: Teller,
  { report, reported, rules }: { report: TellerReport; reported: Amounts; rules: Rules },
): string[] {
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
    // The rest of a group is as plain to the next report.
    for (const withdrawal of group.slice(0, MAX_SETTLED - settled.length)) {
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

/** Notifies the operator of a surplus, once for each that is new. Returns its digest, or '' without one. */
function notifySurplus(step: Step, teller: Teller, drift: Drift): string {
  const surplus = drift
    .filter(([, { expected, found }]) => found > expected)
    .map(([key, { expected, found }]) => `${key}: ${expected} expected, ${found} reported`);
  if (surplus.length === 0) return '';
  const digest = sha256(surplus.join('\n'));
  if (digest !== teller.notifiedSurplus) {
    const text = `${teller.id} holds more than the ledger says. ${nameFirst(surplus)}`;
    notifyOperator(step, 'teller_surplus', text);
  }
  return digest;
}
