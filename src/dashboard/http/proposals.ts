import { z } from 'zod';
import { callerIdSchema, reasonSchema, rfc3339 } from '../../bank/engine/fields.ts';
import { Refusal } from '../../bank/engine/refusal.ts';
import { readWhyNotSecond } from '../../bank/second-person.ts';
import { staffName } from '../../bank/staff.ts';
import { DASHBOARD, type OpenProposal, type StaffProposals } from '../../commands/staff/proposals.ts';
import { carryOut, describeAction } from '../../commands/staff/staff-actions.ts';
import type { Services } from '../../http/endpoint.ts';
import type { ActionDone, ProposalRow } from '../protocol.ts';
import { previewAction, readAction, writtenAction } from './actions.ts';
import { type ActInput, act, type Guarded, NO_QUERY, read } from './guarded.ts';

const performInput = z.strictObject({ id: callerIdSchema, reason: reasonSchema, written: writtenAction });
const named = z.strictObject({ id: callerIdSchema });
const dropInput = z.strictObject({ id: callerIdSchema, reason: reasonSchema });

/** Corrections, moves of stock and undone gifts: looked at first, then done or kept for a second person. */
export const createActionEndpoints = (proposals: StaffProposals): readonly Guarded[] => [
  act(
    { path: 'actions/preview', body: z.strictObject({ written: writtenAction }), level: 'manager' },
    ({ body, caller }, services) =>
      previewAction(readAction(body.written, caller, services), caller, services),
  ),
  act({ path: 'actions', body: performInput, level: 'manager' }, (input, services) =>
    performOrPropose(input, services, proposals),
  ),
  read({ path: 'proposals', query: NO_QUERY }, async ({ principal }, { book }) => {
    const second = principal.kind === 'staff' ? staffName(principal.robloxUserId) : null;
    const whyNot = async ({ by }: OpenProposal): Promise<string | null> =>
      second && book.query(readWhyNotSecond, { by, approvedBy: second, gainers: [] }, DASHBOARD);
    const open = await proposals.list();
    const rows = await Promise.all(open.map(async (one) => toAnswer(one, await whyNot(one))));
    return { rows, nextCursor: null };
  }),
  act(
    { path: 'proposals/agree', body: named, level: 'manager' },
    async ({ body, caller }): Promise<ActionDone> => ({
      kind: 'done',
      transactionId: await proposals.agree(body.id, caller),
    }),
  ),
  act({ path: 'proposals/drop', body: dropInput, level: 'manager' }, async ({ body, caller }) => {
    await proposals.drop(body, caller);
    return { kind: 'dropped' };
  }),
];

/** Does it, unless whoever asks may not do so alone: then it waits for a second person. */
async function performOrPropose(
  { body, caller, principal }: ActInput<z.output<typeof performInput>>,
  services: Services,
  proposals: StaffProposals,
): Promise<ActionDone> {
  const { id, reason, written } = body;
  const action = readAction(written, caller, services);
  const decision = { id, reason };
  try {
    return { kind: 'done', transactionId: await carryOut(services.book, { action, decision, caller }) };
  } catch (error) {
    const isForSecond = error instanceof Refusal && error.details.needsSecondPerson;
    if (!isForSecond || principal.kind !== 'staff') throw error;
    await proposals.propose(action, decision, principal);
    return { kind: 'proposed', id };
  }
}

const toAnswer = (
  { id, by, action, reason, madeAt, endsAt }: OpenProposal,
  whyNotAgree: string | null,
): ProposalRow => ({
  id,
  by,
  action: action.action,
  sentence: describeAction(action),
  pets: 'pets' in action ? action.pets : [],
  gems: 'gems' in action ? action.gems : 0,
  reason,
  whyNotAgree,
  madeAt: rfc3339(madeAt),
  endsAt: rfc3339(endsAt),
});
