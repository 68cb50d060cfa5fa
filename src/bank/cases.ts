import { z } from 'zod';
import { parseLimitCaseId } from './credit-hold.ts';
import { invariant } from './engine/assert.ts';
import { goodsAnswer, goodsToAnswer, reasonSchema, rfc3339, timeAnswer } from './engine/fields.ts';
import { buildEntries, memberAccount, QUARANTINE, tellerAccount } from './engine/ledger.ts';
import type { Operation, Rules } from './engine/operation.ts';
import { NO_GOODS } from './engine/pets.ts';
import { invalid, Refusal } from './engine/refusal.ts';
import { CASE_KINDS, type Case, type CaseKind } from './engine/rows.ts';
import { type Draft, getMember, type Step } from './engine/step.ts';
import { balanceReadKeys, type ReadKey } from './engine/view.ts';
import { notifyMember } from './events.ts';
import { getTeller } from './holds.ts';
import { requireHoldable } from './limits.ts';
import { answerSamePet, moreSamePetReadKeys, parseSamePetCaseId, samePetReadKeys } from './rename.ts';
import { resumeShortage } from './shortages.ts';
import { invalidateReport, requireUnpromised } from './tellers.ts';
import { settle } from './withdraw-complete.ts';
import { applyExpiry, withdrawalReadKeys } from './withdrawals.ts';

/** How each kind of case can end. */
export const RESOLUTIONS = {
  /** Its row is to be mended first. */
  damaged: [],
  /** Quarantined goods: credited to the member, or given back to them in the game by the teller. */
  quarantine: ['credit', 'return'],
  /** An uncertain withdrawal: it was delivered, or it wasn't and waits for its next claim. */
  uncertain: ['delivered', 'not_delivered'],
  /** A shortage: withdrawals of the asset go on at this teller. */
  shortage: ['resume'],
  /** A refused trade: reviewed. */
  refused_trade: ['close'],
  /** What BIG Games and the bank don't agree about, and an account to be connected again: reviewed. */
  missed_trade: ['close'],
  unseen_trade: ['close'],
  witness_shortage: ['close'],
  account: ['close'],
  /** Two ids of which the list of pets leaves open whether they are one pet. */
  same_pet: ['same', 'different'],
  /** Trades that a teller doesn't know: they happened, or they are taken back. */
  foreign_trade: ['confirm', 'reverse'],
  /** What a teller credited beyond its limit of an hour, and deposits that may have been reported twice. */
  teller_limit: ['confirm', 'reverse'],
  possible_duplicate: ['confirm', 'reverse'],
} as const satisfies { [K in CaseKind]: readonly string[] };

export const caseResolveInput = z.strictObject({
  caseId: z.string().min(1).max(300),
  resolution: z.enum([
    ...['credit', 'return', 'delivered', 'not_delivered', 'resume', 'close', 'same', 'different'],
    ...['confirm', 'reverse'],
  ] as const),
  reason: reasonSchema,
  transactionIds: z
    .array(z.string().regex(/^t-[1-9]\d{0,14}$/, 'the id of a transaction'))
    .min(1)
    .max(100)
    .optional()
    .meta({ description: 'Only these deposits, where credits are confirmed or reversed.' }),
});
export type CaseResolveInput = z.infer<typeof caseResolveInput>;

/** What was found out before, where credits are decided one by one. */
interface Decided {
  /** The newest transaction that the decision covers. */
  readonly decidedSeq?: number;
  /** Why it can't be done. */
  readonly refusal?: Refusal;
}

export const caseAnswer = z
  .object({
    id: z.string(),
    kind: z.enum(CASE_KINDS),
    robloxUserId: z.int().nullable(),
    tellerId: z.string(),
    withdrawalId: z.string().nullable(),
    ...goodsAnswer.shape,
    summary: z.string(),
    openedAt: timeAnswer,
    closedAt: timeAnswer.nullable(),
    resolution: z.string().nullable(),
  })
  .meta({ description: 'Something that waits for the operator.' });

export function caseToAnswer(openCase: Case): z.infer<typeof caseAnswer> {
  const { goods, openedAt, closedAt, ...fields } = openCase;
  return {
    ...fields,
    ...goodsToAnswer(goods),
    openedAt: rfc3339(openedAt),
    closedAt: closedAt === null ? null : rfc3339(closedAt),
  };
}

/** A case, open or closed; null where there is none. Refuses nothing. */
export const findCase: Operation<string, Case | null> = {
  readKeys: (id) => [{ kind: 'case', id }],
  decide: (step, id) => step.row('cases', id) ?? null,
};

/** A case, open or closed. Refuses `not_found`. */
export const readCase: Operation<string, z.infer<typeof caseAnswer>> = {
  readKeys: (id) => [{ kind: 'case', id }],
  decide(step, id) {
    const openCase = step.row('cases', id);
    if (!openCase) throw new Refusal('not_found');
    return caseToAnswer(openCase);
  },
};

/**
 * Ends a case as the operator decides, with a transaction that names who and why. A closed case returns what
 * it was closed with. Refuses `not_found`; `invalid` (a case of this kind can't end so); `insufficient_pets`
 * and `insufficient_gems` (promised to a claim); `limit_exceeded` (more than a member can hold).
 */
