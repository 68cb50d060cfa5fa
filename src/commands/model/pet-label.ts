import type { Pet } from '../../bank/engine/pets.ts';

const VARIANT_WORDS = { normal: '', golden: 'Golden', rainbow: 'Rainbow' } as const;

/**
 * A pet in words, as players say it: `Shiny Rainbow Huge Cat (chroma 3)`, with the name that the game shows
 * where it is given. For reading only: the four fields are never read back out of it.
 */
export function petLabel({ id, variant, shiny, chroma }: Pet, name = id): string {
  const words = [shiny ? 'Shiny' : '', VARIANT_WORDS[variant], name].filter((word) => word !== '').join(' ');
  return chroma === undefined ? words : `${words} (chroma ${chroma})`;
}
