import { z } from 'zod';
import type { Book, Caller } from '../../bank/engine/book.ts';
import { invalid, Refusal } from '../../bank/engine/refusal.ts';
import type { StaffLevel, StaffProposal } from '../../bank/engine/rows.ts';
import { readIdentity } from '../../bank/member.ts';
import { UpstreamError } from '../../bank/profiles.ts';
import { parseStaffName, reachesLevel, readStaffMember, staffName } from '../../bank/staff.ts';
import { actsAsSignedIn, onlyCondition, readLastDiscordUser } from '../../bank/staff-condition.ts';
import {
  dropStaffProposal,
  endStaffProposal,
  proposeAsStaff,
  readStaffProposals,
} from '../../bank/staff-proposals.ts';
import { isSameSecret } from '../../same-secret.ts';
import { type ReadRoles, recordRoles } from './roles.ts';
import {
  type ActionDecision,
  carryOut,
  describeAction,
  type StaffAction,
  staffAction,
} from './staff-actions.ts';

/** How long something waits for a second person. */
const PROPOSAL_MS = 24 * 60 * 60_000;
/** The name by which the dashboard itself reads, signs people in and tells staff. */
export const DASHBOARD: Caller = { by: 'staff-dashboard' };

/** Something that waits for a second person. */
export interface OpenProposal extends Pick<StaffProposal, 'id' | 'by' | 'madeAt' | 'endsAt'> {
  readonly action: StaffAction;
  readonly reason: string;
}

/** Whoever proposes something, as they were when they signed in. */
export interface Proposer {
  readonly robloxUserId: number;
  readonly staffSeq: number;
  /** Whether they signed in with Discord, where what their roles give counts, too. */
  readonly countsRoles: boolean;
}

/** What was proposed in the dashboard. Whoever agrees does so there, or on Discord. */
export interface StaffProposals {
  /** What waits, oldest first. */
  list(): Promise<readonly OpenProposal[]>;
  /** Keeps it, and tells staff. Once more, nothing. Refuses `request_reused` and `limit_exceeded`. */
  propose(action: StaffAction, decision: ActionDecision, proposer: Proposer): Promise<void>;
  /** Carries it out for whoever proposed it. Refuses `not_found`, and what the operation refuses. */
  agree(id: string, second: Caller): Promise<string>;
  /** Drops it, and the ledger keeps who did so and why. Refuses `not_found`. */
  drop(dropped: { readonly id: string; readonly reason: string }, caller: Caller): Promise<void>;
}

/** A mark on a row that nobody can make who only has the database. */
type SealProposal = (fields: readonly (string | number | null)[]) => string;

const keptContent = z.strictObject({ action: staffAction, reason: z.string() });

interface ProposalDependencies {
  readonly seal: SealProposal;
  readonly clock: () => number;
  /** Null: roles on Discord count for nothing in the dashboard. */
  readonly readRoles: ReadRoles | null;
}

export function createStaffProposals(
  book: Book,
  { seal, clock, readRoles }: ProposalDependencies,
): StaffProposals {
  const sealOf = ({ id, by, staffSeq, action, content, madeAt, endsAt }: Omit<StaffProposal, 'seal'>) =>
    seal([id, by, staffSeq, action, content, madeAt, endsAt]);
  const readOpen = async (): Promise<StaffProposal[]> => {
    const rows = await book.query(readStaffProposals, null, DASHBOARD);
    return rows.filter((row) => isSameSecret(row.seal, sealOf(row)));
  };
  return {
    list: async () => (await readOpen()).map(toOpen),
    async propose(action, { id, reason }, proposer) {
      const { robloxUserId, staffSeq } = proposer;
      const by = staffName(robloxUserId);
      const madeAt = clock();
      const content = JSON.stringify({ action, reason } satisfies z.input<typeof keptContent>);
      const times = { madeAt, endsAt: madeAt + PROPOSAL_MS };
      const row = { id, by, staffSeq, action: action.action, content, ...times };
      const told = `${describeAction(action)} Why: ${reason}`;
      const caller = await signedInCaller(book, { ...proposer, level: 'manager' });
      const kept = await book.perform(proposeAsStaff, { ...row, seal: sealOf(row), told }, caller);
      if (kept.by !== by || kept.content !== content) throw new Refusal('request_reused');
    },
    async agree(id, second) {
      const row = (await readOpen()).find((each) => each.id === id);
      if (!row) throw new Refusal('not_found');
      const transactionId = await agreeTo(row, second, { book, readRoles });
      await book.perform(endStaffProposal, id, DASHBOARD);
      return transactionId;
    },
    async drop(dropped, caller) {
      await book.perform(dropStaffProposal, dropped, caller);
    },
  };
}

const toOpen = ({ id, by, madeAt, endsAt, content }: StaffProposal): OpenProposal => ({
  id,
  by,
  madeAt,
  endsAt,
  ...keptContent.parse(JSON.parse(content)),
});

async function agreeTo(
  row: StaffProposal,
  second: Caller,
  { book, readRoles }: Pick<ProposalDependencies, 'readRoles'> & { readonly book: Book },
): Promise<string> {
  const robloxUserId = parseStaffName(row.by);
  if (robloxUserId === null) throw new Refusal('not_found');
  if (second.by === row.by) throw invalid('approvedBy', 'another one of the staff has to agree to this');
  const { action, reason } = toOpen(row);
  const countsRoles = readRoles !== null;
  if (readRoles) await refreshRoles(book, robloxUserId, readRoles).catch(refuseUnavailable);
  const proposer = { robloxUserId, staffSeq: row.staffSeq, countsRoles };
  const caller = await signedInCaller(book, { ...proposer, level: 'manager' });
  // What must hold for whoever agrees, too: the operation asks only whether they are a manager.
  await book.query(onlyCondition, null, second);
  const decision = { id: row.id, reason, approvedBy: second.by };
  return carryOut(book, { action, decision, caller });
}

/** Whoever proposed something may have lost their role since, and nobody has asked Discord. */
async function refreshRoles(book: Book, robloxUserId: number, readRoles: ReadRoles): Promise<void> {
  const row = await book.query(readStaffMember, robloxUserId, DASHBOARD);
  if (!row?.byRoles || reachesLevel(row.granted, 'manager')) return;
  const { discordUserId } = await book.query(readIdentity, robloxUserId, DASHBOARD);
  const byRoles = discordUserId === null ? null : await readRoles(discordUserId);
  await recordRoles(book, { robloxUserId, byRoles }, DASHBOARD);
}

function refuseUnavailable(error: unknown): never {
  if (error instanceof UpstreamError)
    throw invalid('approvedBy', 'Discord does not say whether the first is a manager still: try again later');
  throw error;
}

/** Whom one of the staff is as they signed in: each decision finds out again what they may do. */
export async function signedInCaller(
  book: Book,
  proposer: Proposer & { readonly level: StaffLevel },
): Promise<Caller> {
  const { robloxUserId } = proposer;
  const by = staffName(robloxUserId);
  const discordUserId = await book.query(readLastDiscordUser, robloxUserId, { by });
  return { by, condition: actsAsSignedIn({ ...proposer, discordUserId }) };
}
