import { z } from 'zod';
import { authorizeEnding, caseAuthorityReadKeys, propose } from './case-authority.ts';
import { type caseAnswer, caseEndId, caseToAnswer, RESOLUTIONS } from './cases.ts';
import { listCreditsOnHold } from './clearing.ts';
import { parseLimitCaseId } from './credit-hold.ts';
import { invariant } from './engine/assert.ts';
import { reasonSchema } from './engine/fields.ts';
import { buildEntries, memberAccount, QUARANTINE, tellerAccount } from './engine/ledger.ts';
import type { Operation, Rules } from './engine/operation.ts';
import { NO_GOODS } from './engine/pets.ts';
import { balanceReadKeys, type ReadKey } from './engine/read-key.ts';
import type { Reader } from './engine/reader.ts';
import { invalid, Refusal } from './engine/refusal.ts';
import type { Case, TransactionKind } from './engine/rows.ts';
import { sha256 } from './engine/sha256.ts';
import { type Draft, getMember, type Step } from './engine/step.ts';
import { notifyMember } from './events.ts';
import { getTeller, type HoldContext } from './holds.ts';
import { requireHoldable } from './limits.ts';
import { answerSamePet, moreSamePetReadKeys, parseSamePetCaseId, samePetReadKeys } from './rename.ts';
import { resumeShortage } from './shortages.ts';
import { invalidateReport, requireUnpromised } from './tellers.ts';
import { settle } from './withdraw-complete.ts';
import { applyExpiry, withdrawalReadKeys } from './withdrawals.ts';

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
      ...(openCase.kind === 'teller_limit'
        ? [{ kind: 'account', account: tellerAccount(openCase.tellerId) } as const]
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
    const { resolution } = input;
    const allowed: readonly string[] = RESOLUTIONS[openCase.kind];
    if (!allowed.includes(resolution))
      throw invalid('resolution', `a case of kind ${openCase.kind} ends with ${allowed.join(' or ')}`);
    const counted = authorizeEnding(step, { openCase, resolution, call });
    if (hasCreditedMore(step, openCase, { ...call, ...input })) return caseToAnswer(openCase);
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

/**
 * Whether the teller has credited more beyond the limit of an hour than was decided, later or beside what was
 * named: it waits still.
 */
function hasCreditedMore(
  step: Step,
  { id, kind, tellerId }: Case,
  { decidedSeq = 0, transactionIds, ...context }: CaseResolveInput & Decided & HoldContext,
): boolean {
  if (kind !== 'teller_limit') return false;
  const hour = parseLimitCaseId(id);
  const upTo = transactionIds ? 0 : decidedSeq;
  const held = listCreditsOnHold(step, getTeller(step, tellerId), context);
  return held.some((hold) => hold.hour === hour && hold.seq > upTo);
}

/** What the teller credited beyond the limit of this hour is decided, each for itself. */
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
