import { expect } from 'bun:test';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import {
  amountsToGoods,
  GEMS,
  type Goods,
  goodsToAmounts,
  mergeStacks,
  petKey,
  petSchema,
} from '../../../src/bank/engine/pets.ts';
import { TELLER_USER, type Town } from '../../lua/town.ts';
import type { TestBank } from '../../support/bank.ts';
import { readTables } from '../../support/bank.ts';
import { READER } from '../../support/keys.ts';
import { expectSoundFile } from '../crash/ask.ts';

const inventory = z.object({
  gems: z.number(),
  reserved: z.object({ gems: z.number() }),
  pets: z.array(
    z.object({
      id: z.string(),
      variant: z.enum(['normal', 'golden', 'rainbow']),
      shiny: z.boolean(),
      chroma: z.number().optional(),
      quantity: z.number(),
      reserved: z.number(),
    }),
  ),
});

/** What a player has in the bank, free and reserved. */
export async function inBank(bank: TestBank, userId: number): Promise<Goods> {
  const { body } = await bank.ask(READER, 'GET', `/user/${userId}/inventory`);
  const { gems, reserved, pets } = inventory.parse(body);
  return {
    gems: gems + reserved.gems,
    pets: pets.map(({ reserved: waiting, quantity, ...pet }) => ({ ...pet, quantity: quantity + waiting })),
  };
}

/** The same goods in one order, for a comparison. */
export const sorted = (goods: Goods): Goods =>
  amountsToGoods(goodsToAmounts(goods).sort(([one], [other]) => (one < other ? -1 : 1)));

const sum = (goods: Goods, other: Goods): Goods => ({
  pets: mergeStacks([...goods.pets, ...other.pets]),
  gems: goods.gems + other.gems,
});

const stock = z.object({
  assets: z.array(z.object({ asset: z.union([petSchema, z.literal('gems')]), owed: z.string() })),
});

/** What the bank owes in all. */
async function owedBy(bank: TestBank): Promise<Goods> {
  const { assets } = stock.parse(await (await bank.askOpenly('/proof')).json());
  return amountsToGoods(
    assets.map(({ asset, owed }) => [asset === 'gems' ? GEMS : petKey(asset), BigInt(owed)] as const),
  );
}

/** Withdrawals that a teller has claimed and that haven't ended. */
const claimsOf = (bank: TestBank): readonly unknown[] =>
  (readTables(bank.file).withdrawals ?? []).filter((one) =>
    ['claimed', 'uncertain'].includes(Reflect.get(Object(one), 'status')),
  );

/** Whether the bank knows of all that has happened in the game. */
export async function isSettled(town: Town): Promise<boolean> {
  const held = sorted(await town.game.holdings(TELLER_USER));
  return claimsOf(town.bank()).length === 0 && isDeepStrictEqual(sorted(await owedBy(town.bank())), held);
}

const row = z.object({ kind: z.string(), withdrawal_id: z.string().nullable() });

/** What the log says of each withdrawal, in order. */
export function storiesOf(bank: TestBank): readonly (readonly string[])[] {
  const rows = z.array(row).parse(readTables(bank.file).transactions);
  const stories = Map.groupBy(
    rows.filter((row) => row.withdrawal_id !== null),
    (one) => one.withdrawal_id,
  );
  return [...stories.values()].map((story) => story.map(({ kind }) => kind));
}

/** After a claim only the teller's word, or its reports, may give anything back. */
function expectNoRefundAfterClaim(bank: TestBank): void {
  for (const story of storiesOf(bank)) {
    const refund = story.findIndex(
      (kind) => kind === 'withdrawal_cancelled' || kind === 'withdrawal_expired',
    );
    if (refund > 0) expect(['withdrawal_reserved', 'withdrawal_declined']).toContain(story[refund - 1] ?? '');
  }
}

/**
 * Expects that every player has in the game and in the bank together what they had at first, that the teller
 * holds what the bank owes, that nothing is left open or in doubt, that the bank had to refuse nothing that
 * happened, and that the ledger holds.
 */
export async function expectCleanAudit(town: Town, atFirst: ReadonlyMap<number, Goods>): Promise<void> {
  const bank = town.bank();
  for (const [userId, had] of atFirst) {
    const here = await inBank(bank, userId);
    expect(sorted(sum(await town.game.holdings(userId), here))).toEqual(sorted(had));
  }
  expect(sorted(await town.game.holdings(TELLER_USER))).toEqual(sorted(await owedBy(bank)));
  expect(claimsOf(bank)).toEqual([]);
  const { cases = [] } = readTables(bank.file);
  expect(cases.filter((openCase) => Reflect.get(Object(openCase), 'closed_at') === null)).toEqual([]);
  expect(cases.filter((openCase) => Reflect.get(Object(openCase), 'kind') !== 'uncertain')).toEqual([]);
  expectNoRefundAfterClaim(bank);
  await expectSoundFile(bank.file);
}
