import { describe, expect, test } from 'bun:test';
import { type Bank, expectSound, NEWEST, OTHER_TELLER, openBank } from '../../test/bank/bank.ts';
import { MINUTE } from '../../test/bank/rules.ts';
import { CAT, claimOldest, openWithRequest } from '../../test/bank/withdrawal.ts';

const CASE = 'shortage:teller-1:pet/normal/-/-/Cat';
const cats = (quantity: number) => ({ pets: [{ ...CAT, quantity }], gems: 100, seq: NEWEST });
const { quantity: _one, ...CAT_ASSET } = CAT;

const reportTwice = async (bank: Bank, report: Parameters<Bank['report']>[0]) => {
  await bank.report(report);
  return bank.report(report);
};
const deliverable = async (bank: Bank) =>
  (await bank.check({ robloxUserId: 1 })).withdrawals.map((withdrawal) => withdrawal.deliverable);

describe('a shortage that nothing explains', () => {
  test('pauses withdrawals of the asset at this teller, and notifies the operator', async () => {
    const bank = await openWithRequest();
    await bank.request({ requestId: 'b', robloxUserId: 1, gems: 5 });
    expect(await reportTwice(bank, cats(4))).toMatchObject({ paused: [CAT_ASSET] });
    expect(await deliverable(bank)).toEqual([false, true]);
    // Of the first, all but the cats.
    expect((await bank.check({ robloxUserId: 1, claim: true })).claimed).toMatchObject({
      withdrawalId: 'w-2',
      pets: [],
    });
    expect(bank.events).toMatchObject([{ topic: 'case_shortage', discordUserId: null }]);
    expect(await bank.reads.cases({ isOpen: true, limit: 9 })).toMatchObject([
      {
        id: CASE,
        summary:
          'teller-1 should hold 5 of pet/normal/-/-/Cat and reports 4. Withdrawals of it are paused there.',
      },
    ]);
  });

  test('pauses it also where the bank has lost what the teller saw, which settles nothing', async () => {
    const bank = await openWithRequest();
    const { withdrawalId } = await claimOldest(bank);
    bank.pass(3 * MINUTE);
    const seq = (await bank.reads.head()).seq + 100;
    const handedOut = { pets: [{ ...CAT, quantity: 3 }], gems: 70, seq };
    expect(await reportTwice(bank, handedOut)).toMatchObject({ paused: [], settled: [] });
    expect(await reportTwice(bank, { ...handedOut, gems: 69 })).toMatchObject({
      paused: ['gems'],
      settled: [],
    });
    expect(await reportTwice(bank, { ...handedOut, seq: NEWEST })).toMatchObject({ settled: [withdrawalId] });
    await expectSound(bank);
  });

  test('pauses nothing at another teller', async () => {
    const bank = await openWithRequest();
    await bank.deposit({ tradeId: 'b', robloxUserId: 9, pets: [CAT, CAT], gems: 30 }, OTHER_TELLER);
    await reportTwice(bank, cats(4));
    expect((await bank.check({ robloxUserId: 1, claim: true }, OTHER_TELLER)).claimed).toMatchObject({
      withdrawalId: 'w-2',
    });
  });

  test('is notified once, however often it is reported', async () => {
    const bank = await openWithRequest();
    for (let beat = 0; beat < 5; beat += 1) await bank.report(cats(4));
    expect(bank.events).toHaveLength(1);
  });

  test('stays paused though all is there again, until the operator resumes it', async () => {
    const bank = await openWithRequest();
    await reportTwice(bank, cats(4));
    expect(await reportTwice(bank, cats(5))).toMatchObject({ paused: [CAT_ASSET], drift: [] });
    expect(await deliverable(bank)).toEqual([false]);
    await bank.resolve({ caseId: CASE, resolution: 'resume', reason: 'counted it' });
    expect(await deliverable(bank)).toEqual([true]);
    expect(await bank.report(cats(5))).toMatchObject({ paused: [] });
    await expectSound(bank);
  });

  test('is not paused again once resumed, unless yet more is missing', async () => {
    const bank = await openWithRequest();
    await reportTwice(bank, cats(4));
    await bank.resolve({ caseId: CASE, resolution: 'resume', reason: 'known, and borne' });
    expect(await reportTwice(bank, cats(4))).toMatchObject({ paused: [] });
    expect(await reportTwice(bank, cats(3))).toMatchObject({ paused: [CAT_ASSET] });
    expect(bank.events.map((event) => event.topic)).toEqual(['case_shortage', 'case_shortage']);
  });

  test('of one teller can not halt the bank', async () => {
    const bank = await openWithRequest();
    expect(await reportTwice(bank, { seq: NEWEST })).toMatchObject({
      halted: false,
      paused: ['gems', CAT_ASSET],
    });
    await bank.deposit({ tradeId: 'z', robloxUserId: 1, gems: 5 }, OTHER_TELLER);
    expect(await bank.request({ requestId: 'z', robloxUserId: 1, gems: 5 })).toMatchObject({
      status: 'reserved',
    });
  });
});

