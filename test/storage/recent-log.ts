import { describe, expect, test } from 'bun:test';
import type { Transaction } from '../../src/bank/engine/rows.ts';
import { createProjector } from '../../src/bank/project-log.ts';
import type { Driver, Outcome } from '../../src/storage/driver.ts';
import { createRecentLog, MAX_RECENT } from '../../src/storage/recent-log.ts';
import { createDice, type Dice, SEED } from '../proof/dice.ts';
import { catchUp, readProjected } from './projections.ts';
import { batchOn, CAT_KEY, chainOn, driverOfEachTest, loadBank, type OpenStore, T0 } from './samples.ts';

const LIMIT = 10;
/** How often something happens to the reader in one game. */
const EVENTS = 60;
const MAX_COMMIT = 4;
const HOUR = 3_600_000;

type Change = Partial<Transaction>;

/** Stores what has these changes, on whatever the head is now. */
async function append(
  driver: Pick<Driver, 'load'>,
  store: Driver['store'],
  changes: readonly Change[],
): Promise<Outcome> {
  const { bank } = await driver.load([]);
  return store(batchOn(bank, { transactions: chainOn(bank, changes) }));
}

/** What one process has just stored, for the one who reads along the log. */
export function describeRecentLog(open: OpenStore): void {
  describe('the recent log', () => {
    const driver = driverOfEachTest(open);
    describePages(driver);
    describeReader(driver);
  });
}

function describePages(driver: () => Driver): void {
  const count = async (store: Driver['store'], transactions: number): Promise<number> => {
    await append(
      driver(),
      store,
      Array.from({ length: transactions }, () => ({})),
    );
    return (await loadBank(driver())).seq;
  };
  /** The recent log, with the pages that it asked the database for. */
  function openRecent() {
    const asked: Parameters<Driver['log']>[0][] = [];
    const recent = createRecentLog({
      store: driver().store,
      log(page) {
        asked.push(page);
        return driver().log(page);
      },
    });
    return { ...recent, asked };
  }

  test('is what the database has, which is asked only for what may come after it', async () => {
    const recent = openRecent();
    await count(recent.store, 2);
    await count(recent.store, 2);
    const pages = [
      { afterSeq: 0, limit: 2 },
      { afterSeq: 0, limit: 4 },
      { afterSeq: 2, limit: LIMIT },
    ];
    for (const page of pages) expect(await recent.log(page)).toEqual(await driver().log(page));
    expect(recent.asked).toEqual([{ afterSeq: 4, limit: LIMIT - 2 }]);
  });

  test('is read in the database where it goes further back than what is kept', async () => {
    const recent = openRecent();
    await count(driver().store, 1);
    const seq = await count(recent.store, MAX_RECENT + 1);
    const pages = [
      { afterSeq: 0, limit: 2 },
      { afterSeq: 1, limit: 2 },
      { afterSeq: seq, limit: 2 },
    ];
    for (const page of pages) expect(await recent.log(page)).toEqual(await driver().log(page));
    expect(recent.asked).toEqual(pages);
    await recent.log({ afterSeq: 2, limit: 2 });
    expect(recent.asked).toEqual(pages);
  });

  test('keeps less where transactions are large', async () => {
    const recent = openRecent();
    const note = 'x'.repeat(1024 * 1024);
    for (let seq = 1; seq <= 10; seq += 1) await append(driver(), recent.store, [{ note }]);
    const pages = [
      { afterSeq: 0, limit: 2 },
      { afterSeq: 8, limit: 2 },
    ];
    for (const page of pages) expect(await recent.log(page)).toEqual(await driver().log(page));
    expect(recent.asked).toEqual(pages.slice(0, 1));
  });

  test('begins anew where another process stored in between', async () => {
    const recent = openRecent();
    for (const store of [recent.store, driver().store, recent.store]) await count(store, 2);
    const pages = [
      { afterSeq: 4, limit: 2 },
      { afterSeq: 0, limit: LIMIT },
    ];
    for (const page of pages) expect(await recent.log(page)).toEqual(await driver().log(page));
    expect(recent.asked).toEqual(pages.slice(1));
  });

  test('has nothing of a commit that was not stored', async () => {
    const recent = createRecentLog({ ...driver(), store: async () => 'conflict' });
    await append(driver(), recent.store, [{}]);
    expect(await recent.log({ afterSeq: 0, limit: LIMIT })).toEqual([]);
  });

  test('tells of so much that was not read, and of as much again while it is not', async () => {
    const recent = openRecent();
    let told = 0;
    recent.onWaiting(3, () => {
      told += 1;
    });
    for (const expected of [0, 1, 1, 2]) {
      const seq = await count(recent.store, 2);
      expect({ seq, told }).toEqual({ seq, told: expected });
    }
    await recent.log({ afterSeq: 0, limit: 6 });
    await count(recent.store, 0);
    expect(told).toBe(2);
    await count(recent.store, 1);
    expect(told).toBe(3);
  });
}

