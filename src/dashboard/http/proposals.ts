import { z } from 'zod';
import type { Caller } from '../../bank/engine/book.ts';
import { callerIdSchema, rfc3339 } from '../../bank/engine/fields.ts';
import { invalid, Refusal } from '../../bank/engine/refusal.ts';
import type { StaffProposal } from '../../bank/engine/rows.ts';
import { parseStaffName } from '../../bank/staff.ts';
import { onlyCondition } from '../../bank/staff-condition.ts';
import { endStaffProposal, proposeAsStaff, readStaffProposals } from '../../bank/staff-proposals.ts';
import type { Services } from '../../http/endpoint.ts';
import { isSameSecret } from '../../same-secret.ts';
import type { ActionDone, ProposalRow } from '../protocol.ts';
import {
  carryOut,
  type Decision,
  decisionInput,
  describeAction,
  previewAction,
  readAction,
  type StaffAction,
  staffAction,
  writtenAction,
} from './actions.ts';
import { type ActInput, act, type Guarded, NO_QUERY, read, toCaller } from './guarded.ts';
import type { Principal, Seal } from './sign-in-guard.ts';

/** How long something waits for a second person. */
const PROPOSAL_MS = 24 * 60 * 60_000;
const DASHBOARD = { by: 'staff-dashboard' };

const performInput = z.strictObject({ ...decisionInput, written: writtenAction });
const named = z.strictObject({ id: callerIdSchema });

/** Corrections, moves of stock and undone gifts: looked at first, then done or kept for a second person. */
export function createActionEndpoints(seal: Seal): readonly Guarded[] {
  const sealOf = (row: Omit<StaffProposal, 'seal'>): string => {
    const { id, by, staffSeq, action, content, madeAt, endsAt } = row;
    return seal('proposal', [id, by, staffSeq, action, content, madeAt, endsAt]);
  };
  /** Whoever writes the database can't make a proposal that passes for one of the staff's. */
  const readOpen = async ({ book }: Pick<Services, 'book'>): Promise<StaffProposal[]> => {
    const rows = await book.query(readStaffProposals, null, DASHBOARD);
    return rows.filter((row) => isSameSecret(row.seal, sealOf(row)));
  };
  const findOpen = async (id: string, services: Services): Promise<StaffProposal> => {
    const found = (await readOpen(services)).find((row) => row.id === id);
    if (!found) throw new Refusal('not_found');
    return found;
  };
  return [
    act(
      { path: 'actions/preview', body: z.strictObject({ written: writtenAction }), level: 'manager' },
      ({ body, caller }, services) =>
        previewAction(readAction(body.written, caller, services), caller, services),
    ),
    act(
      { path: 'actions', body: performInput, level: 'manager' },
      async (input, services): Promise<ActionDone> => {
        const action = readAction(input.body.written, input.caller, services);
        const { id, reason } = input.body;
        try {
          const transactionId = await carryOut(action, { id, reason }, { ...services, caller: input.caller });
          return { kind: 'done', transactionId };
        } catch (error) {
          if (!(error instanceof Refusal && error.details.needsSecondPerson)) throw error;
          return { kind: 'proposed', id: await propose(action, input, { services, sealOf }) };
        }
      },
    ),
    read({ path: 'proposals', query: NO_QUERY }, async (_input, services) => ({
      rows: (await readOpen(services)).map(toAnswer),
      nextCursor: null,
    })),
    act({ path: 'proposals/agree', body: named, level: 'manager' }, async ({ body, caller }, services) => {
      const row = await findOpen(body.id, services);
      const transactionId = await agree(row, caller, services);
      await services.book.perform(endStaffProposal, row.id, DASHBOARD);
      return { kind: 'done', transactionId };
    }),
    act({ path: 'proposals/drop', body: named, level: 'manager' }, async ({ body }, { book }) => {
      await book.perform(endStaffProposal, body.id, DASHBOARD);
      return { kind: 'dropped' };
    }),
  ];
}

interface Kept {
  readonly action: StaffAction;
  readonly reason: string;
}
const keptContent: z.ZodType<Kept> = z.strictObject({ action: staffAction, reason: z.string() });

const readContent = ({ content }: StaffProposal): Kept => keptContent.parse(JSON.parse(content));

function toAnswer(row: StaffProposal): ProposalRow {
  const { action, reason } = readContent(row);
  return {
    id: row.id,
    by: row.by,
    action: row.action,
    sentence: describeAction(action),
    pets: 'pets' in action ? action.pets : [],
    gems: 'gems' in action ? action.gems : 0,
    reason,
    madeAt: rfc3339(row.madeAt),
    endsAt: rfc3339(row.endsAt),
  };
}

/** Keeps it until a second person agrees, and tells staff. Returns its id. */
async function propose(
  action: StaffAction,
  { body, principal, caller }: ActInput<Decision>,
  {
    services,
    sealOf,
  }: { readonly services: Services; readonly sealOf: (row: Omit<StaffProposal, 'seal'>) => string },
): Promise<string> {
  const madeAt = services.clock();
  const row = {
    id: body.id,
    by: caller.by,
    staffSeq: principal.kind === 'staff' ? principal.staffSeq : 0,
    action: action.action,
    content: JSON.stringify({ action, reason: body.reason } satisfies Kept),
    madeAt,
    endsAt: madeAt + PROPOSAL_MS,
  };
  const told = `${describeAction(action)} Why: ${body.reason}`;
  const kept = await services.book.perform(proposeAsStaff, { ...row, seal: sealOf(row), told }, caller);
  if (kept.by !== row.by || kept.content !== row.content) throw new Refusal('request_reused');
  return kept.id;
}

/** Carries it out for whoever proposed it, with whoever agrees as the second person. */
async function agree(row: StaffProposal, second: Caller, services: Services): Promise<string> {
  const robloxUserId = parseStaffName(row.by);
  if (robloxUserId === null) throw new Refusal('not_found');
  if (second.by === row.by) throw invalid('approvedBy', 'another one of the staff has to agree to this');
  const { action, reason } = readContent(row);
  const first: Principal = { kind: 'staff', robloxUserId, staffSeq: row.staffSeq, level: 'manager' };
  const caller = await toCaller(services.book, first, 'manager');
  // What must hold for whoever agrees is decided with it: that they are a manager, and somebody else.
  await services.book.query(onlyCondition, null, second);
  const decision = { id: row.id, reason, approvedBy: second.by };
  return carryOut(action, decision, { ...services, caller });
}
