import { requireAgreement } from './alone-limit.ts';
import { quarantineCaseId } from './deposit.ts';
import { memberAccount, QUARANTINE, tellerAccount } from './engine/ledger.ts';
import { type Call, type Operation, operationId, type Rules } from './engine/operation.ts';
import {
  amountsToGoods,
  type Goods,
  goodsToAmounts,
  mapAssetId,
  NO_GOODS,
  sumAmounts,
} from './engine/pets.ts';
import { balanceReadKeys, type ReadKey } from './engine/read-key.ts';
import {
  type Case,
  type Entry,
  type Hold,
  type Instant,
  SECOND_PERSON,
  type Transaction,
} from './engine/rows.ts';
import { isHeldAsDuplicate } from './engine/state-text.ts';
import type { Draft, Step } from './engine/step.ts';
import { closeCase, notifyMember } from './events.ts';
import { findHold, getTeller, isOnHold, subtractFromHolds } from './holds.ts';
import { type Agreement, agreementReadKeys } from './second-person.ts';
import { parseStaffName } from './staff.ts';
import { invalidateReport } from './tellers.ts';

type DecisionContext = Pick<Call, 'at' | 'rules'>;

/** What staff, or a witness, say of credits: they happened, or they are taken back. */
export interface CreditDecision {
  readonly tellerId: string;
  /** Deposits at this teller; what of them is on hold is decided. */
  readonly deposits: readonly Transaction[];
  /** Only what exceeds the limit of this hour, or is like another deposit; null: all. */
  readonly only: number | 'duplicate' | null;
  readonly isReversed: boolean;
  /** The teller's first that are on hold, all of them: what is left of them afterwards has cleared. */
  readonly isInOrder?: boolean;
  /** Who wanted the same before; absent: nobody, or it isn't one of the staff who decides. */
  readonly agreement?: Agreement | null;
  /** Who decided and why, for the log. */
  readonly note: string;
}

/**
 * Decides deposits that are on hold, each once for ever: confirmed, they have cleared; reversed, what is on
 * hold of them and what waits in quarantine goes back to the teller. What has cleared stays as it is. Returns
 * how many it decided. Refuses what `requireAgreement` does, but to the bank itself.
 */
export const decideCredits: Operation<CreditDecision, number> = {
  readKeys: ({ tellerId, deposits, agreement }, { rules }) => [
    ...agreementReadKeys(agreement ?? null),
    { kind: 'teller', id: tellerId },
    ...deposits.flatMap((deposit) => depositReadKeys(tellerId, deposit, rules)),
  ],
  moreReadKeys: (reader, { deposits }) =>
    deposits.flatMap((deposit) => {
      const waiting = reader.row('cases', quarantineCaseId(deposit.operationId));
      return waiting ? balanceReadKeys(waiting.goods, [QUARANTINE, tellerAccount(waiting.tellerId)]) : [];
    }),
  decide(step, decision, call) {
    const credits = decision.deposits.flatMap((deposit) => findDecided(step, deposit, decision, call) ?? []);
    authorize(step, credits, decision, call);
    for (const credit of credits) decideCredit(step, credit, decision);
    if (decision.isInOrder && credits.length > 0) noteDecided(step, decision);
    return credits.length;
  },
};

/**
 * Whether any of these deposits is in doubt still, so that it could be taken back, or was decided since then.
 * Refuses nothing.
 */
export const isInDoubt: Operation<CreditDecision & { readonly since: Instant }, boolean> = {
  readKeys: decideCredits.readKeys,
  decide: (step, { since, ...decision }, call) =>
    decision.deposits.some(
      (deposit) =>
        (step.operation(decisionId(decision.tellerId, deposit))?.at ?? 0) >= since ||
        findDecided(step, deposit, { ...decision, isReversed: true }, call) !== undefined,
    ),
};

/** Where there are more than one call decides, the next one begins after these. */
function noteDecided(step: Step, { tellerId, deposits }: CreditDecision): void {
  const teller = getTeller(step, tellerId);
  const newest = deposits.at(-1)?.seq ?? 0;
  step.put('tellers', { ...teller, confirmedSeq: Math.max(teller.confirmedSeq, newest) });
}

export const decisionId = (tellerId: string, { id }: Pick<Transaction, 'id'>): string =>
  operationId('decide', tellerId, id);

function depositReadKeys(tellerId: string, deposit: Transaction, rules: Rules): ReadKey[] {
  const robloxUserId = deposit.robloxUserId ?? 0;
  return [
    { kind: 'operation', operationId: decisionId(tellerId, deposit) },
    { kind: 'case', id: quarantineCaseId(deposit.operationId) },
    { kind: 'member', robloxUserId },
    { kind: 'link_of_member', robloxUserId },
    ...currentEntries(deposit, rules).flatMap(({ asset, from, to }): ReadKey[] => [
      { kind: 'balance', account: from, asset },
      { kind: 'balance', account: to, asset },
    ]),
  ];
}

