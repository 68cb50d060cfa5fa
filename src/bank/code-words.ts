import { sha256 } from './engine/sha256.ts';

/** A code is made of this many bytes, one word for each. */
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
 * The code for 16 bytes: one word for each, joined by single spaces. Different bytes make
 * different codes. Throws RangeError for another number of bytes, since a shorter code could be guessed.
 */
export function createCode(bytes: Uint8Array): string {
  if (bytes.length !== CODE_BYTES) {
    throw new RangeError(`a code needs ${CODE_BYTES} bytes, not ${bytes.length}`);
  }
  return Array.from(bytes, (byte) => CODE_WORDS[byte]).join(' ');
}

/** How many of a code's bytes are random. The others say whom it is for. */
export const RANDOM_BYTES = 8;

/** Who gets a code, and the account that it is to show as theirs. */
interface CodeHolder {
  readonly discordUserId: string;
  readonly robloxUserId: number;
}

/**
 * The code for 8 random bytes, as hex: its other words follow from these and from whom it is for. So words
 * that stand in a profile link its account to nobody but the person who was once given them.
 */
export function createCodeFor(random: string, { discordUserId, robloxUserId }: CodeHolder): string {
  const said = sha256(`${random}\n${discordUserId}\n${robloxUserId}`);
  const bytes = `${random}${said.slice(0, 2 * (CODE_BYTES - RANDOM_BYTES))}`;
  return createCode(Uint8Array.fromHex(bytes));
}

/** Whether the code is one that was made for them. */
export function isCodeFor(code: string, holder: CodeHolder): boolean {
  const bytes = code.split(' ', RANDOM_BYTES).map((word) => CODE_WORDS.indexOf(word));
  if (bytes.length < RANDOM_BYTES || bytes.includes(-1)) return false;
  return createCodeFor(Uint8Array.from(bytes).toHex(), holder) === code;
}

/** A bio with this many runs of two or more `#`, and without the code, was changed by Roblox's filter. */
const FILTERED_RUNS = 4;

/**
 * Whether the bio holds the code's words in a row; `filtered` when Roblox seems to have hidden them. Between
 * two words stands anything but letters and digits. What isn't drawn may also stand within a word.
 */
export function findCode(code: string, bio: string): 'found' | 'missing' | 'filtered' {
  const words = code.split(' ').map((word) => [...word].join(`${UNSEEN}?`));
  const pattern = new RegExp(`(?:^|[ ${UNSEEN}])${words.join(`[ ${UNSEEN}]`)}(?:$|[ ${UNSEEN}])`);
  // Some emoji are letters to NFKD, such as the trade mark: they may be words, or stand between words.
  const readings = [bio, bio.replace(/[\p{RGI_Emoji}\p{S}]/gv, ' ')].map(readWords);
  if (readings.some((reading) => pattern.test(reading))) return 'found';
  const runs = bio.match(/#{2,}/g)?.length ?? 0;
  return runs >= FILTERED_RUNS ? 'filtered' : 'missing';
}

/** Stands for characters that aren't drawn: it may be between two words, or be nothing. */
const UNSEEN = '_';

/**
 * NFKC and lower case, without accents and other marks. Each run of anything but letters and digits is one
 * space, or UNSEEN where nothing of it is drawn.
 */
function readWords(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}--\p{Default_Ignorable_Code_Point}]/gv, '')
    .replace(/[[^\p{L}\p{N}]\p{Default_Ignorable_Code_Point}]+/gv, (run) =>
      /^[\p{Cf}\p{Default_Ignorable_Code_Point}]+$/u.test(run) ? UNSEEN : ' ',
    );
}
