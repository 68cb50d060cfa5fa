import { describe, expect, test } from 'bun:test';
import type { ReportTally } from '../../src/bank/report-history.ts';
import { driverOfEachTest, type OpenStore, T0 } from './samples.ts';
import { type OpenSharedStore, sharedStoreOfEachTest } from './sharing.ts';

const tallyOf = (at: number, change: Partial<ReportTally> = {}): ReportTally => ({
  tellerId: 'a',
  span: 'minutes',
  at,
  reports: 1,
  differing: 0,
  lacking: 0,
  surplus: 0,
  ...change,
});
const page = { tellerId: 'a', span: 'minutes', from: 0, limit: 100 } as const;

/** What is kept of reports: summed up by time, as far back as a plot shows. */
export function describeReportHistory(open: OpenStore): void {
  describe('the history of reports', () => {
    const driver = driverOfEachTest(open);
    const add = (rows: ReportTally[], before = 0): Promise<void> =>
      driver().addReports({ rows, forget: [{ span: 'minutes', before }] });

    test('adds up how many there were of one teller and time, and keeps the largest amounts', async () => {
      expect(await driver().reportTallies(page)).toEqual([]);
      const largest = Number.MAX_SAFE_INTEGER;
      await add([tallyOf(T0, { reports: 4, differing: 2, lacking: 7, surplus: 1 })]);
      await add([tallyOf(T0, { reports: 3, differing: 1, lacking: 5, surplus: largest }), tallyOf(T0 + 1)]);
      expect(await driver().reportTallies(page)).toEqual([
        tallyOf(T0, { reports: 7, differing: 3, lacking: 7, surplus: largest }),
        tallyOf(T0 + 1),
      ]);
    });

    test('comes by time from one on, of one teller and span, and no more than was asked for', async () => {
      const others = [tallyOf(T0, { tellerId: 'a ' }), tallyOf(T0, { span: 'hours' })];
      await add([tallyOf(T0 + 3), tallyOf(T0), ...others, tallyOf(T0 + 1), tallyOf(T0 - 1)]);
      const times = async (limit: number) =>
        (await driver().reportTallies({ ...page, from: T0, limit })).map(({ at }) => at - T0);
      expect(await times(9)).toEqual([0, 1, 3]);
      expect(await times(2)).toEqual([0, 1]);
      expect(await driver().reportTallies({ ...page, span: 'hours' })).toEqual(others.slice(1));
    });

    test('forgets what is too old, of its span and of every teller', async () => {
      await add([
        tallyOf(T0),
        tallyOf(T0, { tellerId: 'b' }),
        tallyOf(T0, { span: 'hours' }),
        tallyOf(T0 + 1),
      ]);
      await add([tallyOf(T0 + 2)], T0 + 1);
      expect((await driver().reportTallies(page)).map(({ at }) => at - T0)).toEqual([1, 2]);
      expect(await driver().reportTallies({ ...page, tellerId: 'b' })).toEqual([]);
      expect(await driver().reportTallies({ ...page, span: 'hours' })).toHaveLength(1);
    });
  });
}

export function describeSharedReportHistory(open: OpenSharedStore): void {
  const store = sharedStoreOfEachTest(open);

  test('what several processes heard of a teller at one time is added up, whoever writes first', async () => {
    const drivers = [await store().connect(), await store().connect()];
    const rows = [tallyOf(T0, { lacking: 2 }), tallyOf(T0 + 1)];
    await Promise.all(drivers.map((driver) => driver.addReports({ rows, forget: [] })));
    const both = [tallyOf(T0, { reports: 2, lacking: 2 }), tallyOf(T0 + 1, { reports: 2 })];
    for (const driver of drivers) expect(await driver.reportTallies(page)).toEqual(both);
  });
}