/** A transaction's entries, each pet under the id that it has now. */
export const currentEntries = ({ seq, entries }: Transaction, { aliases }: Rules): Entry[] =>
  entries.map((entry) => ({
    ...entry,
    asset: mapAssetId(entry.asset, (id) => aliases.idsSince(id, seq).at(-1) ?? id),
  }));

/** One asset of a deposit that is on hold: so much of it at the member, and the entry that keeps it. */
interface HeldCredit extends Entry {
  readonly hold: Hold;
}

/** A deposit of which something is decided: what is on hold of it, and the case of what is in quarantine. */
interface Decided {
  readonly deposit: Transaction;
  readonly held: readonly HeldCredit[];
  readonly waiting: Case | undefined;
}

function findDecided(
  step: Step,
  deposit: Transaction,
  { tellerId, isReversed, only }: CreditDecision,
  context: DecisionContext,
): Decided | undefined {
  const held = listHeldCredits(step, deposit, context).filter(({ hold }) => isMeant(deposit, hold, only));
  const isAsked = only === null || held.length > 0;
  const waiting = isReversed && isAsked ? findWaiting(step, deposit, held.length > 0, context) : undefined;
  if (step.operation(decisionId(tellerId, deposit)) || (held.length === 0 && !waiting)) return undefined;
  return { deposit, held, waiting };
}

/**
 * Requires a second person where one of the staff recorded the credits by hand, or gains by the decision. All
 * others have the word of their teller's key: whoever decides is the second already.
 */
function authorize(step: Step, credits: readonly Decided[], decision: CreditDecision, call: Call): void {
  const { only, agreement = null, isReversed, tellerId } = decision;
  if (credits.length === 0) return;
  const self = parseStaffName(call.by);
  const isForSecond = only === SECOND_PERSON && call.rules.staffAloneLimit !== null;
  const gainers = isReversed
    ? [parseStaffName(tellerId)]
    : credits.map(({ deposit }) => deposit.robloxUserId);
  if (call.by === 'bank' || !(isForSecond || (self !== null && gainers.includes(self)))) return;
  requireAgreement(step, agreement);
}

function decideCredit(
  step: Step,
  { deposit, held, waiting }: Decided,
  { tellerId, isReversed, note }: CreditDecision,
): void {
  const operation = { id: decisionId(tellerId, deposit), digest: isReversed ? 'reverse' : 'confirm' };
  const noted = { tellerId, operation, note: `${deposit.id}: ${note}` };
  if (isReversed) reverse(step, deposit, { held, waiting, draft: noted });
  else step.post({ ...noted, kind: 'credit_confirmed', status: 'confirmed' });
  for (const { from, to, asset, amount } of held) {
    for (const account of [from, to]) {
      const balance = step.balanceRow(account, asset);
      const credit = { tellerId, seq: deposit.seq, amount };
      step.putHolds({ ...balance, holds: subtractFromHolds(balance.holds, credit) });
    }
  }
}

/**
 * What waits for a second person is never meant among others. An entry may have deposits like another one and
 * others besides: which is which, the log says.
 */
function isMeant({ state }: Transaction, { hour, isDuplicate }: Hold, only: CreditDecision['only']): boolean {
  if (only === null) return hour !== SECOND_PERSON;
  return only === 'duplicate' ? isDuplicate && isHeldAsDuplicate(state) : hour === only;
}

function listHeldCredits(step: Step, deposit: Transaction, context: DecisionContext): HeldCredit[] {
  const teller = getTeller(step, deposit.tellerId ?? '');
  return currentEntries(deposit, context.rules).flatMap((entry): HeldCredit[] => {
    const hold = findHold(step.balanceRow(entry.to, entry.asset).holds, teller.id, deposit.seq);
    return hold && isOnHold(hold, teller, context) ? [{ ...entry, hold }] : [];
  });
}

/** What of the deposit waits in quarantine, if the rest is on hold, or would be. */
function findWaiting(
  step: Step,
  deposit: Transaction,
  isHeld: boolean,
  context: DecisionContext,
): Case | undefined {
  const { seq, at, tellerId } = deposit;
  const waiting = step.row('cases', quarantineCaseId(deposit.operationId));
  if (waiting?.closedAt !== null || isHeld) return waiting?.closedAt === null ? waiting : undefined;
  const until = at + context.rules.depositHoldMs;
  const hold = { tellerId: tellerId ?? '', seq, firstSeq: seq, amount: 0n, at, until, content: '' };
  const teller = getTeller(step, hold.tellerId);
  return isOnHold({ ...hold, isDuplicate: false, hour: null }, teller, context) ? waiting : undefined;
}

interface Reversal {
  readonly held: readonly HeldCredit[];
  readonly waiting: Case | undefined;
  readonly draft: Pick<Draft, 'operation' | 'note'> & { readonly tellerId: string };
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
  const returned = goodsToAmounts(waiting?.goods ?? NO_GOODS).map(
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
