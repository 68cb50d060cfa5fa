import { describe, expect, test } from 'bun:test';
import { type Bank, expectRefusal, expectSound, NOON, openBank } from '../../test/bank/bank.ts';
import { mostOfEachForm } from '../../test/bank/item.ts';
import { linkUser } from '../../test/bank/link.ts';
import { DAY, MINUTE } from '../../test/bank/rules.ts';
import { CAT, claimOldest, openWithRequest } from '../../test/bank/withdrawal.ts';

const ROCK = { ...CAT, id: 'Rock' } as const;
const QUARANTINE = 'quarantine:deposit:teller-1:q';
const REASON = 'looked into';

async function openQuarantine(): Promise<Bank> {
  const bank = openBank();
  await bank.deposit({ tradeId: 'q', robloxUserId: 1, pets: [ROCK], gems: 5 });
  return bank;
}

async function openUncertain(): Promise<Bank> {
  const bank = await openWithRequest();
  await claimOldest(bank);
  bank.pass(2 * MINUTE);
  await bank.sweep();
  return bank;
}

describe('what waits in quarantine', () => {
  test('is credited to the member, when the operator says so', async () => {
    const bank = await openQuarantine();
    expect(
      await bank.resolve({ caseId: QUARANTINE, resolution: 'credit', reason: ' it is fine ' }),
    ).toMatchObject({
      id: QUARANTINE,
      kind: 'quarantine',
      pets: [ROCK],
      closedAt: new Date(NOON).toISOString(),
      resolution: 'credit: it is fine',
    });
    expect(await bank.balance(1, ROCK)).toBe(1n);
    expect(await bank.reads.history({ robloxUserId: 1, limit: 1 })).toMatchObject([
      { kind: 'adjustment', status: 'credited', by: 'staff', note: `${QUARANTINE}: credit: it is fine` },
    ]);
    await expectSound(bank);
  });

  test('stays there when the member would hold more than can be counted exactly', async () => {
    const bank = openBank();
    const deposit = { robloxUserId: 1, pets: [{ ...ROCK, quantity: 1e12 }], gems: 0 };
    const most = mostOfEachForm('Cat');
    bank.now.rules = { ...bank.now.rules, staffAloneLimit: null };
    for (let trade = 0; trade < 215; trade += 1) {
      await bank.deposit({ ...deposit, tradeId: `full-${trade}`, pets: most });
    }
    await bank.deposit({ ...deposit, tradeId: 'q' });
    await expectRefusal(bank, 'limit_exceeded', () =>
      bank.resolve({ caseId: QUARANTINE, resolution: 'credit', reason: REASON }),
    );
    await expectSound(bank);
  });

  test('leaves the bank, when it is given back in the game', async () => {
    const bank = await openQuarantine();
    await bank.resolve({ caseId: QUARANTINE, resolution: 'return', reason: REASON });
    expect(await bank.stock('teller-1', ROCK)).toBe(0n);
    expect(await bank.balance(1, ROCK)).toBe(0n);
    expect(await bank.reads.history({ robloxUserId: 1, limit: 1 })).toMatchObject([{ status: 'returned' }]);
    await expectSound(bank);
  });

  test.each([
    ['credit', 'quarantine_credited'],
    ['return', 'quarantine_returned'],
  ] as const)('%s: the member is notified', async (resolution, topic) => {
    const bank = await openQuarantine();
    await linkUser(bank, { discordUserId: '100000000000000001', robloxUserId: 1 });
    await bank.resolve({ caseId: QUARANTINE, resolution, reason: REASON });
    expect(bank.events.at(-1)).toMatchObject({
      topic,
      discordUserId: '100000000000000001',
      goods: { pets: [ROCK] },
    });
  });

  test('can not be given back out of what a claim may be handing over', async () => {
    const bank = openBank();
    bank.setLimits({ gemsPerTrade: 100 });
    await bank.deposit({ tradeId: 'q', robloxUserId: 1, gems: 150 });
    await bank.request({ requestId: 'a', robloxUserId: 1, gems: 100 });
    await bank.deposit({ tradeId: 'b', robloxUserId: 1, pets: [CAT] });
    await claimOldest(bank);
    await bank.deposit({ tradeId: 'r', robloxUserId: 2, pets: [{ ...ROCK, quantity: 2 }] });
    const back = { caseId: QUARANTINE, resolution: 'return', reason: REASON } as const;
    expect(await bank.resolve(back)).toMatchObject({ gems: 50 });
    expect(await bank.stock('teller-1', 'gems')).toBe(100n);
    await expectSound(bank);
  });

  test('is not given back twice, nor credited after it was given back', async () => {
    const bank = await openQuarantine();
    const answer = await bank.resolve({ caseId: QUARANTINE, resolution: 'return', reason: REASON });
    const before = bank.everything();
    bank.pass(DAY);
    for (const resolution of ['return', 'credit'] as const) {
      expect(await bank.resolve({ caseId: QUARANTINE, resolution, reason: 'once more' })).toEqual(answer);
    }
    expect(bank.everything()).toEqual(before);
  });
});

