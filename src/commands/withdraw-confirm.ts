import { amountsToGoods, type Goods, goodsToAmounts } from '../bank/engine/pets.ts';
import { type MemberSummary, readMember } from '../bank/member.ts';
import { requestWithdrawal } from '../bank/withdraw-request.ts';
import type { Basket } from './basket.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import { drawGoods } from './draw-goods.ts';
import { describeWorth, listGoods } from './goods.ts';
import type { Actor } from './model/actor.ts';
import { readPetNames } from './model/pet-names.ts';
import { button, type Control, type Reply } from './model/reply.ts';
import { lines, relativeTime, t } from './model/text.ts';
import { changeButton, keepButton, toPerson } from './person.ts';
import {
  describeParts,
  type FoundHolder,
  findHolders,
  nameHolder,
  toHolderFaces,
  toHoldersFields,
} from './who-holds.ts';
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
  confirmation: Confirmation,
): Promise<Reply> {
  const { actor, basket, member: known, change } = confirmation;
  const { book, rules } = dependencies;
  const { discordUserId } = actor;
  const member = known ?? (await book.query(readMember, discordUserId, DISCORD));
  const { pets, gems } = amountsToGoods(basket);
  const request = { robloxUserId: member.robloxUserId, discordUserId, pets: [...pets], gems };
  // Placeholder id: a preview is never stored.
  const preview = await book.query(requestWithdrawal, { ...request, requestId: 'preview' }, DISCORD);
  const { catalogue } = rules();
  const holders = await findHolders(dependencies, { goods: { pets, gems }, withdrawalId: '' });
  const reserve = button(t('withdraw.withdraw'), 'success', async ({ operationId: requestId }) => {
    const { withdrawalId } = await book.perform(requestWithdrawal, { ...request, requestId }, DISCORD);
    return showWithdrawal(dependencies, { withdrawalId, discordUserId });
  });
  const changeIt = changeButton(change);
  const parts = holders.found.some(({ isWhole }) => isWhole) ? [] : holders.found.slice(0, MAX_TAKEN);
  return {
    title: t('withdraw.confirm'),
    person: toPerson(member, actor),
    ...(await drawGoods(dependencies, { pets, gems })),
    text: lines([
      listGoods({ pets, gems }, readPetNames(catalogue)),
      describeWorth({ pets, gems }, catalogue),
      describeParts(holders),
      t('withdraw.how', { when: relativeTime(Date.parse(preview.expiresAt)) }),
    ]),
    fields: toHoldersFields(dependencies, holders),
    ...toHolderFaces(holders),
    rows: [
      [reserve, changeIt, keepButton(t('button.stop'))],
      parts.map((holder) => takeOnlyButton(dependencies, confirmation, holder)),
    ].filter((row) => row.length > 0),
  };
}

/** How many tellers have a button that takes only what they hold. */
const MAX_TAKEN = 3;

/** Shows the withdrawal of what this teller holds now, and nothing more. */
const takeOnlyButton = (
  dependencies: CommandDependencies,
  { change }: Confirmation,
  holder: FoundHolder,
): Control =>
  button(t('withdraw.only-what', { teller: nameHolder(holder) }), 'secondary', ({ actor }) =>
    showConfirm(dependencies, { actor, basket: toBasket(holder.part), change }),
  );

const toBasket = (goods: Goods): Basket => new Map(goodsToAmounts(goods));
