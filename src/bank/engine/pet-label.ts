import type { Pet } from './pets.ts';

// Apart from pets.ts, so that a page in a browser can name a pet without loading any schemas.

const VARIANT_WORDS = { normal: '', golden: 'Golden', rainbow: 'Rainbow' } as const;

interface Names {
  /** Where the game shows another one than the id. */
  readonly name?: string;
  /** What the colour of its chroma is called, where that is known. */
  readonly chromaName?: string | null;
}

/**
 * Returns a pet in words, as players say it: `Shiny Rainbow Huge Cat (Red, chroma 3)`. For people only: no
 * program may parse it.
 */
export function petLabel({ id, variant, shiny, chroma }: Pet, names: Names = {}): string {
  const { name = id, chromaName = null } = names;
  const words = [shiny ? 'Shiny' : '', VARIANT_WORDS[variant], name].filter((word) => word !== '').join(' ');
  if (chroma === undefined) return words;
  return `${words} (${chromaName === null ? '' : `${chromaName}, `}chroma ${chroma})`;
}
