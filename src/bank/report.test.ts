import { describe, expect, test } from 'bun:test';
import { type Bank, expectSound, NEWEST, NOON, OTHER_TELLER, openBank } from '../../test/bank/bank.ts';
import { MINUTE } from '../../test/bank/rules.ts';
import { CAT, claimOldest, openWithRequest } from '../../test/bank/withdrawal.ts';
import { CAT_KEY, store } from '../../test/storage/samples.ts';

/** What teller-1 holds before w-2 is delivered, and after. */
const ALL = { pets: [{ ...CAT, quantity: 5 }], gems: 100 };
const GONE = { pets: [{ ...CAT, quantity: 3 }], gems: 70 };

/** Member 1's w-2, two cats and thirty gems, claimed by teller-1, whose lease has just ended. */
async function openUncertain(): Promise<Bank> {
  const bank = await openWithRequest();
  await claimOldest(bank);
  bank.pass(2 * MINUTE);
  return bank;
}

const reportTwice = async (bank: Bank, report: Parameters<Bank['report']>[0]) => {
  await bank.report(report);
  return bank.report(report);
};

describe('a heartbeat', () => {
  test('of a teller that nobody knows is noted, and says whether the bank is halted', async () => {
    const bank = openBank();
    const empty = { halted: false, paused: [], drift: [], settled: [], lastTradeSeq: 0, cleared: true };
    expect(await bank.report({ seq: 0 })).toEqual(empty);
    await bank.halt();
    expect(await bank.report({})).toMatchObject({ halted: true });
    expect(await bank.reads.tellers()).toMatchObject([{ id: 'teller-1', report: { receivedAt: NOON } }]);
    expect(await bank.reads.reports()).toEqual([{ tellerId: 'teller-1', amounts: '' }]);
  });

  test('shows where ledger and teller differ, and changes nothing by that alone', async () => {
    const bank = await openWithRequest();
    const report = { pets: [{ ...CAT, quantity: 4 }, { id: 'Shown Fox' }], gems: 100 };
    const { quantity: _quantity, ...cat } = CAT;
    expect(await bank.report(report)).toEqual({
      halted: false,
      paused: [],
      drift: [
        { asset: cat, expected: 5, reported: 4 },
        { asset: { ...cat, id: 'fox_01' }, expected: 0, reported: 1 },
      ],
      settled: [],
      lastTradeSeq: 1,
      cleared: true,
    });
    expect(await bank.reads.head()).toMatchObject({ seq: 2 });
    expect(bank.events).toEqual([]);
  });

  test('returns what is beyond 2^53 digit for digit', async () => {
    const bank = openBank();
    const stock = { account: 'teller:teller-1', asset: CAT_KEY, amount: -(10n ** 16n) - 1n, holds: null };
    await store(bank.driver, { puts: { balances: [stock] } });
    const { drift } = await bank.report({});
    expect(JSON.stringify(drift)).toContain('"expected":10000000000000001,"reported":0');
  });
});

describe('a report settles what is uncertain', () => {
  test('as not delivered, when all of it is still there', async () => {
    const bank = await openUncertain();
    expect(await reportTwice(bank, { ...ALL, seq: NEWEST })).toMatchObject({
      settled: ['w-2'],
      drift: [],
      paused: [],
    });
    expect(await bank.withdrawal('w-2')).toMatchObject({
      status: 'reserved',
      claim: null,
      expiresAt: NOON + 32 * MINUTE,
    });
    expect(await bank.reads.cases({ isOpen: true, limit: 9 })).toEqual([]);
    await expectSound(bank);
  });

  test('as delivered, when just what it holds is missing', async () => {
    const bank = await openUncertain();
    expect(await reportTwice(bank, { ...GONE, seq: NEWEST })).toMatchObject({
      settled: ['w-2'],
      drift: [],
      paused: [],
    });
    expect(await bank.withdrawal('w-2')).toMatchObject({ status: 'delivered' });
    expect(await bank.stock('teller-1', CAT)).toBe(3n);
    expect(await bank.reads.history({ robloxUserId: 1, limit: 1 })).toMatchObject([
      { kind: 'withdrawal_delivered', note: 'settled by the report of teller-1' },
    ]);
    await expectSound(bank);
  });

  test('and a late word of the teller is then refused, and becomes a case', async () => {
    const bank = await openWithRequest();
    const claim = await claimOldest(bank);
    bank.pass(2 * MINUTE);
    await reportTwice(bank, { ...ALL, seq: NEWEST });
    const late = bank.complete({ ...claim, tradeId: 'x', outcome: 'delivered' });
    await expect(late).rejects.toMatchObject({ code: 'withdrawal_not_claimed' });
    expect(await bank.reads.cases({ isOpen: true, limit: 9 })).toMatchObject([{ kind: 'refused_trade' }]);
  });
});

