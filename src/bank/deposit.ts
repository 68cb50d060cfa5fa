import { z } from 'zod';
import { type SplitDeposit, splitDeposit } from './deposit-check.ts';
import { goodsAnswer, goodsToAnswer } from './engine/answers.ts';
import { buildEntries, memberAccount, QUARANTINE, tellerAccount } from './engine/ledger.ts';
import {
  callerIdSchema,
  digestContent,
  findReplay,
  GOODS_REQUIRED,
  GOODS_REQUIRED_META,
  hasGoods,
  type Operation,
  replayAnswer,
  resolvePetNames,
  robloxUserIdSchema,
  timeSchema,
} from './engine/operation.ts';
import { GEMS, goodsFields, goodsToAmounts, isEmpty, mergeStacks } from './engine/pets.ts';
import { type Instant, newTeller, type Transaction } from './engine/rows.ts';
import { getMember, type Step } from './engine/step.ts';
import { balanceReadKeys } from './engine/view.ts';
import type { WithReason } from './reason.ts';
import { notifyMember, openCase } from './withdrawals.ts';

export const depositInput = z
  .strictObject({
    tradeId: callerIdSchema,
    robloxUserId: robloxUserIdSchema,
    ...goodsFields,
    tradedAt: timeSchema.optional(),
  })
  .refine(hasGoods, GOODS_REQUIRED)
  .meta(GOODS_REQUIRED_META);
type DepositInput = z.infer<typeof depositInput> & WithReason;

export const depositAnswer = z.object({
  transactionId: z.string(),
  seq: z.int().min(1),
  status: z.enum(['credited', 'quarantined']),
  credited: goodsAnswer,
  quarantined: goodsAnswer,
  gems: z.int().min(0).meta({ description: "The member's free gems afterwards." }),
  replayed: z.boolean(),
});
export type DepositAnswer = z.infer<typeof depositAnswer>;

/**
 * Records a trade in which a member gave the teller these goods. It has happened, so it is never refused:
 * what the bank can't credit waits in quarantine. Refuses only `request_reused`.
 */
export const completeDeposit: Operation<DepositInput, DepositAnswer> = {
  name: 'deposit_complete',
  // Most deposits are credited whole, and need no more than this.
  readKeys: (input, { by, rules }) => [
    { kind: 'operation', operationId: operationIdOf(input, by) },
    { kind: 'member', robloxUserId: input.robloxUserId },
    { kind: 'link_of_member', robloxUserId: input.robloxUserId },
    { kind: 'teller', id: by },
    { kind: 'balance', account: memberAccount(input.robloxUserId), asset: GEMS },
    ...balanceReadKeys(resolvePetNames(input, rules), [memberAccount(input.robloxUserId), tellerAccount(by)]),
  ],
  moreReadKeys(reader, input, { by, rules }) {
    if (reader.operation(operationIdOf(input, by))) return [{ kind: 'case', id: refusedCaseId(input, by) }];
    const { quarantined } = splitDeposit(input, getMember(reader, input.robloxUserId), rules);
    if (isEmpty(quarantined)) return [];
    return [...balanceReadKeys(quarantined, [QUARANTINE]), { kind: 'case', id: quarantineCaseId(input, by) }];
  },
  decide(step, input, { by, rules }) {
    const tradedAt = input.tradedAt === undefined ? null : Date.parse(input.tradedAt);
    const digest = digestContent(resolvePetNames(input, rules), input.robloxUserId, tradedAt);
    const operation = { id: operationIdOf(input, by), digest };
    const done = findReplay(step, operation);
    if (done) return replayAnswer(done, depositAnswer);
    const sorted = splitDeposit(input, getMember(step, input.robloxUserId), rules);
    return credit(step, input, { ...sorted, operation, tellerId: by });
  },
  afterRefusal(step, input, { by }) {
    openCase(step, {
      id: refusedCaseId(input, by),
      kind: 'refused_trade',
      robloxUserId: input.robloxUserId,
      tellerId: by,
      withdrawalId: null,
      goods: { pets: input.pets, gems: input.gems },
      summary: `${by} reported deposit ${input.tradeId} again, with other content (this one).`,
    });
  },
};

