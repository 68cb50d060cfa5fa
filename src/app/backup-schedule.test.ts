import { afterAll, beforeAll, expect, test } from 'bun:test';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBank } from '../../test/bank/bank.ts';
import { type S3Double, startS3Double } from '../../test/doubles/s3.ts';
import { environmentOf, makeBankFile } from '../../test/support/bank.ts';
import { readConfig } from '../config/config.ts';
import { createMetrics } from '../http/metrics.ts';
import { openSqlite } from '../storage/sqlite/sqlite.ts';
import { openBackupMirror } from './backup-mirror.ts';
import { openBackupSchedule } from './backup-schedule.ts';
import { openBackups } from './backups.ts';

const HOUR = 3_600_000;
const now = { at: Date.UTC(2026, 4, 10, 12) };
const place = makeBankFile();
const driver = openSqlite({ file: place.file, migrationsFolder: 'migrations' });
let s3: S3Double;
beforeAll(async () => {
  s3 = startS3Double({ bucket: 'vault', keyId: 'AKIATEST' });
  await openBank({ driver }).deposit({ tradeId: 'a', robloxUserId: 1, gems: 5 });
});
afterAll(async () => {
  await Promise.all([driver.close(), s3.stop()]);
  place.remove();
});

function open(more: Record<string, string> = {}) {
  const config = readConfig(
    environmentOf(place.file, {
      BACKUP_EVERY: '6h',
      BACKUP_KEEP: '2',
      BACKUP_S3_BUCKET: 'vault/bank',
      BACKUP_S3_ENDPOINT: s3.url,
      BACKUP_S3_KEY_ID: 'AKIATEST',
      BACKUP_S3_SECRET: 'SecretOfTheStorage',
      ...more,
    }),
  );
  const told: string[] = [];
  const metrics = createMetrics();
  const backups = openBackups(config, { clock: () => now.at, version: '1.2.3' });
  const mirror = openBackupMirror(config.backups);
  const log = {
    info: (_facts: unknown, text?: string) => void told.push(text ?? ''),
    error: ({ err }: { err: unknown }, text?: string) => void told.push(`${text} ${err}`),
  };
  const dependencies = { backups, mirror, clock: () => now.at, log, metrics };
  return { ...openBackupSchedule(dependencies, config.backups.everyMs), mirror, told, metrics };
}
const namesHere = (): string[] => readdirSync(join(place.folder, 'backups')).toSorted();

test('a bank makes a backup when it is due, checks it, copies it, and keeps the newest', async () => {
  const bank = open();
  expect(bank.health()).toBe('unknown');
  expect(await bank.metrics.text()).toContain('petbank_backup_timestamp_seconds NaN');
  for (let hours = 0; hours < 18; hours += 1) {
    await bank.look();
    now.at += HOUR;
  }
  expect(bank.told).toEqual(Array(3).fill('a backup was made, and restored to check it'));
  expect(namesHere()).toEqual([
    'petbank-2026-05-10T18-00-00-000Z.petbank.gz',
    'petbank-2026-05-11T00-00-00-000Z.petbank.gz',
  ]);
  expect([...s3.objects.keys()].toSorted()).toEqual(namesHere().map((name) => `bank/${name}`));
  expect((await bank.mirror?.list())?.map(({ name }) => name)).toEqual(namesHere().toReversed());
  expect(bank.health()).toBe('ok');
  expect(await bank.metrics.text()).toMatch(/petbank_backup_timestamp_seconds 17784\d+\n/);
  now.at += 7 * HOUR;
  expect(bank.health()).toBe('down');
});

test('while storage elsewhere fails, only the copy is tried again until the next backup is due', async () => {
  const bank = open();
  s3.fail('PUT', 403);
  now.at += 24 * HOUR;
  await bank.look();
  const made = namesHere();
  for (let retries = 0; retries < 3; retries += 1) {
    now.at += 10 * 60_000;
    await bank.look();
  }
  expect(bank.told.length).toBe(4);
  expect(namesHere()).toEqual(made);
  now.at += 6 * HOUR;
  await bank.look();
  const [older, newer] = namesHere();
  expect(older).toBe(made[1] ?? '');
  s3.work();
  now.at += 10 * 60_000;
  await bank.look();
  expect(bank.health()).toBe('ok');
  expect([...s3.objects.keys()]).toContain(`bank/${newer}`);
  expect(namesHere()).toEqual([older ?? '', newer ?? '']);
});

test('storage elsewhere that fails, or returns something else, is told and tried again', async () => {
  const bank = open();
  s3.fail('PUT', 403);
  now.at += 24 * HOUR;
  await bank.look();
  expect(bank.health()).toBe('down');
  const why = 'ArchiveError: a backup can not be kept elsewhere (bucket vault/bank)';
  expect(bank.told[0]).toContain(`NO BACKUP WAS MADE ${why}`);
  expect(await bank.metrics.text()).toContain('petbank_backup_failures_total 1');
  s3.work();
  await bank.look();
  expect(bank.told.length).toBe(1);
  now.at += 10 * 60_000;
  await bank.look();
  expect(bank.health()).toBe('ok');
  s3.damage();
  now.at += 6 * HOUR;
  await bank.look();
  expect(bank.told.at(-1)).toContain('what is read back is not what was sent');
});

test('a backup that was made while the clock was years ahead holds up no other', async () => {
  const ahead = join(place.folder, 'backups', 'petbank-2031-01-01T00-00-00-000Z.petbank.gz');
  writeFileSync(ahead, '');
  const bank = open({ BACKUP_S3_BUCKET: '', BACKUP_S3_KEY_ID: '', BACKUP_S3_SECRET: '' });
  now.at += 6 * HOUR;
  await bank.look();
  expect(bank.told).toEqual(['a backup was made, and restored to check it']);
  rmSync(ahead);
});

test('a ledger that is broken is not backed up, and no good backup goes for it', async () => {
  const bank = open({ BACKUP_S3_BUCKET: '', BACKUP_S3_KEY_ID: '', BACKUP_S3_SECRET: '', BACKUP_KEEP: '1' });
  const before = namesHere();
  const { Database } = await import('bun:sqlite');
  const database = new Database(place.file);
  database.run("update inventory set amount = '999' where account = 'member:1'");
  now.at += 24 * HOUR;
  await bank.look();
  expect(bank.told[0]).toContain('THE LEDGER IS BROKEN');
  expect(namesHere()).toEqual(before);
  database.run("update inventory set amount = '5' where account = 'member:1'");
  database.close();
});

test('without BACKUP_EVERY a bank makes none by itself', async () => {
  const bank = open({ BACKUP_EVERY: '' });
  now.at += 24 * HOUR;
  await bank.look();
  expect([bank.health(), bank.told]).toEqual(['off', []]);
});
