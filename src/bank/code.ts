/** A code is this many random bytes, one word each: 128 bits. */
export const CODE_BYTES = 16;
/** A bio with this many runs of two or more `#`, and without the code, was changed by Roblox's filter. */
const FILTERED_RUNS = 4;

/** NFKC, lower case, and any run of white space or punctuation as one space. What Unicode calls symbols among ASCII's punctuation counts too. */
function plainWords(text: string): string {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}$+<=>^`|~]+/gu, ' ');
  return ` ${words.trim()} `;
}

/** Whether the code's words stand in the bio, in order and next to one another; `filtered` when Roblox seems to have hidden them. */
export function findCode(code: string, bio: string): 'found' | 'missing' | 'filtered' {
  if (plainWords(bio).includes(plainWords(code))) return 'found';
  const runs = bio.match(/#{2,}/g)?.length ?? 0;
  return runs >= FILTERED_RUNS ? 'filtered' : 'missing';
}
