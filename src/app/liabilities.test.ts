import { expect, test } from 'bun:test';
import { openBank } from '../../test/bank/bank.ts';
import { openTestLiabilities } from '../../test/discord-commands/kit.ts';
import { startProcess } from '../../test/storage/logged-kit.ts';
import { store } from '../../test/storage/samples.ts';
import { until } from '../../test/support/until.ts';
import { StorageUnavailable } from '../bank/engine/book.ts';
import { readLiabilityState, recordSnapshot } from '../bank/liabilities.ts';

const HOUR = 3_600_000;

test('whoever asks first hears of now, also where a snapshot was made for nobody', async () => {
  const bank = openBank();
  const { book, now } = bank;
  const liabilities = openTestLiabilities(bank);
  now.at += HOUR;
  const running = liabilities.schedule(0.01);
  const isMade = async () => {
    const { state } = await book.query(readLiabilityState, undefined, { by: 'bank' });
    return state?.nextAt === 0;
  };
  await until(isMade, 'a snapshot of an empty bank');
  await bank.deposit({ tradeId: 'T-1', robloxUserId: 156, gems: 5 });
  expect((await liabilities.current()).head.seq).toBe(1);
  await running.stop();
});

test('a snapshot that the database breaks off is for whoever asks as if it were away', async () => {
  const bank = openBank();
  const openSnapshot = () => Promise.reject(new Error('Transaction 1 is not in progress'));
  const driver = { ...bank.driver, openSnapshot };
  await expect(openTestLiabilities({ ...bank, driver }).current()).rejects.toThrow(StorageUnavailable);
});

test.each(['seq', 'takenAt', 'nextAt'] as const)(
  'a row of the last snapshot whose %s was edited to be far ahead puts the next one off by nothing',
  async (field) => {
    const bank = openBank();
    const { book, driver, now } = bank;
    const readState = () => book.query(readLiabilityState, undefined, { by: 'bank' });
    await bank.deposit({ tradeId: 'T-1', robloxUserId: 156, gems: 5 });
    await openTestLiabilities(bank).current();
    const { state, isDue } = await readState();
    if (!state) throw new Error('there is a snapshot');
    expect(isDue).toBe(false);
    await bank.deposit({ tradeId: 'T-2', robloxUserId: 156, gems: 5 });
    now.at += HOUR;
    await store(driver, { puts: { liabilities: [{ ...state, [field]: now.at + 2 * HOUR }] } });
    const other = startProcess(driver, bank);
    expect((await openTestLiabilities(other).current()).head.seq).toBe(3);
    expect((await readState()).isDue).toBe(false);
  },
);

test('a snapshot that comes after a newer one of another process is not kept, nor in the log', async () => {
  const bank = openBank();
  const { book, driver, now } = bank;
  for (const tradeId of ['T-1', 'T-2', 'T-3']) await bank.deposit({ tradeId, robloxUserId: 156, gems: 5 });
  await openTestLiabilities(bank).current();
  const { seq } = await driver.head();
  const older = { seq: 1, root: 'f'.repeat(64), takenAt: now.at, tookMs: 1 };
  await book.perform(recordSnapshot, older, { by: 'bank' });
  const { state } = await book.query(readLiabilityState, undefined, { by: 'bank' });
  expect([state?.seq, (await driver.head()).seq]).toEqual([3, seq]);
});
