import { z } from 'zod';
import { goodsAnswer, goodsToAnswer, rfc3339, timeAnswer } from './engine/fields.ts';
import { type Operation, operationId } from './engine/operation.ts';
import { Refusal } from './engine/refusal.ts';
import { CASE_KINDS, type Case, type CaseKind, type Proposal, type Transaction } from './engine/rows.ts';

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
