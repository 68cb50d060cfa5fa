import { expect, test } from 'bun:test';
import { openBank } from '../../test/bank/bank.ts';
import { exactInteger } from '../bank/engine/fields.ts';
import { REPORT_SPAN_NAMES } from '../bank/report-history.ts';
import { openReportHistory } from './report-history.ts';

const MINUTE = 60_000;
const short = [
  { expected: 5, reported: 3 },
  { expected: 100, reported: 101 },
];

test('a plot shows the worst of each time, gaps where there was no report, and its own span', async () => {
  const { driver, now } = openBank();
  const history = openReportHistory(driver, () => now.at);
  const noon = now.at;
  history.note('teller-1', []);
  history.note('teller-1', short);
  history.note('teller-2', []);
  await history.write();
  history.note('teller-1', [{ expected: exactInteger(2n ** 80n), reported: 0 }]);
  now.at += 10 * MINUTE;
  history.note('teller-1', []);
  await history.write();
  const first = { reports: 3, differing: 2, lacking: Number.MAX_SAFE_INTEGER, surplus: 1 };
  const second = { reports: 1, differing: 0, lacking: 0, surplus: 0 };
  const minutes = await history.read({ tellerId: 'teller-1', span: 'minutes' });
  expect(minutes).toHaveLength(288);
  expect(minutes.slice(-3)).toEqual([
    { at: noon, figures: first },
    { at: noon + 5 * MINUTE, figures: null },
    { at: noon + 10 * MINUTE, figures: second },
  ]);
  const hours = await history.read({ tellerId: 'teller-1', span: 'hours' });
  expect(hours).toHaveLength(720);
  expect(hours.slice(-2)).toEqual([
    { at: noon - 60 * MINUTE, figures: null },
    { at: noon, figures: { ...first, reports: 4 } },
  ]);
});

test('what is older than a plot shows is forgotten', async () => {
  const { driver, now } = openBank();
  const history = openReportHistory(driver, () => now.at);
  const kept = async () => {
    const page = { tellerId: 'teller-1', from: 0, limit: 9 };
    const found = REPORT_SPAN_NAMES.map((span) => driver.reportTallies({ ...page, span }));
    return (await Promise.all(found)).map(({ length }) => length);
  };
  for (const [wait, rows] of [
    [0, [1, 1]],
    [24 * 60 - 5, [2, 2]],
    [5, [2, 3]],
    [29 * 24 * 60, [1, 3]],
  ] as const) {
    now.at += wait * MINUTE;
    history.note('teller-1', short);
    await history.write();
    expect(await kept()).toEqual([...rows]);
  }
});

test('what could not be written is written later, with what has come since', async () => {
  const { driver, now } = openBank();
  let isAway = true;
  const store = {
    ...driver,
    async addReports(...addition: Parameters<typeof driver.addReports>) {
      if (isAway) throw new Error('away');
      await driver.addReports(...addition);
    },
  };
  const history = openReportHistory(store, () => now.at);
  history.note('teller-1', short);
  await expect(history.write()).rejects.toThrow('away');
  history.note('teller-1', []);
  isAway = false;
  await history.write();
  await history.write();
  const [last] = (await history.read({ tellerId: 'teller-1', span: 'minutes' })).slice(-1);
  expect(last?.figures).toEqual({ reports: 2, differing: 1, lacking: 2, surplus: 1 });
});
