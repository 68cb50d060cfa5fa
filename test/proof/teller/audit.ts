import { expect } from 'bun:test';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import {
  amountsToGoods,
  type Goods,
  goodsToAmounts,
  mergeStacks,
  sumAmounts,
} from '../../../src/bank/engine/pets.ts';
import { TELLER_USER, type TestGameWorld } from '../../lua/game-world.ts';
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

/** What a player has in the bank, including what is reserved. */
export async function readInventory(bank: TestBank, userId: number): Promise<Goods> {
  const { body } = await bank.ask(READER, 'GET', `/user/${userId}/inventory`);
  const { gems, reserved, pets } = inventory.parse(body);
  return {
    gems: gems + reserved.gems,
    pets: pets.map(({ reserved: waiting, quantity, ...pet }) => ({ ...pet, quantity: quantity + waiting })),
  };
}

/** The same goods in a fixed order, for comparison. */
const sortGoods = (goods: Goods): Goods =>
  amountsToGoods(goodsToAmounts(goods).sort(([first], [second]) => (first < second ? -1 : 1)));

const addGoods = (goods: Goods, other: Goods): Goods => ({
  pets: mergeStacks([...goods.pets, ...other.pets]),
  gems: goods.gems + other.gems,
});

const balance = z.object({ account: z.string(), asset: z.string(), amount: z.string() });

/** What the bank owes to everyone together: the other side of its tellers' accounts. */
function readOwed(bank: TestBank): Goods {
  const balances = z.array(balance).parse(readTables(bank.file).inventory);
  const ofTellers = balances.filter(({ account }) => account.startsWith('teller:'));
  return amountsToGoods(sumAmounts(ofTellers.map(({ asset, amount }) => [asset, -BigInt(amount)] as const)));
}

/** Withdrawals that a teller has claimed and that haven't ended. */
const findOpenClaims = (bank: TestBank): readonly unknown[] =>
  (readTables(bank.file).withdrawals ?? []).filter((withdrawal) =>
    ['claimed', 'uncertain'].includes(Reflect.get(Object(withdrawal), 'status')),
  );

/** Whether the bank knows of all that has happened in the game. */
export async function isSettled(world: TestGameWorld): Promise<boolean> {
  const held = sortGoods(await world.game.holdings(TELLER_USER));
  return (
    findOpenClaims(world.bank()).length === 0 && isDeepStrictEqual(sortGoods(readOwed(world.bank())), held)
  );
}

const row = z.object({ kind: z.string(), withdrawal_id: z.string().nullable() });

/** The kinds of each withdrawal's transactions, in order. */
export function readHistories(bank: TestBank): readonly (readonly string[])[] {
  const rows = z.array(row).parse(readTables(bank.file).transactions);
  const histories = Map.groupBy(
    rows.filter((row) => row.withdrawal_id !== null),
    (row) => row.withdrawal_id,
  );
  return [...histories.values()].map((history) => history.map(({ kind }) => kind));
}

/** After a claim, only the teller's completion or its reports may release the reservation. */
function expectNoRefundAfterClaim(bank: TestBank): void {
  for (const history of readHistories(bank)) {
    const refund = history.findIndex(
      (kind) => kind === 'withdrawal_cancelled' || kind === 'withdrawal_expired',
    );
    if (refund > 0)
      expect(['withdrawal_reserved', 'withdrawal_declined']).toContain(history[refund - 1] ?? '');
  }
}

/**
 * Expects that every player has in the game and in the bank together what they began with, that the teller
 * holds what the bank owes, that nothing is open or uncertain, that the bank refused nothing that happened,
 * and that the ledger is sound.
 */
export async function expectCleanAudit(
  world: TestGameWorld,
  initialGoods: ReadonlyMap<number, Goods>,
): Promise<void> {
  const bank = world.bank();
  for (const [userId, had] of initialGoods) {
    const here = await readInventory(bank, userId);
    expect(sortGoods(addGoods(await world.game.holdings(userId), here))).toEqual(sortGoods(had));
  }
  expect(sortGoods(await world.game.holdings(TELLER_USER))).toEqual(sortGoods(readOwed(bank)));
  expect(findOpenClaims(bank)).toEqual([]);
  const { cases = [] } = readTables(bank.file);
  expect(cases.filter((openCase) => Reflect.get(Object(openCase), 'closed_at') === null)).toEqual([]);
  expect(cases.filter((openCase) => Reflect.get(Object(openCase), 'kind') !== 'uncertain')).toEqual([]);
  expectNoRefundAfterClaim(bank);
  await expectSoundFile(bank.file);
}
