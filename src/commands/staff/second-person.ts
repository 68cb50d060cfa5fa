import type { Book, Caller } from '../../bank/engine/book.ts';
import { button, type FormButton, type Reply } from '../model/reply.ts';
import { say, t, type Words } from '../model/text.ts';
import { reasonButton } from './inputs.ts';
import { staffCaller } from './member.ts';

/** How a proposal is carried out: with the id of the press, why, and who agrees, if anybody has to. */
export interface Decision {
  readonly operationId: string;
  readonly reason: string;
  readonly approvedBy?: string;
}

/** What one of the staff wants to do. */
export interface StaffProposal {
  readonly book: Book;
  readonly caller: Caller;
  /** Whether they may not do it alone. */
  readonly needsSecond: boolean;
  /** The label of the button that does it at once. */
  readonly label: Words;
  /** What it is, as everybody in the channel sees it. */
  readonly described: Omit<Reply, 'title' | 'tone' | 'rows'>;
  apply(decision: Decision): Promise<Reply>;
}

/** A button that, given a reason, does it at once, or shows it to a second person first. */
export function proposeButton(proposal: StaffProposal): FormButton {
  const { needsSecond, label } = proposal;
  const shown = needsSecond ? t('second.ask') : label;
  return reasonButton(shown, 'danger', async ({ operationId }, { reason }) =>
    needsSecond ? askSecond(proposal, reason) : proposal.apply({ operationId, reason }),
  );
}

/** Another staff member may agree; whoever proposed it may only drop it. */
function askSecond({ book, described, apply }: StaffProposal, reason: string): Reply {
  const agree = button(t('second.agree'), 'danger', async ({ actor, operationId }) => {
    const { by: approvedBy } = await staffCaller(book, actor);
    return apply({ operationId, reason, approvedBy });
  });
  const drop = button(t('second.drop'), 'secondary', async () => ({
    ...described,
    title: t('second.dropped'),
  }));
  return {
    ...described,
    title: t('second.has-to-agree'),
    tone: 'warning',
    fields: [...(described.fields ?? []), { name: t('staff.why'), text: say`${reason}` }],
    rows: [[{ ...agree, mayUse: 'another_staff_member' }, drop]],
  };
}