const MEMBERS = [1, 2, 3, 4, 5, 6, 7] as const;
const ASSETS = ['gems', CAT_KEY, 'pet/normal/-/-/Dog'] as const;

function rollChange(dice: Dice, hour: number): Change {
  const robloxUserId = dice.pick(MEMBERS);
  const amount = BigInt(1 + dice.below(9));
  const entry = { asset: dice.pick(ASSETS), from: 'teller:a', to: `member:${robloxUserId}`, amount };
  return { at: T0 + hour * HOUR, robloxUserId, entries: [entry] };
}

class Lost extends Error {}

/** The call, which now and then fails, before it has done anything or after it has done all. */
const failing =
  <Input, Result>(dice: Dice, call: (input: Input) => Promise<Result>) =>
  async (input: Input): Promise<Result> => {
    if (dice.onceIn(8)) throw new Lost();
    const result = await call(input);
    if (dice.onceIn(8)) throw new Lost();
    return result;
  };

async function unlessLost(call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch (error) {
    if (!(error instanceof Lost)) throw error;
  }
}

function describeReader(driver: () => Driver): void {
  test(`makes the same projections, whatever fails and whoever else writes (seed ${SEED})`, async () => {
    const dice = createDice(SEED);
    const openProcess = () => {
      const { store, log } = createRecentLog({ ...driver(), store: failing(dice, driver().store) });
      const appendProjections = failing(dice, driver().appendProjections);
      return { store, advance: createProjector({ ...driver(), appendProjections }, { log }) };
    };
    const processes = [openProcess(), openProcess()] as const;
    let hour = 0;
    for (let event = 0; event < EVENTS; event += 1) {
      const { store, advance } = dice.pick(processes);
      if (dice.onceIn(6)) hour += 1;
      const changes = Array.from({ length: 1 + dice.below(MAX_COMMIT) }, () => rollChange(dice, hour));
      if (dice.onceIn(20)) await driver().beginClearing();
      else if (dice.onceIn(5)) await Promise.all(processes.map((each) => unlessLost(each.advance)));
      else if (dice.onceIn(2)) await unlessLost(() => append(driver(), store, changes));
      else await unlessLost(advance);
    }
    await catchUp(driver());
    await expectAsMadeAnew(driver());
  });

  test('keeps no damaged sum in memory once they are made anew', async () => {
    let damage = 1n;
    const findFlows: Driver['findFlows'] = async (keys) => {
      const flows = await driver().findFlows(keys);
      return flows.map((flow) => ({ ...flow, closing: flow.closing + damage }));
    };
    const advance = createProjector({ ...driver(), findFlows }, driver());
    const appendOne = () => append(driver(), driver().store, [{}]);
    await appendOne();
    await catchUp(driver());
    await appendOne();
    await advance();
    await advance();
    damage = 0n;
    await driver().beginClearing();
    await catchUp(driver());
    await appendOne();
    await advance();
    await expectAsMadeAnew(driver());
  });
}

async function expectAsMadeAnew(driver: Driver): Promise<void> {
  const made = await readProjected(driver);
  await driver.beginClearing();
  await catchUp(driver);
  expect(made).toEqual(await readProjected(driver));
}
