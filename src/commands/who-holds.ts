import type { Goods } from '../bank/engine/pets.ts';
import { type Holder, listHolders } from '../bank/who-holds.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import { type PetNames, readPetNames } from './model/pet-names.ts';
import type { Field, Reply } from './model/reply.ts';
import { lines, strong, type Text, t } from './model/text.ts';
import {
  describeTellerCard,
  listTellerCards,
  nameTeller,
  type ShownTellerCard,
  toFaces,
  toTellerCardsField,
} from './teller-cards.ts';

/** How many tellers one field shows. */
const MAX_SHOWN = 6;

/** A teller that has some of what is wanted, with its card where it has one. */
export interface FoundHolder extends Holder {
  readonly card: ShownTellerCard | undefined;
}

export interface Holders {
  /** Those in the game now first, and among them those with all of it. */
  readonly found: readonly FoundHolder[];
  readonly cards: readonly ShownTellerCard[];
}

/** Finds which tellers have how much of the goods now, and who they are in the game. */
export async function findHolders(
  { book }: CommandDependencies,
  wanted: { readonly goods: Goods; readonly withdrawalId: string },
): Promise<Holders> {
  const [cards, holders] = await Promise.all([
    listTellerCards(book),
    book.query(listHolders, wanted, DISCORD),
  ]);
  const found = holders.map((holder) => ({
    ...holder,
    card: cards.find(({ tellerId }) => tellerId === holder.tellerId),
  }));
  const isHere = ({ card }: FoundHolder): boolean => card?.status === 'online' || card?.status === 'attended';
  return { cards, found: [...found.filter(isHere), ...found.filter((holder) => !isHere(holder))] };
}

/** The teller as people know it: by its account in the game, where one is named. */
export const nameHolder = ({ card, tellerId }: Pick<FoundHolder, 'card' | 'tellerId'>): string =>
  card ? nameTeller(card) : tellerId;

/** Says whom to meet for the goods; the bank's tellers, where none has any of them. */
export function toHoldersFields(dependencies: CommandDependencies, { found, cards }: Holders): Field[] {
  if (found.length === 0) {
    const all = toTellerCardsField(cards);
    return all ? [all] : [];
  }
  const names = readPetNames(dependencies.rules().catalogue);
  const whole = found.filter(({ isWhole }) => isWhole);
  const useful = whole.length > 0 ? whole : found;
  const more = useful.length - MAX_SHOWN;
  return [
    {
      name: whole.length > 0 ? t('withdraw.whom-to-meet') : t('withdraw.whom-to-meet-in-turn'),
      text: lines([
        ...useful.slice(0, MAX_SHOWN).map((holder) => describeHolder(holder, names)),
        more > 0 && t('amount.and-more', { count: more }),
        cards.length > 0 && t('withdraw.check-name'),
        // What the bank calls them is the name of nobody in the game.
        useful.slice(0, MAX_SHOWN).some(({ card }) => !card) && t('tellers.none.text'),
      ]),
    },
  ];
}

function describeHolder({ card, tellerId, part, isWhole }: FoundHolder, names: PetNames): Text {
  const teller = card ? describeTellerCard(card) : [strong(tellerId)];
  if (isWhole) return t('withdraw.has-all', { teller });
  return t('withdraw.has-part', { teller, goods: names.summary(part) });
}

/** The pictures of those whom `toHoldersFields` names. */
export function toHolderFaces({ found, cards }: Holders): Pick<Reply, 'people'> {
  const whole = found.filter(({ isWhole }) => isWhole);
  const useful = whole.length > 0 ? whole : found;
  const named = useful.slice(0, MAX_SHOWN).flatMap(({ card }) => card ?? []);
  return toFaces(found.length === 0 ? cards : named);
}

/** Says before a withdrawal how it will be handed over, where no teller has all of it. */
export function describeParts({ found }: Holders): Text | false {
  if (found.length === 0) return t('withdraw.nobody-has-it');
  return !found.some(({ isWhole }) => isWhole) && t('withdraw.in-parts');
}
