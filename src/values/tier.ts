import type { Tier } from '../bank/engine/pets.ts';

const FIRST_WORDS: Readonly<Record<string, Tier>> = {
  Titanic: 'titanic',
  Gargantuan: 'gargantuan',
  Huge: 'huge',
  Exclusive: 'exclusive',
};

/** The tier that a name or a category begins with; null where it begins with none. */
export function parseTier(text: string): Tier | null {
  const [first = ''] = text.split(' ');
  return FIRST_WORDS[first] ?? null;
}
