import { z } from 'zod';
import { invariant } from './assert.ts';

/** The largest amount of one asset that a request may name: 10^12. */
export const MAX_AMOUNT = 1_000_000_000_000;
/** How many pet lines one request may hold. */
export const MAX_PET_LINES = 100;
/** A report tells of a whole stock: its amounts are bounded only by what is exact as a number. */
const REPORT_BOUNDS = { lines: 20_000, amount: Number.MAX_SAFE_INTEGER } as const;

export const VARIANTS = ['normal', 'golden', 'rainbow'] as const;

// No control characters, and no lone surrogates, which no UTF-8 text can hold. The API page shows the pattern
// without its flag: the second branch is for readers who meet an emoji as two surrogates; with the flag it
// matches nothing.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it refuses
const PET_ID = /^(?:[^\u0000-\u001f\u007f-\u009f\ud800-\udfff]|[\ud800-\udbff][\udc00-\udfff]){1,64}$/u;

const petFields = {
  id: z.string().regex(PET_ID, '1 to 64 characters, none of them control characters'),
  variant: z.enum(VARIANTS).default('normal'),
  shiny: z.boolean().default(false),
  chroma: z.int().min(1).max(6).optional(),
};

/** One line of a request: a pet and how many of it. Unknown fields are refused. */
const stackSchema = (maxQuantity: number) =>
  z
    .strictObject({ ...petFields, quantity: z.int().min(1).max(maxQuantity).default(1) })
    .meta({ description: 'A pet and how many of it.' });
export const petStackSchema = stackSchema(MAX_AMOUNT);

/** A pet without a quantity: the four fields that are its identity. */
export const petSchema = z
  .strictObject(petFields)
  .meta({ description: 'A pet: id, variant, shiny and chroma together are its identity.' });

/** The `pets` and `gems` of a request; each may be left out. The same pet twice is added up. */
const boundedGoods = (bounds: { readonly lines: number; readonly amount: number }) => ({
  pets: z
    .array(stackSchema(bounds.amount))
    .max(bounds.lines)
    .refine((pets) => mergeStacks(pets).every(({ quantity }) => quantity <= bounds.amount), {
      error: `has a pet several times, of which there may be ${bounds.amount} in all`,
    })
    .default([]),
  gems: z
    .int()
    .min(0)
    .max(bounds.amount)
    .refine((gems) => !Object.is(gems, -0), 'is below zero')
    .default(0),
});
export const goodsFields = boundedGoods({ lines: MAX_PET_LINES, amount: MAX_AMOUNT });
export const reportFields = boundedGoods(REPORT_BOUNDS);

export type Pet = z.infer<typeof petSchema>;
export type PetStack = z.infer<typeof petStackSchema>;
/** Pets and gems of a trade, withdrawal or report. Amounts are at most 2^53 - 1, so exact as numbers. */
export interface Goods {
  readonly pets: readonly PetStack[];
  readonly gems: number;
}

/** An asset as one string: `gems`, or `pet/<variant>/<shiny|->/<chroma|->/<id>`. */
export type AssetKey = string;
export const GEMS: AssetKey = 'gems';
export type Amounts = Map<AssetKey, bigint>;
export const NO_GOODS: Goods = { pets: [], gems: 0 };

export function petKey(pet: Pet): AssetKey {
  return `pet/${pet.variant}/${pet.shiny ? 'shiny' : '-'}/${pet.chroma ?? '-'}/${pet.id}`;
}

const VARIANT_START = 'pet/'.length;

/** The pet of an asset key, or `"gems"`: how answers name an asset. */
export function parseAssetKey(key: AssetKey): Pet | 'gems' {
  if (key === GEMS) return 'gems';
  // Cut by hand, since every inventory parses all of its keys: an id may hold slashes.
  const variantEnd = key.indexOf('/', VARIANT_START);
  const shinyEnd = key.indexOf('/', variantEnd + 1);
  const chromaEnd = key.indexOf('/', shinyEnd + 1);
  const written = key.slice(VARIANT_START, variantEnd);
  const variant = invariant(
    VARIANTS.find((variant) => variant === written),
    'the variant of an asset key',
  );
  const chroma = key.slice(shinyEnd + 1, chromaEnd);
  const id = key.slice(chromaEnd + 1);
  const shiny = key.slice(variantEnd + 1, shinyEnd) === 'shiny';
  return chroma === '-' ? { id, variant, shiny } : { id, variant, shiny, chroma: Number(chroma) };
}

