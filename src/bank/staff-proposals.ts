import type { Operation } from './engine/operation.ts';
import type { ReadKey } from './engine/read-key.ts';
import { Refusal } from './engine/refusal.ts';
import type { StaffProposal } from './engine/rows.ts';
import type { Step } from './engine/step.ts';
import { notifyOperator } from './events.ts';
import { levelOf, parseStaffName, reachesLevel } from './staff.ts';

/** How many wait for a second person at once, of one member of the staff. */
export const MAX_PROPOSALS = 20;

const ALL: ReadKey[] = [
  { kind: 'all_staff_proposals', of: 'bank' },
  { kind: 'all_staff', of: 'bank' },
];

/** Whether it waits still: it has time left, and whoever made it may do what they did. */
function isOpen(step: Step, { by, staffSeq, endsAt }: StaffProposal): boolean {
  const row = step.allStaff().find(({ robloxUserId }) => robloxUserId === parseStaffName(by));
  return step.at < endsAt && row?.seq === staffSeq && reachesLevel(levelOf(row), 'manager');
}

/**
 * Keeps what one of the staff may not do alone until a second person agrees, and tells staff. The same again
 * changes nothing. Refuses `limit_exceeded`: too much of theirs waits.
 */
export const proposeAsStaff: Operation<StaffProposal & { readonly told: string }, StaffProposal> = {
  readKeys: ({ id }): ReadKey[] => [{ kind: 'staff_proposal', id }, ...ALL],
  decide(step, { told, ...proposal }) {
    const before = step.row('staffProposals', proposal.id);
    if (before) return before;
    const [open, over] = partition(step.allStaffProposals(), (each) => isOpen(step, each));
    for (const each of over) step.remove('staffProposals', each);
    if (open.filter(({ by }) => by === proposal.by).length >= MAX_PROPOSALS)
      throw new Refusal('limit_exceeded');
    step.put('staffProposals', proposal);
    notifyOperator(step, 'staff_proposed', `${proposal.by} wants this. ${told}`);
    return proposal;
  },
};

function partition<Item>(items: readonly Item[], isFirst: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}

/** What waits for a second person, oldest first. Refuses nothing. */
export const readStaffProposals: Operation<null, StaffProposal[]> = {
  readKeys: () => ALL,
  decide: (step) =>
    step
      .allStaffProposals()
      .filter((each) => isOpen(step, each))
      .sort((one, other) => one.madeAt - other.madeAt),
};

/** Ends a proposal that was carried out. Refuses nothing. */
export const endStaffProposal: Operation<string, null> = {
  readKeys: (id): ReadKey[] => [{ kind: 'staff_proposal', id }],
  decide(step, id) {
    const row = step.row('staffProposals', id);
    if (row) step.remove('staffProposals', row);
    return null;
  },
};

/** Drops a proposal: it stays in the log, with who did so and why. Refuses `not_found`: it has ended. */
export const dropStaffProposal: Operation<{ readonly id: string; readonly reason: string }, null> = {
  readKeys: ({ id }): ReadKey[] => [{ kind: 'staff_proposal', id }],
  decide(step, { id, reason }) {
    const row = step.row('staffProposals', id);
    if (!row) throw new Refusal('not_found');
    step.remove('staffProposals', row);
    const note = `what ${row.by} proposed (${row.action}): ${reason}`;
    step.post({ kind: 'proposal_dropped', status: 'dropped', note });
    return null;
  },
};
