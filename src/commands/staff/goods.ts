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
import { type FormButton, type FormInput, type Reply, titled } from '../model/reply.ts';
import type { Text } from '../model/text.ts';
import { formatPetLine, readPetLines } from './pet-lines.ts';

const MAX_WRITTEN = 4000;
/** How many kinds of pets a reply names; the others are counted. */
const MAX_KINDS = 15;

/** The goods that a command takes. If both are left out, a form asks for them. */
export const goodsSchema = { pets: z.string().max(MAX_WRITTEN).default(''), gems: goodsFields.gems };

export const GEMS: IntegerOption = { kind: 'integer', description: 'How many gems', min: 0, max: MAX_AMOUNT };

export const petsOption = (catalogueOf: () => Catalogue): TextOption => ({
  kind: 'text',
  description: 'Pets, with ; between: 2 x Huge Cat, golden; Huge Dog, shiny',
  maxLength: MAX_WRITTEN,
  complete: async (_actor, typed) => completeLastPet(catalogueOf(), typed),
});

/** Offers pets whose id or shown name has every word of the last pet typed; the text before it is kept. */
function completeLastPet({ items }: Catalogue, typed: string): Choice[] {
  const start = typed.lastIndexOf(';') + 1;
  const counted = /^\s*(?:\d[\d.,_]*[kmbt]?\s*[x×]\s+)?/i.exec(typed.slice(start))?.[0] ?? '';
  const kept = typed.slice(0, start + counted.length);
  const words = typed
    .slice(kept.length)
    .toLowerCase()
    .split(/[\s,]+/);
  const offered: Choice[] = [];
  for (const item of items) {
    const line = formatPetLine({ ...item, quantity: 1 });
    const value = `${kept}${line}`;
    const searched = `${line} ${item.name}`.toLowerCase();
    if (value.length <= MAX_CHOICE_LENGTH && words.every((word) => searched.includes(word))) {
      offered.push({ name: value, value });
    }
    if (offered.length === MAX_CHOICES) break;
  }
  return offered;
}

/** The inputs of a form that asks for goods, filled in with these. */
export function goodsInputs(goods?: Goods): readonly FormInput[] {
  const written = goods?.pets.map(formatPetLine).join('\n') ?? '';
  const pets: FormInput = {
    name: 'pets',
    label: 'Pets, one a line',
    placeholder: '2 x Huge Cat, golden\nHuge Dog, shiny, chroma 3',
    isLong: true,
    isOptional: true,
    maxLength: MAX_WRITTEN,
    // Cut short it would be wrong: a list that is too long for a form has to be written again.
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

/** Reads a form with `goodsInputs`. Refuses `invalid`. */
export function readGoodsForm({ pets = '', gems = '' }: Readonly<Record<string, string>>) {
  return { pets: readPetLines(pets), ...readInput(z.object({ gems: writtenGems }), { gems }) };
}

/** Goes on with the goods that the command was given, or asks for them first. */
export async function askForGoods(
  { pets, gems }: { readonly pets: string; readonly gems: number },
  title: string,
  next: (goods: Goods) => Promise<Reply>,
): Promise<Reply> {
  const goods = { pets: readPetLines(pets), gems };
  if (!isEmpty(goods)) return next(goods);
  const write: FormButton = {
    kind: 'form',
    label: 'Write it down',
    style: 'primary',
    form: { title: 'Pets and gems', inputs: goodsInputs() },
    act: (_context, { fields }) => next(readGoodsForm(fields)),
  };
  const reply = titled(title)`
    Write one pet a line, then commas and what it is: golden or rainbow, shiny, chroma 1 to 6.`;
  return { ...reply, rows: [[write]] };
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
