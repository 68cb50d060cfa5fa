import { z } from 'zod';
import { aloneReadKeys, authorizeNamed, type StaffMove } from './alone-limit.ts';
import { currentEntries } from './credit-decision.ts';
import type { Reads } from './engine/book.ts';
import { memberAccount } from './engine/ledger.ts';
import { type Operation, operationId, type Rules } from './engine/operation.ts';
import { amountsToGoods, type Goods, NO_GOODS, sumAmounts } from './engine/pets.ts';
import type { ReadKey } from './engine/read-key.ts';
import { invalid } from './engine/refusal.ts';
import { findReplay, sealRequest } from './engine/replay.ts';
import type { Entry, Transaction } from './engine/rows.ts';
import { getMember, type Step } from './engine/step.ts';
import { notifyMember } from './events.ts';
import { findHold, type HoldContext, NO_TELLER, subtractFromHolds } from './holds.ts';
import { readWritten } from './in-chain.ts';
import { requireRoom } from './limits.ts';
import { type Agreement, agreementReadKeys } from './second-person.ts';
import { requireBalance } from './withdraw-request.ts';
import { addToUsage, toUtcDay } from './withdrawals.ts';

interface Undoing {
  /** What is undone, as the log has it for ever: from `findGift`. */
  readonly gift: Transaction;
  readonly reason: string;
  /** The second person's name, where there is one. */
  readonly approvedBy?: string | undefined;
}

const undoAnswer = z.object({
  transactionId: z.string(),
  seq: z.int().min(1),
  status: z.literal('reversed'),
  replayed: z.boolean(),
});
type UndoAnswer = z.infer<typeof undoAnswer>;

/** The gift or trade between members with this id. Refuses `invalid` where the bank has written none. */
export async function findGift(
  reads: Pick<Reads, 'head' | 'log'>,
  transactionId: string,
): Promise<Transaction> {
  const seq = Number(/^t-([1-9][0-9]{0,14})$/.exec(transactionId)?.[1] ?? 0);
  const [gift] = seq === 0 ? [] : await readWritten(reads, { afterSeq: seq - 1, limit: 1 });
  if (gift?.kind === 'transfer' || gift?.kind === 'trade') return gift;
  throw invalid('transaction', 'no gift and no trade between members has this id');
}

const undoId = (gift: Transaction): string => operationId('undo', 'bank', gift.id);

/** Its givers, to whom it goes back: in a trade, both members. */
const listGivers = ({ robloxUserId, otherRobloxUserId, entries }: Transaction): number[] =>
  [robloxUserId, otherRobloxUserId].flatMap((id) =>
    id !== null && entries.some(({ from }) => from === memberAccount(id)) ? [id] : [],
  );

const listMembers = ({ robloxUserId, otherRobloxUserId }: Transaction): number[] =>
  [robloxUserId, otherRobloxUserId].filter((id) => id !== null);

/** What undoing it moves. */
export const toUndoMove = (gift: Transaction, rules: Rules): StaffMove => ({
  goods: sumGoods(currentEntries(gift, rules)),
  receivers: listGivers(gift),
});

/**
 * Takes back a gift or a trade between members while all of it is on hold: whole, in one transaction. What it
 * took of a day's allowance comes back. Once more gives the same answer. Refuses, in this order: `invalid`
 * (some of it is on hold no more, or a second person is needed), `limit_exceeded` (more than a member can
 * hold), `insufficient_pets`, `insufficient_gems` (staff took it away since).
 */
