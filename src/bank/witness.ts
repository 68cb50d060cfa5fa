import { nameFirst } from './engine/bounds.ts';
import { tellerAccount } from './engine/ledger.ts';
import type { Operation } from './engine/operation.ts';
import {
  type AssetKey,
  amountsToGoods,
  type Goods,
  goodsToAmounts,
  isSafe,
  MAX_PET_LINES,
  parseAssetKey,
  petKey,
  sumAmounts,
} from './engine/pets.ts';
import type { Case, CaseKind, Instant, Transaction } from './engine/rows.ts';
import { openCase } from './events.ts';

/** One direction of a trade between a teller and a player: `received` is what the teller got. */
export interface TradeSide {
  readonly at: Instant;
  readonly robloxUserId: number;
  readonly direction: 'received' | 'given';
  /** Without chroma: the witness doesn't see it. */
  readonly goods: Goods;
}

/** A trade side that the ledger has, with the transaction that says so. */
export interface RecordedSide extends TradeSide {
  readonly seq: number;
}

/** What a teller's account holds and has traded, as of one moment. */
export interface Testimony {
  readonly tellerId: string;
  readonly asOf: Instant;
  readonly sides: readonly TradeSide[];
  readonly holds: Goods;
}

/** What the witness and the ledger don't agree about. */
export interface WitnessFinding {
  readonly id: string;
  readonly kind: Extract<CaseKind, 'missed_trade' | 'unseen_trade' | 'witness_shortage' | 'account'>;
  readonly robloxUserId: number | null;
  readonly goods: Goods;
  readonly summary: string;
}

/** A script may report a trade late, after an outage: this far apart, two still count as the same trade. */
const MOST_APART_MS = 12 * 3_600_000;
/** A trade this young may not be reported yet, or not be in the snapshot yet: it is not compared. */
const SETTLING_MS = 15 * 60_000;

/** What a transaction says about a trade with the teller; undefined where it moved nothing in the game. */
export function transactionToSide(transaction: Transaction): RecordedSide | undefined {
  const { seq, at, robloxUserId, goods } = transaction;
  if (robloxUserId === null) return undefined;
  const side = { seq, at, robloxUserId, goods: removeChroma(goods) };
  if (transaction.kind === 'deposit') return { ...side, direction: 'received' };
  const isGiven =
    transaction.kind === 'withdrawal_delivered' ||
    (transaction.kind === 'adjustment' && transaction.status === 'returned');
  return isGiven ? { ...side, direction: 'given' } : undefined;
}

/** The goods as the witness sees them: pets that differ in their chroma alone are the same to it. */
export function removeChroma(goods: Goods): Goods {
  const amounts = goodsToAmounts(goods).map(([key, amount]) => [plainKey(key), amount] as const);
  return amountsToGoods(sumAmounts(amounts));
}

function plainKey(key: AssetKey): AssetKey {
  const asset = parseAssetKey(key);
  if (asset === 'gems') return key;
  const { id, variant, shiny } = asset;
  return petKey({ id, variant, shiny });
}

/** What came of pairing the trades that the witness saw with those that the ledger has. */
interface Comparison {
  /** What is left over on either side, and is old enough to be judged. */
  readonly findings: readonly WitnessFinding[];
  /** Deposits that the witness saw, but for those that the ledger has more often than the witness. */
  readonly seenSeqs: readonly number[];
}

/**
 * Pairs each trade that the witness saw with one that the ledger has: the same player, direction and goods,
 * the nearest in time. `recorded` and `sides` are those from `since` on.
 */
export function compareTrades(
  { tellerId, asOf, sides }: Testimony,
  recorded: readonly RecordedSide[],
  since: Instant,
): Comparison {
  const unmatched = new Set(recorded);
  const missed: TradeSide[] = [];
  for (const side of sides) {
    const match = nearest(side, unmatched);
    if (match) unmatched.delete(match);
    else missed.push(side);
  }
  // Which of two that are alike is the true one, nobody knows.
  const doubtful = new Set([...unmatched].map(sideContent));
  const seen = recorded.filter((side) => side.direction === 'received' && !doubtful.has(sideContent(side)));
  const isRipe = ({ at }: TradeSide): boolean => at >= since && at <= asOf - SETTLING_MS;
  const findings = [
    ...missed.filter(isRipe).map((side) => missedTrade(tellerId, side)),
    ...[...unmatched].filter(isRipe).map((side) => unseenTrade(tellerId, side)),
  ];
  return { findings, seenSeqs: seen.map(({ seq }) => seq) };
}

function nearest(side: TradeSide, recorded: ReadonlySet<RecordedSide>): RecordedSide | undefined {
  const content = sideContent(side);
  const apart = (recordedSide: RecordedSide): number => Math.abs(recordedSide.at - side.at);
  return [...recorded]
    .filter((recordedSide) => apart(recordedSide) <= MOST_APART_MS && sideContent(recordedSide) === content)
    .sort((recordedSide, other) => apart(recordedSide) - apart(other))[0];
}

const sideContent = ({ robloxUserId, direction, goods }: TradeSide): string =>
  [robloxUserId, direction, goodsText(goods)].join('\n');

/** The goods as one string, whatever order they are in. */
function goodsText(goods: Goods): string {
  const lines = goodsToAmounts(goods).map(([key, amount]) => `${key} ${amount}`);
  return lines.sort().join('\n');
}

