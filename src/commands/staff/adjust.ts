import { z } from 'zod';
import { adjustInput } from '../../bank/adjust.ts';
import { tellerIdSchema } from '../../bank/stock-move.ts';
import type { StaffDependencies } from '../dependencies';
import { type Command, defineCommand } from '../model/command.ts';
import type { TextOption } from '../model/option.ts';
import { ADJUST_WORDS, proposeAdjustment } from './adjustment.ts';
import { askForGoods, GEMS, goodsSchema, petsOption } from './goods.ts';
import { findMember, MEMBER, memberSchema, staffCaller } from './member.ts';
import { readTellerId, tellerOption } from './tellers.ts';

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

/**
 * A correction of what a member owns. All in the channel see it, so that a second person can agree where one
 * is needed.
 */
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
        title: `What is to be ${ADJUST_WORDS[direction].done}?`,
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
