import { describe, expect, test } from 'bun:test';
import { type Bank, expectRefusal, NOON, openBank } from '../../test/bank/bank.ts';
import { DAY, MINUTE, rulesWith } from '../../test/bank/rules.ts';
import type { Limits } from './engine/operation.ts';
import type { LimitBreach } from './engine/refusal.ts';

const MIDNIGHT = Date.UTC(2026, 4, 11);

async function openRich(limits: Partial<Limits>): Promise<Bank> {
  const bank = openBank();
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: [{ id: 'Cat', quantity: 100 }], gems: 1_000 });
  await bank.deposit({ tradeId: 'b', robloxUserId: 2, pets: [{ id: 'Cat', quantity: 100 }], gems: 1_000 });
  bank.setLimits(limits);
  return bank;
}

let requests = 0;
function request(
  bank: Bank,
  { cats = 0, gems = 0, robloxUserId = 1 }: { cats?: number; gems?: number; robloxUserId?: number },
) {
  requests += 1;
  const pets = cats > 0 ? [{ id: 'Cat', quantity: cats }] : [];
  return bank.request({ requestId: `r${requests}`, robloxUserId, pets, gems });
}

describe('a withdrawal may go up to each limit, and no further', () => {
  const breach = (limit: LimitBreach['limit'], allowed: number, used: bigint, requested: bigint) => ({
    limit,
    allowed,
    used,
    requested,
  });
  test.each([
    [
      'pets of one trade',
      { petsPerTrade: 5 },
      [],
      { cats: 5 },
      { cats: 6 },
      breach('LIMIT_PETS_PER_TRADE', 5, 0n, 6n),
    ],
    [
      'gems of one trade',
      { gemsPerTrade: 50 },
      [],
      { gems: 50 },
      { gems: 51 },
      breach('LIMIT_GEMS_PER_TRADE', 50, 0n, 51n),
    ],
    [
      'open withdrawals',
      { openWithdrawals: 2 },
      [{ gems: 1 }],
      { gems: 1 },
      undefined,
      breach('LIMIT_OPEN_WITHDRAWALS', 2, 2n, 1n),
    ],
    [
      'pets of one day',
      { petsPerDay: 9 },
      [{ cats: 4 }],
      { cats: 5 },
      { cats: 6 },
      { ...breach('LIMIT_PETS_PER_DAY', 9, 4n, 6n), untilMs: MIDNIGHT },
    ],
    [
      'gems of one day',
      { gemsPerDay: 90 },
      [{ gems: 40 }],
      { gems: 50 },
      { gems: 51 },
      { ...breach('LIMIT_GEMS_PER_DAY', 90, 40n, 51n), untilMs: MIDNIGHT },
    ],
  ] as const)('%s', async (_name, limits, before, allowed, tooMuch, expected) => {
    const bank = await openRich(limits);
    for (const earlier of before) await request(bank, earlier);
    if (tooMuch === undefined) await request(bank, allowed);
    const refusal = await expectRefusal(bank, 'limit_exceeded', () => request(bank, tooMuch ?? allowed));
    expect(refusal.details.breach).toEqual(expected);
    if (tooMuch) expect(await request(bank, allowed)).toMatchObject({ status: 'reserved' });
    // What one member has used is nothing to another.
    expect(await request(bank, { ...allowed, robloxUserId: 2 })).toMatchObject({ status: 'reserved' });
  });

  test('a limit of pets does not limit gems, nor the other way round', async () => {
    const bank = await openRich({ petsPerDay: 1, gemsPerDay: 1 });
    await request(bank, { cats: 1 });
    await request(bank, { gems: 1 });
    await expectRefusal(bank, 'limit_exceeded', () => request(bank, { cats: 1 }));
  });

  test('zero is no limit', async () => {
    const bank = await openRich({});
    for (let count = 0; count < 5; count += 1) await request(bank, { cats: 20, gems: 200 });
    expect(await bank.balance(1, 'gems')).toBe(0n);
  });
});

