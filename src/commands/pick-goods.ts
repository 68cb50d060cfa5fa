import { amountsToGoods } from '../bank/engine/pets.ts';
import { type Holdings, readHoldings } from '../bank/holdings.ts';
import { describeRestrictions } from './balance.ts';
import { amountForms, type Basket, gemsForm, limitToFree, withPets } from './basket.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import { describeWorth, listGoods, sortFreePets } from './goods.ts';
import type { Actor } from './model/actor.ts';
import { readPetNames } from './model/pet-names.ts';
import { button, type Control, type Reply } from './model/reply.ts';
import { lines, type Text, t, type Words } from './model/text.ts';
import { describeOnHold } from './on-hold.ts';
import { toPerson } from './person.ts';
import { listPets } from './pick-pets.ts';

/** What goods are picked for, and what comes of them. */
export interface Picking {
  /** The title while nothing is chosen, and afterwards. */
  readonly titles: readonly [empty: Words, begun: Words];
  /** The title where the member has nothing to choose from. */
  readonly nothing: Words;
  readonly continueLabel: Words;
  /** Whether nothing may be chosen, too. */
  readonly mayBeEmpty?: boolean;
  readonly next: (actor: Actor, picked: Picked) => Promise<Reply>;
  /** The button that leaves it. */
  readonly leave: Control;
}

interface Picked {
  readonly basket: Basket;
  /** Goes back to choosing. */
  readonly change: (actor: Actor) => Promise<Reply>;
}

interface PickerState {
  readonly basket: Basket;
  /** Page of the list of pets, from 1. */
  readonly page: number;
  /** What the listed pets have in their name; '' lists all. */
  readonly find: string;
}

/** Shows what can be given out and what has been chosen so far. Everything is read again each time. */
export const showPicker = (
  dependencies: CommandDependencies,
  actor: Actor,
  { picking, basket = new Map() }: { readonly picking: Picking; readonly basket?: Basket },
): Promise<Reply> => show(dependencies, { actor, picking, basket, page: 1, find: '' });

async function show(
  dependencies: CommandDependencies,
  state: PickerState & { readonly actor: Actor; readonly picking: Picking },
): Promise<Reply> {
  const { actor, picking } = state;
  const held = await dependencies.book.query(readHoldings, actor.discordUserId, DISCORD);
  const person = toPerson(held, actor);
  const names = readPetNames(dependencies.rules().catalogue);
  const free = sortFreePets(held.pets, names);
  if (free.length === 0 && held.gems.free === 0 && !picking.mayBeEmpty)
    return { ...explainNothingFree(dependencies, held, picking.nothing), person };
  const basket = limitToFree(state.basket, held);
  const update = (change: Partial<PickerState>, by: Actor): Promise<Reply> =>
    show(dependencies, { ...state, basket, ...change, actor: by });
  const list = listPets(free, names, {
    ...state,
    take: (keys, by) => update({ basket: withPets(basket, keys) }, by),
    turn: update,
  });
  const chosen = describeBasket(dependencies, basket);
  const amounts = { basket, change: (changed: Basket, by: Actor) => update({ basket: changed }, by) };
  const next = button(picking.continueLabel, 'success', ({ actor: by }) =>
    picking.next(by, { basket, change: (changer) => update({}, changer) }),
  );
  const gems = held.gems.free > 0 ? [gemsForm(held.gems.free, amounts)] : [];
  const isEmpty = basket.size === 0 && !picking.mayBeEmpty;
  const whyNot = isEmpty && { isDisabled: true, whyNot: t('choose.something-first') };
  const last = [...gems, { ...next, ...whyNot }, picking.leave];
  return {
    title: picking.titles[basket.size === 0 ? 0 : 1],
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

function explainNothingFree(dependencies: CommandDependencies, held: Holdings, title: Words): Reply {
  return {
    title,
    text: lines([
      held.withdrawals.length > 0 ? t('choose.all-in-withdrawals') : t('choose.nothing-yet'),
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
