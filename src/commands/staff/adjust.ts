import { z } from 'zod';
import { type AdjustInput, adjustInput, adjustMember, needsApproval } from '../../bank/adjust.ts';
import type { Caller } from '../../bank/engine/book.ts';
import { tellerIdSchema } from '../../bank/engine/fields.ts';
import type { Goods } from '../../bank/engine/pets.ts';
import type { MemberIdentity } from '../../bank/member.ts';
import type { StaffDependencies } from '../dependencies.ts';
import { type Command, defineCommand, type TextOption } from '../model/command.ts';
import { readInput } from '../model/input.ts';
import type { Control, Reply } from '../model/reply.ts';
import { code, say, strong } from '../model/text.ts';
import { askForGoods, GEMS, goodsFile, goodsSchema, goodsText, petsOption } from './goods.ts';
import { readTellerId, reasonButton, tellerOption } from './inputs.ts';
import {
  describeAccount,
  findMember,
  MEMBER,
  memberName,
  memberSchema,
  memberToPerson,
  staffCaller,
} from './member.ts';

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
    audience: 'staff',
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
      return askForGoods(given, {
        title: `What should be ${ADJUST_WORDS[direction].done}?`,
        next: async (goods) =>
          proposeAdjustment(dependencies, {
            member,
            caller,
            wish: { robloxUserId: member.robloxUserId, direction, tellerId, ...goods },
          }),
      });
    },
  });
}

/** A correction before it has a reason. */
interface Adjustment {
  readonly member: MemberIdentity;
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
function proposeAdjustment(dependencies: StaffDependencies, adjustment: Adjustment): Reply {
  const { caller, wish } = adjustment;
  const needsSecond = needsApproval(wish, { by: caller.by, rules: dependencies.rules() });
  return {
    ...describeAdjustment(adjustment),
    title: `${ADJUST_WORDS[wish.direction].verb} this?`,
    rows: [
      [
        reasonButton({
          label: needsSecond ? 'Ask a second person to agree' : 'Correct it',
          style: 'danger',
          act: async ({ operationId }, { reason }) =>
            needsSecond
              ? askSecond(dependencies, adjustment, reason)
              : apply(dependencies, adjustment, { adjustmentId: operationId, reason }),
        }),
      ],
    ],
  };
}

/** Another staff member may agree; whoever proposed it may only drop it. */
function askSecond(dependencies: StaffDependencies, adjustment: Adjustment, reason: string): Reply {
  const { fields, ...described } = describeAdjustment(adjustment);
  const agree: Control = {
    kind: 'button',
    label: 'I have checked it: agree',
    style: 'danger',
    mayUse: 'another_staff_member',
    async act({ actor, operationId }) {
      const { by: approvedBy } = await staffCaller(dependencies.book, actor);
      return apply(dependencies, adjustment, { adjustmentId: operationId, reason, approvedBy });
    },
  };
  const drop: Control = {
    kind: 'button',
    label: 'Drop it',
    style: 'secondary',
    act: async () => ({ ...describeAdjustment(adjustment), title: 'Dropped: nothing was corrected' }),
  };
  return {
    ...described,
    title: 'A second person has to agree',
    tone: 'warning',
    fields: [...fields, { name: 'Why', text: say`${reason}` }],
    rows: [[agree, drop]],
  };
}

async function apply(
  { book }: StaffDependencies,
  adjustment: Adjustment,
  decision: Pick<AdjustInput, 'adjustmentId' | 'reason' | 'approvedBy'>,
): Promise<Reply> {
  const { caller, wish } = adjustment;
  const { seq, status } = await book.perform(
    adjustMember,
    readInput(adjustInput, { ...wish, ...decision }),
    caller,
  );
  const { fields, ...described } = describeAdjustment(adjustment);
  return {
    ...described,
    title: `Corrected: ${status}`,
    tone: 'good',
    fields: [
      ...fields,
      { name: 'Why', text: say`${decision.reason}` },
      { name: 'In the ledger', text: say`${code(`t-${seq}`)}` },
      ...(decision.approvedBy === undefined
        ? []
        : [{ name: 'Agreed', text: say`${code(decision.approvedBy)}` }]),
    ],
  };
}

function describeAdjustment({ member, caller, wish }: Adjustment) {
  return {
    ...goodsFile('adjustment', wish),
    person: memberToPerson(member),
    text: say`${strong(memberName(member))}, ${describeAccount(member)}. ${ADJUST_WORDS[wish.direction].what}
      ${code(wish.tellerId)}.`,
    fields: [
      { name: 'What', text: goodsText(wish) },
      { name: 'Proposed by', text: say`${code(caller.by)}`, isInline: true },
    ],
  };
}
