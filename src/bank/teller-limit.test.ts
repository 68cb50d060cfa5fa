import { describe, expect, test } from 'bun:test';
import { type Bank, expectSound, type OwnBook, openBank, refusalOf, TELLER } from '../../test/bank/bank.ts';
import { MINUTE, rulesWith, SECOND } from '../../test/bank/rules.ts';
import { CAT } from '../../test/bank/withdrawal.ts';
import { completeDeposit } from './deposit.ts';
import { readInventory } from './inventory.ts';
import { watchTellers } from './teller-watch.ts';

const HOLD = 10 * MINUTE;
const LIMIT_CASE = 'teller_limit:teller-1:2026-05-10T12';
const REASON = 'looked into it';
const openLimited = (through = (book: OwnBook) => book): Bank =>
  openBank({
    through,
    rules: { ...rulesWith(), staffAloneLimit: null, depositHoldMs: HOLD, tellerValuePerHour: 1_000 },
  });

/** A book in which a thief deposits once more just after staff began to decide. */
function throughThief(book: OwnBook): OwnBook {
  let isFirst = true;
  async function head(): ReturnType<OwnBook['reads']['head']> {
    const read = await book.reads.head();
    if (isFirst) await book.perform(completeDeposit, { ...gems('thief', 5, 2), pets: [] }, TELLER);
    isFirst = false;
    return read;
  }
  return { ...book, reads: { ...book.reads, head } };
}

const heldGems = async (bank: Bank, robloxUserId = 1): Promise<number> =>
  (await bank.book.query(readInventory, robloxUserId, { by: 'web' })).onHold.gems;
const alerts = ({ events }: Bank) =>
  events.filter(({ discordUserId }) => discordUserId === null).map(({ topic }) => topic);
const openCases = async (bank: Bank) => await bank.reads.cases({ isOpen: true, limit: 9 });
const gems = (tradeId: string, amount: number, robloxUserId = 1) => ({ tradeId, robloxUserId, gems: amount });

/** Reports truly for a minute. */
async function clearByReports(bank: Bank): Promise<void> {
  const stock = { gems: Number(await bank.stock('teller-1', 'gems')), seq: (await bank.reads.head()).seq };
  for (let reports = 0; reports < 4; reports += 1) {
    await bank.report(stock);
    bank.pass(15 * SECOND);
  }
}

