import type { Pet } from './pets.ts';

// Apart from pets.ts, so that a page in a browser can name a pet without loading any schemas.

const VARIANT_WORDS = { normal: '', golden: 'Golden', rainbow: 'Rainbow' } as const;

/**
 * Returns a pet in words, as players say it: `Shiny Rainbow Huge Cat (chroma 3)`, with `name` in place of the
 * id where the game shows another one. For people only: no program may parse it.
 */
export function petLabel({ id, variant, shiny, chroma }: Pet, name = id): string {
  const words = [shiny ? 'Shiny' : '', VARIANT_WORDS[variant], name].filter((word) => word !== '').join(' ');
  return chroma === undefined ? words : `${words} (chroma ${chroma})`;
}