const describeSide = ({ direction, robloxUserId }: TradeSide): string =>
  direction === 'received'
    ? `received this from player ${robloxUserId}`
    : `gave this to player ${robloxUserId}`;

function missedTrade(tellerId: string, side: TradeSide): WitnessFinding {
  const { at, robloxUserId, direction, goods } = side;
  const id = `missed_trade:${tellerId}:${at}:${robloxUserId}:${direction}`;
  const what = `BIG Games saw that ${tellerId} ${describeSide(side)} at ${new Date(at).toISOString()}`;
  return {
    id,
    kind: 'missed_trade',
    robloxUserId,
    goods,
    summary: `${what}, and the bank has no record of it.`,
  };
}

function unseenTrade(tellerId: string, side: RecordedSide): WitnessFinding {
  const { seq, robloxUserId, goods } = side;
  const what = `Transaction t-${seq} says that ${tellerId} ${describeSide(side)}`;
  const summary = `${what}, and BIG Games saw no such trade.`;
  return { id: `unseen_trade:${tellerId}:t-${seq}`, kind: 'unseen_trade', robloxUserId, goods, summary };
}

export interface FindingsInput {
  readonly tellerId: string;
  readonly findings: readonly WitnessFinding[];
  /** What the account holds, to compare with the stock; null where trades may have come since. */
  readonly holds: Goods | null;
}

const shortageId = (tellerId: string): string => `witness_shortage:${tellerId}`;

/**
 * Opens a case for each finding that never had one, and one where the teller's account holds less than the
 * ledger says. Moves and pauses nothing: people review it. Returns how many it opened. Refuses nothing.
 */
export const recordFindings: Operation<FindingsInput, number> = {
  readKeys: ({ tellerId, findings }) => [
    { kind: 'account', account: tellerAccount(tellerId) },
    ...[shortageId(tellerId), ...findings.map(({ id }) => id)].map((id) => ({ kind: 'case', id }) as const),
  ],
  decide(step, { tellerId, findings, holds }) {
    const fresh = findings.filter(({ id }) => !step.row('cases', id));
    const lacking = holds ? findLacking(step.balancesOf(tellerAccount(tellerId)), holds) : [];
    const shortage = toShortageFinding(tellerId, lacking, step.row('cases', shortageId(tellerId)));
    const opened = shortage ? [...fresh, shortage] : fresh;
    for (const finding of opened) openCase(step, { ...finding, tellerId, withdrawalId: null });
    return opened.length;
  },
};

type Lacking = readonly (readonly [AssetKey, bigint])[];

/** What the ledger has and the witness doesn't see. What the account holds besides is the teller's own. */
function findLacking(balances: readonly { asset: AssetKey; amount: bigint }[], holds: Goods): Lacking {
  const seen = new Map(goodsToAmounts(holds));
  const stock = sumAmounts(balances.map(({ asset, amount }) => [plainKey(asset), -amount] as const));
  const lacking = [...stock].map(([key, amount]) => [key, amount - (seen.get(key) ?? 0n)] as const);
  return lacking.filter(([, amount]) => amount > 0n).sort(([key], [other]) => (key < other ? -1 : 1));
}

/** A shortage is reported again only when it differs from the last one. */
function toShortageFinding(tellerId: string, lacking: Lacking, before?: Case): WitnessFinding | undefined {
  const goods = amountsToGoods(lacking.slice(0, MAX_PET_LINES));
  const what = `By BIG Games' account API, ${tellerId} lacks this of what the ledger says it holds.`;
  // What goods can't say, words do.
  const isSaid = goodsToAmounts(goods).length === lacking.length && lacking.every(([, sum]) => isSafe(sum));
  const inAll = nameFirst(lacking.map(([key, amount]) => `${amount} of ${key}`));
  const summary = isSaid ? what : `${what} In all: ${inAll}.`;
  const isKnown = before?.summary === summary && goodsText(before.goods) === goodsText(goods);
  if (lacking.length === 0 || isKnown) return undefined;
  return {
    id: shortageId(tellerId),
    kind: 'witness_shortage',
    robloxUserId: null,
    goods,
    summary,
  };
}

/** A teller's account at BIG Games, which its owner lets the bank read. */
export interface TellerAccount {
  readonly tellerId: string;
  /** The access token, encrypted: only who has the bank's key can use it. */
  readonly sealedToken: string;
  /** Trades before this are none of the bank's business. */
  readonly connectedAt: Instant;
  /** BIG Games' tokens end after thirty days, and can't be renewed without their owner. */
  readonly expiresAt: Instant;
  /** When the account is to be read again; until then, one process does, or has. */
  readonly nextAt: Instant;
}

/** Connected accounts. They are no part of a backup: a token is for one bank, on one set of machines. */
export interface TellerAccountStore {
  /** All of them, by teller. */
  tellerAccounts(): Promise<TellerAccount[]>;
  /** Connects an account, in place of the one that the teller had. */
  putTellerAccount(account: TellerAccount): Promise<void>;
  /** Whether there was one to forget. */
  forgetTellerAccount(tellerId: string): Promise<boolean>;
  /**
   * Whether it is the caller's turn to read the account: one caller of however many; again at `until`. A row
   * that says later than `latest` is one that nobody has written.
   */
  takeAccountTurn(turn: { tellerId: string; at: Instant; until: Instant; latest: Instant }): Promise<boolean>;
}
