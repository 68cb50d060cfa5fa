import { z } from 'zod';
import type { PetValue } from '../bank/pet-values.ts';

const CHROMAS = [1, 2, 3, 4, 5, 6] as const;

const name = z
  .string()
  .trim()
  .regex(/^\P{C}{1,32}$/u);
const variant = z
  .union([name, z.looseObject({ name }).transform((named) => named.name)])
  .nullable()
  .catch(null);
const byChroma = z.union([
  z.array(z.unknown()).transform((list) => new Map(list.map((entry, index) => [String(index + 1), entry]))),
  z.record(z.string(), z.unknown()).transform((entries) => new Map(Object.entries(entries))),
]);

/**
 * What BIG Games calls the colours of a pet's chromas. They don't document the shape: it is read as a list in
 * the chromas' order or an object by their numbers, of names or objects with one. What is none counts as not
 * known.
 */
export function readChromaNames(colorVariants: unknown): PetValue['chromaNames'] {
  const read = byChroma.safeParse(colorVariants).data;
  const names = CHROMAS.map((chroma) => variant.parse(read?.get(String(chroma)) ?? null));
  return names.some((known) => known !== null) ? names : [];
}
