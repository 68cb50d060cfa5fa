import type { Goods, PetStack } from '../../../src/bank/engine/pets.ts';

/**
 * How much of each asset, by the key the bank's reads give it. Never holds a zero. The model counts for
 * itself, and not with the bank's code.
 */
export type Amounts = Map<string, bigint>;

const NAMES: ReadonlyMap<string, string> = new Map([['Shown Fox', 'fox_01']]);

export const petIdByName = (name: string): string => NAMES.get(name) ?? name;

export function toAssetKey({ id, variant, shiny, chroma }: Omit<PetStack, 'quantity'>): string {
  return ['pet', variant, shiny ? 'shiny' : '-', chroma ?? '-', petIdByName(id)].join('/');
}

export function add(to: Amounts, asset: string, amount: bigint): void {
  const sum = (to.get(asset) ?? 0n) + amount;
  if (sum === 0n) to.delete(asset);
  else to.set(asset, sum);
}

/** Adds what is there to what was; `sign` -1 takes it away. */
export function addAll(to: Amounts, more: Amounts, sign: 1n | -1n = 1n): void {
  for (const [asset, amount] of more) add(to, asset, sign * amount);
}

/**
 * What the goods hold, under the pets' own ids. Assets are in the order in which each first appears, gems
 * last.
 */
export function tally({ pets, gems }: Goods): Amounts {
  const sums: Amounts = new Map();
  for (const pet of pets) add(sums, toAssetKey(pet), BigInt(pet.quantity));
  add(sums, 'gems', BigInt(gems));
  return sums;
}

/** The amounts as an answer names them. */
export function asGoods(amounts: Amounts): { pets: PetStack[]; gems: number } {
  const pets: PetStack[] = [];
  for (const [asset, amount] of amounts) {
    const pet = toPet(asset);
    if (pet !== 'gems') pets.push({ ...pet, quantity: Number(amount) });
  }
  return { pets, gems: Number(amounts.get('gems') ?? 0n) };
}

const VARIANTS = { normal: 'normal', golden: 'golden', rainbow: 'rainbow' } as const;

/** The asset as an answer names it. */
export function toPet(asset: string): Omit<PetStack, 'quantity'> | 'gems' {
  if (asset === 'gems') return 'gems';
  const [, variant = '', shiny, chroma, id = ''] = asset.split('/');
  const known = Object.values(VARIANTS).find((name) => name === variant) ?? 'normal';
  return {
    id,
    variant: known,
    shiny: shiny === 'shiny',
    ...(chroma === '-' ? {} : { chroma: Number(chroma) }),
  };
}

export function sumAll(all: Iterable<Amounts>): Amounts {
  const sum: Amounts = new Map();
  for (const amounts of all) addAll(sum, amounts);
  return sum;
}

export const minus = (amounts: Amounts, other: Amounts): Amounts => {
  const rest = new Map(amounts);
  addAll(rest, other, -1n);
  return rest;
};

export const isSame = (amounts: Amounts, other: Amounts): boolean =>
  amounts.size === other.size && [...amounts].every(([asset, amount]) => other.get(asset) === amount);

export const countGems = (amounts: Amounts): bigint => amounts.get('gems') ?? 0n;
export const countPets = (amounts: Amounts): bigint =>
  [...amounts].reduce((sum, [asset, amount]) => (asset === 'gems' ? sum : sum + amount), 0n);

/** The same text for the same content, whatever its order. */
export const amountsToText = (amounts: Amounts): string =>
  [...amounts]
    .map(([asset, amount]) => `${amount} ${asset}`)
    .sort()
    .join(', ');
