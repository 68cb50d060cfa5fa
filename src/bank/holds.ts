import { isTellerAccount, memberAccount } from './engine/ledger.ts';
import type { Rules } from './engine/operation.ts';
import { type Goods, goodsToAmounts } from './engine/pets.ts';
import type { ReadKey } from './engine/read-key.ts';
import type { Reader } from './engine/reader.ts';
import { type HeldAmount, Refusal } from './engine/refusal.ts';
import {
  type Account,
  type Balance,
  GIFT,
  type Hold,
  type Instant,
  newTeller,
  SECOND_PERSON,
  type Teller,
} from './engine/rows.ts';

/** Two deposits with the same content this near to each other may be one that was reported twice. */
export const DUPLICATE_MS = 60_000;
/** How many entries a member's balance keeps of one teller; where there are more, two share one. */
const MAX_MEMBER_HOLDS = 64;
/** A teller keeps fewer: each deposit writes them, and they only bound what can be handed over. */
const MAX_TELLER_HOLDS = 6;

/** When, and under which rules. */
export interface HoldContext {
  readonly at: Instant;
  readonly rules: Pick<Rules, 'depositHoldMs'>;
}

/**
 * Whether the credit still waits to clear. Nothing is written when it does: its teller's row tells, by what
 * the reports have shown and what staff have decided. What has cleared is cleared for ever.
 */
export function isOnHold(hold: Hold, teller: Teller, { at, rules }: HoldContext): boolean {
  if (hold.hour === SECOND_PERSON) return true;
  if (hold.hour === GIFT) return at < hold.until;
  if (rules.depositHoldMs === 0 || hold.seq <= teller.confirmedSeq) return false;
  if (hold.hour !== null) return teller.overHours.includes(hold.hour);
  // While it is known that the teller's key is in other hands, its credits stay as they were then.
  const now = teller.contradictedAt ?? at;
  const isShown = hold.seq <= teller.clearedSeq && !(hold.isDuplicate && now < hold.at + DUPLICATE_MS);
  return !isShown && now < hold.until;
}

/** The teller's row, or that of one that the bank has never heard of: no teller gave what a member gave. */
export const getTeller = (reader: Reader, id: string): Teller =>
  (id === NO_TELLER ? undefined : reader.row('tellers', id)) ?? newTeller(id);

/** In place of a teller's id, where another member gave something. */
export const NO_TELLER = '';

/**
 * What of the balance is on hold, by when it clears, the last to clear at the end. In all it is never more
 * than the balance, whatever was taken from it since. Needs the rows that `holderReadKeys` names.
 */
export function listHeld(reader: Reader, balance: Balance, context: HoldContext): HeldAmount[] {
  let left = balance.amount < 0n ? -balance.amount : balance.amount;
  const held = (balance.holds ?? []).flatMap((hold) => {
    const teller = getTeller(reader, hold.tellerId);
    if (!isOnHold(hold, teller, context)) return [];
    return [
      {
        asset: balance.asset,
        amount: hold.amount,
        until: isTimed(hold, teller) ? hold.until : null,
        isGift: hold.hour === GIFT,
      },
    ];
  });
  const parts: HeldAmount[] = [];
  for (const { amount, ...part } of held.sort(latestFirst)) {
    const taken = amount < left ? amount : left;
    left -= taken;
    const before = parts.at(-1);
    if (before?.until === part.until) parts[parts.length - 1] = { ...before, amount: before.amount + taken };
    else if (taken > 0n) parts.push({ ...part, amount: taken });
  }
  return parts.reverse();
}

/** Whether time clears it: else staff or a witness decide. */
const isTimed = ({ hour }: Hold, { contradictedAt }: Teller): boolean =>
  hour === GIFT || (hour === null && contradictedAt === null);

const latestFirst = ({ until }: HeldAmount, other: HeldAmount): number =>
  (other.until ?? Number.MAX_SAFE_INTEGER) - (until ?? Number.MAX_SAFE_INTEGER);

/** How much of the balance is on hold: the sum of what `listHeld` returns. */
export function sumHeld(reader: Reader, { amount, holds }: Balance, context: HoldContext): bigint {
  if (holds === null) return 0n;
  let held = 0n;
  for (const hold of holds)
    if (isOnHold(hold, getTeller(reader, hold.tellerId), context)) held += hold.amount;
  const most = amount < 0n ? -amount : amount;
  return held < most ? held : most;
}

/** What of everything that the member has free is on hold. Needs their whole account. */
export const listOnHold = (reader: Reader, robloxUserId: number, context: HoldContext): HeldAmount[] =>
  reader.balancesOf(memberAccount(robloxUserId)).flatMap((balance) => listHeld(reader, balance, context));

/** The tellers whose rows say what of these balances is on hold. */
export const holderReadKeys = (balances: Iterable<Balance>): ReadKey[] =>
  [...balances].flatMap(({ holds }) =>
    (holds ?? [])
      .filter(({ tellerId }) => tellerId !== NO_TELLER)
      .map(({ tellerId }): ReadKey => ({ kind: 'teller', id: tellerId })),
  );

