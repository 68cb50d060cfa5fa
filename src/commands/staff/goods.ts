import { z } from 'zod';
import type { Catalogue } from '../../bank/engine/catalogue.ts';
import { petLabel } from '../../bank/engine/pet-label.ts';
import { type Goods, goodsFields, isEmpty, MAX_AMOUNT } from '../../bank/engine/pets.ts';
import { listGoods } from '../goods.ts';
import {
  type Choice,
  type IntegerOption,
  MAX_CHOICE_LENGTH,
  MAX_CHOICES,
  type TextOption,
} from '../model/command.ts';
import { parseAmount, readInput } from '../model/input.ts';
import { indexCatalogue } from '../model/pet-index.ts';
import type { FormButton, FormInput, Reply } from '../model/reply.ts';
import { lines, say, type Text, t, type Words } from '../model/text.ts';
import { formatPetLine, type KnownPets, readPetLines, splitLines, suggestNames } from './pet-lines.ts';

const MAX_WRITTEN = 4000;
/** How many kinds of pets a reply names; the others are counted. */
const MAX_KINDS = 15;

/** The goods that a command takes. If both are left out, a form asks for them. */
export const goodsSchema = { pets: z.string().max(MAX_WRITTEN).default(''), gems: goodsFields.gems };

export const GEMS: IntegerOption = {
  kind: 'integer',
  description: t('about.option.gems'),
  min: 0,
  max: MAX_AMOUNT,
};

export const petsOption = (catalogueOf: () => Catalogue): TextOption => ({
  kind: 'text',
  description: t('about.option.staff-pets'),
  hasAmounts: true,
  maxLength: MAX_WRITTEN,
  complete: async (_actor, typed) => completeLastPet(catalogueOf(), typed),
});

/** Offers pets for the last one typed; the text before it is kept. */
function completeLastPet(catalogue: Catalogue, typed: string): Choice[] {
  const start = typed.lastIndexOf(';') + 1;
  const counted = /^\s*(?:x?\d[\d.,_]*[kmbt]?\s*[x×]?\s+)?/i.exec(typed.slice(start))?.[0] ?? '';
  const complete = (kept: string): Choice[] =>
    indexCatalogue(catalogue)
      .search(typed.slice(kept.length).replaceAll(',', ' '), MAX_CHOICES)
      .map(({ pet }) => `${kept}${formatPetLine({ ...pet, quantity: 1 })}`)
      .filter((value) => value.length <= MAX_CHOICE_LENGTH)
      .map((value) => ({ name: value, value }));
  const whole = complete(typed.slice(0, start));
  return whole.length > 0 ? whole : complete(typed.slice(0, start + counted.length));
}

/** Pets as `readPetLines` reads them, whatever the reader speaks. */
const EXAMPLE = '2 x Huge Cat, golden\nHuge Dog, shiny, chroma 3';

/** The inputs of a form that asks for goods, filled in with these. */
export function goodsInputs(goods?: Goods): readonly FormInput[] {
  const written = goods?.pets.map(formatPetLine).join('\n') ?? '';
  const pets: FormInput = {
    name: 'pets',
    label: t('staff.pets-lines'),
    placeholder: EXAMPLE,
    isLong: true,
    isOptional: true,
    maxLength: MAX_WRITTEN,
    // Cut short it would be wrong: a list that is too long for a form has to be written again.
    ...(written !== '' && written.length <= MAX_WRITTEN ? { value: written } : {}),
  };
  const gems: FormInput = {
    name: 'gems',
    label: t('staff.gems'),
    placeholder: t('staff.gems-hint'),
    isOptional: true,
    maxLength: 30,
    ...(goods ? { value: String(goods.gems) } : {}),
  };
  return [pets, gems];
}

const writtenGems = z
  .string()
  .trim()
  .transform((text) => (text === '' ? 0 : parseAmount(text)))
  .pipe(z.int('is an amount like 1500 or 1.5k').min(0).max(MAX_AMOUNT));

/** Reads a form with `goodsInputs`. Refuses `invalid`. */
export function readGoodsForm({ pets = '', gems = '' }: Readonly<Record<string, string>>, known: KnownPets) {
  return { pets: readPetLines(pets, known), ...readInput(z.object({ gems: writtenGems }), { gems }) };
}

/** Goods as they are typed: `500 gems`, or a number alone, may stand among the pets. */
function readTypedGoods({ pets, gems }: GivenGoods, known: KnownPets): Goods {
  const written = splitLines(pets);
  const amounts = written.map(readGemsLine);
  const named = written.filter((_, at) => amounts[at] === undefined);
  const sum = amounts.reduce<number>((total, amount = 0) => total + amount, gems);
  return {
    pets: readPetLines(named.join('\n'), known),
    ...readInput(z.object({ gems: goodsFields.gems }), { gems: sum }),
  };
}

function readGemsLine(line: string): number | undefined {
  const { before, after } =
    /^(?<before>\S+?)(?:\s*gems?)?$|^gems?\s+(?<after>\S+)$/i.exec(line)?.groups ?? {};
  return parseAmount(before ?? after ?? '');
}

interface GivenGoods {
  readonly pets: string;
  readonly gems: number;
}

/** Goes on with the goods that the command was given, or asks for them first. */
export async function askForGoods(
  catalogue: Catalogue,
  given: GivenGoods,
  { title, next }: { readonly title: Words; readonly next: (goods: Goods) => Promise<Reply> },
): Promise<Reply> {
  const show = async (goods: Goods): Promise<Reply> =>
    addSuggestions(await next(goods), suggestNames(goods.pets, catalogue));
  const goods = readTypedGoods(given, { catalogue });
  if (!isEmpty(goods)) return show(goods);
  const write: FormButton = {
    kind: 'form',
    label: t('staff.write-down'),
    style: 'primary',
    form: { title: t('staff.pets-and-gems'), inputs: goodsInputs() },
    act: (_context, { fields }) => show(readGoodsForm(fields, { catalogue })),
  };
  return { title, text: t('staff.how-to-write'), rows: [[write]] };
}

/** Says before anything is confirmed that a name may be misspelt. */
function addSuggestions(reply: Reply, suggestions: readonly string[]): Reply {
  if (suggestions.length === 0) return reply;
  const field = {
    name: t('staff.check-names'),
    text: lines(suggestions.slice(0, MAX_KINDS).map((suggestion) => say`${suggestion}`)),
  };
  return { ...reply, fields: [...(reply.fields ?? []), field] };
}

/** Lists goods by the ids of the pets, which is how staff write them. */
export const goodsText = (goods: Goods, maxKinds = MAX_KINDS): Text =>
  listGoods(goods, { label: petLabel, maxKinds, bullet: '' });

/** Attaches the goods as a file if a reply would leave some of them out. */
export function goodsFile(name: string, { pets, gems }: Goods): Pick<Reply, 'file'> {
  if (pets.length <= MAX_KINDS) return {};
  const written = [...pets.map(formatPetLine), ...(gems > 0 ? [`${gems} gems`] : [])].join('\n');
  return { file: { name: `${name}.txt`, type: 'text/plain', bytes: new TextEncoder().encode(written) } };
}
