import { Database } from 'bun:sqlite';
import { expect, test } from 'bun:test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from './sqlite.ts';

/** More rows than are added up at once. */
const MEMBERS = 12_000;
const { signal } = new AbortController();

/** A file with a balance of each of many members, and what a teller owes them; edited by hand. */
async function findIn(edit: string): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'petbank-sums-'));
  const file = join(folder, 'petbank.db');
  const driver = openSqlite({ file, migrationsFolder: 'migrations' });
  const client = new Database(file);
  client.run('pragma ignore_check_constraints = 1');
  client.run(`
    with recursive ids(id) as (select 1 union all select id + 1 from ids where id < ${MEMBERS})
    insert into inventory (account, asset, amount) select 'member:' || id, 'gems', '3' from ids`);
  client.run(`insert into inventory values ('teller:teller-1', 'gems', '-${3 * MEMBERS}', null)`);
  client.run(edit);
  client.close();
  const found = await driver.findImbalance(signal);
  await expect(driver.findImbalance(AbortSignal.abort(new Error('it stops')))).rejects.toThrow('it stops');
  await driver.close();
  rmSync(folder, { recursive: true });
  return found;
}

const wrong = { asset: 'gems', isWrongSided: false };
test.each([
  ['nothing', 'select 1', undefined],
  ['the first row', "update inventory set amount = '4' where rowid = 1", { ...wrong, sum: 1n }],
  ['a row of a later piece', "update inventory set amount = '9' where rowid = 11999", { ...wrong, sum: 6n }],
  ['a row before all others', 'update inventory set rowid = -9223372036854775807 where rowid = 1', undefined],
  [
    'a row far behind all others, and more than fits into an integer',
    `update inventory set rowid = 9223372036854775806, amount = '${'9'.repeat(30)}' where rowid = 1`,
    { ...wrong, sum: 10n ** 30n - 4n },
  ],
  ['a row that is gone', 'delete from inventory where rowid = 9223', { ...wrong, sum: -3n }],
])('balances with %s changed sum to what they should, or are found', async (_name, edit, found) => {
  expect(await findIn(edit)).toEqual(found);
});
