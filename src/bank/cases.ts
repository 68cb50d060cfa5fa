import { z } from 'zod';
import { authorizeEnding, caseAuthorityReadKeys, propose } from './case-authority.ts';
import { parseLimitCaseId } from './credit-hold.ts';
import { invariant } from './engine/assert.ts';
import { goodsAnswer, goodsToAnswer, reasonSchema, rfc3339, timeAnswer } from './engine/fields.ts';
import { buildEntries, memberAccount, QUARANTINE, tellerAccount } from './engine/ledger.ts';
import { type Operation, operationId, type Rules } from './engine/operation.ts';
import { NO_GOODS } from './engine/pets.ts';
import { invalid, Refusal } from './engine/refusal.ts';
import { sha256 } from './engine/replay.ts';
import {
  CASE_KINDS,
  type Case,
  type CaseKind,
  type Proposal,
  type Transaction,
  type TransactionKind,
} from './engine/rows.ts';
import { type Draft, getMember, type Step } from './engine/step.ts';
import { balanceReadKeys, type Reader, type ReadKey } from './engine/view.ts';
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
  /** Its row has to be fixed first. */
  damaged: [],
  /** Quarantined goods: credited to the member, or given back to them in the game by the teller. */
  quarantine: ['credit', 'return'],
  /** An uncertain withdrawal: it was delivered, or it wasn't and waits for its next claim. */
  uncertain: ['delivered', 'not_delivered'],
  /** A shortage: withdrawals of the asset go on at this teller. */
  shortage: ['resume'],
  /** A refused trade: reviewed. */
  refused_trade: ['close'],
  /** A delivery that its member says did not happen: reviewed. */
  disputed: ['close'],
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
  /** What one of the staff recorded by hand, beyond what one may move alone. */
  staff_limit: ['confirm', 'reverse'],
} as const satisfies { [K in CaseKind]: readonly string[] };

/** How many deposits one decision names: as many as a body has room for. */
const MAX_NAMED = 3_000;

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
    .max(MAX_NAMED)
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
    proposal: z
      .object({ by: z.string(), resolution: z.string(), reason: z.string() })
      .nullable()
      .default(null)
      .meta({ description: 'Who wants it to end how; null: nobody, or a second person is not needed.' }),
    hasMore: z
      .boolean()
      .optional()
      .meta({
        description:
          'True: there are so many credits that only a part of them is decided by now, and the case is ' +
          'still open. Send the same again, with a new nonce, until it is closed.',
      }),
  })
  .meta({ description: 'Something that waits for the operator.' });

export function caseToAnswer(openCase: Case): z.infer<typeof caseAnswer> {
  const { goods, openedAt, closedAt, proposal, ...fields } = openCase;
  // Nothing can be decided of one that is damaged, and so it is not over.
  const isOver = closedAt !== null && openCase.kind !== 'damaged';
  return {
    ...fields,
    ...goodsToAnswer(goods),
    openedAt: rfc3339(openedAt),
    closedAt: isOver ? rfc3339(closedAt) : null,
    proposal: isProposed(openCase) && proposal ? toProposalAnswer(proposal) : null,
  };
}

/** Whether somebody wants it to end who may not end it alone. */
export const isProposed = ({ proposal }: Pick<Case, 'proposal'>): boolean => (proposal?.seq ?? 0) > 0;

const toProposalAnswer = ({ by, resolution, reason }: Proposal) => ({ by, resolution, reason });

/** The operation by which a case ended that is opened once for ever, so that no row can open it again. */
export const caseEndId = (caseId: string): string => operationId('end', 'bank', caseId);

/** The case that an older version ended by this transaction, and which is opened once for ever. */
export const findEndedCase = ({ operationId: id, note }: Transaction): string | undefined =>
  id === null ? /^((?:quarantine|staff_limit):\S+): /.exec(note ?? '')?.[1] : undefined;

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
    if (!openCase) throw new Refusal('not_found', { caseId: id });
    return caseToAnswer(openCase);
  },
};

/**
 * Ends a case as the operator decides, with a transaction that names who and why. A closed case returns what
 * it was closed with. Refuses `not_found`; `invalid` (a case of this kind can't end so); `insufficient_pets`
 * and `insufficient_gems` (promised to a claim); `limit_exceeded` (more than a member can hold, or than one
 * of the staff may move alone: the case keeps who wants which end, until a second person decides the same).
 */
export const resolveCase: Operation<CaseResolveInput & Decided, z.infer<typeof caseAnswer>> = {
  readKeys: ({ caseId }) => [
    { kind: 'case', id: caseId },
    ...samePetReadKeys(caseId),
    ...(caseId.startsWith('uncertain:')
      ? [{ kind: 'withdrawal', id: caseId.slice('uncertain:'.length) } as const]
      : []),
  ],
  moreReadKeys(reader, { caseId, resolution }, call) {
    const openCase = findAbout(reader, caseId);
    if (!openCase) return [];
    const withdrawal =
      openCase.kind === 'uncertain' && reader.row('withdrawals', openCase.withdrawalId ?? '');
    return [
      { kind: 'teller', id: openCase.tellerId },
      { kind: 'joint_shortages', tellerId: openCase.tellerId },
      ...moreSamePetReadKeys(reader, caseId),
      ...(withdrawal ? withdrawalReadKeys(withdrawal) : []),
      ...(openCase.kind === 'quarantine' || openCase.kind === 'staff_limit'
        ? quarantineReadKeys(openCase)
        : []),
      ...caseAuthorityReadKeys({ openCase, resolution, call }),
    ];
  },
  decide(step, input, call) {
    const openCase = findAbout(step, input.caseId);
    if (!openCase) throw new Refusal('not_found', { caseId: input.caseId });
    if (openCase.kind === 'damaged') throw invalid('caseId', openCase.summary);
    if (openCase.closedAt !== null) return caseToAnswer(openCase);
    if (input.refusal) throw input.refusal;
    const allowed: readonly string[] = RESOLUTIONS[openCase.kind];
    if (!allowed.includes(input.resolution)) {
      throw invalid('resolution', `a case of kind ${openCase.kind} ends with ${allowed.join(' or ')}`);
    }
    const { resolution } = input;
    const counted = authorizeEnding(step, { openCase, resolution, call });
    applyResolution(step, openCase, { ...input, counted }, call.rules);
    // Settling a withdrawal has closed its case already, in fewer words: the operator's come last.
    const ended = `${resolution}: ${input.reason}`;
    const closed = { ...openCase, closedAt: step.at, resolution: ended, proposal: null };
    step.put('cases', closed);
    return caseToAnswer(closed);
  },
  afterRefusal(step, { caseId, resolution, reason, transactionIds }, { by }, { details }) {
    const openCase = step.row('cases', caseId);
    if (openCase && details.needsSecondPerson && !transactionIds)
      propose(step, openCase, { by, resolution, reason });
  },
};

