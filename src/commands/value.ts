import { z } from 'zod';
import { type Item, oncePerCatalogue } from '../bank/engine/catalogue.ts';
import { petKey } from '../bank/engine/pets.ts';
import type { Language } from '../messages/languages.ts';
import { completePet, disambiguate, MAX_PET_LENGTH, matchPets } from './choose-pet.ts';
import type { CommandDependencies } from './dependencies.ts';
import { languageOf } from './model/actor.ts';
import { type Command, defineCommand, MAX_CHOICE_LENGTH } from './model/command.ts';
import { indexCatalogue } from './model/pet-index.ts';
import { formatGems, formatNumber, readPetNames } from './model/pet-names.ts';
import { type Reply, worded } from './model/reply.ts';
import { lines, relativeTime, say, strong, type Text, t, truncate } from './model/text.ts';
import { attachPicture } from './person.ts';

/** A line needs two. */
const FEWEST_POINTS = 2;

export function valueCommand(dependencies: CommandDependencies): Command {
  const readIndex = () => indexCatalogue(dependencies.rules().catalogue);
  return defineCommand({
    name: 'value',
    description: t('about.value'),
    input: z.strictObject({ pet: z.string().trim().min(1).max(MAX_PET_LENGTH) }),
    options: {
      pet: {
        kind: 'text',
        description: t('about.option.value-pet'),
        isRequired: true,
        maxLength: MAX_PET_LENGTH,
        complete: async (_, typed) => completePet(readIndex(), typed),
      },
    },
    run: async ({ actor }, { pet }) => {
      const index = readIndex();
      if (index.choices.length === 0) return NO_VALUES;
      const show = (key: string): Promise<Reply> =>
        showValue(dependencies, itemsByKey(dependencies.rules().catalogue).get(key), languageOf(actor));
      const { choices, isGuess } = matchPets(index, pet);
      const [first] = choices;
      if (!first) return explainUnknownPet(pet);
      if (choices.length === 1 && !isGuess) return show(first.key);
      return disambiguate({ choices, isGuess, typed: pet, choose: ({ key }) => show(key) });
    },
  });
}

const itemsByKey = oncePerCatalogue(({ items }) => new Map(items.map((item) => [petKey(item), item])));

function itemToPet({ id, variant, shiny, chroma }: Item) {
  return { id, variant, shiny, ...(chroma === undefined ? {} : { chroma }) };
}

async function showValue(
  dependencies: CommandDependencies,
  item: Item | undefined,
  language: Language,
): Promise<Reply> {
  if (!item) return NO_LONGER;
  const { tradable, updatedAt, value, rap, exists, tier } = item;
  const label = readPetNames(dependencies.rules().catalogue).label(item);
  return {
    title: label,
    text: lines([
      !tradable && t('value.cannot-be-traded'),
      t('value.updated', { when: relativeTime(Date.parse(updatedAt)) }),
    ]),
    fields: [
      { name: t('value.value'), text: strongAmount(value, formatGems), isInline: true },
      { name: t('value.average-price'), text: strongAmount(rap, formatGems), isInline: true },
      { name: t('value.in-the-game'), text: strongAmount(exists, formatNumber), isInline: true },
      { name: t('value.kind'), text: say`${tier}`, isInline: true },
    ],
    ...(await drawValue(dependencies, { item, label, language })),
  };
}

const strongAmount = (amount: number | null, format: (amount: number) => Text): Text =>
  amount === null ? t('value.not-known') : [strong(format(amount))];

async function drawValue(
  { valueHistory, pictures, clock }: CommandDependencies,
  { item, label, language }: { item: Item; label: string; language: Language },
): Promise<Pick<Reply, 'picture'>> {
  const points = (await valueHistory?.(itemToPet(item))) ?? [];
  if (points.length < FEWEST_POINTS) return {};
  const amounts = points.map(({ value }) => value);
  const [lowest, highest] = [Math.min(...amounts), Math.max(...amounts)];
  const alt = t('value.picture', { pet: truncate(label, MAX_CHOICE_LENGTH), lowest, highest });
  return attachPicture(pictures.value({ language, name: label, points, asOf: clock() }), alt);
}

const explainUnknownPet = (typed: string): Reply =>
  worded('value.unknown-pet', 'warning', { typed: truncate(typed, MAX_CHOICE_LENGTH) });
const NO_LONGER = worded('value.no-longer', 'warning');
const NO_VALUES = worded('value.none', 'plain');
