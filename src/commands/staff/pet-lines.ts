import { MAX_PET_LINES, type PetStack, petStackSchema } from '../../bank/engine/pets.ts';
import { Refusal } from '../../bank/engine/refusal.ts';
import { parseAmount } from '../model/input.ts';

/** A line's number: `2 x Cat`. The sign between tells it from a name that begins with a number. */
const COUNTED = /^(\d[\d.,_]*[kmbt]?)\s*[x×]\s+(.+)$/i;

/**
 * Reads pets as staff write them: one a line, or with `;` between, as `2 x Huge Cat, golden, shiny, chroma
 * 3`. The name comes whole, with what the pet is behind its commas: nothing is read out of the name itself.
 * Refuses `invalid`, with every line that is none.
 */
export function readPetLines(written: string): PetStack[] {
  const lines = splitLines(written);
  const read = lines.slice(0, MAX_PET_LINES).map((line) => [line, readPetLine(line)] as const);
  const errors = read.flatMap(([line, pet]) =>
    pet ? [] : [{ path: 'pets', message: `“${line}” is no pet: write it like 2 x Huge Cat, golden, shiny` }],
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
  const parts = (counted ?? line).split(',').map((part) => part.trim());
  let facts: Partial<PetStack> = {};
  while (parts.length > 1) {
    const fact = readFact(parts.at(-1) ?? '');
    if (!fact) break;
    facts = { ...facts, ...fact };
    parts.pop();
  }
  const quantity = amount === undefined ? 1 : (parseAmount(amount) ?? 0);
  return petStackSchema.safeParse({ ...facts, id: parts.join(', '), quantity }).data;
}

function readFact(word: string): Partial<PetStack> | undefined {
  const said = word.toLowerCase();
  if (said === 'shiny') return { shiny: true };
  if (said === 'normal' || said === 'golden' || said === 'rainbow') return { variant: said };
  const chroma = /^chroma ([1-6])$/.exec(said)?.[1];
  return chroma === undefined ? undefined : { chroma: Number(chroma) };
}

/** A pet as `readPetLines` reads it. */
export function formatPetLine({ id, variant, shiny, chroma, quantity }: PetStack): string {
  const facts = [
    ...(variant === 'normal' ? [] : [variant]),
    ...(shiny ? ['shiny'] : []),
    ...(chroma === undefined ? [] : [`chroma ${chroma}`]),
  ];
  return [quantity === 1 ? id : `${quantity} x ${id}`, ...facts].join(', ');
}
