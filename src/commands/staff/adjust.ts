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
import { code, say, strong } from '../model/text.ts';
import { askForGoods, GEMS, goodsFile, goodsSchema, goodsText, petsOption } from './goods.ts';
import { readTellerId, tellerOption } from './inputs.ts';
import { findMember, MEMBER, type Member, memberSchema, staffCaller } from './member.ts';
import { proposeButton } from './second-person.ts';

const DIRECTION: TextOption = {
  kind: 'text',
  description: 'To the member, or away from them',
  maxLength: 6,
  isRequired: true,
  choices: [
    { name: 'credit: to the member', value: 'credit' },
    { name: 'debit: away from the member', value: 'debit' },
  ],
};

/** Corrects what a member owns. Everyone in the channel sees it, so that a second person can agree. */
export function adjustCommand(dependencies: StaffDependencies): Command {
  const { book, rules } = dependencies;
  return defineCommand({
    name: 'adjust',
    description: 'Correct what a member owns; above a cap, a second person has to agree',
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
      teller: tellerOption(book, 'The teller that holds it; me for you'),
      pets: petsOption(() => rules().catalogue),
      gems: GEMS,
    },
    async run({ actor }, { member: written, direction, teller, ...given }) {
      const caller = await staffCaller(book, actor);
      const member = await findMember(dependencies, written);
      const tellerId = readTellerId(teller, caller);
      return askForGoods(rules().catalogue, given, {
        title: `What should be ${ADJUST_WORDS[direction].done}?`,
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

const ADJUST_WORDS = {
  credit: {
    verb: 'Credit',
    done: 'credited',
    what: 'The member gets it. This teller holds it, and nobody owns it yet:',
  },
  debit: {
    verb: 'Debit',
    done: 'debited',
    what: 'The member loses it. This teller still holds it, for nobody:',
  },
} as const;

/** Shows the correction. Given a reason, it is applied, or shown to a second person first. */
async function proposeAdjustment(dependencies: StaffDependencies, adjustment: Adjustment): Promise<Reply> {
  const { caller, wish } = adjustment;
  const { book } = dependencies;
  const described = describeAdjustment(adjustment);
  const confirm = proposeButton({
    book,
    caller,
    needsSecond: await book.query(previewMove, toMove(wish), caller),
    label: 'Correct it',
    described,
    apply: ({ operationId: adjustmentId, ...decision }) =>
      apply(dependencies, adjustment, { adjustmentId, ...decision }),
  });
  return { ...described, title: `${ADJUST_WORDS[wish.direction].verb} this?`, rows: [[confirm]] };
}

async function apply(
  { book }: StaffDependencies,
  adjustment: Adjustment,
  decision: Pick<AdjustInput, 'adjustmentId' | 'reason' | 'approvedBy'>,
): Promise<Reply> {
  const { caller, wish } = adjustment;
  const { approvedBy } = decision;
  const input = readInput(adjustInput, { ...wish, ...decision });
  const { seq, status } = await book.perform(adjustMember, input, caller);
  const { fields, ...described } = describeAdjustment(adjustment);
  return {
    ...described,
    title: `Corrected: ${status}`,
    tone: 'good',
    fields: [
      ...fields,
      { name: 'Why', text: say`${decision.reason}` },
      { name: 'In the ledger', text: say`${code(`t-${seq}`)}` },
      ...(approvedBy === undefined ? [] : [{ name: 'Agreed', text: say`${code(approvedBy)}` }]),
    ],
  };
}

function describeAdjustment({ member, caller, wish }: Adjustment) {
  return {
    ...goodsFile('adjustment', wish),
    person: member.person,
    text: say`${strong(member.name)}, ${member.account}. ${ADJUST_WORDS[wish.direction].what}
      ${code(wish.tellerId)}.`,
    fields: [
      { name: 'What', text: goodsText(wish) },
      { name: 'Proposed by', text: say`${code(caller.by)}`, isInline: true },
    ],
  };
}