describe('a day is a day in UTC', () => {
  test('what was requested before midnight does not count after it', async () => {
    const bank = await openRich({ gemsPerDay: 100 });
    bank.now.at = MIDNIGHT - 1;
    await request(bank, { gems: 100 });
    await expectRefusal(bank, 'limit_exceeded', () => request(bank, { gems: 1 }));
    bank.now.at = MIDNIGHT;
    expect(await request(bank, { gems: 100 })).toMatchObject({ status: 'reserved' });
    const refusal = await expectRefusal(bank, 'limit_exceeded', () => request(bank, { gems: 1 }));
    expect(refusal.details.breach?.untilMs).toBe(MIDNIGHT + DAY);
  });

  test('what comes back after midnight goes back to the day it was requested on', async () => {
    const bank = await openRich({ gemsPerDay: 100 });
    bank.now.at = MIDNIGHT - 1;
    const { withdrawalId } = await request(bank, { gems: 100 });
    bank.now.at = MIDNIGHT;
    await request(bank, { gems: 60 });
    await bank.cancel(withdrawalId);
    const refusal = await expectRefusal(bank, 'limit_exceeded', () => request(bank, { gems: 41 }));
    expect(refusal.details.breach).toMatchObject({ used: 60n });
  });
});

describe('the allowance comes back', () => {
  const full = { cats: 2, gems: 100 };
  const limits = { petsPerDay: 2, gemsPerDay: 100, openWithdrawals: 1 };

  async function claimIt(bank: Bank) {
    const { claimed } = await bank.check({ robloxUserId: 1, claim: true });
    return { withdrawalId: claimed?.withdrawalId ?? '', claimToken: claimed?.claimToken ?? '', tradeId: 'x' };
  }

  test.each<[string, (bank: Bank, withdrawalId: string) => Promise<unknown>]>([
    ['when a withdrawal is cancelled', (bank, id) => bank.cancel(id)],
    [
      'when it expires',
      async (bank) => {
        bank.pass(30 * MINUTE);
        await bank.sweep();
      },
    ],
    ['when it expires and nothing has written it down yet', async (bank) => bank.pass(30 * MINUTE)],
  ])('whole, %s', async (_name, end) => {
    const bank = await openRich(limits);
    const { withdrawalId } = await request(bank, full);
    await expectRefusal(bank, 'limit_exceeded', () => request(bank, { cats: 1 }));
    await end(bank, withdrawalId);
    expect(bank.now.at).toBeLessThan(NOON + DAY / 2);
    expect(await request(bank, full)).toMatchObject({ status: 'reserved' });
  });

  test('in part, when a part is delivered', async () => {
    const bank = await openRich(limits);
    await request(bank, full);
    const delivered = { pets: [{ id: 'Cat' }], gems: 70 };
    await bank.complete({ ...(await claimIt(bank)), outcome: 'partial', delivered });
    await expectRefusal(bank, 'limit_exceeded', () => request(bank, { cats: 2 }));
    await expectRefusal(bank, 'limit_exceeded', () => request(bank, { gems: 31 }));
    expect(await request(bank, { cats: 1, gems: 30 })).toMatchObject({ status: 'reserved' });
  });

  test.each(['delivered', 'declined'] as const)('not, when it was %s', async (outcome) => {
    const bank = await openRich({ ...limits, openWithdrawals: 0 });
    await request(bank, full);
    await bank.complete({ ...(await claimIt(bank)), outcome });
    await expectRefusal(bank, 'limit_exceeded', () => request(bank, { cats: 1 }));
    await expectRefusal(bank, 'limit_exceeded', () => request(bank, { gems: 1 }));
  });

  test('not, while nobody knows: an uncertain withdrawal is open and counts', async () => {
    const bank = await openRich(limits);
    await request(bank, full);
    await claimIt(bank);
    bank.pass(3 * MINUTE);
    const refusal = await expectRefusal(bank, 'limit_exceeded', () => request(bank, { cats: 1 }));
    expect(refusal.details.breach).toMatchObject({ limit: 'LIMIT_OPEN_WITHDRAWALS', used: 1n });
  });
});

test('no limit is checked before it is known that the bank is open to the member', async () => {
  const bank = await openRich(rulesWith({ gemsPerTrade: 1 }).limits);
  await bank.freeze(1);
  await expectRefusal(bank, 'frozen', () => request(bank, { gems: 2 }));
});
