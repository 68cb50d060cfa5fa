import { z } from 'zod';
import { asAnswer, exactInteger, goodsAnswer } from './answers.ts';
import { entriesOf, memberAccount, QUARANTINE, tellerAccount } from './ledger.ts';
import { depositRoom } from './limits.ts';
import {
  callerIdSchema,
  digestOf,
  doneBefore,
  isSomething,
  named,
  type Operation,
  repeat,
  robloxUserIdSchema,
  SOMETHING,
  timeSchema,
} from './operation.ts';
import { amountsOf, GEMS, type Goods, goodsFields, isEmpty, type Pet, type PetStack, petSchema } from './pets.ts';
import type { Member } from './rows.ts';
import type { Rules } from './rules.ts';
import { memberOf, type Step } from './step.ts';
import type { Need } from './view.ts';
import { openCase, tellMember } from './withdrawals.ts';
import { worthOf } from './worth.ts';

export const depositCheckInput = z
  .strictObject({ robloxUserId: robloxUserIdSchema, ...goodsFields })
  .refine(isSomething, SOMETHING);

export const depositCheckAnswer = z.object({
  accepted: z.boolean(),
  reasons: z.array(
    z.object({
      code: z.enum(['unknown_pet', 'untradable', 'limit_exceeded', 'halted', 'frozen']),
      message: z.string(),
      pet: petSchema.optional(),
    }),
  ),
  value: z.int().min(0).nullable(),
  limits: z.object({ petsPerTrade: z.int().min(0), gemsPerTrade: z.int().min(0) }),
});
type Reason = z.infer<typeof depositCheckAnswer>['reasons'][number];

/** Says whether a deposit would be credited whole, and if not, why. Stores nothing, refuses nothing. */
export const checkDeposit: Operation<
  z.infer<typeof depositCheckInput>,
  z.infer<typeof depositCheckAnswer>
> = {
  name: 'deposit_check',
  needs: ({ robloxUserId }) => [{ kind: 'member', robloxUserId }],
  decide(step, input, { rules }) {
    const member = memberOf(step, input.robloxUserId);
    const reasons: Reason[] = [...sortDeposit(input, member, rules).reasons];
    if (step.bank().haltedReason !== null) {
      reasons.push({ code: 'halted', message: 'The bank is halted. Please come back later.' });
    }
    if (member.frozenReason !== null) {
      reasons.push({ code: 'frozen', message: 'This member is frozen. Please ask the staff.' });
    }
    const { petsPerTrade, gemsPerTrade } = rules.limits;
    const value = worthOf(named(input, rules), rules.catalogue);
    return {
      accepted: reasons.length === 0,
      reasons,
      value: value === null ? null : exactInteger(value),
      limits: { petsPerTrade, gemsPerTrade },
    };
  },
};

export const depositInput = z
  .strictObject({
    tradeId: callerIdSchema,
    robloxUserId: robloxUserIdSchema,
    ...goodsFields,
    tradedAt: timeSchema.optional(),
  })
  .refine(isSomething, SOMETHING);
type DepositInput = z.infer<typeof depositInput>;

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
  needs(input, { by, rules }) {
    const assets = amountsOf(named(input, rules)).map(([asset]) => asset);
    const accounts = [memberAccount(input.robloxUserId), QUARANTINE, tellerAccount(by)];
    return [
      { kind: 'operation', operationId: operationOf(input, by).id },
      { kind: 'case', id: refusedDepositCaseId(input, by) },
      { kind: 'balance', account: memberAccount(input.robloxUserId), asset: GEMS },
      ...accounts.flatMap((account) => assets.map((asset): Need => ({ kind: 'balance', account, asset }))),
      { kind: 'member', robloxUserId: input.robloxUserId },
      { kind: 'link_of_member', robloxUserId: input.robloxUserId },
      { kind: 'teller', id: by },
      { kind: 'case', id: quarantineCaseId(operationOf(input, by).id) },
    ];
  },
  decide(step, input, { by, rules }) {
    const operation = operationOf(input, by);
    const done = doneBefore(step, operation);
    if (done) return repeat(done, depositAnswer);
    const sorted = sortDeposit(input, memberOf(step, input.robloxUserId), rules);
    return credit(step, input, { ...sorted, operation, tellerId: by });
  },
  afterRefusal(step, input, { by }) {
    openCase(step, {
      id: refusedDepositCaseId(input, by),
      kind: 'refused_trade',
      robloxUserId: input.robloxUserId,
      tellerId: by,
      withdrawalId: null,
      goods: { pets: input.pets, gems: input.gems },
      summary: `${by} reported deposit ${input.tradeId} again, with other content (this one).`,
    });
  },
};

