import { amountsToGoods } from '../bank/engine/pets.ts';
import { readMember } from '../bank/holdings.ts';
import { requestWithdrawal } from '../bank/withdraw-request.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import { goodsLines, worthLine } from './goods.ts';
import type { Actor } from './model/actor.ts';
import { readPetNames } from './model/pet-names.ts';
import type { Reply } from './model/reply.ts';
import { lines, relativeTime, say } from './model/text.ts';
import { keepButton, toPerson } from './person.ts';
import type { Basket } from './withdraw-basket.ts';
import { showWithdrawal } from './withdraw-status.ts';

/** Names no request: what is only looked at isn't stored. */
const PREVIEW = 'preview';

interface Confirmation {
  readonly actor: Actor;
  readonly basket: Basket;
  /** Back to choosing. */
  readonly change: (actor: Actor) => Promise<Reply>;
}

/** The whole of a withdrawal, before anything is reserved. Refuses at once what `requestWithdrawal` would. */
export async function showConfirm(
  dependencies: CommandDependencies,
  { actor, basket, change }: Confirmation,
): Promise<Reply> {
  const { book, rules } = dependencies;
  const member = await book.query(readMember, actor.discordUserId, DISCORD);
  const { robloxUserId } = member;
  const goods = amountsToGoods(basket);
  const { discordUserId } = actor;
  const request = {
    robloxUserId,
    discordUserId,
    pets: [...goods.pets],
    gems: goods.gems,
  };
  const foreseen = await book.query(requestWithdrawal, { ...request, requestId: PREVIEW }, DISCORD);
  const { catalogue } = rules();
  return {
    title: 'Withdraw this?',
    person: toPerson(member, actor),
    text: lines([
      ...goodsLines(goods, readPetNames(catalogue)),
      worthLine(goods, catalogue),
      say`It is kept aside for you, and a teller hands it over in the game. Asked for now, its time ends ${relativeTime(Date.parse(foreseen.expiresAt))}.`,
    ]),
    rows: [
      [
        {
          kind: 'button',
          label: 'Withdraw',
          style: 'success',
          act: async ({ operationId }) => {
            const { withdrawalId } = await book.perform(
              requestWithdrawal,
              { ...request, requestId: operationId },
              DISCORD,
            );
            return showWithdrawal(dependencies, { withdrawalId, discordUserId });
          },
        },
        {
          kind: 'button',
          label: 'Change it',
          act: (context) => change(context.actor),
        },
        keepButton('Stop'),
      ],
    ],
  };
}
