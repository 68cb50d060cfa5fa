import { z } from 'zod';
import { type Item, oncePerCatalogue } from '../bank/engine/catalogue.ts';
import { petKey } from '../bank/engine/pets.ts';
import { completePet, disambiguate, MAX_PET_LENGTH, matchPets } from './choose-pet.ts';
import type { CommandDependencies } from './dependencies.ts';
import { type Command, defineCommand, MAX_CHOICE_LENGTH } from './model/command.ts';
import { indexCatalogue } from './model/pet-index.ts';
import { formatNumber, readPetNames } from './model/pet-names.ts';
import { type Field, type Reply, titled, warning } from './model/reply.ts';
import { command, lines, relativeTime, say, strong, type Text, truncate } from './model/text.ts';
import { attachPicture } from './person.ts';

/** A line needs two. */
const FEWEST_POINTS = 2;

export function valueCommand(dependencies: CommandDependencies): Command {
  const readIndex = () => indexCatalogue(dependencies.rules().catalogue);
  return defineCommand({
    name: 'value',
    description: 'What a pet is worth, and how many there are',
    input: z.strictObject({ pet: z.string().trim().min(1).max(MAX_PET_LENGTH) }),
    options: {
      pet: {
        kind: 'text',
        description: 'A pet, with its variant: Golden Huge Cat',
        isRequired: true,
        maxLength: MAX_PET_LENGTH,
        complete: async (_, typed) => completePet(readIndex(), typed),
      },
    },
    run: async (_, { pet }) => {
      const index = readIndex();
      if (index.choices.length === 0) return NO_VALUES;
      const show = (key: string): Promise<Reply> =>
        showValue(dependencies, itemsByKey(dependencies.rules().catalogue).get(key));
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

async function showValue(dependencies: CommandDependencies, item: Item | undefined): Promise<Reply> {
  if (!item) return NO_LONGER;
  const { tradable, updatedAt, value, rap, exists, tier } = item;
  const label = readPetNames(dependencies.rules().catalogue).label(item);
  return {
    title: label,
    text: lines([
      !tradable && say`${strong('This pet cannot be traded')}, so the bank does not take it.`,
      say`Updated ${relativeTime(Date.parse(updatedAt))}. A value is an estimate from past sales, not a
        promise.`,
    ]),
    fields: [
      toAmountField('Value', value, 'gems'),
      toAmountField('Recent average price', rap, 'gems'),
      toAmountField('In the game', exists, ''),
      { name: 'Kind', text: say`${tier}`, isInline: true },
    ],
    ...(await drawValue(dependencies, item, label)),
  };
}

function toAmountField(name: string, amount: number | null, unit: string): Field {
  const text: Text = amount === null ? say`not known` : say`${strong(formatNumber(amount))} ${unit}`;
  return { name, text, isInline: true };
}

async function drawValue(
  { valueHistory, pictures, clock }: CommandDependencies,
  item: Item,
  label: string,
): Promise<Pick<Reply, 'picture'>> {
  const points = (await valueHistory?.(itemToPet(item))) ?? [];
  if (points.length < FEWEST_POINTS) return {};
  const amounts = points.map(({ value }) => value);
  const [lowest, highest] = [Math.min(...amounts), Math.max(...amounts)];
  const range = `between ${formatNumber(lowest)} and ${formatNumber(highest)} gems`;
  const alt = `The value of ${truncate(label, MAX_CHOICE_LENGTH)} over time, ${range}.`;
  return attachPicture(pictures.value({ name: label, points, asOf: clock() }), alt);
}

const explainUnknownPet = (typed: string): Reply => warning('No such pet')`
  The bank knows no pet called ${strong(truncate(typed, MAX_CHOICE_LENGTH))}. Check the spelling, or start
  ${command('value')} and choose from the suggestions.`;
const NO_LONGER = warning('No such pet any more')`
  The list of pets has just changed. Ask again with ${command('value')}.`;
const NO_VALUES = titled('No values here')`
  This bank takes any pet and keeps no values. ${command('inventory')} shows what you have.`;
