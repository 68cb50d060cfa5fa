import { expect, test } from 'bun:test';
import { itemOf } from '../../test/bank/item.ts';
import { catchUp } from '../../test/storage/projections.ts';
import { chainOn, loadBank, store, T0 } from '../../test/storage/samples.ts';
import { openSqlite } from '../storage/sqlite/sqlite.ts';
import { createCatalogue } from '../values/catalogue.ts';
import { createAliases } from './engine/aliases.ts';
import { aliasId } from './engine/rows.ts';
import { readPlots } from './plots.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const catKey = (id: string): string => `pet/normal/-/-/${id}`;
const renamed = { oldId: 'Old Cat', newId: 'Cat', status: 'done', seq: 5 } as const;
const rules = {
  catalogue: createCatalogue([itemOf({ id: 'Cat', name: 'Cat', value: 100 })], null),
  aliases: createAliases([{ ...renamed, id: aliasId('Old Cat', 'Cat') }], 1),
};

const pause = async (): Promise<void> => undefined;

test('a plot shows what came, what went and what was owed, at the values of today', async () => {
  const driver = openSqlite({ file: ':memory:', migrationsFolder: 'migrations' });
  const cats = (id: string, amount: bigint) => ({ asset: catKey(id), amount });
  const came = { from: 'teller:a', to: 'member:1' };
  const went = { from: 'reserved:w', to: 'teller:a' };
  const changes = [
    { at: T0 - DAY, entries: [{ ...cats('Old Cat', 2n), ...came }] },
    { at: T0, robloxUserId: 2, entries: [{ asset: 'gems', amount: 7n, ...came }] },
    { at: T0 + 1, entries: [{ ...cats('Unknown', 9n), ...came }] },
    { at: T0 + 2, kind: 'withdrawal_delivered' as const, entries: [{ ...cats('Old Cat', 1n), ...went }] },
    {
      at: T0 + 2 * HOUR,
      kind: 'renamed' as const,
      entries: [
        { ...cats('Old Cat', 1n), from: 'member:1', to: 'teller:a' },
        { ...cats('Cat', 1n), ...came },
      ],
    },
  ];
  await store(driver, { transactions: chainOn(await loadBank(driver), changes) });
  await catchUp(driver);
  const plot = async (span: 'hour' | 'day', until: number, count: number) =>
    readPlots(driver, { span, count, until }, rules, pause);
  const nothing = { deposits: 0, withdrawals: 0, newMembers: 0, depositWorth: 0n, withdrawalWorth: 0n };
  expect(await plot('hour', T0 + 2 * HOUR + 5, 4)).toEqual([
    { ...nothing, at: T0 - HOUR, owedWorth: 200n },
    {
      at: T0,
      deposits: 2,
      withdrawals: 1,
      newMembers: 1,
      depositWorth: 7n,
      withdrawalWorth: 100n,
      owedWorth: 107n,
    },
    { ...nothing, at: T0 + HOUR, owedWorth: 107n },
    { ...nothing, at: T0 + 2 * HOUR, owedWorth: 107n },
  ]);
  const days = await plot('day', T0, 3);
  expect(days.map(({ owedWorth, deposits }) => [owedWorth, deposits])).toEqual([
    [0n, 0],
    [200n, 1],
    [107n, 2],
  ]);
  await driver.close();
});
