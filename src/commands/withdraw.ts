import { z } from 'zod';
import { MAX_AMOUNT } from '../bank/engine/pets.ts';
import { type Holdings, readHoldings } from '../bank/holdings.ts';
import type { Basket } from './basket.ts';
import { chooseGoods, completeGoods, WHICH_PET } from './choose-goods.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import type { Actor } from './model/actor.ts';
import { type Command, defineCommand } from './model/command.ts';
import type { Reply } from './model/reply.ts';
import { t } from './model/text.ts';
import type { OwnedPets } from './owned-pets.ts';
import { keepButton } from './person.ts';
import { type Picking, showPicker } from './pick-goods.ts';
import { showConfirm } from './withdraw-confirm.ts';

/** As long as several pets in words. */
const MAX_TYPED = 1000;
const input = z.strictObject({
  pet: z.string().trim().min(1).max(MAX_TYPED).optional(),
  quantity: z.int().min(1).max(MAX_AMOUNT).optional(),
  gems: z.int().min(1).max(MAX_AMOUNT).optional(),
});

export function withdrawCommand(dependencies: CommandDependencies, owned: OwnedPets): Command {
  return defineCommand({
    name: 'withdraw',
    description: t('about.withdraw'),
    input,
    options: {
      pet: {
        kind: 'text',
        description: t('about.option.withdraw-pet'),
        hasAmounts: true,
        maxLength: MAX_TYPED,
        complete: async ({ discordUserId }, typed) => completeGoods(await owned.find(discordUserId), typed),
      },
      quantity: { kind: 'integer', description: t('about.option.quantity'), min: 1, max: MAX_AMOUNT },
      gems: { kind: 'integer', description: t('about.option.gems'), min: 1, max: MAX_AMOUNT },
    },
    run: ({ actor }, wanted) => withdraw(dependencies, actor, wanted),
  });
}

async function withdraw(
  dependencies: CommandDependencies,
  actor: Actor,
  { pet, quantity, gems = 0 }: z.infer<typeof input>,
): Promise<Reply> {
  const pick = (by: Actor, basket?: Basket): Promise<Reply> =>
    showPicker(dependencies, by, { picking: toPicking(dependencies), ...(basket && { basket }) });
  const confirm = (basket: Basket, member: Holdings): Promise<Reply> =>
    showConfirm(dependencies, { actor, basket, member, change: (by) => pick(by, basket) });
  if (pet === undefined && quantity !== undefined) return WHICH_PET;
  if (pet === undefined && gems === 0) return pick(actor);
  const held = await dependencies.book.query(readHoldings, actor.discordUserId, DISCORD);
  return chooseGoods(
    dependencies,
    { pets: pet ?? '', quantity, gems },
    {
      held,
      next: (basket) => confirm(basket, held),
    },
  );
}

const toPicking = (dependencies: CommandDependencies): Picking => ({
  titles: [t('withdraw.what'), t('withdraw.so-far')],
  nothing: t('withdraw.nothing'),
  continueLabel: t('button.continue'),
  next: (actor, picked) => showConfirm(dependencies, { actor, ...picked }),
  leave: keepButton(t('button.stop')),
});
