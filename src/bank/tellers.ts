import type { Reads } from './engine/book.ts';
import { tellerAccount } from './engine/ledger.ts';
import type { Goods } from './engine/pets.ts';
import { balanceReadKeys, type ReadKey } from './engine/read-key.ts';
import type { Instant, Teller } from './engine/rows.ts';
import type { Step } from './engine/step.ts';
import { requireAvailable } from './limits.ts';
import { sumWithdrawals } from './withdrawals.ts';

/** The rows that giving goods out of a teller's stock, or into it, may touch. */
export const stockReadKeys = (tellerId: string, goods: Goods): ReadKey[] => [
  { kind: 'teller', id: tellerId },
  { kind: 'open_withdrawals_of_teller', tellerId },
  ...balanceReadKeys(goods, [tellerAccount(tellerId)]),
];

/** Refuses `insufficient_pets` and `insufficient_gems` for what a claim may be handing over right now. */
export function requireUnpromised(step: Step, { tellerId, goods }: { tellerId: string; goods: Goods }): void {
  const account = tellerAccount(tellerId);
  const promised = sumWithdrawals(step.openWithdrawalsOfTeller(tellerId));
  requireAvailable(goods, (asset) => -step.balance(account, asset) - (promised.get(asset) ?? 0n));
}

/** Keeps the last report from confirming the next one, where staff changed the stock between the two. */
export function invalidateReport(step: Step, tellerId: string, seq: number): void {
  const teller = step.row('tellers', tellerId);
  if (teller?.report) step.put('tellers', { ...teller, report: { ...teller.report, afterSeq: seq } });
}

/** The tellers that reported or traded since then, the newest first; of the first `limit` by name, from 1. */
export async function findActiveTellers(reads: Reads, { since, limit }: { since: Instant; limit: number }) {
  const tellers = (await reads.tellers()).slice(0, limit);
  const sightings = await Promise.all(
    tellers.map(async (teller) => ({ tellerId: teller.id, at: await lastActiveAt(reads, teller, since) })),
  );
  return sightings.filter(({ at }) => at >= since).sort((sighting, other) => other.at - sighting.at);
}

/** Reads the log only where the report alone is too old. */
async function lastActiveAt(reads: Reads, teller: Teller, since: Instant): Promise<Instant> {
  const { report, lastTradeSeq } = teller;
  const reportedAt = report?.receivedAt ?? 0;
  if (reportedAt >= since || lastTradeSeq === 0) return reportedAt;
  const [trade] = await reads.log({ afterSeq: lastTradeSeq - 1, limit: 1 });
  return Math.max(reportedAt, trade?.at ?? 0);
}
