import { z } from 'zod';
import { previewMove } from '../../bank/alone-limit.ts';
import type { Caller } from '../../bank/engine/book.ts';
import { tellerIdSchema } from '../../bank/engine/fields.ts';
import type { Goods } from '../../bank/engine/pets.ts';
import { moveStock, stockMoveInput } from '../../bank/stock-move.ts';
import type { StaffDependencies } from '../dependencies.ts';
import { type Command, defineCommand } from '../model/command.ts';
import { readInput } from '../model/input.ts';
import type { Reply } from '../model/reply.ts';
import { code, t } from '../model/text.ts';
import { askForGoods, GEMS, goodsSchema, goodsText, petsOption } from './goods.ts';
import { readTellerId, tellerOption } from './inputs.ts';
import { staffCaller } from './member.ts';
import { proposeButton } from './second-person.ts';

/**
 * Records what a teller handed to another in the game, such as a game script's to a staff member. Everyone in
 * the channel sees it, so that a second person can agree.
 */
export function moveCommand(dependencies: StaffDependencies): Command {
  const { book, rules } = dependencies;
  return defineCommand({
    name: 'move',
    description: t('about.move'),
    audience: 'manager',
    isPublic: true,
    input: z.strictObject({ from: tellerIdSchema, to: tellerIdSchema, ...goodsSchema }),
    options: {
      from: tellerOption(book, t('about.option.move-from')),
      to: tellerOption(book, t('about.option.move-to')),
      pets: petsOption(() => rules().catalogue),
      gems: GEMS,
    },
    async run({ actor }, given) {
      const caller = await staffCaller(book, actor);
      const [from, to] = [readTellerId(given.from, caller), readTellerId(given.to, caller)];
      return askForGoods(rules().catalogue, given, {
        title: t('move.what', { from, to }),
        next: async (goods) => confirmMove(dependencies, { from, to, goods, caller }),
      });
    },
  });
}

async function confirmMove(
  { book }: StaffDependencies,
  { from, to, goods, caller }: { from: string; to: string; goods: Goods; caller: Caller },
): Promise<Reply> {
  const moved = t('move.about', { from: code(from), to: code(to) });
  const handedOver = (those: Goods) => [{ name: t('move.handed-over'), text: goodsText(those) }];
  const described = { text: moved, fields: handedOver(goods) };
  const record = proposeButton({
    book,
    caller,
    needsSecond: await book.query(previewMove, { goods, receivers: [] }, caller),
    label: t('move.record'),
    described,
    async apply({ operationId: moveId, ...decision }) {
      const input = readInput(stockMoveInput, { moveId, from, to, ...goods, ...decision });
      const answer = await book.perform(moveStock, input, caller);
      return { title: t('move.recorded'), tone: 'good', text: moved, fields: handedOver(answer) };
    },
  });
  return { ...described, title: t('move.confirm'), rows: [[record]] };
}
