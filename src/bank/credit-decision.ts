import { quarantineCaseId } from './deposit.ts';
import { memberAccount, QUARANTINE, tellerAccount } from './engine/ledger.ts';
import { type Operation, operationId } from './engine/operation.ts';
import { amountsToGoods, type Goods, goodsToAmounts, sumAmounts } from './engine/pets.ts';
import type { Account, Case, Entry, Hold, Transaction } from './engine/rows.ts';
import type { Step } from './engine/step.ts';
import { balanceReadKeys, type ReadKey } from './engine/view.ts';
import { closeCase, notifyMember } from './events.ts';
import { findHold, getTeller, type HoldContext, isOnHold, subtractFromHolds } from './holds.ts';
import { invalidateReport } from './tellers.ts';

/** What staff, or a witness, say of credits: they happened, or they are taken back. */
export interface CreditDecision {
  readonly tellerId: string;
  /** Deposits at this teller; what of them is on hold is decided. */
  readonly deposits: readonly Transaction[];
  readonly isReversed: boolean;
  /** Who decided and why, for the log. */
  readonly note: string;
}

/**
 * Decides deposits that are on hold, each once for ever: confirmed, they have cleared; reversed, what is on
 * hold of them and what waits in quarantine goes back to the teller. What has cleared stays as it is. Returns
 * how many it decided. Refuses nothing.
 */
export const decideCredits: Operation<CreditDecision, number> = {
  readKeys: ({ tellerId, deposits }) => [
    { kind: 'teller', id: tellerId },
    ...deposits.flatMap((deposit) => depositReadKeys(tellerId, deposit)),
  ],
  moreReadKeys: (reader, { deposits }) =>
    deposits.flatMap((deposit) => {
      const waiting = reader.row('cases', quarantineCaseId(deposit.operationId));
      return waiting ? balanceReadKeys(waiting.goods, [QUARANTINE, tellerAccount(waiting.tellerId)]) : [];
    }),
  decide(step, decision, { rules }) {
    const context = { at: step.at, rules };
    return decision.deposits.filter((deposit) => decideCredit(step, deposit, decision, context)).length;
  },
};

const decisionId = (tellerId: string, { id }: Transaction): string => operationId('decide', tellerId, id);

function depositReadKeys(tellerId: string, deposit: Transaction): ReadKey[] {
  const robloxUserId = deposit.robloxUserId ?? 0;
  return [
    { kind: 'operation', operationId: decisionId(tellerId, deposit) },
    { kind: 'case', id: quarantineCaseId(deposit.operationId) },
    { kind: 'member', robloxUserId },
    { kind: 'link_of_member', robloxUserId },
    ...deposit.entries.flatMap(({ asset, from, to }): ReadKey[] => [
      { kind: 'balance', account: from, asset },
      { kind: 'balance', account: to, asset },
    ]),
  ];
}

/** One asset of a deposit that is on hold: so much of it at the member, and the entry that keeps it. */
interface HeldCredit extends Entry {
  readonly hold: Hold;
}

function decideCredit(
  step: Step,
  deposit: Transaction,
  { tellerId, isReversed, note }: CreditDecision,
  context: HoldContext,
): boolean {
  const id = decisionId(tellerId, deposit);
  const held = listHeldCredits(step, deposit, context);
  const waiting = isReversed ? findWaiting(step, deposit, context) : undefined;
  if (step.operation(id) || (held.length === 0 && !waiting)) return false;
  const operation = { id, digest: isReversed ? 'reverse' : 'confirm' };
  const noted = { tellerId, operation, note: `${deposit.id}: ${note}` };
  if (isReversed) reverse(step, deposit, { held, waiting, draft: noted });
  else step.post({ ...noted, kind: 'credit_confirmed', status: 'confirmed' });
  for (const { from, to, asset, hold } of held) {
    for (const account of [from, to]) release(step, account, asset, { hold, deposit });
  }
  return true;
}

function listHeldCredits(step: Step, { seq, entries, tellerId }: Transaction, context: HoldContext) {
  const teller = getTeller(step, tellerId ?? '');
  return entries.flatMap((entry): HeldCredit[] => {
    const hold = findHold(step.balanceRow(entry.to, entry.asset).holds, teller.id, seq);
    return hold && isOnHold(hold, teller, context) ? [{ ...entry, hold }] : [];
  });
}

/** What of the deposit waits in quarantine, if a credit made with it would be on hold. */
function findWaiting(step: Step, deposit: Transaction, context: HoldContext): Case | undefined {
  const { seq, at, tellerId } = deposit;
  const waiting = step.row('cases', quarantineCaseId(deposit.operationId));
  if (waiting?.closedAt !== null) return undefined;
  const until = at + context.rules.depositHoldMs;
  const hold = { tellerId: tellerId ?? '', seq, firstSeq: seq, amount: 0n, at, until, content: '' };
  const teller = getTeller(step, hold.tellerId);
  return isOnHold({ ...hold, isDuplicate: false, hour: null }, teller, context) ? waiting : undefined;
}

interface Reversal {
  readonly held: readonly HeldCredit[];
  readonly waiting: Case | undefined;
  readonly draft: { tellerId: string; operation: { id: string; digest: string }; note: string };
}

function reverse(step: Step, deposit: Transaction, { held, waiting, draft }: Reversal): void {
  const robloxUserId = deposit.robloxUserId ?? 0;
  const teller = tellerAccount(draft.tellerId);
  const taken = held.flatMap(({ asset, amount, hold }): Entry[] => {
    const from = memberAccount(robloxUserId);
    // Staff may have taken some of it from the member, or moved it to another teller, meanwhile.
    const bounds = [amount, hold.amount, step.balance(from, asset), -step.balance(teller, asset)];
    const [least = 0n] = bounds.sort((bound, other) => (bound < other ? -1 : 1));
    return least > 0n ? [{ asset, from, to: teller, amount: least }] : [];
  });
  const returned = goodsToAmounts(waiting?.goods ?? { pets: [], gems: 0 }).map(
    ([asset, amount]): Entry => ({ asset, from: QUARANTINE, to: teller, amount }),
  );
  const toGoods = (entries: readonly Entry[]): Goods =>
    amountsToGoods(sumAmounts(entries.map(({ asset, amount }) => [asset, amount] as const)));
  const entries = [...taken, ...returned];
  const posted = step.post({
    ...draft,
    kind: 'adjustment',
    status: 'reversed',
    robloxUserId,
    goods: toGoods(entries),
    entries,
  });
  if (waiting) closeCase(step, waiting.id, 'reversed');
  notifyMember(step, robloxUserId, 'deposit_reversed', toGoods(entries));
  invalidateReport(step, draft.tellerId, posted.seq);
}

/** The balance no longer keeps the deposit as one that has to clear. */
function release(
  step: Step,
  account: Account,
  asset: string,
  { hold, deposit }: { hold: Hold; deposit: Transaction },
): void {
  const balance = step.balanceRow(account, asset);
  const entry = deposit.entries.find((each) => each.asset === asset && each.to !== QUARANTINE);
  const credit = { tellerId: hold.tellerId, seq: deposit.seq, amount: entry?.amount ?? 0n };
  step.put('balances', { ...balance, holds: subtractFromHolds(balance.holds, credit) });
}
