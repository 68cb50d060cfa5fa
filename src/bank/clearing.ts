import { tellerAccount } from './engine/ledger.ts';
import type { Reader } from './engine/reader.ts';
import type { Hold, Instant, Mark, Teller } from './engine/rows.ts';
import type { Step } from './engine/step.ts';
import { type HoldContext, isOnHold } from './holds.ts';

/** How long an unbroken run of reports must show a credit to clear it. */
const RUN_MS = 45_000;
/** How long each trade is kept; of older ones the newest stands for all. */
const KEPT_MS = 60_000;
const SECOND_MS = 1_000;

type Reporting = Pick<Teller, 'shown' | 'clearedSeq' | 'contradictedAt' | 'lastTradeSeq'>;

/**
 * What a teller's credits look like after one more report, which shows those up to `seq`, or none (null). An
 * unbroken run of reports that show a credit clears it.
 */
export function continueRuns(
  { shown, clearedSeq, contradictedAt, lastTradeSeq }: Reporting,
  { at, rules, seq = null }: HoldContext & { readonly seq?: number | null | undefined },
): Pick<Teller, 'shown' | 'clearedSeq'> {
  const runs = showUpTo(shown, at, seq);
  const newestOld = runs.findLastIndex((mark) => at - mark.at >= RUN_MS);
  const run = contradictedAt === null ? (runs[newestOld]?.seq ?? 0) : 0;
  // No further than there are trades, and not where no credit waits: the log keeps each change of it.
  const cleared = rules.depositHoldMs === 0 ? 0 : Math.min(run, lastTradeSeq);
  const rests = Math.max(clearedSeq, cleared);
  // Of the runs that are long enough, the newest stands for all.
  return { clearedSeq: rests, shown: runs.slice(Math.max(newestOld, 0)).filter((mark) => mark.seq > rests) };
}

/** Since when the credits up to each number are shown without a break. */
function showUpTo(shown: readonly Mark[], at: Instant, seq: number | null): readonly Mark[] {
  if (seq === null) return [];
  const whole = shown.filter((mark) => mark.seq <= seq);
  const beyond = shown[whole.length];
  if (whole.at(-1)?.seq === seq) return whole;
  // What the last report showed beyond this one is broken; what both show goes on from when it began.
  return beyond ? [...whole, { at: beyond.at, seq }] : addMark(whole, { at, seq });
}

/** The teller's row after one more trade of its own. */
export const recordTrade = (teller: Teller, trade: Mark): Teller => ({
  ...teller,
  lastTradeSeq: trade.seq,
  trades: addTrade(teller.trades, trade),
});

/** The trades of the last minute and the newest before, after one more. */
export function addTrade(trades: readonly Mark[], trade: Mark): readonly Mark[] {
  const newestOld = trades.findLastIndex((mark) => trade.at - mark.at > KEPT_MS);
  return addMark(trades.slice(Math.max(newestOld, 0)), trade);
}

/** Marks of one second share one, with the later time: a run begins later by that, a trade is younger. */
function addMark(marks: readonly Mark[], mark: Mark): readonly Mark[] {
  const last = marks.at(-1);
  const isSameSecond = last && Math.floor(last.at / SECOND_MS) === Math.floor(mark.at / SECOND_MS);
  return isSameSecond ? marks.with(-1, mark) : [...marks, mark];
}

/** The credits of this teller that are on hold. Needs its whole account. */
export const listCreditsOnHold = (reader: Reader, teller: Teller, context: HoldContext): Hold[] =>
  reader
    .balancesOf(tellerAccount(teller.id))
    .flatMap(({ holds }) => holds ?? [])
    .filter((hold) => isOnHold(hold, teller, context));

/** Whether no credit of this teller is on hold. Needs its whole account. */
export const isCleared = (step: Step, teller: Teller, context: HoldContext): boolean =>
  listCreditsOnHold(step, teller, context).length === 0;