export const undoTransaction: Operation<Undoing, UndoAnswer> = {
  readKeys: (input, call) => [
    ...aloneReadKeys(call),
    ...agreementReadKeys(toAgreement(input, call.by)),
    ...giftReadKeys(input.gift, call.rules),
  ],
  decide(step, input, call) {
    const { gift, reason, approvedBy } = input;
    const request = { id: undoId(gift), goods: NO_GOODS, fields: [] };
    const replay = findReplay(step, request, call.rules, undoAnswer);
    if (replay) return replay;
    const entries = currentEntries(gift, call.rules);
    requireOnHold(step, gift, entries, call);
    const move = toUndoMove(gift, call.rules);
    const counted = authorizeNamed(step, move, call, toAgreement(input, call.by));
    requireReturnable(step, gift, entries);
    const toAnswer = ({ id, seq }: { id: string; seq: number }): UndoAnswer => ({
      transactionId: id,
      seq,
      status: 'reversed',
      replayed: false,
    });
    const posted = step.post({
      kind: 'adjustment',
      status: 'reversed',
      ...(gift.robloxUserId !== null && { robloxUserId: gift.robloxUserId }),
      ...(gift.otherRobloxUserId !== null && { otherRobloxUserId: gift.otherRobloxUserId }),
      goods: sumGoods(entries.filter(({ from }) => from === memberAccount(gift.robloxUserId ?? 0))),
      entries: entries.map(({ asset, amount, from, to }) => ({ asset, amount, from: to, to: from })),
      operation: sealRequest(request, ({ id }) => id, call.rules),
      answer: toAnswer,
      note: `${gift.id}: ${approvedBy === undefined ? '' : `with ${approvedBy}: `}${reason}`,
      ...counted,
    });
    settle(step, gift, entries);
    for (const id of listMembers(gift)) notifyMember(step, id, 'gift_undone', move.goods, reason);
    return toAnswer(posted);
  },
};

const giftReadKeys = (gift: Transaction, rules: Rules): ReadKey[] => [
  { kind: 'operation', operationId: undoId(gift) },
  ...listMembers(gift).flatMap((robloxUserId): ReadKey[] => [
    { kind: 'member', robloxUserId },
    { kind: 'link_of_member', robloxUserId },
    { kind: 'usage', robloxUserId, day: toUtcDay(gift.at) },
  ]),
  ...currentEntries(gift, rules).flatMap(({ asset, from, to }): ReadKey[] => [
    { kind: 'balance', account: from, asset },
    { kind: 'balance', account: to, asset },
  ]),
];

/** Whoever gets something back gains by it. */
const toAgreement = ({ gift, approvedBy }: Undoing, by: string): Agreement | null =>
  approvedBy === undefined ? null : { by, approvedBy, gainers: listGivers(gift) };

const sumGoods = (entries: readonly Entry[]): Goods =>
  amountsToGoods(sumAmounts(entries.map(({ asset, amount }) => [asset, amount] as const)));

/** All of it, or none: half of a trade undone would be a theft. */
function requireOnHold(step: Step, gift: Transaction, entries: readonly Entry[], context: HoldContext): void {
  const isHeld = ({ asset, to, amount }: Entry): boolean => {
    const hold = findHold(step.balanceRow(to, asset).holds, NO_TELLER, gift.seq);
    return hold !== undefined && hold.amount >= amount && context.at < hold.until;
  };
  if (!entries.every(isHeld)) throw invalid('transaction', 'it is not on hold any more');
}

function requireReturnable(step: Step, gift: Transaction, entries: readonly Entry[]): void {
  for (const id of listMembers(gift)) {
    const account = memberAccount(id);
    const [goods, returned] = (['from', 'to'] as const).map((side) =>
      sumGoods(entries.filter((entry) => entry[side] === account)),
    );
    if (!goods || !returned) continue;
    requireRoom({ goods, returned }, getMember(step, id), { petsHeld: 0, gemsHeld: 0 });
    requireBalance(step, id, returned);
  }
}

/** Nothing of it waits any more, and it counts against nobody's day. */
function settle(step: Step, gift: Transaction, entries: readonly Entry[]): void {
  for (const { asset, to, amount } of entries) {
    const balance = step.balanceRow(to, asset);
    const holds = subtractFromHolds(balance.holds, { tellerId: NO_TELLER, seq: gift.seq, amount });
    step.putHolds({ ...balance, holds });
  }
  for (const robloxUserId of listGivers(gift)) {
    const goods = sumGoods(entries.filter(({ from }) => from === memberAccount(robloxUserId)));
    addToUsage(step, { robloxUserId, requestedAt: gift.at }, { goods, times: -1n });
  }
}
