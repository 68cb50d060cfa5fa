import { describe, expect, test } from 'bun:test';
import { type Bank, expectSound, OTHER_TELLER, openBank, refusalOf } from '../../test/bank/bank.ts';
import { MINUTE, rulesWith, SECOND } from '../../test/bank/rules.ts';
import { CAT, claimOldest } from '../../test/bank/withdrawal.ts';
import { readInventory } from './inventory.ts';

const HOLD = 10 * MINUTE;
const CASE = 'foreign_trade:teller-1';
const REASON = 'looked into it';
const HUNDRED = [{ ...CAT, quantity: 100 }];

/** Member 1 has a hundred cats that teller-2 honestly holds, and ten gems at teller-1, all of it cleared. */
async function openHonest(): Promise<Bank> {
  const bank = openBank({ rules: { ...rulesWith(), staffAloneLimit: null, depositHoldMs: HOLD } });
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: HUNDRED }, OTHER_TELLER);
  await bank.deposit({ tradeId: 'b', robloxUserId: 1, gems: 10 });
  bank.pass(HOLD);
  return bank;
}

const forge = (bank: Bank, tradeId: string, robloxUserId = 666) =>
  bank.deposit({ tradeId, robloxUserId, pets: HUNDRED });
const held = async (bank: Bank, robloxUserId = 666) => {
  const { pets, onHold } = await bank.book.query(readInventory, robloxUserId, { by: 'web' });
  return { cats: pets[0]?.onHold ?? 0, gems: onHold.gems };
};
const openCases = async (bank: Bank) =>
  (await bank.reads.cases({ isOpen: true, limit: 9 }))
    .filter(({ kind }) => kind !== 'possible_duplicate')
    .map(({ kind, summary }) => ({ kind, summary }));
const alerts = ({ events }: Bank) =>
  events.filter(({ discordUserId }) => discordUserId === null).map(({ topic }) => topic);
/** What the honest script of teller-1 reports, which knows no trade after its own. */
const reportHonestly = (bank: Bank) => bank.report({ gems: 10, seq: 2 });

describe('a teller that does not know its own trades', () => {
  test('is seen once they are over a minute old, and staff are told at once', async () => {
    const bank = await openHonest();
    await forge(bank, 'forged');
    for (let reports = 0; reports < 5; reports += 1) {
      await reportHonestly(bank);
      if (reports < 4) bank.pass(15 * SECOND);
    }
    expect(await openCases(bank)).toEqual([]);
    bank.pass(1);
    await reportHonestly(bank);
    const summary = expect.stringContaining('up to 2, but its key has made t-3');
    expect(await openCases(bank)).toEqual([{ kind: 'foreign_trade', summary }]);
    expect(alerts(bank)).toEqual(['case_foreign_trade']);
    await reportHonestly(bank);
    expect(alerts(bank)).toEqual(['case_foreign_trade']);
  });

  test('whatever reports the thief sends between, and however often they trade', async () => {
    const bank = await openHonest();
    for (let second = 0; second < 75; second += 1) {
      const { seq } = await forge(bank, `forged-${second}`);
      await bank.report({ pets: [{ ...CAT, quantity: 100 * (second + 1) }], gems: 10, seq });
      if (second % 15 === 0) await reportHonestly(bank);
      bank.pass(SECOND);
    }
    await reportHonestly(bank);
    expect(await openCases(bank)).toMatchObject([{ kind: 'foreign_trade' }]);
  });

  test('is not, by a report without seq, or one that knows them all', async () => {
    const bank = await openHonest();
    await forge(bank, 'mine');
    bank.pass(2 * MINUTE);
    await bank.report({ gems: 10 });
    await bank.report({ pets: HUNDRED, gems: 10, seq: 3 });
    await bank.report({ pets: HUNDRED, gems: 10, seq: 9 });
    expect(await openCases(bank)).toEqual([]);
  });

  test('nor by a trade that its report can have crossed', async () => {
    const bank = await openHonest();
    for (let trade = 0; trade < 20; trade += 1) {
      const { seq } = await bank.deposit({ tradeId: `t${trade}`, robloxUserId: 1, gems: 1 });
      bank.pass(20 * SECOND);
      await bank.report({ gems: 10 + trade, seq: seq - 1 });
    }
    expect(await openCases(bank)).toEqual([]);
  });

  test('is seen by what it surely lacks, where its script learns the numbers of forged trades', async () => {
    const bank = await openHonest();
    await forge(bank, 'forged');
    await bank.deposit({ tradeId: 'c', robloxUserId: 1, gems: 1 });
    await bank.report({ gems: 11, seq: 4 });
    expect(await openCases(bank)).toEqual([]);
    await bank.report({ gems: 11, seq: 4 });
    expect(await openCases(bank)).toContainEqual({
      kind: 'foreign_trade',
      summary: expect.stringContaining('lacks goods that its key has reported to come in with t-3'),
    });
  });
});

