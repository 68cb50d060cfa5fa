import { expect, spyOn, test } from 'bun:test';
import { openBank, openMemory, refusalOf } from '../../test/bank/bank.ts';
import { rulesWith } from '../../test/bank/rules.ts';
import type { Imbalance } from '../bank/verify-start.ts';
import { createLog } from '../log.ts';
import { checkStart, type StartCheck } from './start-check.ts';

const WRONG: Imbalance = { asset: 'gems', sum: 7n, isWrongSided: false };
const log = createLog('silent');

/** A bank with gems, whose balances take as long to be added up as the test says. */
async function openLarge() {
  const driver = openMemory();
  const bank = openBank({ driver });
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, gems: 50 });
  const sums = Promise.withResolvers<Imbalance | undefined>();
  const check = await checkStart({ driver: { ...driver, findImbalance: () => sums.promise }, log });
  const found: string[] = [];
  const rest = check.finish(async ({ what }) => void found.push(what));
  function applyRules({ haltedHere }: StartCheck): void {
    bank.now.rules = { ...rulesWith(), haltedHere: haltedHere() };
  }
  applyRules(check);
  return { bank, check, found, rest, applyRules, end: sums.resolve };
}

test('a bank whose sums take longer than a start opens halted, until they are there', async () => {
  const { bank, check, found, rest, applyRules, end } = await openLarge();
  const request = { requestId: 'a', robloxUserId: 1, gems: 5 };
  expect((await refusalOf(() => bank.request(request))).code).toBe('halted');
  expect((await bank.deposit({ tradeId: 'b', robloxUserId: 1, gems: 1 })).gems).toBe(51);
  expect(await bank.report({ gems: 51 })).toMatchObject({ halted: true });
  end(undefined);
  await rest.stop();
  applyRules(check);
  expect(await bank.request(request)).toMatchObject({ status: 'reserved' });
  expect({ isWhole: check.isWhole(), found }).toEqual({ isWhole: true, found: [] });
});

test('sums that do not hold, found once the bank is open, leave it halted and are told', async () => {
  const { bank, check, found, rest, applyRules, end } = await openLarge();
  end(WRONG);
  await rest.stop();
  applyRules(check);
  expect((await refusalOf(() => bank.request({ requestId: 'a', robloxUserId: 1, gems: 5 }))).code).toBe(
    'halted',
  );
  // Nobody lifts it.
  expect(await bank.halt(false)).toEqual({ halted: true, reason: 'The ledger does not hold' });
  expect({ isWhole: check.isWhole(), found }).toEqual({
    isWhole: false,
    found: ['gems: its balances sum to 7, and not to zero'],
  });
});

test('a start records no rows beside a log that was made to look like that of an older version', async () => {
  const driver = openMemory();
  const bank = openBank({ driver });
  for (let trade = 0; trade < 110; trade += 1)
    await bank.deposit({ tradeId: `T-${trade}`, robloxUserId: 1, gems: 1 });
  const edited: typeof driver.log = async (page) =>
    (await driver.log(page)).map((row) => (row.seq === 1 ? { ...row, state: null } : row));
  // A slow machine, on which a start reads a hundred rows of the end of the log.
  let now = 0;
  const clock = spyOn(performance, 'now').mockImplementation(() => (now += 1_000));
  const reads = spyOn(driver, 'log');
  try {
    await checkStart({ driver, log });
    const { length } = reads.mock.calls;
    const start = checkStart({ driver: { ...driver, log: edited }, log });
    await expect(start).rejects.toThrow(/\b1: its content does not match its hash/);
    expect(length).toBeLessThan(6);
  } finally {
    clock.mockRestore();
  }
});