describe('a shortage pauses nothing', () => {
  test.each<[string, (bank: Bank) => Promise<unknown>]>([
    ['at the first report', (bank) => bank.report(cats(4))],
    [
      'without a sequence number',
      (bank) => reportTwice(bank, { pets: [{ ...CAT, quantity: 4 }], gems: 100 }),
    ],
    ['when a trade came after what the teller saw', (bank) => reportTwice(bank, { ...cats(4), seq: 0 })],
    [
      'when the report before it differs',
      async (bank) => {
        await bank.report(cats(3));
        return bank.report(cats(4));
      },
    ],
    [
      'that a claim explains, as the trade may be under way',
      async (bank) => {
        await claimOldest(bank);
        return reportTwice(bank, { ...cats(3), gems: 70 });
      },
    ],
    [
      'that something uncertain explains',
      async (bank) => {
        await claimOldest(bank);
        bank.pass(2 * MINUTE);
        return reportTwice(bank, cats(4));
      },
    ],
  ])('%s', async (_name, report) => {
    const bank = await openWithRequest();
    expect(await report(bank)).toMatchObject({ paused: [] });
    expect(await bank.reads.cases({ isOpen: true, limit: 9 })).not.toContainEqual(
      expect.objectContaining({ id: CASE }),
    );
  });
});

test('a reservation that nobody has claimed explains no shortage', async () => {
  const bank = await openWithRequest();
  expect(await reportTwice(bank, { ...cats(3), gems: 70 })).toMatchObject({ paused: ['gems', CAT_ASSET] });
});

describe('a surplus', () => {
  test('is drift: notified once, and again when it changes, and it pauses nothing', async () => {
    const bank = await openWithRequest();
    for (let beat = 0; beat < 4; beat += 1) {
      expect(await bank.report(cats(6))).toMatchObject({ paused: [], drift: [{ expected: 5, reported: 6 }] });
    }
    expect(bank.events).toMatchObject([{ topic: 'teller_surplus', discordUserId: null }]);
    await reportTwice(bank, cats(7));
    expect(bank.events).toHaveLength(2);
    await reportTwice(bank, cats(5));
    expect(bank.events).toHaveLength(2);
    expect(await bank.reads.head()).toMatchObject({ seq: 2 });
  });

  test('of a pet that the bank has never seen is drift too', async () => {
    const bank = openBank();
    expect(await reportTwice(bank, { pets: [{ id: 'Odd/Name "🦄"', chroma: 3 }], seq: 0 })).toMatchObject({
      drift: [{ asset: { id: 'Odd/Name "🦄"', chroma: 3 }, expected: 0, reported: 1 }],
    });
  });
});

test('a deposit of a new pet in the same commit as the report that misses it settles right', async () => {
  const bank = await openWithRequest();
  await bank.report(cats(5));
  const [deposit, report] = await Promise.all([
    bank.deposit({ tradeId: 'b', robloxUserId: 9, pets: [{ id: 'Dog' }] }),
    bank.report(cats(5)),
  ]);
  expect(deposit).toMatchObject({ status: 'credited' });
  expect(report).toMatchObject({ drift: [{ asset: { id: 'Dog' }, expected: 1, reported: 0 }], paused: [] });
});
