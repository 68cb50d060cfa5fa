import { expect, test } from 'bun:test';
import { verifyLedger } from '../../src/bank/verify-ledger.ts';
import type { Driver } from '../../src/storage/driver.ts';
import { type Bank, OTHER_TELLER, openBank, TELLER } from '../bank/bank.ts';
import { type MakeDatabase, makeMongo, makeSqlite } from '../support/databases.ts';
import { mongoTests } from '../support/mongo.ts';
import { createDice, type Dice } from './dice.ts';
import { scaled } from './scale.ts';

/** How many operations each database is given, and how many of them come at once. */
const OPERATIONS = scaled({ short: 500, full: 10_000 });
const CROWD = 50;
const MEMBERS = 20;
const DICE_SEED = 20_260_510;
const MOST_MS = scaled({ short: 120_000, full: 1_800_000 });

const PETS = ['Huge Cat', 'Titanic "Ünïcorn"', 'Dog 🐶'] as const;

/** What was answered, and what the next operations can take up of it. */
interface Outcome {
  readonly answer: string;
  readonly claim?: { readonly withdrawalId: string; readonly claimToken: string } | null;
}

/** One operation of any kind; the dice say which, and nothing else does. */
async function perform(
  bank: Bank,
  { dice, index, claims }: { dice: Dice; index: number; claims: NonNullable<Outcome['claim']>[] },
): Promise<Outcome> {
  const robloxUserId = 1 + dice.below(MEMBERS);
  const caller = dice.onceIn(4) ? OTHER_TELLER : TELLER;
  const goods = { pets: [{ id: dice.pick(PETS), quantity: 1 + dice.below(3) }], gems: dice.below(1_000) };
  const toOutcome = (answer: unknown): Outcome => ({ answer: Bun.inspect(answer, { depth: 9 }) });
  switch (dice.below(10)) {
    case 0:
    case 1:
      return toOutcome(await bank.request({ requestId: `r${index}`, robloxUserId, ...goods }));
    case 2:
    case 3: {
      const answer = await bank.check({ robloxUserId, claim: true }, caller);
      return { ...toOutcome(answer), claim: answer.claimed };
    }
    case 4: {
      const claim = claims.shift() ?? { withdrawalId: `w-${index}`, claimToken: 'c-1' };
      const outcome = dice.onceIn(2) ? 'delivered' : 'declined';
      return toOutcome(await bank.complete({ ...claim, tradeId: `c${index}`, outcome }, caller));
    }
    case 5:
      return toOutcome(await bank.report({ ...goods, seq: index }, caller));
    case 6:
      return toOutcome(await bank.freeze(robloxUserId, dice.onceIn(3)));
    default: {
      const tradeId = `d${dice.onceIn(8) ? dice.below(index + 1) : index}`;
      return toOutcome(await bank.deposit({ tradeId, robloxUserId, ...goods }, caller));
    }
  }
}

/** What the same operations, at the same times, leave behind on a database: every answer, and the head. */
async function play(driver: Driver) {
  const dice = createDice(DICE_SEED);
  const bank = openBank({ driver });
  bank.setLimits({ openWithdrawals: 0, petsPerDay: 0 });
  const claims: NonNullable<Outcome['claim']>[] = [];
  const answers: string[] = [];
  for (let done = 0; done < OPERATIONS; done += CROWD) {
    const crowd = Array.from({ length: CROWD }, (_, at) => perform(bank, { dice, index: done + at, claims }));
    for (const outcome of await Promise.allSettled(crowd)) {
      answers.push(outcome.status === 'fulfilled' ? outcome.value.answer : String(outcome.reason));
      if (outcome.status === 'fulfilled' && outcome.value.claim) claims.push(outcome.value.claim);
    }
    bank.pass(dice.below(30_000));
    if (dice.onceIn(4)) await bank.sweep();
  }
  const { seq, hash, headAt } = await driver.head();
  return { answers, head: { seq, hash, headAt }, check: await verifyLedger(driver) };
}

async function playOn(make: MakeDatabase) {
  const database = make();
  const driver = await database.open();
  const played = await play(driver);
  await driver.close();
  await database.remove();
  return played;
}

mongoTests('SQLite and MongoDB', () => {
  test(
    'give the same answers to the same operations, and the same head',
    async () => {
      const [sqlite, mongo] = [await playOn(makeSqlite), await playOn(makeMongo)];
      const kinds = new Set(sqlite.answers.filter((text) => /^\w+: \w+$/.test(text)));
      const { seq, hash } = sqlite.head;
      console.log(
        `${OPERATIONS} operations, ${seq} transactions, head ${hash}; refused: ${[...kinds].join(', ')}`,
      );
      expect(mongo.answers).toEqual(sqlite.answers);
      expect(mongo.head).toEqual(sqlite.head);
      expect(mongo.check).toEqual({ kind: 'sound', count: seq, head: hash });
      expect(sqlite.check).toEqual(mongo.check);
      // Random numbers from a seed: what is tried is known.
      expect(seq).toBeGreaterThan(OPERATIONS / 4);
      expect(kinds.size).toBeGreaterThan(3);
    },
    MOST_MS,
  );
});
