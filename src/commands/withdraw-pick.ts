import { amountsToGoods } from '../bank/engine/pets.ts';
import { type Holdings, readHoldings } from '../bank/holdings.ts';
import { describeRestrictions } from './balance.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import { describeWorth, listGoods, sortFreePets } from './goods.ts';
import type { Actor } from './model/actor.ts';
import { readPetNames } from './model/pet-names.ts';
import { button, type Reply } from './model/reply.ts';
import { command, lines, say, type Text } from './model/text.ts';
import { describeOnHold } from './on-hold.ts';
import { keepButton, toPerson } from './person.ts';
import { amountForms, type Basket, gemsForm, limitToFree, withPets } from './withdraw-basket.ts';
import { showConfirm } from './withdraw-confirm.ts';
import { listPets } from './withdraw-pets.ts';

interface PickerState {
  readonly basket: Basket;
  /** Page of the list of pets, from 1. */
  readonly page: number;
  /** What the listed pets have in their name; '' lists all. */
  readonly find: string;
}
export const START: PickerState = { basket: new Map(), page: 1, find: '' };

/** Shows what can be withdrawn and what has been chosen so far. Everything is read again each time. */
export async function showPicker(
  dependencies: CommandDependencies,
  actor: Actor,
  state: PickerState,
): Promise<Reply> {
  const held = await dependencies.book.query(readHoldings, actor.discordUserId, DISCORD);
  const person = toPerson(held, actor);
  const names = readPetNames(dependencies.rules().catalogue);
  const free = sortFreePets(held.pets, names);
  if (free.length === 0 && held.gems.free === 0) return { ...explainNothingFree(dependencies, held), person };
  const basket = limitToFree(state.basket, held);
  const update = (change: Partial<PickerState>, by: Actor): Promise<Reply> =>
    showPicker(dependencies, by, { ...state, basket, ...change });
  const list = listPets(free, names, {
    ...state,
    take: (keys, by) => update({ basket: withPets(basket, keys) }, by),
    turn: update,
  });
  const chosen = describeBasket(dependencies, basket);
  const amounts = { basket, change: (changed: Basket, by: Actor) => update({ basket: changed }, by) };
  const next = button('Continue', 'success', ({ actor: by }) =>
    showConfirm(dependencies, { actor: by, basket, change: (changer) => update({}, changer) }),
  );
  const gems = held.gems.free > 0 ? [gemsForm(held.gems.free, amounts)] : [];
  const last = [...gems, { ...next, isDisabled: basket.size === 0 }, keepButton('Stop')];
  return {
    title: basket.size === 0 ? 'What would you like back?' : 'Your withdrawal so far',
    person,
    text: lines([
      ...chosen,
      list.text,
      ...describeRestrictions(dependencies, held),
      ...describeOnHold(held.onHold, names),
    ]),
    // The list, its pages, the amounts, and what comes next: five rows at most.
    rows: [...list.rows, amountForms(free, names, amounts), last].filter((row) => row.length > 0),
  };
}

function explainNothingFree(dependencies: CommandDependencies, held: Holdings): Reply {
  return {
    title: 'Nothing to withdraw',
    text: lines([
      held.withdrawals.length > 0
        ? say`Everything you have is in withdrawals already. ${command('cancel')} takes one back.`
        : say`The bank holds nothing of yours yet. ${command('deposit')} shows how to bring pets in.`,
      ...describeRestrictions(dependencies, held),
    ]),
  };
}

function describeBasket({ rules }: CommandDependencies, basket: Basket): Text[] {
  if (basket.size === 0) return [];
  const { catalogue } = rules();
  const goods = amountsToGoods(basket);
  return [listGoods(goods, readPetNames(catalogue)), describeWorth(goods, catalogue)];
}