/** A thief has forged a deposit, and the honest script has contradicted it. */
async function openContradicted(): Promise<Bank> {
  const bank = await openHonest();
  await forge(bank, 'forged');
  await bank.deposit({ tradeId: 'c', robloxUserId: 2, gems: 5 });
  bank.pass(MINUTE + 1);
  await reportHonestly(bank);
  return bank;
}

describe('while a teller is contradicted', () => {
  test('it claims nothing new, and goes on with what it has', async () => {
    const bank = await openHonest();
    await bank.request({ requestId: 'a', robloxUserId: 1, gems: 4 });
    await bank.request({ requestId: 'b', robloxUserId: 1, gems: 3 });
    const claim = await claimOldest(bank);
    await forge(bank, 'forged');
    bank.pass(MINUTE + 1);
    await reportHonestly(bank);
    expect(await bank.check({ robloxUserId: 1, claim: true })).toMatchObject({
      claimed: { withdrawalId: claim.withdrawalId },
    });
    await bank.complete({ ...claim, tradeId: 'd', outcome: 'delivered' });
    const { claimed, withdrawals } = await bank.check({ robloxUserId: 1, claim: true });
    expect({ claimed, withdrawals }).toMatchObject({ claimed: null, withdrawals: [{ deliverable: false }] });
    expect(await bank.deposit({ tradeId: 'e', robloxUserId: 1, gems: 1 })).toMatchObject({
      status: 'credited',
      onHold: true,
      onHoldUntil: null,
    });
  });

  test('neither time nor reports clear its credits; what had cleared stays so', async () => {
    const bank = await openContradicted();
    for (let reports = 0; reports < 50; reports += 1) {
      bank.pass(15 * SECOND);
      await bank.report({ pets: HUNDRED, gems: 15, seq: 4 });
    }
    expect(await held(bank)).toEqual({ cats: 100, gems: 0 });
    expect(await held(bank, 2)).toEqual({ cats: 0, gems: 5 });
    expect(await held(bank, 1)).toEqual({ cats: 0, gems: 0 });
    const refusal = await refusalOf(() => bank.request({ requestId: 'x', robloxUserId: 2, gems: 1 }));
    expect(refusal).toMatchObject({ code: 'on_hold', details: { onHold: [{ amount: 5n, until: null }] } });
  });
});

