import type { Reads } from './engine/book.ts';
import type { Instant, Teller } from './engine/rows.ts';

/** When a teller was last heard from: it reported, or its newest trade was recorded. */
export interface ActiveTeller {
  readonly tellerId: string;
  readonly at: Instant;
}

/** The tellers that were heard from since, the newest first; of the first `limit` tellers by name, from 1. */
export async function findActiveTellers(
  reads: Reads,
  { since, limit }: { since: Instant; limit: number },
): Promise<ActiveTeller[]> {
  const tellers = (await reads.tellers()).slice(0, limit);
  const sightings = await Promise.all(
    tellers.map(async (teller) => ({ tellerId: teller.id, at: await lastActiveAt(reads, teller, since) })),
  );
  return sightings.filter(({ at }) => at >= since).sort((sighting, other) => other.at - sighting.at);
}

/** The log is asked only where the report alone is too old. */
async function lastActiveAt(
  reads: Reads,
  { report, lastTradeSeq }: Teller,
  since: Instant,
): Promise<Instant> {
  const reportedAt = report?.receivedAt ?? 0;
  if (reportedAt >= since || lastTradeSeq === 0) return reportedAt;
  const [trade] = await reads.log({ afterSeq: lastTradeSeq - 1, limit: 1 });
  return Math.max(reportedAt, trade?.at ?? 0);
}