/** Every form of a pet: what it may be held as. */
export const listForms = (id: string): AssetKey[] =>
  VARIANTS.flatMap((variant) =>
    [false, true].flatMap((shiny) =>
      [undefined, ...CHROMAS].map((chroma) => petKey({ id, variant, shiny, ...(chroma && { chroma }) })),
    ),
  );

const CHROMAS = [1, 2, 3, 4, 5, 6];

/** The asset with another id for its pet; gems stay gems. */
export function mapAssetId(key: AssetKey, idOf: (id: string) => string): AssetKey {
  const pet = parseAssetKey(key);
  return pet === 'gems' ? key : petKey({ ...pet, id: idOf(pet.id) });
}

/** Adds equal pets up, in the order in which each first appears. */
export function mergeStacks(pets: readonly PetStack[]): PetStack[] {
  if (pets.length < 2) return [...pets];
  const stacks = new Map<AssetKey, PetStack>();
  for (const pet of pets) {
    const key = petKey(pet);
    const before = stacks.get(key);
    stacks.set(key, before ? { ...before, quantity: before.quantity + pet.quantity } : pet);
  }
  return [...stacks.values()];
}

/** Every asset of the goods with its amount; empty amounts are left out. */
export function goodsToAmounts(goods: Goods): [AssetKey, bigint][] {
  const pets = goods.pets.map((pet): [AssetKey, bigint] => [petKey(pet), BigInt(pet.quantity)]);
  const amounts = pets.length < 2 ? pets : [...sumAmounts(pets)];
  if (goods.gems > 0) amounts.push([GEMS, BigInt(goods.gems)]);
  return amounts;
}

/** Adds the amounts up by asset, into a new map or on top of the given sums. */
export function sumAmounts(
  amounts: Iterable<readonly [AssetKey, bigint]>,
  sums: Amounts = new Map(),
): Amounts {
  for (const [key, amount] of amounts) sums.set(key, (sums.get(key) ?? 0n) + amount);
  return sums;
}

/** Amounts as one text, with a line for each asset. The same amounts are the same text. */
export type PackedAmounts = string;

/** Packs amounts: no key holds a line feed. */
export const packAmounts = (amounts: Iterable<readonly [AssetKey, bigint]>): PackedAmounts =>
  Array.from(amounts, ([key, amount]) => `${key} ${amount}`)
    .sort()
    .join('\n');

export function unpackAmounts(packed: PackedAmounts): Amounts {
  const lines = packed === '' ? [] : packed.split('\n');
  return new Map(
    lines.map((line) => {
      const end = line.lastIndexOf(' ');
      return [line.slice(0, end), BigInt(line.slice(end + 1))];
    }),
  );
}

/** Whether a number holds the sum to the digit. */
export const isSafe = (sum: bigint): boolean => sum <= BigInt(Number.MAX_SAFE_INTEGER);

/** The sum as a number, or the largest that a number holds to the digit: 2^53 - 1. */
export const toSafeNumber = (sum: bigint): number => (isSafe(sum) ? Number(sum) : Number.MAX_SAFE_INTEGER);

/**
 * The goods of asset amounts, the other way round; amounts of zero are left out. Goods tell people what is
 * meant: where a sum is more than a number holds, they say 2^53 - 1, and entries or words the exact sum.
 */
export function amountsToGoods(amounts: Iterable<readonly [AssetKey, bigint]>): Goods {
  const pets: PetStack[] = [];
  let gems = 0;
  for (const [key, amount] of amounts) {
    if (amount === 0n) continue;
    const asset = parseAssetKey(key);
    if (asset === 'gems') gems = toSafeNumber(amount);
    else pets.push({ ...asset, quantity: toSafeNumber(amount) });
  }
  return { pets, gems };
}

/** What of each of the goods' assets is left without a part of them; below zero where the part is more. */
export function subtractGoods(goods: Goods, part: Goods): Amounts {
  const taken = goodsToAmounts(part).map(([asset, amount]) => [asset, -amount] as const);
  return sumAmounts(taken, new Map(goodsToAmounts(goods)));
}

export function isEmpty(goods: Goods): boolean {
  return goods.pets.length === 0 && goods.gems === 0;
}

/** How many pets the goods hold in all. */
export function countPets(goods: Goods): number {
  return goods.pets.reduce((sum, pet) => sum + pet.quantity, 0);
}

export const TIERS = ['titanic', 'gargantuan', 'huge', 'exclusive', 'other'] as const;

export type Tier = (typeof TIERS)[number];
