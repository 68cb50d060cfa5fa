import { z } from 'zod';
import { type AdjustInput, adjustInput, adjustMember, toMove } from '../../bank/adjust.ts';
import { previewMove } from '../../bank/alone-limit.ts';
import type { Caller } from '../../bank/engine/book.ts';
import { tellerIdSchema } from '../../bank/engine/fields.ts';
import type { Goods } from '../../bank/engine/pets.ts';
import type { StaffDependencies } from '../dependencies.ts';
import { type Command, defineCommand, type TextOption } from '../model/command.ts';
import { readInput } from '../model/input.ts';
import type { Reply } from '../model/reply.ts';
import { code, say, t } from '../model/text.ts';
import { askForGoods, GEMS, goodsFile, goodsSchema, goodsText, petsOption } from './goods.ts';
import { readTellerId, tellerOption } from './inputs.ts';
import { findMember, MEMBER, type Member, memberSchema, staffCaller } from './member.ts';
import { proposeButton } from './second-person.ts';

const DIRECTION: TextOption = {
  kind: 'text',
  description: t('about.option.direction'),
  maxLength: 6,
  isRequired: true,
  choices: [
    { name: 'credit', value: 'credit' },
    { name: 'debit', value: 'debit' },
  ],
};

/** Corrects what a member owns. Everyone in the channel sees it, so that a second person can agree. */
export function adjustCommand(dependencies: StaffDependencies): Command {
  const { book, rules } = dependencies;
  return defineCommand({
    name: 'adjust',
    description: t('about.adjust'),
    audience: 'manager',
    isPublic: true,
    input: z.strictObject({
      member: memberSchema,
      direction: adjustInput.shape.direction,
      teller: tellerIdSchema,
      ...goodsSchema,
    }),
    options: {
      member: MEMBER,
      direction: DIRECTION,
      teller: tellerOption(book, t('about.option.holder')),
      pets: petsOption(() => rules().catalogue),
      gems: GEMS,
    },
    async run({ actor }, { member: written, direction, teller, ...given }) {
      const caller = await staffCaller(book, actor);
      const member = await findMember(dependencies, written);
      const tellerId = readTellerId(teller, caller);
      return askForGoods(rules().catalogue, given, {
        title: t(`adjust.what.${direction}`),
        async next(goods) {
          const wish = { robloxUserId: member.robloxUserId, direction, tellerId, ...goods };
          return proposeAdjustment(dependencies, { member, caller, wish });
        },
      });
    },
  });
}

/** A correction before it has a reason. */
interface Adjustment {
  readonly member: Member;
  /** The staff member who proposes it. */
  readonly caller: Caller;
  readonly wish: Pick<AdjustInput, 'robloxUserId' | 'direction' | 'tellerId'> & Goods;
}

/** Shows the correction. Given a reason, it is applied, or shown to a second person first. */
async function proposeAdjustment(dependencies: StaffDependencies, adjustment: Adjustment): Promise<Reply> {
  const { caller, wish } = adjustment;
  const { book } = dependencies;
  const described = describeAdjustment(adjustment);
  const confirm = proposeButton({
    book,
    caller,
    needsSecond: await book.query(previewMove, toMove(wish), caller),
    label: t('adjust.correct-it'),
    described,
    apply: ({ operationId: adjustmentId, ...decision }) =>
      apply(dependencies, adjustment, { adjustmentId, ...decision }),
  });
  return { ...described, title: t(`adjust.confirm.${wish.direction}`), rows: [[confirm]] };
}

async function apply(
  { book }: StaffDependencies,
  adjustment: Adjustment,
  decision: Pick<AdjustInput, 'adjustmentId' | 'reason' | 'approvedBy'>,
): Promise<Reply> {
  const { caller, wish } = adjustment;
  const { approvedBy } = decision;
  const input = readInput(adjustInput, { ...wish, ...decision });
  const { seq } = await book.perform(adjustMember, input, caller);
  const { fields, ...described } = describeAdjustment(adjustment);
  return {
    ...described,
    title: t(`adjust.corrected.${wish.direction}`),
    tone: 'good',
    fields: [
      ...fields,
      { name: t('staff.why'), text: say`${decision.reason}` },
      { name: t('staff.in-ledger'), text: say`${code(`t-${seq}`)}` },
      ...(approvedBy === undefined ? [] : [{ name: t('staff.agreed'), text: say`${code(approvedBy)}` }]),
    ],
  };
}

function describeAdjustment({ member, caller, wish }: Adjustment) {
  return {
    ...goodsFile('adjustment', wish),
    person: member.person,
    text: t(`adjust.about.${wish.direction}`, {
      member: member.name,
      account: member.account,
      teller: code(wish.tellerId),
    }),
    fields: [
      { name: t('staff.what'), text: goodsText(wish) },
      { name: t('staff.proposed-by'), text: say`${code(caller.by)}`, isInline: true },
    ],
  };
}