describe('a report settles nothing', () => {
  type Report = Parameters<Bank['report']>[0];
  test.each<[string, (bank: Bank) => Promise<unknown>]>([
    [
      'twice, with a number that the bank has never given out',
      (bank) => reportTwice(bank, { ...ALL, seq: 1_000_000 }),
    ],
    ['alone', (bank) => bank.report({ ...ALL, seq: NEWEST })],
    ['that gives no sequence number', (bank) => reportTwice(bank, ALL)],
    ['that has not seen the newest trade', (bank) => reportTwice(bank, { ...ALL, seq: 0 })],
    [
      'unlike the one before',
      async (bank) => {
        await bank.report({ ...GONE, seq: NEWEST });
        return bank.report({ ...ALL, seq: NEWEST });
      },
    ],
    [
      'with a trade between it and the one before',
      async (bank) => {
        await bank.report({ ...ALL, seq: NEWEST });
        // Just as much as w-2 holds: what was read before the trade could be a delivery after it.
        await bank.deposit({ tradeId: 'late', robloxUserId: 9, pets: [CAT, CAT], gems: 30 });
        return bank.report({ ...ALL, seq: NEWEST });
      },
    ],
    [
      'that was made before the lease ended, whenever it comes',
      (bank) =>
        reportTwice(bank, { ...ALL, seq: NEWEST, reportedAt: new Date(NOON + 2 * MINUTE - 1).toISOString() }),
    ],
    [
      'when only the second of them was made after the lease ended',
      async (bank) => {
        await bank.report({ ...ALL, seq: NEWEST, reportedAt: new Date(NOON + 2 * MINUTE - 1).toISOString() });
        return bank.report({ ...ALL, seq: NEWEST });
      },
    ],
    [
      'that misses a part of it',
      (bank) => reportTwice(bank, { pets: [{ ...CAT, quantity: 4 }], gems: 70, seq: NEWEST }),
    ],
    [
      'that misses its pets and not its gems',
      (bank) => reportTwice(bank, { ...GONE, gems: 100, seq: NEWEST }),
    ],
    ['that misses more than it', (bank) => reportTwice(bank, { ...GONE, gems: 69, seq: NEWEST })],
    [
      'of another teller',
      async (bank) => {
        const report: Report = { ...ALL, seq: NEWEST };
        await bank.report(report, OTHER_TELLER);
        return bank.report(report, OTHER_TELLER);
      },
    ],
  ])('%s', async (_name, report) => {
    const bank = await openUncertain();
    expect(await report(bank)).toMatchObject({ settled: [] });
    await bank.sweep();
    expect(await bank.withdrawal('w-2')).toMatchObject({ status: 'uncertain' });
    await expectSound(bank);
  });

  test('when the operator had something given back since the one before', async () => {
    const bank = await openWithRequest();
    bank.setLimits({ petsPerTrade: 1, gemsPerTrade: 1 });
    await bank.deposit({ tradeId: 'q', robloxUserId: 9, pets: [{ ...CAT, quantity: 3 }], gems: 31 });
    await claimOldest(bank);
    bank.pass(2 * MINUTE);
    // w-2 was delivered: of eight cats six are left. Two more are handed back while the second report is on
    // its way.
    const report = { pets: [{ ...CAT, quantity: 6 }], gems: 101, seq: NEWEST };
    await bank.report(report);
    const caseId = 'quarantine:deposit:teller-1:q';
    await bank.resolve({ caseId, resolution: 'return', reason: 'handed over' });
    expect(await bank.report(report)).toMatchObject({ settled: [] });
    expect(await bank.withdrawal('w-2')).toMatchObject({ status: 'uncertain' });
  });

  test('while the lease lives', async () => {
    const bank = await openWithRequest();
    await claimOldest(bank);
    bank.pass(2 * MINUTE - 1);
    expect(await reportTwice(bank, { ...ALL, seq: NEWEST })).toMatchObject({ settled: [] });
    expect(await bank.withdrawal('w-2')).toMatchObject({ status: 'claimed' });
  });

  test('of what shares an asset with a claim that is still alive', async () => {
    const bank = await openUncertain();
    await bank.request({ requestId: 'b', robloxUserId: 1, gems: 10 });
    await claimOldest(bank);
    expect(await reportTwice(bank, { ...ALL, seq: NEWEST })).toMatchObject({ settled: [] });
  });
});

describe('several that are uncertain', () => {
  /** w-2 holds cats and gems; w-5 more gems; w-7 dogs, which nobody else requested. */
  async function openThree(): Promise<Bank> {
    const bank = await openWithRequest();
    await claimOldest(bank);
    await bank.deposit({ tradeId: 'b', robloxUserId: 1, pets: [{ id: 'Dog' }] });
    await bank.request({ requestId: 'b', robloxUserId: 1, gems: 10 });
    bank.pass(2 * MINUTE);
    await claimOldest(bank);
    await bank.request({ requestId: 'c', robloxUserId: 1, pets: [{ id: 'Dog' }] });
    bank.pass(2 * MINUTE);
    await claimOldest(bank);
    bank.pass(2 * MINUTE);
    await bank.sweep();
    return bank;
  }
  const dog = { ...CAT, id: 'Dog' };

  test.each([
    ['all that is there was not delivered', { pets: [{ ...CAT, quantity: 5 }, dog], gems: 100 }, 3],
    ['all that is missing was delivered', { pets: [{ ...CAT, quantity: 3 }], gems: 60 }, 3],
    ['one that shares nothing is settled apart', { pets: [{ ...CAT, quantity: 3 }], gems: 70 }, 1],
    ['those that share an asset are settled together', { pets: [{ ...CAT, quantity: 3 }, dog], gems: 70 }, 1],
  ])('%s', async (_name, held, count) => {
    const bank = await openThree();
    const { settled } = await reportTwice(bank, { ...held, seq: NEWEST });
    expect(settled).toHaveLength(count);
    await expectSound(bank);
  });
});