export const resolveCase: Operation<CaseResolveInput & Decided, z.infer<typeof caseAnswer>> = {
  readKeys: ({ caseId }) => [
    { kind: 'case', id: caseId },
    ...samePetReadKeys(caseId),
    ...(caseId.startsWith('uncertain:')
      ? [{ kind: 'withdrawal', id: caseId.slice('uncertain:'.length) } as const]
      : []),
  ],
  moreReadKeys(reader, { caseId }) {
    const openCase = reader.row('cases', caseId);
    if (!openCase) return [];
    const withdrawal =
      openCase.kind === 'uncertain' && reader.row('withdrawals', openCase.withdrawalId ?? '');
    return [
      { kind: 'teller', id: openCase.tellerId },
      { kind: 'joint_shortages', tellerId: openCase.tellerId },
      ...moreSamePetReadKeys(reader, caseId),
      ...(withdrawal ? withdrawalReadKeys(withdrawal) : []),
      ...(openCase.kind === 'quarantine' ? quarantineReadKeys(openCase) : []),
    ];
  },
  decide(step, input, { rules }) {
    const openCase = step.row('cases', input.caseId);
    if (!openCase) throw new Refusal('not_found');
    if (openCase.closedAt !== null) return caseToAnswer(openCase);
    if (input.refusal) throw input.refusal;
    const allowed: readonly string[] = RESOLUTIONS[openCase.kind];
    if (!allowed.includes(input.resolution)) {
      throw invalid('resolution', `a case of kind ${openCase.kind} ends with ${allowed.join(' or ')}`);
    }
    applyResolution(step, openCase, input, rules);
    // Settling a withdrawal has closed its case already, in fewer words: the operator's come last.
    const closed = { ...openCase, closedAt: step.at, resolution: `${input.resolution}: ${input.reason}` };
    step.put('cases', closed);
    return caseToAnswer(closed);
  },
};

function quarantineReadKeys(openCase: Case): ReadKey[] {
  const robloxUserId = openCase.robloxUserId ?? 0;
  const accounts = [QUARANTINE, memberAccount(robloxUserId), tellerAccount(openCase.tellerId)];
  return [
    { kind: 'member', robloxUserId },
    { kind: 'link_of_member', robloxUserId },
    { kind: 'open_withdrawals_of_teller', tellerId: openCase.tellerId },
    ...balanceReadKeys(openCase.goods, accounts),
  ];
}

function applyResolution(step: Step, openCase: Case, input: CaseResolveInput & Decided, rules: Rules): void {
  const { resolution, reason } = input;
  const log = { tellerId: openCase.tellerId, note: `${openCase.id}: ${resolution}: ${reason}` };
  switch (openCase.kind) {
    case 'quarantine':
      releaseQuarantine(step, openCase, resolution === 'credit', log);
      return;
    case 'uncertain': {
      const stored = step.row('withdrawals', openCase.withdrawalId ?? '');
      const withdrawal = stored && applyExpiry(step, stored);
      if (withdrawal?.status !== 'uncertain') throw new Refusal('withdrawal_already_closed');
      const delivered = resolution === 'delivered' ? withdrawal.goods : NO_GOODS;
      settle(step, withdrawal, { delivered, rules, note: log.note });
      return;
    }
    case 'shortage':
      resumeShortage(step, openCase);
      step.post({ ...log, kind: 'asset_resumed', status: 'resumed' });
      return;
    case 'foreign_trade':
      endContradiction(step, openCase.tellerId, input);
      step.post({ ...log, kind: 'case_closed', status: resolution === 'confirm' ? 'confirmed' : 'reversed' });
      return;
    case 'teller_limit':
    case 'possible_duplicate':
      if (openCase.kind === 'teller_limit') endLimitCase(step, openCase);
      step.post({ ...log, kind: 'case_closed', status: resolution === 'confirm' ? 'confirmed' : 'reversed' });
      return;
    case 'refused_trade':
    case 'missed_trade':
    case 'unseen_trade':
    case 'witness_shortage':
    case 'account':
      step.post({ ...log, kind: 'case_closed', status: 'closed' });
      return;
    case 'same_pet': {
      const pair = invariant(parseSamePetCaseId(openCase.id), 'the pair of the case');
      answerSamePet(step, pair, { isSame: resolution === 'same', why: reason });
      if (resolution === 'different') step.post({ ...log, kind: 'case_closed', status: 'different' });
      return;
    }
    default:
      openCase.kind satisfies 'damaged';
  }
}

/** What the teller credited beyond the limit of this hour has cleared, or was taken back. */
function endLimitCase(step: Step, { id, tellerId }: Case): void {
  const teller = getTeller(step, tellerId);
  const hour = parseLimitCaseId(id);
  step.put('tellers', { ...teller, overHours: teller.overHours.filter((each) => each !== hour) });
}

/** The teller hands out again, and what it doesn't know up to now says nothing any more. */
function endContradiction(step: Step, tellerId: string, { decidedSeq }: Decided): void {
  const teller = getTeller(step, tellerId);
  const upTo = decidedSeq ?? step.bank().seq;
  const confirmedSeq = decidedSeq === undefined ? upTo : teller.confirmedSeq;
  step.put('tellers', { ...teller, contradictedAt: null, decidedSeq: upTo, confirmedSeq });
}

function releaseQuarantine(step: Step, openCase: Case, isCredited: boolean, log: Partial<Draft>): void {
  const { goods, tellerId } = openCase;
  const robloxUserId = openCase.robloxUserId ?? 0;
  const status = isCredited ? 'credited' : 'returned';
  const to = isCredited ? memberAccount(robloxUserId) : tellerAccount(tellerId);
  if (isCredited) requireHoldable(goods, getMember(step, robloxUserId));
  else requireUnpromised(step, openCase);
  const { seq } = step.post({
    ...log,
    kind: 'adjustment',
    status,
    robloxUserId,
    goods,
    entries: buildEntries(goods, { from: QUARANTINE, to }),
  });
  notifyMember(step, robloxUserId, `quarantine_${status}`, goods);
  if (!isCredited) invalidateReport(step, tellerId, seq);
}