describe('staff end it', () => {
  test('by confirming all: it has cleared', async () => {
    const bank = await openContradicted();
    expect(await bank.resolve({ caseId: CASE, resolution: 'confirm', reason: REASON })).toMatchObject({
      resolution: `confirm: ${REASON}`,
    });
    expect(await held(bank)).toEqual({ cats: 0, gems: 0 });
    await bank.request({ requestId: 'a', robloxUserId: 2, gems: 5 });
    await expectSound(bank);
  });

  test('by reversing all: what is on hold and what waits in quarantine goes back to the teller', async () => {
    const bank = await openHonest();
    await forge(bank, 'forged');
    await forge(bank, 'forged-again', 667);
    await bank.deposit({ tradeId: 'rock', robloxUserId: 666, pets: [{ id: 'Rock' }], gems: 3 });
    bank.pass(MINUTE + 1);
    await reportHonestly(bank);
    await bank.resolve({ caseId: CASE, resolution: 'reverse', reason: REASON });
    expect(await openCases(bank)).toEqual([]);
    expect(await bank.stock('teller-1', CAT)).toBe(0n);
    expect([await bank.balance(666, CAT), await bank.balance(667, CAT)]).toEqual([0n, 0n]);
    expect(await bank.stock('teller-1', { id: 'Rock' })).toBe(0n);
    expect(await bank.stock('teller-1', 'gems')).toBe(10n);
    expect(await bank.balance(1, CAT)).toBe(100n);
    const [newest] = await bank.reads.history({ robloxUserId: 667, limit: 1 });
    expect(newest).toMatchObject({ kind: 'adjustment', status: 'reversed', goods: { pets: HUNDRED } });
    expect(newest?.note).toBe(`t-4: ${CASE}: reverse: ${REASON}`);
    await expectSound(bank);
  });

  test('by deciding some: the others clear as credits do', async () => {
    const bank = await openContradicted();
    const reverse = { caseId: CASE, resolution: 'reverse', reason: REASON } as const;
    await bank.resolve({ ...reverse, transactionIds: ['t-3'] });
    expect(await bank.balance(666, CAT)).toBe(0n);
    expect(await held(bank, 2)).toEqual({ cats: 0, gems: 5 });
    for (let reports = 0; reports < 4; reports += 1) {
      await bank.report({ gems: 15, seq: 4 });
      bank.pass(15 * SECOND);
    }
    expect(await held(bank, 2)).toEqual({ cats: 0, gems: 0 });
    await expectSound(bank);
  });

  test.each([
    ['what is no deposit', 't-5'],
    ["another teller's", 't-1'],
    ['what is not there', 't-99'],
    ['only what has cleared', 't-2'],
  ])('but not by naming %s', async (_name, id) => {
    const bank = await openContradicted();
    await bank.halt();
    const reverse = { caseId: CASE, resolution: 'reverse', reason: REASON } as const;
    const refusal = await refusalOf(() => bank.resolve({ ...reverse, transactionIds: [id] }));
    expect(refusal).toMatchObject({ code: 'invalid', details: { errors: [{ path: 'transactionIds' }] } });
    expect(await openCases(bank)).toMatchObject([{ kind: 'foreign_trade' }]);
  });

  test('nor by naming only what an earlier case decided', async () => {
    const bank = await openContradicted();
    const reverse = { caseId: CASE, resolution: 'reverse', reason: REASON } as const;
    await bank.resolve({ ...reverse, transactionIds: ['t-3'] });
    await bank.deposit({ tradeId: 'later', robloxUserId: 666, gems: 1 });
    bank.pass(MINUTE + 1);
    await bank.report({ gems: 15, seq: 4 });
    const refusal = await refusalOf(() => bank.resolve({ ...reverse, transactionIds: ['t-3'] }));
    expect(refusal).toMatchObject({ code: 'invalid', details: { errors: [{ path: 'transactionIds' }] } });
    expect(await openCases(bank)).toMatchObject([{ kind: 'foreign_trade' }]);
  });

  test('by confirming what waits in quarantine alone', async () => {
    const bank = await openHonest();
    await forge(bank, 'mine');
    await bank.deposit({ tradeId: 'rock', robloxUserId: 2, pets: [{ id: 'Rock' }] });
    bank.pass(MINUTE + 1);
    await reportHonestly(bank);
    await bank.resolve({ caseId: CASE, resolution: 'confirm', reason: REASON, transactionIds: ['t-4'] });
    expect(await openCases(bank)).toMatchObject([{ kind: 'quarantine' }]);
    await expectSound(bank);
  });

  test.each(['confirm', 'reverse'] as const)('by %s of what was never in doubt', async (resolution) => {
    const bank = openBank({ rules: { ...rulesWith(), depositHoldMs: 0 } });
    await bank.deposit({ tradeId: 'forged', robloxUserId: 666, gems: 10 });
    bank.pass(MINUTE + 1);
    await bank.report({ seq: 0 });
    expect(await openCases(bank)).toMatchObject([{ kind: 'foreign_trade' }]);
    await bank.resolve({ caseId: CASE, resolution, reason: REASON, transactionIds: ['t-1'] });
    expect(await openCases(bank)).toEqual([]);
    expect(await bank.balance(666, 'gems')).toBe(10n);
  });

  test('in commits of bounded size, and an end that was broken off goes on', async () => {
    const bank = await openHonest();
    const trades = Array.from({ length: 250 }, (_, index) => index);
    await Promise.all(
      trades.map((trade) => bank.deposit({ tradeId: `f${trade}`, robloxUserId: 600 + (trade % 7), gems: 1 })),
    );
    bank.pass(MINUTE + 1);
    await reportHonestly(bank);
    const { store } = bank.driver;
    let commits = 0;
    bank.driver.store = (batch) => {
      commits += 1;
      return commits === 2 ? Promise.reject(new Error('the machine stops')) : store(batch);
    };
    const reverse = { caseId: CASE, resolution: 'reverse', reason: REASON } as const;
    await bank.resolve(reverse).catch(() => undefined);
    expect(await openCases(bank)).toMatchObject([{ kind: 'foreign_trade' }]);
    await bank.resolve(reverse);
    expect(await bank.stock('teller-1', 'gems')).toBe(10n);
    expect(await openCases(bank)).toEqual([]);
    await expectSound(bank);
  });

  test('for good: only trades after the decision count as unknown', async () => {
    const bank = await openContradicted();
    await bank.resolve({ caseId: CASE, resolution: 'reverse', reason: REASON });
    for (let minutes = 0; minutes < 5; minutes += 1) {
      bank.pass(MINUTE);
      await reportHonestly(bank);
    }
    expect(await openCases(bank)).toEqual([]);
    await forge(bank, 'forged-anew');
    bank.pass(MINUTE + 1);
    await reportHonestly(bank);
    expect(await openCases(bank)).toMatchObject([{ kind: 'foreign_trade' }]);
  });
});
