import { expect, test } from 'bun:test';
import { NEWEST, openBank } from '../../test/bank/bank.ts';
import { CAT } from '../../test/bank/withdrawal.ts';
import { openTellerRecords } from './teller-records.ts';

test('a day of reports is kept beside the ledger: what lacked, and what was too much', async () => {
  const bank = openBank();
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: [{ ...CAT, quantity: 5 }], gems: 100 });
  const records = openTellerRecords(bank.reads, () => bank.now.at);
  await records.sample();
  expect(records.historyOf('teller-1')).toEqual([]);
  await bank.report({ pets: [{ ...CAT, quantity: 3 }], gems: 101, seq: NEWEST });
  for (let sample = 0; sample < 289; sample += 1) {
    bank.pass(300_000);
    await records.sample();
  }
  const history = records.historyOf('teller-1');
  expect(history).toHaveLength(288);
  expect(history.at(-1)).toEqual({ at: bank.now.at, lacking: 2, surplus: 1 });
});

test('the newest word of the second witness is kept for each teller', () => {
  const records = openTellerRecords(openBank().reads, () => 0);
  expect(records.testimonyOf('teller-1')).toBeNull();
  const testimony = { tellerId: 'teller-1', asOf: 5, sides: [], holds: { pets: [], gems: 7 } };
  records.keepTestimony(testimony);
  expect(records.testimonyOf('teller-1')).toEqual(testimony);
});
