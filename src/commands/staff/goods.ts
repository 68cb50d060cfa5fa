import { z } from 'zod';
import type { Catalogue } from '../../bank/engine/catalogue.ts';
import { type Goods, goodsFields, isEmpty, MAX_AMOUNT } from '../../bank/engine/pets.ts';
import type { IntegerOption, TextOption } from '../model/command.ts';
import { parseAmount, readInput } from '../model/input.ts';
import { petLabel } from '../model/pet-label.ts';
import type { FormInput, Reply } from '../model/reply.ts';
import { lines, say, strong, type Text } from '../model/text.ts';
import { offerPets } from './options.ts';
import { formatPetLine, readPetLines } from './pet-lines.ts';

const MAX_WRITTEN = 4000;
/** How many pets a reply names unless told otherwise; the others are counted. */
const SHOWN = 15;

/** How a command is told of goods. Both may be left out: then a form asks for them. */
export const goodsSchema = {
  pets: z.string().max(MAX_WRITTEN).default(''),
  gems: goodsFields.gems,
};

export const GEMS: IntegerOption = { kind: 'integer', description: 'How many gems', min: 0, max: MAX_AMOUNT };

export const petsOption = (catalogueOf: () => Catalogue): TextOption => ({
  kind: 'text',
  description: 'Pets, with ; between: 2 x Huge Cat, golden; Huge Dog, shiny',
  maxLength: MAX_WRITTEN,
  complete: async (_actor, typed) => offerPets(catalogueOf(), typed),
});

/** The inputs of a form that asks for goods, with what already stands in them. */
export function goodsInputs(goods?: Goods): readonly FormInput[] {
  const written = goods?.pets.map(formatPetLine).join('\n') ?? '';
  const pets: FormInput = {
    name: 'pets',
    label: 'Pets, one a line',
    placeholder: '2 x Huge Cat, golden\nHuge Dog, shiny, chroma 3',
    isLong: true,
    isOptional: true,
    maxLength: MAX_WRITTEN,
    // Cut short it would be wrong: what no form holds is written anew.
    ...(written !== '' && written.length <= MAX_WRITTEN ? { value: written } : {}),
  };
  const gems: FormInput = {
    name: 'gems',
    label: 'Gems',
    placeholder: '1500, or 1.5k',
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

/** What was written into a form with `goodsInputs`. Refuses `invalid`. */
export function readGoodsForm({ pets = '', gems = '' }: Readonly<Record<string, string>>) {
  return { pets: readPetLines(pets), ...readInput(z.object({ gems: writtenGems }), { gems }) };
}

/** Goes on with the goods that the command was told of, or else asks for them first. */
export async function askForGoods(
  { pets, gems }: { readonly pets: string; readonly gems: number },
  { title, next }: { readonly title: string; readonly next: (goods: Goods) => Promise<Reply> },
): Promise<Reply> {
  const goods = { pets: readPetLines(pets), gems };
  if (!isEmpty(goods)) return next(goods);
  return {
    title,
    text: say`Pets one a line, with what they are behind commas: golden or rainbow, shiny, chroma 1 to 6.`,
    rows: [
      [
        {
          kind: 'form',
          label: 'Write it down',
          style: 'primary',
          form: { title: 'Pets and gems', inputs: goodsInputs() },
          act: (_context, { fields }) => next(readGoodsForm(fields)),
        },
      ],
    ],
  };
}

/** Goods in words, one a line. */
export function goodsText({ pets, gems }: Goods, shown = SHOWN): Text {
  const more = pets.length - shown;
  return lines([
    ...pets
      .slice(0, shown)
      .map((pet) => say`${pet.quantity.toLocaleString('en')} × ${strong(petLabel(pet))}`),
    ...(more > 0 ? [say`and ${more} more kinds of pets`] : []),
    ...(gems > 0 ? [say`${strong(gems.toLocaleString('en'))} gems`] : []),
    ...(pets.length === 0 && gems === 0 ? [say`nothing`] : []),
  ]);
}

/** The goods as a file, where a reply would leave some of them out. */
export function goodsFile(name: string, { pets, gems }: Goods): Pick<Reply, 'file'> {
  if (pets.length <= SHOWN) return {};
  const written = [...pets.map(formatPetLine), ...(gems > 0 ? [`${gems} gems`] : [])].join('\n');
  return { file: { name: `${name}.txt`, type: 'text/plain', bytes: new TextEncoder().encode(written) } };
}
