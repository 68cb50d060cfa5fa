import { nameFirst } from './engine/bounds.ts';
import { tellerAccount } from './engine/ledger.ts';
import type { Instant, Teller } from './engine/rows.ts';
import type { Step } from './engine/step.ts';
import { openCase } from './events.ts';
import { type HoldContext, isOnHold } from './holds.ts';
import type { Drift } from './shortages.ts';

/** A trade that a teller doesn't know this long after it was made is someone else's. */
const UNKNOWN_MS = 60_000;

/** One for each teller. */
export const foreignTradeCaseId = (tellerId: string): string => `foreign_trade:${tellerId}`;

/** What a report says that may contradict what the teller's key has done. */
interface Evidence {
  /** Up to which the teller knows its own trades; undefined: it doesn't say. */
  readonly seq: number | undefined;
  /** What is missing and not explained, where the report can't have raced with a trade. */
  readonly short: Drift;
}

/**
 * Since when the teller is contradicted, after this report; null: it isn't. It is by a report that doesn't
 * know a trade of the teller's own which is over a minute old, and by one that surely lacks goods of credits
 * that have not cleared: its key is in someone else's hands, or it has lost its memory. Then a case opens.
 * What staff have decided counts no more.
 */
export function judgeReport(
  step: Step,
  teller: Teller,
  { seq, short }: Evidence,
  context: HoldContext,
): Instant | null {
  if (teller.contradictedAt !== null) return teller.contradictedAt;
  const unknown = seq === undefined ? [] : listUnknownTrades(teller, seq, context.at);
  const missing = listMissingCredits(step, teller, short, context);
  if (unknown.length === 0 && missing.length === 0) return null;
  const why =
    unknown.length > 0
      ? `${teller.id} says that it knows its trades up to ${seq}, but its key has made ${name(unknown)}.`
      : `${teller.id} lacks goods that its key has reported to come in with ${name(missing)}.`;
  openCase(step, {
    id: foreignTradeCaseId(teller.id),
    kind: 'foreign_trade',
    tellerId: teller.id,
    summary:
      `${why} Someone else may have its key, or it has lost its memory. Until you decide, it hands out ` +
      'nothing new, and what it credited stays on hold.',
  });
  return context.at;
}

const name = (seqs: readonly number[]): string => nameFirst(seqs.map((seq) => `t-${seq}`));

/** Its trades after that, if one of them is so old that it must know it. */
function listUnknownTrades({ trades, decidedSeq }: Teller, seq: number, at: Instant): number[] {
  const unknown = trades.filter((trade) => trade.seq > Math.max(seq, decidedSeq));
  return unknown.some((trade) => at - trade.at > UNKNOWN_MS) ? unknown.map((trade) => trade.seq) : [];
}

/** The deposits on hold of which goods are missing. */
function listMissingCredits(step: Step, teller: Teller, short: Drift, context: HoldContext): number[] {
  const holds = short.flatMap(([key]) => step.balanceRow(tellerAccount(teller.id), key).holds ?? []);
  const missing = holds.filter((hold) => hold.seq > teller.decidedSeq && isOnHold(hold, teller, context));
  return [...new Set(missing.map(({ seq }) => seq))].sort((seq, other) => seq - other);
}
