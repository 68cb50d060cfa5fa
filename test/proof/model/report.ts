import type { z } from 'zod';
import { reportTeller, type tellerReportAnswer, tellerReportInput } from '../../../src/bank/report.ts';
import { type Amounts, isSame, minus, sumAll, tally, toPet } from './amounts.ts';
import { hold } from './broken.ts';
import { defineOperation } from './call.ts';
import { isAllCleared, judgeReport } from './holds.ts';
import { applyExpiry, openCase, settle } from './time.ts';
import { getTeller, listOpenOfTeller, type Teller, type Withdrawal, type World } from './world.ts';

type Answer = z.output<typeof tellerReportAnswer>;

/** What a teller says it holds. It settles and pauses only when it can't have raced with a trade. */
export const report = defineOperation('report', reportTeller, tellerReportInput, (world, { input, by }) => {
  const teller = getTeller(world, by);
  const reported = tally(input);
  const madeAt = Math.min(
    input.reportedAt === undefined ? world.now : Date.parse(input.reportedAt),
    world.now,
  );
  const expired = applyExpiry(world, listOpenOfTeller(world, by)).map((status) => `found ${status}`);
  const doubt = doubtOf(world, teller, { seq: input.seq, reported });
  const before = teller.report;
  teller.report = { amounts: reported, madeAt, receivedAt: world.now, isLatest: true };
  const settled: string[] = [];
  const as = doubt === undefined ? ['confirmed'] : [`noted: ${doubt}`];
  if (doubt === undefined) {
    const ended = settleUncertain(world, by, { reported, seenSince: Math.min(before?.madeAt ?? 0, madeAt) });
    settled.push(...ended.map((pet) => pet.id));
    as.push(...new Set(ended.map((note) => note.as)), ...noteShortages(world, by, reported));
  }
  const drift = driftOf(teller, reported);
  if (drift.some((difference) => difference.reported > difference.expected)) as.push('more than expected');
  const explained = sumAll(listOpenOfTeller(world, by).map((withdrawal) => withdrawal.goods));
  const missing = [...minus(teller.stock, reported)];
  const short = missing.filter(([asset, amount]) => amount > (explained.get(asset) ?? 0n));
  const isConclusive = doubt === undefined;
  as.push(
    ...new Set(
      judgeReport(world, by, { seq: input.seq, short: short.map(([asset]) => asset), isConclusive }),
    ),
  );
  const says: Answer = {
    halted: world.halted,
    paused: [...teller.shortages]
      .filter(([, difference]) => difference.isPaused)
      .map(([asset]) => toPet(asset)),
    drift,
    settled,
    lastTradeSeq: teller.lastSeq,
    cleared: isAllCleared(world, by),
  };
  return { says, as: [...as, ...new Set(expired)] };
});

/** Why it proves nothing, or undefined. */
function doubtOf(
  world: World,
  teller: Teller,
  { seq, reported }: { seq: number | undefined; reported: Amounts },
): string | undefined {
  if (seq === undefined) return 'no seq';
  if (seq < teller.lastSeq) return 'older than a trade';
  if (seq > world.head) return 'a seq never given out';
  if (!teller.report) return 'the first';
  if (!teller.report.isLatest) return 'the first after a trade';
  return isSame(teller.report.amounts, reported) ? undefined : 'not what was said before';
}

function driftOf({ stock }: Teller, reported: Amounts): Answer['drift'] {
  const assets = [...new Set([...stock.keys(), ...reported.keys()])];
  return assets
    .map((asset) => ({
      asset: toPet(asset),
      expected: Number(stock.get(asset) ?? 0n),
      reported: Number(reported.get(asset) ?? 0n),
    }))
    .filter((difference) => difference.expected !== difference.reported);
}

/**
 * Uncertain withdrawals that share an asset are settled together: all still there, or just theirs missing.
 */
function settleUncertain(
  world: World,
  by: string,
  { reported, seenSince }: { reported: Amounts; seenSince: number },
): { id: string; as: string }[] {
  const missing = minus(getTeller(world, by).stock, reported);
  return groupsOf(listOpenOfTeller(world, by)).flatMap((group) => {
    const isOver = group.every(
      (withdrawal) => withdrawal.status === 'uncertain' && (withdrawal.claim?.leaseUntil ?? 0) <= seenSince,
    );
    if (!isOver) return [];
    const held = [...sumAll(group.map((withdrawal) => withdrawal.goods))];
    const isThere = held.every(([asset]) => !missing.has(asset));
    const isGone = held.every(([asset, amount]) => missing.get(asset) === amount);
    if (!isThere && !isGone) return [];
    expectTrue(world, by, { group, isGone });
    return group.map((withdrawal) => {
      settle(world, withdrawal, isGone ? withdrawal.goods : new Map());
      return { id: withdrawal.id, as: isGone ? 'settled as delivered' : 'settled as not delivered' };
    });
  });
}

/** Where nothing else is missing or too much, what a report settles is what really happened. */
function expectTrue(
  world: World,
  by: string,
  { group, isGone }: { group: Withdrawal[]; isGone: boolean },
): void {
  const { unexplained } = getTeller(world, by);
  const assets = group.flatMap((withdrawal) => [...withdrawal.goods.keys()]);
  if (assets.some((asset) => unexplained.has(asset))) return;
  for (const { id, goods, claim } of group) {
    const isSo = isSame(claim?.handed ?? new Map(), isGone ? goods : new Map());
    hold(isSo, 'reports settle truly', () => `${id} was settled otherwise than it went`);
  }
}

function groupsOf(withdrawals: readonly Withdrawal[]): Withdrawal[][] {
  const groups: Withdrawal[][] = [];
  const left = new Set(withdrawals);
  for (const first of withdrawals) {
    if (!left.delete(first)) continue;
    const group = [first];
    // The group grows while it is walked: each member brings those that share an asset with it.
    for (const withdrawal of group) {
      for (const other of left) {
        if ([...other.goods.keys()].some((asset) => withdrawal.goods.has(asset))) {
          left.delete(other);
          group.push(other);
        }
      }
    }
    groups.push(group);
  }
  return groups;
}

/**
 * Pauses what is missing beyond what claims explain. What the operator resumed stays so until yet more is
 * missing.
 */
function noteShortages(world: World, by: string, reported: Amounts): string[] {
  const { shortages, stock } = getTeller(world, by);
  const explained = sumAll(listOpenOfTeller(world, by).map((withdrawal) => withdrawal.goods));
  const missing = minus(stock, reported);
  const isShort = (asset: string): boolean => (missing.get(asset) ?? 0n) > (explained.get(asset) ?? 0n);
  for (const [asset, amount] of [...shortages])
    if (!amount.isPaused && !isShort(asset)) shortages.delete(asset);
  const as: string[] = [];
  for (const [asset, amount] of missing) {
    const known = shortages.get(asset);
    if (!isShort(asset) || amount <= (known?.missing ?? 0n)) continue;
    as.push(known?.isPaused ? 'paused, and more is missing' : known ? 'paused anew' : 'paused');
    shortages.set(asset, { missing: amount, isPaused: true });
    openCase(world, `shortage:${by}:${asset}`, {
      kind: 'shortage',
      member: null,
      teller: by,
      withdrawalId: null,
      goods: new Map(),
    });
  }
  return [...new Set(as)];
}