const operationIdOf = ({ tradeId }: DepositInput, tellerId: string): string =>
  `deposit:${tellerId}:${tradeId}`;
const refusedCaseId = (input: DepositInput, tellerId: string): string =>
  `refused:${operationIdOf(input, tellerId)}`;
const quarantineCaseId = (input: DepositInput, tellerId: string): string =>
  `quarantine:${operationIdOf(input, tellerId)}`;

interface Credit extends SplitDeposit {
  readonly operation: { readonly id: string; readonly digest: string };
  readonly tellerId: string;
}

function credit(step: Step, input: DepositInput, deposit: Credit): DepositAnswer {
  const { credited, quarantined, operation, tellerId } = deposit;
  const { robloxUserId } = input;
  const from = tellerAccount(tellerId);
  const to = memberAccount(robloxUserId);
  const status = isEmpty(quarantined) ? 'credited' : 'quarantined';
  const answerOf = ({ id, seq }: { id: string; seq: number }): DepositAnswer => ({
    transactionId: id,
    seq,
    status,
    credited: goodsToAnswer(credited),
    quarantined: goodsToAnswer(quarantined),
    gems: Number(step.balance(to, GEMS)),
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
      ...buildEntries(goodsToAmounts(credited), { from, to }),
      ...buildEntries(goodsToAmounts(quarantined), { from, to: QUARANTINE }),
    ],
    operation,
    answer: answerOf,
    ...toNote(input),
  });
  const teller = step.row('tellers', tellerId) ?? newTeller(tellerId);
  step.put('tellers', { ...teller, lastTradeSeq: posted.seq });
  announce(step, input, deposit);
  return answerOf(posted);
}

function toNote({ tradedAt, reason }: DepositInput): { note?: string } {
  const said = [...(tradedAt ? [`traded at ${tradedAt}`] : []), ...(reason ? [reason] : [])];
  return said.length > 0 ? { note: said.join('; ') } : {};
}

/** Tells the member what came of it; what waits in quarantine becomes a case for the operator. */
function announce(step: Step, input: DepositInput, deposit: Credit): void {
  const { credited, quarantined, reasons, tellerId } = deposit;
  const { robloxUserId } = input;
  const why = reasons.map((reason) => reason.message).join(' ');
  const topic = isEmpty(quarantined) ? 'deposit_credited' : 'deposit_quarantined';
  notifyMember(step, robloxUserId, topic, credited, why);
  if (isEmpty(quarantined)) return;
  openCase(step, {
    id: quarantineCaseId(input, tellerId),
    kind: 'quarantine',
    robloxUserId,
    tellerId,
    withdrawalId: null,
    goods: quarantined,
    summary: `Deposit ${input.tradeId}: ${why}`,
  });
}

/** A deposit and what came of it. */
export interface RecentDeposit extends Pick<DepositAnswer, 'seq' | 'credited' | 'quarantined'> {
  readonly at: Instant;
  readonly tellerId: string;
  /** Why a part waits in quarantine, in words; null where none does, any more or at all. */
  readonly why: string | null;
}

/** What came of these transactions, as far as they are deposits. Refuses nothing. */
export const readDeposits: Operation<readonly Transaction[], RecentDeposit[]> = {
  name: 'deposits',
  readKeys: (transactions) =>
    transactions
      .filter(isDeposit)
      .map((transaction) => ({ kind: 'case', id: caseIdOf(transaction) }) as const),
  decide: (step, transactions) =>
    transactions.filter(isDeposit).map((transaction) => {
      const { seq, credited, quarantined } = depositAnswer.parse(JSON.parse(transaction.answer ?? 'null'));
      const waiting = step.row('cases', caseIdOf(transaction));
      const why = waiting?.closedAt === null ? waiting.summary : null;
      return { seq, credited, quarantined, at: transaction.at, tellerId: transaction.tellerId ?? '', why };
    }),
};

const isDeposit = ({ kind }: Transaction): boolean => kind === 'deposit';
const caseIdOf = ({ operationId }: Transaction): string => `quarantine:${operationId}`;
