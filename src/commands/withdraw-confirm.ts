import { amountsToGoods } from '../bank/engine/pets.ts';
import { type MemberSummary, readMember } from '../bank/member.ts';
import { requestWithdrawal } from '../bank/withdraw-request.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import { describeWorth, listGoods } from './goods.ts';
import type { Actor } from './model/actor.ts';
import { readPetNames } from './model/pet-names.ts';
import type { Reply } from './model/reply.ts';
import { lines, relativeTime, say } from './model/text.ts';
import { keepButton, toPerson } from './person.ts';
import type { Basket } from './withdraw-basket.ts';
import { showWithdrawal } from './withdraw-status.ts';

/** Placeholder id: a preview is never stored. */
const PREVIEW = 'preview';

interface Confirmation {
  readonly actor: Actor;
  readonly basket: Basket;
  /** The actor's account, where this interaction has just read it. */
  readonly member?: MemberSummary | undefined;
  /** Goes back to choosing. */
  readonly change: (actor: Actor) => Promise<Reply>;
}

/**
 * Shows the whole withdrawal before anything is reserved. Refuses whatever `requestWithdrawal` would refuse.
 */
export async function showConfirm(
  dependencies: CommandDependencies,
  { actor, basket, member: known, change }: Confirmation,
): Promise<Reply> {
  const { book, rules } = dependencies;
  const { discordUserId } = actor;
  const member = known ?? (await book.query(readMember, discordUserId, DISCORD));
  const { pets, gems } = amountsToGoods(basket);
  const request = { robloxUserId: member.robloxUserId, discordUserId, pets: [...pets], gems };
  const preview = await book.query(requestWithdrawal, { ...request, requestId: PREVIEW }, DISCORD);
  const { catalogue } = rules();
  return {
    title: 'Withdraw this?',
    person: toPerson(member, actor),
    text: lines([
      listGoods({ pets, gems }, readPetNames(catalogue)),
      describeWorth({ pets, gems }, catalogue),
      say`The bank sets it aside for you, and a teller hands it over in the game. If you withdraw it now, it
        expires ${relativeTime(Date.parse(preview.expiresAt))}.`,
    ]),
    rows: [
      [
        {
          kind: 'button',
          label: 'Withdraw',
          style: 'success',
          act: async ({ operationId: requestId }) => {
            const reserved = await book.perform(requestWithdrawal, { ...request, requestId }, DISCORD);
            return showWithdrawal(dependencies, { withdrawalId: reserved.withdrawalId, discordUserId });
          },
        },
        { kind: 'button', label: 'Change it', act: (context) => change(context.actor) },
        keepButton('Stop'),
      ],
    ],
  };
}
