import { expect, test } from 'bun:test';
import { type Bank, expectSound, openBank } from '../bank/bank.ts';
import { type MakeDatabase, makeMongo, makeSqlite } from '../support/databases.ts';
import { mongoTests } from '../support/mongo.ts';
import { createDice, type Dice, SEED } from './dice.ts';
import { scaled } from './scale.ts';

const GAMES = scaled({ short: 15, full: 500 });
/** To make a database takes MongoDB seconds on a busy machine. */
const GAMES_ON_MONGODB = scaled({ short: 4, full: 50 });
/** How many times as many games are played at most, until there are enough splits. */
const MOST_TIMES = 4;
const MOST_MS = scaled({ short: 120_000, full: 1_800_000 });
const MEMBERS = [1, 2] as const;
/** A trade that is declined is tried again; so often in one game. */
const MOST_DECLINED = 4;

interface Stock {
  cats: number;
  dogs: number;
  gems: number;
}
const toGoods = ({ cats, dogs, gems }: Stock) => ({
  pets: [
    { id: 'Cat', quantity: cats },
    { id: 'Dog', quantity: dogs },
  ].filter(({ quantity }) => quantity > 0),
  gems,
});
const draw = (dice: Dice, most: Stock): Stock => ({
  cats: dice.below(most.cats + 1),
  dogs: dice.below(most.dogs + 1),
  gems: dice.below(most.gems + 1),
});
const isNothing = ({ cats, dogs, gems }: Stock): boolean => cats + dogs + gems === 0;

/** Puts what members own into the hands of the tellers at random. Some of these are heard of, others not. */
async function fillTellers(bank: Bank, dice: Dice, tellers: readonly string[]): Promise<Map<number, Stock>> {
  const owned = new Map<number, Stock>(MEMBERS.map((member) => [member, { cats: 0, dogs: 0, gems: 0 }]));
  for (const by of tellers) {
    for (const [robloxUserId, sum] of owned) {
      const brought = draw(dice, { cats: 4, dogs: 3, gems: 50 });
      if (isNothing(brought)) continue;
      await bank.deposit({ tradeId: `d${robloxUserId}`, robloxUserId, ...toGoods(brought) }, { by });
      sum.cats += brought.cats;
      sum.dogs += brought.dogs;
      sum.gems += brought.gems;
    }
    if (dice.onceIn(2)) await bank.report({}, { by });
  }
  return owned;
}

/** Every teller asks for every member once, in any order. Returns how many trades there were. */
async function visitAll(bank: Bank, dice: Dice, world: { tellers: readonly string[]; declined: number }) {
  let trades = 0;
  const order = [...world.tellers].sort(() => dice.below(3) - 1);
  for (const by of order) {
    for (const robloxUserId of MEMBERS) {
      const { claimed } = await bank.check({ robloxUserId, claim: true }, { by });
      if (!claimed) continue;
      const { withdrawalId, claimToken } = claimed;
      const outcome = world.declined < MOST_DECLINED && dice.onceIn(5) ? 'declined' : 'delivered';
      if (outcome === 'declined') world.declined += 1;
      trades += 1;
      const tradeId = `t${bank.now.at}-${withdrawalId}-${trades}`;
      await bank.complete({ withdrawalId, claimToken, tradeId, outcome }, { by });
      bank.pass(1 + dice.below(5_000));
    }
  }
  return trades;
}

async function playGame(bank: Bank, dice: Dice): Promise<number> {
  const tellers = Array.from({ length: 2 + dice.below(3) }, (_, at) => `teller-${at + 1}`);
  const owned = await fillTellers(bank, dice, tellers);
  const wishes = [...owned].map(([robloxUserId, all]) => ({ robloxUserId, wish: draw(dice, all) }));
  for (const { robloxUserId, wish } of wishes) {
    if (!isNothing(wish))
      await bank.request({ requestId: `r${robloxUserId}`, robloxUserId, ...toGoods(wish) });
  }
  const world = { tellers, declined: 0 };
  while ((await bank.reads.openWithdrawals({ limit: 1 })).length > 0) {
    expect(await visitAll(bank, dice, world)).toBeGreaterThan(0);
  }
  for (const { robloxUserId, wish } of wishes) {
    const all = owned.get(robloxUserId) ?? wish;
    const { pets, gems } = await bank.check({ robloxUserId });
    const left = { cats: all.cats - wish.cats, dogs: all.dogs - wish.dogs, gems: all.gems - wish.gems };
    expect({ pets: new Map(pets.map(({ id, quantity }) => [id, quantity])), gems }).toEqual({
      pets: new Map(toGoods(left).pets.map(({ id, quantity }) => [id, quantity])),
      gems: left.gems,
    });
  }
  await expectSound(bank);
  const log = await bank.reads.log({ afterSeq: 0, limit: 10_000 });
  return log.filter(({ kind }) => kind === 'withdrawal_split').length;
}

/** What tellers together hold reaches its owners, though no teller has all of it. */
async function play(make: MakeDatabase, games: number): Promise<void> {
  const dice = createDice(SEED);
  let splits = 0;
  let played = 0;
  // On, where chance has left nearly nothing to be split.
  for (; played < games || (splits <= games / 3 && played < MOST_TIMES * games); played += 1) {
    const database = make();
    const driver = await database.open();
    const bank = openBank({ driver });
    bank.setLimits({ openWithdrawals: 1, petsPerDay: 0 });
    splits += await playGame(bank, dice);
    await driver.close();
    await database.remove();
  }
  console.log(`PETBANK_SEED=${SEED}: ${played} games, ${splits} splits`);
  expect(splits).toBeGreaterThan(games / 3);
}

test('nothing that tellers together hold waits in vain', () => play(makeSqlite, GAMES), MOST_MS);

mongoTests('on MongoDB', () => {
  test('nothing that tellers together hold waits in vain', () => play(makeMongo, GAMES_ON_MONGODB), MOST_MS);
});
