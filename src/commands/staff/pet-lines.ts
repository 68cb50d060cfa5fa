import { MAX_PET_LINES, type PetStack, petStackSchema } from '../../bank/engine/pets.ts';
import { Refusal } from '../../bank/engine/refusal.ts';
import { parseAmount } from '../model/input.ts';

/** A line with an amount: `2 x Cat`. The `x` distinguishes it from a name that begins with a number. */
const COUNTED = /^(\d[\d.,_]*[kmbt]?)\s*[x×]\s+(.+)$/i;

/**
 * Reads pets as staff write them, one a line or separated by `;`: `2 x Huge Cat, golden, shiny, chroma 3`.
 * The name is taken as it is, and the traits follow after commas. Refuses `invalid`, with every line that is
 * no pet.
 */
export function readPetLines(written: string): PetStack[] {
  const lines = splitLines(written);
  const read = lines.slice(0, MAX_PET_LINES).map((line) => [line, readPetLine(line)] as const);
  const errors = read.flatMap(([line, pet]) =>
    pet ? [] : [{ path: 'pets', message: `“${line}” is no pet: write it like 2 x Huge Cat, golden` }],
  );
  if (lines.length > MAX_PET_LINES)
    errors.push({ path: 'pets', message: `at most ${MAX_PET_LINES} pets at a time` });
  if (errors.length > 0) throw new Refusal('invalid', { errors });
  return read.flatMap(([, pet]) => pet ?? []);
}

const splitLines = (written: string): string[] =>
  written
    .split(/[\n;]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

function readPetLine(line: string): PetStack | undefined {
  const [, amount, counted] = COUNTED.exec(line) ?? [];
  const words = (counted ?? line).split(',').map((word) => word.trim());
  let facts: Partial<PetStack> = {};
  while (words.length > 1) {
    const fact = readFact(words.at(-1) ?? '');
    if (!fact) break;
    facts = { ...facts, ...fact };
    words.pop();
  }
  const quantity = amount === undefined ? 1 : (parseAmount(amount) ?? 0);
  return petStackSchema.safeParse({ ...facts, id: words.join(', '), quantity }).data;
}

function readFact(word: string): Partial<PetStack> | undefined {
  const said = word.toLowerCase();
  if (said === 'shiny') return { shiny: true };
  if (said === 'normal' || said === 'golden' || said === 'rainbow') return { variant: said };
  const chroma = /^chroma ([1-6])$/.exec(said)?.[1];
  return chroma === undefined ? undefined : { chroma: Number(chroma) };
}

/** Writes a pet as `readPetLines` reads it. */
export function formatPetLine({ id, variant, shiny, chroma, quantity }: PetStack): string {
  const facts = [
    ...(variant === 'normal' ? [] : [variant]),
    ...(shiny ? ['shiny'] : []),
    ...(chroma === undefined ? [] : [`chroma ${chroma}`]),
  ];
  return [quantity === 1 ? id : `${quantity} x ${id}`, ...facts].join(', ');
}
