import { isEmpty } from '../../bank/engine/pets.ts';
import type { StaffDependencies } from '../dependencies.ts';
import { button, type Reply } from '../model/reply.ts';
import { code, relativeTime, say } from '../model/text.ts';
import { goodsFile, goodsText } from './goods.ts';
import { reasonButton } from './inputs.ts';
import { staffCaller } from './member.ts';
import type { OpenProposal, StaffProposals } from './proposals.ts';
import { describeAction } from './staff-actions.ts';

/** Shows what one of the staff proposed in the dashboard. Another manager agrees here, or drops it. */
export function showProposal(
  { book }: Pick<StaffDependencies, 'book'>,
  proposals: StaffProposals,
  { id, by, action, reason, endsAt }: OpenProposal,
): Reply {
  const goods = 'pets' in action ? action : null;
  const agree = button('I have checked it: agree', 'danger', async ({ actor }) => {
    const transactionId = await proposals.agree(id, await staffCaller(book, actor));
    return { title: 'Done', tone: 'good', text: say`It is ${code(transactionId)} in the ledger.` };
  });
  const drop = reasonButton('Drop it', 'secondary', async ({ actor }, { reason: why }) => {
    await proposals.drop({ id, reason: why }, await staffCaller(book, actor));
    return { title: 'Dropped: nothing was done' };
  });
  return {
    title: 'Waits for a second person',
    tone: 'warning',
    text: say`${describeAction(action)}`,
    ...(goods ? goodsFile('proposal', goods) : {}),
    fields: [
      ...(goods && !isEmpty(goods) ? [{ name: 'What', text: goodsText(goods) }] : []),
      { name: 'Proposed by', text: say`${code(by)}`, isInline: true },
      { name: 'Ends', text: say`${relativeTime(endsAt)}`, isInline: true },
      { name: 'Why', text: say`${reason}` },
    ],
    rows: [[agree, drop].map((control) => ({ ...control, level: 'manager' }) as const)],
  };
}
