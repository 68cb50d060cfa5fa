import { z } from 'zod';
import { countAlone, staffReadKeys } from './alone-limit.ts';
import { recordTrade } from './clearing.ts';
import { type CreditHold, creditCaseReadKeys, holdCredit, openCreditCases, planHold } from './credit-hold.ts';
import { type SplitDeposit, splitDeposit } from './deposit-check.ts';
import { nameFirst } from './engine/bounds.ts';
import {
  callerIdSchema,
  goodsAnswer,
  goodsToAnswer,
  previousTradeSeqAnswer,
  requiringGoods,
  rfc3339,
  robloxUserIdSchema,
  timeAnswer,
  timeSchema,
  type WithReason,
} from './engine/fields.ts';
import { buildEntries, memberAccount, QUARANTINE, tellerAccount } from './engine/ledger.ts';
import { type Call, type Operation, operationId } from './engine/operation.ts';
import { identifyDeposit, identifyIncoming } from './engine/pet-identity.ts';
import { GEMS, goodsFields, isEmpty, mergeStacks, toSafeNumber } from './engine/pets.ts';
import { balanceReadKeys } from './engine/read-key.ts';
import { findReplay, type Request, sealRequest } from './engine/replay.ts';
import { type Instant, SECOND_PERSON, type Transaction } from './engine/rows.ts';
import { getMember, type Step } from './engine/step.ts';
import { notifyMember, openCase } from './events.ts';
import { getTeller } from './holds.ts';
import { parseStaffName } from './staff.ts';

export const depositInput = requiringGoods(
  z.strictObject({
    tradeId: callerIdSchema,
    robloxUserId: robloxUserIdSchema,
    ...goodsFields,
    tradedAt: timeSchema.optional(),
  }),
);
type DepositInput = z.infer<typeof depositInput> & WithReason;

export const depositAnswer = z.object({
  transactionId: z.string(),
  seq: z.int().min(1),
  status: z.enum(['credited', 'quarantined']),
  credited: goodsAnswer,
  quarantined: goodsAnswer,
  gems: z.int().min(0).meta({ description: "The member's free gems afterwards." }),
  onHold: z.boolean().default(false).meta({
    description: 'Whether what was credited has to clear before it may leave its owner.',
  }),
  onHoldUntil: timeAnswer.nullable().default(null).meta({
    description: 'When time clears it; null: it is not on hold, or until staff or a witness decide.',
  }),
  previousTradeSeq: previousTradeSeqAnswer,
  replayed: z.boolean(),
});
export type DepositAnswer = z.infer<typeof depositAnswer>;

/**
 * Records a trade in which a member gave the teller these goods. It has happened, so it is never refused:
 * what the bank can't credit waits in quarantine, and what is more than one of the staff may take alone is on
 * hold for a second person. Refuses only `request_reused`.
 */
export const completeDeposit: Operation<DepositInput, DepositAnswer> = {
  // Most deposits are credited whole, and need no more than this.
  readKeys: (input, call) => [
    { kind: 'operation', operationId: operationId('deposit', call.by, input.tradeId) },
    { kind: 'member', robloxUserId: input.robloxUserId },
    { kind: 'link_of_member', robloxUserId: input.robloxUserId },
    { kind: 'teller', id: call.by },
    ...staffReadKeys(call),
    { kind: 'balance', account: memberAccount(input.robloxUserId), asset: GEMS },
    ...balanceReadKeys(identifyDeposit(input, call.rules), [
      memberAccount(input.robloxUserId),
      tellerAccount(call.by),
    ]),
  ],
  moreReadKeys(reader, input, call) {
    const { by, rules } = call;
    const id = operationId('deposit', by, input.tradeId);
    if (reader.operation(id)) return [{ kind: 'case', id: `refused:${id}` }];
    const { credited, quarantined } = splitDeposit(
      identifyDeposit(input, rules),
      getMember(reader, input.robloxUserId),
      rules,
    );
    const about = { robloxUserId: input.robloxUserId, teller: getTeller(reader, by), call };
    const cases = creditCaseReadKeys(reader, credited, about);
    if (isEmpty(quarantined)) return cases;
    return [
      ...cases,
      ...balanceReadKeys(quarantined, [QUARANTINE]),
      { kind: 'case', id: quarantineCaseId(id) },
    ];
  },
  decide(step, input, call) {
    const { by, rules } = call;
    const request = toRequest(input, by);
    const replay = findReplay(step, request, rules, depositAnswer);
    if (replay) return replay;
    const split = splitDeposit(identifyDeposit(input, rules), getMember(step, input.robloxUserId), rules);
    const operation = sealRequest(request, identifyIncoming(rules), rules);
    return credit(step, input, { ...split, operation, call });
  },
  afterRefusal(step, input, { by }) {
    openCase(step, {
      id: `refused:${operationId('deposit', by, input.tradeId)}`,
      kind: 'refused_trade',
      robloxUserId: input.robloxUserId,
      tellerId: by,
      goods: { pets: input.pets, gems: input.gems },
      summary: `${by} reported deposit ${input.tradeId} again, with other content (this one).`,
    });
  },
};

