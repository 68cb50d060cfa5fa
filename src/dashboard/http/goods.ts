import { z } from 'zod';
import { computeWorth } from '../../bank/engine/catalogue.ts';
import { identifyDeposit } from '../../bank/engine/pet-identity.ts';
import { type Goods, isEmpty } from '../../bank/engine/pets.ts';
import { invalid } from '../../bank/engine/refusal.ts';
import { readGoodsForm } from '../../commands/staff/goods.ts';
import { suggestNames } from '../../commands/staff/pet-lines.ts';
import type { Services } from '../../http/endpoint.ts';

/** Goods as staff write them: a pet a line, and an amount such as `1.5k`. */
export const writtenGoods = { pets: z.string().max(4000).default(''), gems: z.string().max(30).default('') };

type Written = Readonly<Record<'pets' | 'gems', string>>;

/** Reads goods as Discord's forms do. Refuses `invalid`, also where they are nothing. */
export function readGoods(written: Written, { rules }: Pick<Services, 'rules'>) {
  const goods = readGoodsForm(written, { catalogue: rules().catalogue });
  if (isEmpty(goods)) throw invalid('pets', 'write down pets or gems');
  return goods;
}

/** What goods are worth, and which of their names may be misspelt. */
export function describeGoods(goods: Goods, { rules }: Pick<Services, 'rules'>) {
  const { catalogue } = rules();
  const { worth, unvalued } = computeWorth(identifyDeposit(goods, rules()), catalogue);
  return {
    ...goods,
    worth: worth === null ? null : String(worth),
    unvalued: String(unvalued),
    suggestions: suggestNames(goods.pets, catalogue),
  };
}

/** One form of a pet, by its own name in the ledger. */
export const petAssetSchema = z
  .string()
  .regex(/^pet\/(?:[^/]+\/){3}.+$/)
  .max(200);