describe('an uncertain withdrawal ends as the operator says', () => {
  test.each([
    ['delivered', 'delivered', 3n],
    ['not_delivered', 'reserved', 5n],
  ] as const)('%s', async (resolution, status, stock) => {
    const bank = await openUncertain();
    const answer = await bank.resolve({ caseId: 'uncertain:w-2', resolution, reason: 'watched the video' });
    expect(answer.closedAt).toBe(new Date(bank.now.at).toISOString());
    expect(answer.resolution).toBe(`${resolution}: watched the video`);
    expect(await bank.withdrawal('w-2')).toMatchObject({ status });
    expect(await bank.stock('teller-1', CAT)).toBe(stock);
    expect(await bank.balance(1, CAT)).toBe(3n);
    await expectSound(bank);
  });

  test('and one that goes uncertain a second time has an open case again', async () => {
    const bank = await openUncertain();
    await bank.resolve({ caseId: 'uncertain:w-2', resolution: 'not_delivered', reason: REASON });
    await claimOldest(bank);
    bank.pass(2 * MINUTE);
    await bank.sweep();
    expect(await bank.reads.cases({ isOpen: true, limit: 9 })).toMatchObject([
      { id: 'uncertain:w-2', resolution: null },
    ]);
    await bank.resolve({ caseId: 'uncertain:w-2', resolution: 'delivered', reason: REASON });
    expect(await bank.withdrawal('w-2')).toMatchObject({ status: 'delivered' });
  });
});

test('a refused trade is closed, which moves nothing and is in the log', async () => {
  const bank = await openQuarantine();
  await expect(bank.deposit({ tradeId: 'q', robloxUserId: 1, gems: 6 })).rejects.toMatchObject({
    code: 'request_reused',
  });
  const caseId = 'refused:deposit:teller-1:q';
  expect(await bank.resolve({ caseId, resolution: 'close', reason: REASON })).toMatchObject({
    resolution: 'close: looked into',
  });
  expect(await bank.reads.log({ afterSeq: 1, limit: 9 })).toMatchObject([
    { kind: 'case_closed', entries: [] },
  ]);
});

describe('a case is not resolved', () => {
  test.each([
    ['not_found', 'that nobody opened', 'uncertain:w-99', 'delivered'],
    ['not_found', 'with an odd name', '../ ?', 'close'],
    ['invalid', 'of a quarantine as delivered', QUARANTINE, 'delivered'],
    ['invalid', 'of a quarantine by closing it', QUARANTINE, 'close'],
  ] as const)('%s: one %s', async (code, _name, caseId, resolution) => {
    const bank = await openQuarantine();
    await expectRefusal(bank, code, () => bank.resolve({ caseId, resolution, reason: REASON }));
  });

  test('invalid: one that is uncertain, by crediting it', async () => {
    const bank = await openUncertain();
    await expectRefusal(bank, 'invalid', () =>
      bank.resolve({ caseId: 'uncertain:w-2', resolution: 'credit', reason: REASON }),
    );
  });

  test('insufficient_gems: one whose goods another claim may need', async () => {
    const bank = openBank();
    bank.setLimits({ gemsPerTrade: 100 });
    await bank.deposit({ tradeId: 'q', robloxUserId: 1, gems: 150 });
    bank.setLimits({});
    await bank.deposit({ tradeId: 'b', robloxUserId: 1, gems: 50 }, { by: 'teller-2' });
    await bank.request({ requestId: 'a', robloxUserId: 1, gems: 150 });
    await claimOldest(bank);
    const refusal = await expectRefusal(bank, 'insufficient_gems', () =>
      bank.resolve({ caseId: QUARANTINE, resolution: 'return', reason: REASON }),
    );
    expect(refusal.details).toEqual({ asset: 'gems', available: 0n });
  });

  test.each(['', '  a ', 'x'.repeat(501)])('without a reason that says something: %p', async (reason) => {
    const bank = await openQuarantine();
    expect(() => bank.resolve({ caseId: QUARANTINE, resolution: 'credit', reason })).toThrow();
  });
});

test('no text that a database can not hold gets into the log', async () => {
  const bank = await openQuarantine();
  const half = { caseId: QUARANTINE, resolution: 'credit', reason: 'half a sign \ud83d here' } as const;
  expect(() => bank.resolve(half)).toThrow();
  await bank.resolve({
    caseId: QUARANTINE,
    resolution: 'credit',
    reason: 'two lines\nand a whole 🦄, even a \u0000',
  });
  await expectSound(bank);
});