function toRequest(input: DepositInput, by: string): Request {
  const tradedAt = input.tradedAt === undefined ? null : Date.parse(input.tradedAt);
  return {
    id: operationId('deposit', by, input.tradeId),
    goods: input,
    fields: [input.robloxUserId, tradedAt],
  };
}

export const quarantineCaseId = (depositId: string | null): string => `quarantine:${depositId}`;

interface Credit extends SplitDeposit {
  readonly operation: { readonly id: string; readonly digest: string };
  readonly call: Call;
}

function credit(step: Step, input: DepositInput, deposit: Credit): DepositAnswer {
  const { credited, quarantined, operation, call } = deposit;
  const tellerId = call.by;
  const { robloxUserId } = input;
  const from = tellerAccount(tellerId);
  const to = memberAccount(robloxUserId);
  const status = isEmpty(quarantined) ? 'credited' : 'quarantined';
  const teller = getTeller(step, tellerId);
  const hold = planHold(step, credited, { robloxUserId, teller, call });
  const toAnswer = ({ id, seq }: { id: string; seq: number }): DepositAnswer => ({
    transactionId: id,
    seq,
    status,
    credited: goodsToAnswer(credited),
    quarantined: goodsToAnswer(quarantined),
    gems: toSafeNumber(step.balance(to, GEMS)),
    onHold: hold !== null,
    onHoldUntil: hold?.isTimed ? rfc3339(hold.until) : null,
    previousTradeSeq: teller.lastTradeSeq,
    replayed: false,
  });
  const posted = step.post({
    kind: 'deposit',
    status,
    robloxUserId,
    tellerId,
    goods: {
      pets: mergeStacks([...credited.pets, ...quarantined.pets]),
      gems: credited.gems + quarantined.gems,
    },
    entries: [
      ...buildEntries(credited, { from, to }),
      ...buildEntries(quarantined, { from, to: QUARANTINE }),
    ],
    operation,
    ...(hold && { hold: holdCredit(hold, call) }),
    answer: toAnswer,
    ...toNote(input),
    ...countByHand(step, { credited, hold, call }),
  });
  step.put('tellers', recordTrade(hold?.teller ?? teller, { at: step.at, seq: posted.seq }));
  if (hold) openCreditCases(step, posted, hold);
  announce(step, input, deposit);
  return toAnswer(posted);
}

/** What one of the staff took alone; what waits for a second person isn't. */
function countByHand(
  step: Step,
  { credited, hold, call }: Pick<Credit, 'credited' | 'call'> & { readonly hold: CreditHold | null },
) {
  const isAlone = parseStaffName(call.by) !== null && hold?.hour !== SECOND_PERSON;
  return isAlone ? countAlone(step, credited, call) : {};
}

function toNote({ tradedAt, reason }: DepositInput): { note?: string } {
  const notes = [...(tradedAt ? [`traded at ${tradedAt}`] : []), ...(reason ? [reason] : [])];
  return notes.length > 0 ? { note: notes.join('; ') } : {};
}

/** Notifies the member of the outcome; what waits in quarantine becomes a case for the operator. */
function announce(step: Step, input: DepositInput, deposit: Credit): void {
  const { credited, quarantined, reasons, operation, call } = deposit;
  const { robloxUserId } = input;
  const why = nameFirst(
    reasons.map((reason) => reason.message),
    ' ',
  );
  const topic = isEmpty(quarantined) ? 'deposit_credited' : 'deposit_quarantined';
  notifyMember(step, robloxUserId, topic, credited, why);
  if (isEmpty(quarantined)) return;
  openCase(step, {
    id: quarantineCaseId(operation.id),
    kind: 'quarantine',
    robloxUserId,
    tellerId: call.by,
    goods: quarantined,
    summary: `Deposit ${input.tradeId}: ${why}`,
  });
}

/** A deposit and its outcome. */
export interface RecentDeposit extends Pick<DepositAnswer, 'seq' | 'credited' | 'quarantined'> {
  readonly at: Instant;
  readonly tellerId: string;
  /** Whether a part waits in quarantine still. */
  readonly isWaiting: boolean;
}

/** The outcomes of those of these transactions that are deposits. Refuses nothing. */
export const readDeposits: Operation<readonly Transaction[], RecentDeposit[]> = {
  readKeys: (transactions) =>
    transactions
      .filter(isDeposit)
      .map(({ operationId: id }) => ({ kind: 'case', id: quarantineCaseId(id) }) as const),
  decide: (step, transactions) =>
    transactions.filter(isDeposit).map((transaction) => {
      const { seq, credited, quarantined } = depositAnswer.parse(JSON.parse(transaction.answer ?? 'null'));
      const isWaiting = step.row('cases', quarantineCaseId(transaction.operationId))?.closedAt === null;
      const { at, tellerId } = transaction;
      return { seq, credited, quarantined, at, tellerId: tellerId ?? '', isWaiting };
    }),
};

const isDeposit = ({ kind }: Transaction): boolean => kind === 'deposit';
