import { expect, test } from 'bun:test';
import { createCatalogue } from '../../src/values/catalogue.ts';
import { openBank } from '../bank/bank.ts';
import { itemOf } from '../bank/item.ts';
import { rulesWith, SECOND } from '../bank/rules.ts';
import { createDice, SEED } from './dice.ts';
import { scaled } from './scale.ts';

const MOST_MS = 60_000;
const CYCLES = scaled({ short: 100, full: 1_000 });
const NAMES = Array.from({ length: 30 }, (_, index) => `Pet ${index}`);
const MISSING = 20;
const catalogue = createCatalogue(
  NAMES.map((id) => itemOf({ id })),
  null,
);
type Stock = Map<string, number>;
const toPets = (stock: Stock) => [...stock].map(([id, quantity]) => ({ id, quantity }));

/** A teller with ten of each pet, and what it holds in the game. */
async function openStocked() {
  const bank = openBank({ rules: { ...rulesWith(), catalogue } });
  const stock: Stock = new Map(NAMES.map((id) => [id, 10]));
  const { seq } = await bank.deposit({ tradeId: 'first', robloxUserId: 1, pets: toPets(stock) });
  const world = { bank, stock, seq, dice: createDice(SEED), next: 0 };
  const alerts = () => bank.events.filter(({ discordUserId }) => discordUserId === null);
  const report = async () => {
    bank.pass(15 * SECOND);
    return bank.report({ pets: toPets(stock), seq: world.seq });
  };
  return Object.assign(world, { alerts, report });
}

test(
  'what really is missing is flagged and paused by the second report, each and every one',
  async () => {
    const { bank, stock, report, alerts } = await openStocked();
    await report();
    const gone = NAMES.slice(0, MISSING);
    for (const id of gone) stock.set(id, 9);
    await report();
    const { paused } = await report();
    expect(paused.map((asset) => asset !== 'gems' && asset.id).sort()).toEqual([...gone].sort());
    expect(alerts().length).toBeGreaterThan(0);
    for (const [index, id] of NAMES.entries()) {
      const pets = [{ id, quantity: 1 }];
      const { deliverableBy } = await bank.request({ requestId: `r${index}`, robloxUserId: 1, pets });
      expect(deliverableBy).toEqual(index < MISSING ? [] : ['teller-1']);
    }
  },
  MOST_MS,
);

test(
  `${CYCLES} cycles of trades and true reports raise no alarm`,
  async () => {
    const world = await openStocked();
    const { bank, stock, dice, report, alerts } = world;
    for (let cycle = 0; cycle < CYCLES; cycle += 1) {
      for (let trades = dice.below(3); trades > 0; trades -= 1) {
        const id = dice.pick(['Pet 1', 'Pet 2', 'Pet 3']);
        const deposit = { tradeId: `t${cycle}-${trades}`, robloxUserId: 1 + dice.below(4), pets: [{ id }] };
        stock.set(id, (stock.get(id) ?? 0) + 1);
        world.seq = (await bank.deposit(deposit)).seq;
      }
      const { paused, drift } = await report();
      expect({ paused, drift }).toEqual({ paused: [], drift: [] });
    }
    expect(alerts()).toEqual([]);
    console.log(`PETBANK_SEED=${SEED}: ${CYCLES} cycles`);
  },
  MOST_MS,
);