describe('what a teller credits beyond its limit of an hour', () => {
  test('waits for staff, whatever reports and time say, and all after it in that hour', async () => {
    const bank = openLimited();
    expect(await bank.deposit(gems('a', 900))).toMatchObject({ onHoldUntil: '2026-05-10T12:10:00.000Z' });
    expect(await bank.deposit(gems('b', 101))).toMatchObject({ onHold: true, onHoldUntil: null });
    expect(await bank.deposit(gems('c', 1, 2))).toMatchObject({ onHold: true, onHoldUntil: null });
    expect(alerts(bank)).toEqual(['case_teller_limit']);
    await clearByReports(bank);
    expect([await heldGems(bank), await heldGems(bank, 2)]).toEqual([101, 1]);
    bank.pass(60 * MINUTE);
    expect(await heldGems(bank)).toBe(101);
    expect(await bank.deposit(gems('d', 1_000, 3))).toMatchObject({ onHold: true });
    expect(alerts(bank)).toEqual(['case_teller_limit']);
    await clearByReports(bank);
    expect([await heldGems(bank), await heldGems(bank, 3)]).toEqual([101, 0]);
  });

  test('counts by the worth of that time; pets of unknown worth count for nothing', async () => {
    const bank = openLimited();
    const deposit = { robloxUserId: 1, pets: [{ ...CAT, quantity: 10 }, { id: 'Axolotl' }] };
    expect((await bank.deposit({ ...deposit, tradeId: 'a' })).onHoldUntil).not.toBeNull();
    expect((await bank.deposit({ tradeId: 'b', robloxUserId: 1, pets: [CAT] })).onHoldUntil).toBeNull();
  });

  test('clears by one press', async () => {
    const bank = openLimited();
    await bank.deposit(gems('a', 1_001));
    await bank.deposit(gems('b', 5, 2));
    await bank.resolve({ caseId: LIMIT_CASE, resolution: 'confirm', reason: REASON });
    expect([await heldGems(bank), await heldGems(bank, 2)]).toEqual([0, 0]);
    await bank.request({ requestId: 'a', robloxUserId: 1, gems: 1_001 });
    await expectSound(bank);
  });

  test('or is taken back by one press, and nothing else is', async () => {
    const bank = openLimited();
    await bank.deposit(gems('a', 900));
    await bank.deposit(gems('b', 101));
    await bank.deposit(gems('c', 5, 2));
    await bank.resolve({ caseId: LIMIT_CASE, resolution: 'reverse', reason: REASON });
    expect([await bank.balance(1, 'gems'), await bank.balance(2, 'gems')]).toEqual([900n, 0n]);
    expect(await bank.stock('teller-1', 'gems')).toBe(900n);
    expect(await openCases(bank)).toEqual([]);
    await expectSound(bank);
  });

  test('is decided for good, also where the teller exceeds the limit again in that hour', async () => {
    const bank = openLimited();
    await bank.deposit(gems('a', 1_001));
    await bank.resolve({ caseId: LIMIT_CASE, resolution: 'confirm', reason: REASON });
    await bank.deposit(gems('b', 5, 2));
    expect([await heldGems(bank), await heldGems(bank, 2)]).toEqual([0, 5]);
    expect(alerts(bank)).toEqual(['case_teller_limit', 'case_teller_limit']);
    await bank.resolve({ caseId: LIMIT_CASE, resolution: 'reverse', reason: REASON });
    expect([await bank.balance(1, 'gems'), await bank.balance(2, 'gems')]).toEqual([1_001n, 0n]);
    await expectSound(bank);
  });

  test('may be decided by name: the others wait still, in the same case', async () => {
    const bank = openLimited();
    await bank.deposit(gems('a', 1_001));
    await bank.deposit(gems('b', 5, 2));
    await bank.deposit(gems('c', 6, 3));
    const decision = { caseId: LIMIT_CASE, reason: REASON } as const;
    const found = await bank.resolve({ ...decision, resolution: 'reverse', transactionIds: ['t-2'] });
    expect(found).toMatchObject({ closedAt: null });
    expect([await heldGems(bank), await heldGems(bank, 2), await heldGems(bank, 3)]).toEqual([1_001, 0, 6]);
    expect([await bank.balance(1, 'gems'), await bank.balance(2, 'gems')]).toEqual([1_001n, 0n]);
    await bank.resolve({ ...decision, resolution: 'confirm', transactionIds: ['t-1', 't-3'] });
    expect([await heldGems(bank), await heldGems(bank, 3)]).toEqual([0, 0]);
    expect(await openCases(bank)).toEqual([]);
    await expectSound(bank);
  });

  test('and what comes while staff decide waits for them', async () => {
    const bank = openLimited(throughThief);
    await bank.deposit(gems('a', 1_001));
    const decision = { caseId: LIMIT_CASE, reason: REASON } as const;
    expect(await bank.resolve({ ...decision, resolution: 'reverse' })).toMatchObject({ closedAt: null });
    expect([await bank.balance(1, 'gems'), await heldGems(bank, 2)]).toEqual([0n, 5]);
    await bank.resolve({ ...decision, resolution: 'confirm' });
    expect(await heldGems(bank, 2)).toBe(0);
    expect(await openCases(bank)).toEqual([]);
    await expectSound(bank);
  });
});

