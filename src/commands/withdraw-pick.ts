import { goodsOf } from '../bank/engine/pets.ts';
import { type HeldPet, type Holdings, readHoldings } from '../bank/holdings.ts';
import { standingOf } from './balance.ts';
import { goodsLines, worthLine } from './goods.ts';
import { mostPreciousFirst } from './held-pets.ts';
import type { Asker } from './model/actor.ts';
import { petNamesOf } from './model/pet-names.ts';
import type { Control, Reply } from './model/reply.ts';
import { command, lines, say, type Text } from './model/text.ts';
import { type CommandParts, DISCORD } from './parts.ts';
import { keepButton, personOf } from './person.ts';
import { amountForms, gemsForm } from './withdraw-amounts.ts';
import { type Basket, limitedTo, withPets } from './withdraw-basket.ts';
import { showConfirm } from './withdraw-confirm.ts';
import { listPets, type PetList } from './withdraw-list.ts';

/** Where somebody stands who puts a withdrawal together. */
interface Picking {
  readonly basket: Basket;
  /** Of the list of pets, from 1. */
  readonly page: number;
  /** Words that the listed pets have in their name; '' lists all. */
  readonly find: string;
}
export const START: Picking = { basket: new Map(), page: 1, find: '' };

/** The list of what can be withdrawn, and what is chosen so far. Everything is read afresh each time. */
export async function showPicker(parts: CommandParts, asker: Asker, picking: Picking): Promise<Reply> {
  const held = await parts.book.look(readHoldings, asker.discordUserId, DISCORD);
  const person = personOf(held, asker);
  const names = petNamesOf(parts.rules().catalogue);
  const free = mostPreciousFirst(
    held.pets.filter((pet) => pet.free > 0),
    names,
  );
  if (free.length === 0 && held.gems.free === 0) return { ...nothingFree(parts, held), person };
  const basket = limitedTo(picking.basket, held);
  const go = (change: Partial<Picking>, by: Asker): Promise<Reply> =>
    showPicker(parts, by, { ...picking, basket, ...change });
  const list = listPets(free, names, {
    ...picking,
    take: (keys, by) => go({ basket: withPets(basket, keys) }, by),
    turn: (to, by) => go(to, by),
  });
  return {
    title: basket.size === 0 ? 'What would you like back?' : 'Your withdrawal so far',
    person,
    text: lines([...basketLines(parts, basket), list.text, ...standingOf(parts, held)]),
    rows: rowsOf(parts, { held, free, basket, list, go }),
  };
}

function nothingFree(parts: CommandParts, held: Holdings): Reply {
  const isWaiting = held.withdrawals.length > 0;
  return {
    title: 'Nothing to withdraw',
    text: lines([
      isWaiting
        ? say`All you have waits in withdrawals already. ${command('cancel')} takes one back.`
        : say`The bank holds nothing of yours yet. ${command('deposit')} shows how to bring pets in.`,
      ...standingOf(parts, held),
    ]),
  };
}

function basketLines({ rules }: CommandParts, basket: Basket): Text[] {
  if (basket.size === 0) return [];
  const { catalogue } = rules();
  const goods = goodsOf(basket);
  return [...goodsLines(goods, petNamesOf(catalogue)), worthLine(goods, catalogue)];
}

interface Screen {
  readonly held: Holdings;
  readonly free: readonly HeldPet[];
  readonly basket: Basket;
  readonly list: PetList;
  readonly go: (change: Partial<Picking>, asker: Asker) => Promise<Reply>;
}

/** The list, its pages, how many of each, and what comes next: five rows at most. */
function rowsOf(parts: CommandParts, { held, free, basket, list, go }: Screen): Control[][] {
  const amounts = { basket, change: (changed: Basket, by: Asker) => go({ basket: changed }, by) };
  const names = petNamesOf(parts.rules().catalogue);
  const next: Control = {
    kind: 'button',
    label: 'Continue',
    style: 'success',
    isDisabled: basket.size === 0,
    act: ({ asker }) => showConfirm(parts, { asker, basket, change: (by) => go({}, by) }),
  };
  const gems = held.gems.free > 0 ? [gemsForm(held.gems.free, amounts)] : [];
  return [...list.rows, amountForms(free, names, amounts), [...gems, next, keepButton('Stop')]].filter(
    (row) => row.length > 0,
  );
}
