import { amountsToGoods } from '../bank/engine/pets.ts';
import { type MemberSummary, readMember } from '../bank/member.ts';
import { requestWithdrawal } from '../bank/withdraw-request.ts';
import type { Basket } from './basket.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import { describeWorth, listGoods } from './goods.ts';
import type { Actor } from './model/actor.ts';
import { readPetNames } from './model/pet-names.ts';
import { button, type Control, type Reply } from './model/reply.ts';
import { lines, relativeTime, say } from './model/text.ts';
import { keepButton, toPerson } from './person.ts';
import { showWithdrawal } from './withdraw-status.ts';

interface Confirmation {
  readonly actor: Actor;
  readonly basket: Basket;
  /** The actor's account, where the command has read it. */
  readonly member?: MemberSummary | undefined;
  /** Goes back to choosing. */
  readonly change: (actor: Actor) => Promise<Reply>;
}

/** Shows the whole withdrawal before anything is reserved. Refuses what `requestWithdrawal` refuses. */
export async function showConfirm(
  dependencies: CommandDependencies,
  { actor, basket, member: known, change }: Confirmation,
): Promise<Reply> {
  const { book, rules } = dependencies;
  const { discordUserId } = actor;
  const member = known ?? (await book.query(readMember, discordUserId, DISCORD));
  const { pets, gems } = amountsToGoods(basket);
  const request = { robloxUserId: member.robloxUserId, discordUserId, pets: [...pets], gems };
  // Placeholder id: a preview is never stored.
  const preview = await book.query(requestWithdrawal, { ...request, requestId: 'preview' }, DISCORD);
  const { catalogue } = rules();
  const reserve = button('Withdraw', 'success', async ({ operationId: requestId }) => {
    const { withdrawalId } = await book.perform(requestWithdrawal, { ...request, requestId }, DISCORD);
    return showWithdrawal(dependencies, { withdrawalId, discordUserId });
  });
  const changeIt: Control = { kind: 'button', label: 'Change it', act: (context) => change(context.actor) };
  return {
    title: 'Withdraw this?',
    person: toPerson(member, actor),
    text: lines([
      listGoods({ pets, gems }, readPetNames(catalogue)),
      describeWorth({ pets, gems }, catalogue),
      say`The bank sets it aside for you, and a teller hands it over in the game. If you withdraw it now, it
        expires ${relativeTime(Date.parse(preview.expiresAt))}.`,
    ]),
    rows: [[reserve, changeIt, keepButton('Stop')]],
  };
}
