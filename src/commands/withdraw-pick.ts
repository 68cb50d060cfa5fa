import { amountsToGoods } from '../bank/engine/pets.ts';
import { type HeldPet, type Holdings, readHoldings } from '../bank/holdings.ts';
import { describeRestrictions } from './balance.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import { goodsLines, sortByWorth, worthLine } from './goods.ts';
import type { Actor } from './model/actor.ts';
import { readPetNames } from './model/pet-names.ts';
import type { Control, Reply } from './model/reply.ts';
import { command, lines, say, type Text } from './model/text.ts';
import { keepButton, toPerson } from './person.ts';
import { amountForms, type Basket, gemsForm, limitToFree, withPets } from './withdraw-basket.ts';
import { showConfirm } from './withdraw-confirm.ts';
import { listPets, type PetList } from './withdraw-pets.ts';

/** Where somebody stands who puts a withdrawal together. */
interface PickerState {
  readonly basket: Basket;
  /** Of the list of pets, from 1. */
  readonly page: number;
  /** Words that the listed pets have in their name; '' lists all. */
  readonly find: string;
}
export const START: PickerState = { basket: new Map(), page: 1, find: '' };

/** The list of what can be withdrawn, and what is chosen so far. Everything is read afresh each time. */
export async function showPicker(
  dependencies: CommandDependencies,
  actor: Actor,
  picking: PickerState,
): Promise<Reply> {
  const held = await dependencies.book.query(readHoldings, actor.discordUserId, DISCORD);
  const person = toPerson(held, actor);
  const names = readPetNames(dependencies.rules().catalogue);
  const free = sortByWorth(
    held.pets.filter((pet) => pet.free > 0),
    names,
  );
  if (free.length === 0 && held.gems.free === 0) return { ...nothingFree(dependencies, held), person };
  const basket = limitToFree(picking.basket, held);
  const go = (change: Partial<PickerState>, by: Actor): Promise<Reply> =>
    showPicker(dependencies, by, { ...picking, basket, ...change });
  const list = listPets(free, names, {
    ...picking,
    take: (keys, by) => go({ basket: withPets(basket, keys) }, by),
    turn: (to, by) => go(to, by),
  });
  return {
    title: basket.size === 0 ? 'What would you like back?' : 'Your withdrawal so far',
    person,
    text: lines([
      ...basketLines(dependencies, basket),
      list.text,
      ...describeRestrictions(dependencies, held),
    ]),
    rows: buildRows(dependencies, { held, free, basket, list, go }),
  };
}

function nothingFree(dependencies: CommandDependencies, held: Holdings): Reply {
  const isWaiting = held.withdrawals.length > 0;
  return {
    title: 'Nothing to withdraw',
    text: lines([
      isWaiting
        ? say`All you have waits in withdrawals already. ${command('cancel')} takes one back.`
        : say`The bank holds nothing of yours yet. ${command('deposit')} shows how to bring pets in.`,
      ...describeRestrictions(dependencies, held),
    ]),
  };
}

function basketLines({ rules }: CommandDependencies, basket: Basket): Text[] {
  if (basket.size === 0) return [];
  const { catalogue } = rules();
  const goods = amountsToGoods(basket);
  return [...goodsLines(goods, readPetNames(catalogue)), worthLine(goods, catalogue)];
}

interface PickerScreen {
  readonly held: Holdings;
  readonly free: readonly HeldPet[];
  readonly basket: Basket;
  readonly list: PetList;
  readonly go: (change: Partial<PickerState>, actor: Actor) => Promise<Reply>;
}

/** The list, its pages, how many of each, and what comes next: five rows at most. */
function buildRows(
  dependencies: CommandDependencies,
  { held, free, basket, list, go }: PickerScreen,
): Control[][] {
  const amounts = { basket, change: (changed: Basket, by: Actor) => go({ basket: changed }, by) };
  const names = readPetNames(dependencies.rules().catalogue);
  const next: Control = {
    kind: 'button',
    label: 'Continue',
    style: 'success',
    isDisabled: basket.size === 0,
    act: ({ actor }) => showConfirm(dependencies, { actor: actor, basket, change: (by) => go({}, by) }),
  };
  const gems = held.gems.free > 0 ? [gemsForm(held.gems.free, amounts)] : [];
  return [...list.rows, amountForms(free, names, amounts), [...gems, next, keepButton('Stop')]].filter(
    (row) => row.length > 0,
  );
}
