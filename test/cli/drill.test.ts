import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type S3Double, startS3Double } from '../doubles/s3.ts';
import { runPetbank } from '../proof/archive/run.ts';
import { startBank, type TestBank } from '../support/bank.ts';
import { TELLER } from '../support/keys.ts';

// Starting processes takes longer than Bun's own limit on a busy machine.
setDefaultTimeout(120_000);

const NAME = 'petbank-2026-05-10T12-00-00-000Z.petbank.gz';
let bank: TestBank;
let s3: S3Double;
let folder: string;
beforeAll(async () => {
  bank = await startBank();
  s3 = startS3Double({ bucket: 'vault', keyId: 'AKIATEST' });
  folder = join(bank.file, '../backups');
  await bank.ask(TELLER, 'POST', '/deposit/complete', { tradeId: 'a', robloxUserId: 156, gems: 1 });
});
afterAll(() => Promise.all([bank.stop(), s3.stop()]));

const drill = (words: readonly string[] = [], more: Readonly<Record<string, string>> = {}) =>
  runPetbank(['drill', ...words], { DATABASE_URL: `file:${bank.file}`, ...more });

test('a drill restores the newest backup, here or elsewhere, and a damaged one fails it', async () => {
  expect(await drill()).toMatchObject({
    status: 3,
    complained: expect.stringMatching(/no backup in .* drill FILE/),
  });
  expect(await drill([], { BACKUP_KEY: 'short' })).toMatchObject({
    status: 2,
    complained: expect.stringMatching(
      /^Nothing was done: one error in the configuration\.\n {2}BACKUP_KEY: /,
    ),
  });
  mkdirSync(folder);
  await runPetbank(['backup', '--from', `file:${bank.file}`, '--to', join(folder, NAME)]);
  const { status, printed } = await drill();
  expect({ status, printed }).toEqual({
    status: 0,
    printed: expect.stringMatching(/1 transactions, head \w{64}/),
  });
  expect(JSON.parse((await drill([join(folder, NAME), '--json'])).printed)).toMatchObject({ seq: 1 });

  const storage = {
    BACKUP_S3_BUCKET: 'vault/bank',
    BACKUP_S3_ENDPOINT: s3.url,
    BACKUP_S3_KEY_ID: 'AKIATEST',
    BACKUP_S3_SECRET: 'SecretOfTheStorage',
  };
  expect((await drill(['--elsewhere'])).status).toBe(2);
  expect((await drill(['--elsewhere'], storage)).status).toBe(3);
  s3.objects.set(`bank/${NAME}`, new Uint8Array(readFileSync(join(folder, NAME))));
  expect(await drill(['--elsewhere'], storage)).toMatchObject({ status: 0 });
  expect((await drill(['--elsewhere'], { ...storage, BACKUP_S3_BUCKET: 'vault' })).status).toBe(3);
  expect((await drill(['--elsewhere', 'x.gz'], storage)).status).toBe(2);

  const whole = readFileSync(join(folder, NAME));
  writeFileSync(join(folder, NAME), whole.subarray(0, whole.length - 20));
  expect(await drill()).toMatchObject({ status: 1, complained: expect.stringContaining('damaged') });
});
