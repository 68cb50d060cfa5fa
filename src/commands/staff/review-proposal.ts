import { isEmpty } from '../../bank/engine/pets.ts';
import type { StaffDependencies } from '../dependencies.ts';
import { button, type Reply } from '../model/reply.ts';
import { code, relativeTime, say, t } from '../model/text.ts';
import { goodsFile, goodsText } from './goods.ts';
import { reasonButton } from './inputs.ts';
import { staffCaller } from './member.ts';
import type { OpenProposal, StaffProposals } from './proposals.ts';
import { wordAction } from './staff-actions.ts';

/** Shows what one of the staff proposed in the dashboard. Another manager agrees here, or drops it. */
export function showProposal(
  { book }: Pick<StaffDependencies, 'book'>,
  proposals: StaffProposals,
  { id, by, action, reason, endsAt }: OpenProposal,
): Reply {
  const goods = 'pets' in action ? action : null;
  const agree = button(t('second.agree'), 'danger', async ({ actor }) => {
    const transactionId = await proposals.agree(id, await staffCaller(book, actor));
    return {
      title: t('staff.done'),
      tone: 'good',
      text: t('staff.it-is-in-ledger', { id: code(transactionId) }),
    };
  });
  const drop = reasonButton(t('second.drop'), 'secondary', async ({ actor }, { reason: why }) => {
    await proposals.drop({ id, reason: why }, await staffCaller(book, actor));
    return { title: t('second.dropped') };
  });
  return {
    title: t('second.waits'),
    tone: 'warning',
    text: wordAction(action),
    ...(goods ? goodsFile('proposal', goods) : {}),
    fields: [
      ...(goods && !isEmpty(goods) ? [{ name: t('staff.what'), text: goodsText(goods) }] : []),
      { name: t('staff.proposed-by'), text: say`${code(by)}`, isInline: true },
      { name: t('second.ends'), text: say`${relativeTime(endsAt)}`, isInline: true },
      { name: t('staff.why'), text: say`${reason}` },
    ],
    rows: [[agree, drop].map((control) => ({ ...control, level: 'manager' }) as const)],
  };
}