describe('the same deposit twice within a minute', () => {
  test('waits for the minute to pass, in a case that nobody is told of and closes itself', async () => {
    const bank = openLimited();
    await bank.deposit(gems('a', 5));
    bank.pass(30 * SECOND);
    await bank.deposit(gems('b', 5));
    await bank.deposit(gems('other', 6));
    expect(await openCases(bank)).toMatchObject([
      { id: 'possible_duplicate:teller-1:1', summary: expect.stringContaining('t-2') },
    ]);
    for (let reports = 0; reports < 4; reports += 1) {
      await bank.report({ gems: 16, seq: 3 });
      if (reports < 3) bank.pass(15 * SECOND);
    }
    expect(await heldGems(bank)).toBe(5);
    await watchTellers(bank.book, { at: bank.now.at, since: 0 });
    expect(await openCases(bank)).toHaveLength(1);
    bank.pass(15 * SECOND);
    expect(await heldGems(bank)).toBe(0);
    await watchTellers(bank.book, { at: bank.now.at, since: 0 });
    expect(await openCases(bank)).toEqual([]);
    expect(alerts(bank)).toEqual([]);
  });

  test('is nothing where it is another member, another teller, other content or later', async () => {
    const bank = openLimited();
    await bank.deposit(gems('a', 5));
    await bank.deposit(gems('b', 5, 2));
    await bank.deposit(gems('c', 5), { by: 'teller-2' });
    await bank.deposit(gems('d', 6));
    bank.pass(MINUTE + 1);
    await bank.deposit(gems('e', 5));
    expect(await openCases(bank)).toEqual([]);
  });

  test('is taken back by staff, the later one alone', async () => {
    const bank = openLimited();
    await bank.deposit(gems('a', 5));
    await bank.deposit(gems('b', 5));
    const caseId = 'possible_duplicate:teller-1:1';
    const reverse = { caseId, resolution: 'reverse', reason: REASON } as const;
    const refusal = await refusalOf(() => bank.resolve({ ...reverse, transactionIds: ['t-1'] }));
    expect(refusal).toMatchObject({ code: 'invalid', details: { errors: [{ path: 'transactionIds' }] } });
    expect(await openCases(bank)).toMatchObject([{ id: caseId }]);
    await bank.resolve(reverse);
    expect(await bank.balance(1, 'gems')).toBe(5n);
    expect(await openCases(bank)).toEqual([]);
    await expectSound(bank);
  });
});

test('so many that they share entries with others are taken back, and the others are not', async () => {
  const bank = openLimited();
  for (let index = 0; index < 70; index += 1) await bank.deposit(gems(`f${index}`, index === 2 ? 7 : 1));
  await bank.resolve({ caseId: 'possible_duplicate:teller-1:1', resolution: 'reverse', reason: REASON });
  expect(await bank.balance(1, 'gems')).toBe(8n);
  await expectSound(bank);
});

describe('staff are told once', () => {
  test('of a teller that has reported and is silent for two minutes', async () => {
    const bank = openLimited();
    await bank.deposit(gems('a', 5), { by: 'by-hand' });
    await bank.report({});
    const watch = () => watchTellers(bank.book, { at: bank.now.at, since: 0 });
    bank.pass(2 * MINUTE - 1);
    await watch();
    expect(alerts(bank)).toEqual([]);
    await watchTellers(bank.book, { at: bank.now.at + 1, since: bank.now.at });
    bank.pass(1);
    await watch();
    await watch();
    expect(alerts(bank)).toEqual(['teller_silent']);
    await bank.report({});
    bank.pass(2 * MINUTE);
    await watch();
    expect(alerts(bank)).toEqual(['teller_silent', 'teller_silent']);
  });

  test('of a drift that is told for five minutes, conclusive or not', async () => {
    const bank = openLimited();
    await bank.deposit(gems('a', 5));
    for (let reports = 0; reports <= 30; reports += 1) {
      await bank.report({ gems: 4 });
      bank.pass(15 * SECOND);
    }
    expect(alerts(bank)).toEqual(['teller_drift']);
    await bank.report({ gems: 5 });
    await bank.report({ gems: 4 });
    bank.pass(4 * MINUTE);
    await bank.report({ gems: 3 });
    bank.pass(4 * MINUTE);
    await bank.report({ gems: 3 });
    expect(alerts(bank)).toEqual(['teller_drift']);
  });
});
