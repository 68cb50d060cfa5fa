/** A code is made of this many random bytes, one word for each: 128 bits. */
export const CODE_BYTES = 16;

/**
 * The words of verification codes. Roblox hides digits, random strings and much else in a profile, so these
 * are plain words that a child can spell, with nothing rude, personal or numeric in one or across two.
 * No word begins another, so that a slip of the keyboard doesn't make one into another.
 */
export const CODE_WORDS: readonly string[] = `
  acorn anchor antelope apricot apron arcade avocado bagel bakery balcony balloon banjo barley basket beacon
  beanie beetle bicycle biscuit blanket blossom bobcat breeze bridge bright bubble bucket bugle cabbage
  cactus candle canoe canvas canyon caramel carousel carrot castle celery cello cheerful cheese chess
  chipmunk circle clock cloud clover cobweb cocoa crane crayon cricket crispy crown cupboard curly curtain
  dinosaur dolphin dragon dream drizzle eagle earth elegant elephant falcon feather fence fern ferret
  festival finch firefly flamingo fluffy foggy frosty fuzzy gecko gentle glider globe goose granite granola
  gravel guitar hammer hammock hamster happy harp harvest haystack hedgehog helpful hillside hockey horizon
  icicle igloo jacket jelly jigsaw kangaroo kayak ketchup kettle kite koala ladder ladybug lake lamp lantern
  leaf lemonade lentil leopard lilac lizard llama lobster lullaby magical magnet magpie mango maple marble
  maze meadow meteor mirror moss mountain museum music napkin narwhal nest nimble noodle oak oatmeal ocean
  onion owl oyster pancake panda parade parsley pasta pebble pecan penguin petal piano pigeon pillow pine
  pinwheel planet plum pond porridge pretzel pudding puddle puffin pumpkin puppet puzzle pyramid quick quilt
  radish raft rainbow raincoat raisin recipe ribbon ripple rocket sailboat salad sandbox sandwich saucer
  scooter shadow shelf shovel sketch slipper snail snowdrop snowman sofa solar song soup sparkle sparrow
  spider spinach spiral splash sponge spring sprout star stream suitcase sunbeam sunrise thimble thistle
  thunder tiger timber toast toffee tofu tornado toucan tractor tulip tunnel turnip turtle umbrella unicorn
  valley velvet violin volcano waffle wagon wallaby walrus wave wheat windmill window winter wolf wombat
  woolly yarn yogurt zigzag
`
  .trim()
  .split(/\s+/);

/**
 * The code for 16 random bytes: one word for each, joined by single spaces. Different bytes make
 * different codes. Throws RangeError for another number of bytes, since a shorter code could be guessed.
 */
export function createCode(random: Uint8Array): string {
  if (random.length !== CODE_BYTES) {
    throw new RangeError(`a code needs ${CODE_BYTES} random bytes, not ${random.length}`);
  }
  return Array.from(random, (byte) => CODE_WORDS[byte]).join(' ');
}

/** A bio with this many runs of two or more `#`, and without the code, was changed by Roblox's filter. */
const FILTERED_RUNS = 4;

/** NFKC, lower case, and any run of white space, punctuation or ASCII symbols as one space. */
function plainWords(text: string): string {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}$+<=>^`|~]+/gu, ' ');
  return ` ${words.trim()} `;
}

/** Whether the bio holds the code's words in a row; `filtered` when Roblox seems to have hidden them. */
export function findCode(code: string, bio: string): 'found' | 'missing' | 'filtered' {
  if (plainWords(bio).includes(plainWords(code))) return 'found';
  const runs = bio.match(/#{2,}/g)?.length ?? 0;
  return runs >= FILTERED_RUNS ? 'filtered' : 'missing';
}
