import { afterAll, expect, test } from 'bun:test';
import { existsSync, readdirSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { openBank, refusalOf } from '../../test/bank/bank.ts';
import { environmentOf, makeBankFile } from '../../test/support/bank.ts';
import { readConfig } from '../config/config.ts';
import { ArchiveError } from '../storage/errors.ts';
import { openSqlite } from '../storage/sqlite/sqlite.ts';
import { openBackups } from './backups.ts';

const place = makeBankFile();
const driver = openSqlite({ file: place.file, migrationsFolder: 'migrations' });
afterAll(async () => {
  await driver.close();
  place.remove();
});
const now = { at: Date.UTC(2026, 4, 10, 12) };
const openAt = (more: Record<string, string>) =>
  openBackups(readConfig(environmentOf(place.file, more)), { clock: () => now.at, version: '1.2.3' });
const key = 'a-backup-key-of-over-thirty-two-letters';
const backups = openAt({ BACKUP_KEY: key });
const folder = join(place.folder, 'backups');

test('a bank in memory has no backups, and a new one none yet', () => {
  expect(openAt({ DATABASE_URL: 'file::memory:' })).toBeNull();
  expect(backups?.list()).toEqual([]);
});

test('a backup is made beside the database, for its owner alone, and proves itself in a drill', async () => {
  const bank = openBank({ driver });
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, gems: 5 });
  const made = await backups?.make();
  expect(made).toMatchObject({ name: 'petbank-2026-05-10T12-00-00-000Z.petbank.gz' });
  const file = backups?.find(made?.name ?? '') ?? '';
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const { seq, hash } = await driver.head();
  expect(await backups?.drill(made?.name ?? '')).toMatchObject({ seq, head: hash, isAuthenticated: true });
  expect(readdirSync(folder)).toHaveLength(1);
});

test('a damaged backup, or one of another key, fails its drill', async () => {
  const [made] = backups?.list() ?? [];
  const name = made?.name ?? '';
  const other = openAt({ BACKUP_KEY: 'another-backup-key-that-is-as-long-as-it' });
  await expect(other?.drill(name)).rejects.toBeInstanceOf(ArchiveError);
  truncateSync(join(folder, name), 200);
  await expect(backups?.drill(name)).rejects.toBeInstanceOf(ArchiveError);
});

test('only as many as BACKUP_KEEP are kept, and no name leads out of the folder', async () => {
  const five = openAt({ BACKUP_KEY: key, BACKUP_KEEP: '5' });
  for (let days = 1; days <= 6; days += 1) {
    now.at += 86_400_000;
    await five?.make();
  }
  const names = backups?.list().map(({ name }) => name) ?? [];
  expect(names).toHaveLength(5);
  expect(names[0]).toContain('2026-05-16');
  expect(names.every((name) => existsSync(backups?.find(name) ?? ''))).toBe(true);
  for (const name of ['../petbank.db', 'petbank-1.petbank.gz', ''])
    expect(await refusalOf(async () => backups?.find(name))).toMatchObject({ code: 'not_found' });
});