/** A case. What one of an uncertain withdrawal is about, the withdrawal says. */
function findAbout(reader: Reader, caseId: string): Case | undefined {
  const found = reader.row('cases', caseId);
  if (found?.kind !== 'uncertain' || found.closedAt !== null) return found;
  const withdrawal = reader.row('withdrawals', found.withdrawalId ?? '');
  return withdrawal ? { ...found, robloxUserId: withdrawal.robloxUserId, goods: withdrawal.goods } : found;
}

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

type Applied = CaseResolveInput & Decided & { readonly counted: Pick<Draft, 'movedAlone'> };

function toLog({ id, kind, tellerId, proposal }: Case, applied: Applied, by: string) {
  const { resolution, reason, counted } = applied;
  const isSecond = proposal?.resolution === resolution && proposal.by !== by;
  const first = isSecond ? `with ${proposal.by}: ` : '';
  const isOnce = kind === 'quarantine' || kind === 'staff_limit';
  return {
    tellerId,
    note: `${id}: ${resolution}: ${first}${reason}`,
    ...(isOnce ? { operation: { id: caseEndId(id), digest: sha256(resolution) } } : {}),
    ...counted,
  };
}

function applyResolution(step: Step, openCase: Case, input: Applied, rules: Rules): void {
  const { resolution, reason } = input;
  const log = toLog(openCase, input, step.by);
  const post = (status: string, kind: TransactionKind = 'case_closed') => step.post({ ...log, kind, status });
  switch (openCase.kind) {
    case 'quarantine':
      releaseQuarantine(step, openCase, resolution === 'credit', log);
      break;
    case 'uncertain':
      settleUncertain(step, openCase, resolution === 'delivered', { rules, ...log });
      break;
    case 'shortage':
      resumeShortage(step, openCase);
      post('resumed', 'asset_resumed');
      break;
    case 'foreign_trade':
    case 'teller_limit':
    case 'possible_duplicate':
      if (openCase.kind === 'foreign_trade') endContradiction(step, openCase.tellerId, input);
      if (openCase.kind === 'teller_limit') endLimitCase(step, openCase);
      post(resolution === 'confirm' ? 'confirmed' : 'reversed');
      break;
    case 'staff_limit':
      endStaffCase(step, openCase, resolution === 'reverse', log);
      break;
    case 'refused_trade':
    case 'disputed':
    case 'missed_trade':
    case 'unseen_trade':
    case 'witness_shortage':
    case 'account':
      post('closed');
      break;
    case 'same_pet': {
      const pair = invariant(parseSamePetCaseId(openCase.id), 'the pair of the case');
      answerSamePet(step, pair, { isSame: resolution === 'same', why: reason });
      if (resolution === 'different') post('different');
      break;
    }
    default:
      openCase.kind satisfies 'damaged';
  }
}

function settleUncertain(
  step: Step,
  { withdrawalId }: Case,
  isDelivered: boolean,
  { rules, note, movedAlone }: ReturnType<typeof toLog> & { readonly rules: Rules },
): void {
  const stored = step.row('withdrawals', withdrawalId ?? '');
  const withdrawal = stored && applyExpiry(step, stored);
  if (withdrawal?.status !== 'uncertain') throw new Refusal('withdrawal_already_closed');
  const delivered = isDelivered ? withdrawal.goods : NO_GOODS;
  settle(step, withdrawal, { delivered, rules, note, ...(movedAlone === undefined ? {} : { movedAlone }) });
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

/** Reversed, a delivery did not happen after all: the teller has it still, and the member owns it again. */
function endStaffCase(step: Step, openCase: Case, isReversed: boolean, log: Partial<Draft>): void {
  const { goods, tellerId, withdrawalId } = openCase;
  if (!isReversed || withdrawalId === null) {
    step.post({ ...log, kind: 'case_closed', status: isReversed ? 'reversed' : 'confirmed' });
    return;
  }
  const robloxUserId = openCase.robloxUserId ?? 0;
  requireHoldable(goods, getMember(step, robloxUserId));
  const { seq } = step.post({
    ...log,
    kind: 'adjustment',
    status: 'credited',
    robloxUserId,
    goods,
    entries: buildEntries(goods, { from: tellerAccount(tellerId), to: memberAccount(robloxUserId) }),
  });
  notifyMember(step, robloxUserId, 'delivery_undone', goods);
  invalidateReport(step, tellerId, seq);
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