/** Refuses `on_hold` when less of the account has cleared than the goods hold. */
export function requireCleared(reader: Reader, account: Account, goods: Goods, context: HoldContext): void {
  const wanted = goodsToAmounts(goods).map(([asset, amount]) => {
    const balance = reader.balanceRow(account, asset);
    const held = listHeld(reader, balance, context);
    const cleared = held.reduce((left, part) => left - part.amount, balance.amount);
    return { isLacking: cleared < amount, held };
  });
  if (!wanted.some(({ isLacking }) => isLacking)) return;
  throw new Refusal('on_hold', { onHold: wanted.flatMap(({ held }) => held) });
}

/** The balance with one more hold of this teller's, less those that are over. */
export function addHold(balance: Balance, hold: Hold, teller: Teller, context: HoldContext): Balance {
  if (balance.holds === null) return { ...balance, holds: [hold] };
  const isTeller = isTellerAccount(balance.account);
  const isHeld = (each: Hold): boolean => isOnHold(each, teller, context);
  const others: Hold[] = [];
  const own: Hold[] = [];
  for (const each of balance.holds) {
    // A member's are kept for a minute, to recognise another one like them.
    const isRecent = !isTeller && context.at - each.at <= DUPLICATE_MS;
    if (each.tellerId !== teller.id) others.push(forgetContent(each, context.at));
    else if (isRecent || isHeld(each)) own.push(forgetContent(each, context.at));
  }
  own.push(hold);
  const limit = isTeller ? MAX_TELLER_HOLDS : MAX_MEMBER_HOLDS;
  return { ...balance, holds: others.concat(limitHolds(own, limit, isHeld)) };
}

/** Once no deposit is compared with it any more, what it brought only takes room. */
export const forgetContent = (hold: Hold, at: Instant): Hold =>
  hold.content === '' || at - hold.at <= DUPLICATE_MS ? hold : { ...hold, content: '' };

/**
 * Keeps a balance short, whatever is sent: what has cleared goes first, then the two that are nearest to each
 * other share an entry, which clears when the later of them does.
 */
function limitHolds(holds: readonly Hold[], limit: number, isHeld: (hold: Hold) => boolean): readonly Hold[] {
  if (holds.length <= limit) return holds;
  const cleared = holds.findIndex((hold) => !isHeld(hold));
  if (cleared >= 0) return holds.toSpliced(cleared, 1);
  // A loop: every deposit of a busy teller comes here.
  let nearest: { index: number; earlier: Hold; later: Hold } | null = null;
  let earlier: Hold | null = null;
  let index = 0;
  for (const later of holds) {
    const span = earlier?.hour === later.hour ? later.seq - earlier.firstSeq : null;
    const least = nearest && nearest.later.seq - nearest.earlier.firstSeq;
    if (earlier && span !== null && (least === null || span < least)) nearest = { index, earlier, later };
    earlier = later;
    index += 1;
  }
  return nearest ? holds.toSpliced(nearest.index - 1, 2, mergeHolds(nearest.earlier, nearest.later)) : holds;
}

/** Both as one entry, which clears when the later of them does. */
export const mergeHolds = (earlier: Hold, later: Hold): Hold => ({
  ...later,
  firstSeq: Math.min(earlier.firstSeq, later.firstSeq),
  amount: earlier.amount + later.amount,
  until: Math.max(earlier.until, later.until),
  isDuplicate: earlier.isDuplicate || later.isDuplicate,
});

/** The entry that the deposit is in. */
export const findHold = (holds: readonly Hold[] | null, tellerId: string, seq: number): Hold | undefined =>
  (holds ?? []).find((hold) => hold.tellerId === tellerId && hold.firstSeq <= seq && seq <= hold.seq);

/** The holds without a deposit's amount; where others share its entry, they stay. */
export function subtractFromHolds(
  holds: readonly Hold[] | null,
  { tellerId, seq, amount }: Pick<Hold, 'tellerId' | 'seq' | 'amount'>,
): readonly Hold[] | null {
  const found = findHold(holds, tellerId, seq);
  const left = (holds ?? []).flatMap((hold) => {
    if (hold !== found) return [hold];
    return hold.amount > amount ? [{ ...hold, amount: hold.amount - amount }] : [];
  });
  return left.length > 0 ? left : null;
}

/** Whether the balance got anything from this teller within the last minute. */
export const hasRecent = (holds: readonly Hold[] | null, tellerId: string, { at }: HoldContext): boolean =>
  (holds ?? []).some((hold) => hold.tellerId === tellerId && at - hold.at <= DUPLICATE_MS);

/** Whether the balance got the same from this teller within the last minute. */
export const hasLike = (
  holds: readonly Hold[] | null,
  { tellerId, content, at }: Pick<Hold, 'tellerId' | 'content' | 'at'>,
): boolean =>
  (holds ?? []).some(
    (hold) => hold.tellerId === tellerId && hold.content === content && at - hold.at <= DUPLICATE_MS,
  );
