import { z } from 'zod';
import { previewMove } from '../../bank/alone-limit.ts';
import type { Caller } from '../../bank/engine/book.ts';
import type { Transaction } from '../../bank/engine/rows.ts';
import { viewOf } from '../../bank/history.ts';
import { findGift, toUndoMove, undoTransaction } from '../../bank/undo-gift.ts';
import type { StaffDependencies } from '../dependencies.ts';
import { type Command, defineCommand } from '../model/command.ts';
import type { Reply } from '../model/reply.ts';
import { code, say, t } from '../model/text.ts';
import { goodsText } from './goods.ts';
import { findMember, staffCaller } from './member.ts';
import { type Decision, proposeButton } from './second-person.ts';

/** Takes back a gift or a trade. Everyone in the channel sees it, so that a second person can agree. */
export function undoCommand(dependencies: StaffDependencies): Command {
  return defineCommand({
    name: 'undo',
    description: t('about.undo'),
    audience: 'manager',
    isPublic: true,
    input: z.strictObject({ transaction: z.string().trim().min(1).max(20) }),
    options: {
      transaction: {
        kind: 'text',
        description: t('about.option.transaction'),
        maxLength: 20,
        isRequired: true,
      },
    },
    async run({ actor }, { transaction }) {
      const caller = await staffCaller(dependencies.book, actor);
      const gift = await findGift(dependencies.book.reads, transaction);
      return proposeUndo(dependencies, { gift, caller });
    },
  });
}

interface Undoing {
  readonly gift: Transaction;
  readonly caller: Caller;
}

async function proposeUndo(dependencies: StaffDependencies, { gift, caller }: Undoing): Promise<Reply> {
  const { book, rules } = dependencies;
  const needsSecond = await book.query(previewMove, toUndoMove(gift, rules()), caller);
  const described = await describeGift(dependencies, gift);
  const undo = proposeButton({
    book,
    caller,
    needsSecond,
    described,
    label: t('undo.undo-it'),
    apply: (decision) => apply(dependencies, { gift, caller }, { decision, described }),
  });
  return { ...described, title: t('undo.confirm'), rows: [[undo]] };
}

type Described = Awaited<ReturnType<typeof describeGift>>;

async function apply(
  { book }: StaffDependencies,
  { gift, caller }: Undoing,
  { decision, described }: { readonly decision: Decision; readonly described: Described },
): Promise<Reply> {
  const { reason, approvedBy } = decision;
  const { seq } = await book.perform(undoTransaction, { gift, reason, approvedBy }, caller);
  return {
    ...described,
    title: t('undo.undone'),
    tone: 'good',
    fields: [
      ...described.fields,
      { name: t('staff.why'), text: say`${reason}` },
      { name: t('staff.in-ledger'), text: say`${code(`t-${seq}`)}` },
      ...(approvedBy === undefined ? [] : [{ name: t('staff.agreed'), text: say`${code(approvedBy)}` }]),
    ],
  };
}

/** Who gave what to whom: in a trade, both did. */
async function describeGift(dependencies: StaffDependencies, gift: Transaction) {
  const { robloxUserId, otherRobloxUserId } = gift;
  const ids = [robloxUserId ?? 0, otherRobloxUserId ?? 0] as const;
  const [giver, receiver] = await Promise.all(ids.map((id) => findMember(dependencies, String(id))));
  const { gave } = viewOf(gift, ids[1]);
  return {
    text: t(gift.kind === 'trade' ? 'undo.trade' : 'undo.gift', {
      id: gift.id,
      giver: giver?.account ?? '',
      receiver: receiver?.account ?? '',
    }),
    fields: [
      { name: t('undo.gave', { member: giver?.name ?? '' }), text: goodsText(gift.goods) },
      ...(gave ? [{ name: t('undo.gave', { member: receiver?.name ?? '' }), text: goodsText(gave) }] : []),
    ],
  };
}