const operationOf = (input: DepositInput, tellerId: string): { id: string; digest: string } => ({
  id: `deposit:${tellerId}:${input.tradeId}`,
  digest: digestOf(input, input.robloxUserId, input.tradedAt ?? null),
});
const refusedDepositCaseId = (input: DepositInput, tellerId: string): string =>
  `refused:deposit:${tellerId}:${input.tradeId}`;
const quarantineCaseId = (operationId: string): string => `quarantine:${operationId}`;

interface SortedDeposit {
  readonly credited: Goods;
  readonly quarantined: Goods;
  readonly reasons: readonly Reason[];
}

function credit(
  step: Step,
  input: DepositInput,
  deposit: SortedDeposit & { operation: { id: string; digest: string }; tellerId: string },
): DepositAnswer {
  const { credited, quarantined, reasons, operation, tellerId } = deposit;
  const { robloxUserId } = input;
  const from = tellerAccount(tellerId);
  const to = memberAccount(robloxUserId);
  const status = isEmpty(quarantined) ? 'credited' : 'quarantined';
  const answerOf = ({ id, seq }: { id: string; seq: number }): DepositAnswer => ({
    transactionId: id,
    seq,
    status,
    credited: asAnswer(credited),
    quarantined: asAnswer(quarantined),
    gems: Number(step.balance(to, GEMS)),
    replayed: false,
  });
  const posted = step.post({
    kind: 'deposit',
    status,
    robloxUserId,
    tellerId,
    goods: { pets: [...credited.pets, ...quarantined.pets], gems: credited.gems + quarantined.gems },
    entries: [
      ...entriesOf(amountsOf(credited), { from, to }),
      ...entriesOf(amountsOf(quarantined), { from, to: QUARANTINE }),
    ],
    operation,
    answer: answerOf,
    ...(input.tradedAt ? { note: `traded at ${input.tradedAt}` } : {}),
  });
  const teller = step.row('tellers', tellerId);
  step.put('tellers', {
    ...(teller ?? { id: tellerId, report: null, shortages: [], toldSurplus: '' }),
    lastTradeSeq: posted.seq,
  });
  tellMember(step, robloxUserId, `deposit_${status}`, credited, reasons.map((one) => one.message).join(' '));
  if (status === 'quarantined') {
    openCase(step, {
      id: quarantineCaseId(operation.id),
      kind: 'quarantine',
      robloxUserId,
      tellerId,
      withdrawalId: null,
      goods: quarantined,
      summary: `Deposit ${input.tradeId}: ${reasons.map((one) => one.message).join(' ')}`,
    });
  }
  return answerOf(posted);
}

/**
 * Parts what a deposit credits from what waits in quarantine: unknown and untradable pets, and what is
 * over a limit, counted in the order of the request.
 */
function sortDeposit(input: Goods, member: Member, rules: Rules): SortedDeposit {
  const room = depositRoom(rules.limits, member);
  const credited: PetStack[] = [];
  const quarantined: PetStack[] = [];
  const reasons: Reason[] = [];
  for (const stack of named(input, rules).pets) {
    const { quantity, ...pet } = stack;
    const fault = faultOf(pet, rules);
    const taken = fault ? 0n : room.pets < BigInt(quantity) ? room.pets : BigInt(quantity);
    room.pets -= taken;
    const left = quantity - Number(taken);
    if (taken > 0n) credited.push({ ...stack, quantity: Number(taken) });
    if (left > 0) quarantined.push({ ...stack, quantity: left });
    if (fault) reasons.push(fault);
    else if (left > 0) reasons.push({ code: 'limit_exceeded', message: `${left} × ${pet.id}: over the limit.`, pet });
  }
  const gems = room.gems < BigInt(input.gems) ? Number(room.gems) : input.gems;
  if (gems < input.gems) {
    reasons.push({ code: 'limit_exceeded', message: `${input.gems - gems} gems: over the limit.` });
  }
  return { credited: { pets: credited, gems }, quarantined: { pets: quarantined, gems: input.gems - gems }, reasons };
}

function faultOf(pet: Pet, { catalogue }: Rules): Reason | undefined {
  const item = catalogue.find(pet.id);
  if (!item) return { code: 'unknown_pet', message: `${pet.id}: the bank doesn't know this pet.`, pet };
  if (!item.tradable) return { code: 'untradable', message: `${pet.id}: this pet can't be traded.`, pet };
  return undefined;
}
