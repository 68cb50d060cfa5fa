import { Database } from 'bun:sqlite';
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { fillBank } from '../proof/archive/fill.ts';
import { runPetbank } from '../proof/archive/run.ts';
import { makeBankFile } from '../support/bank.ts';

// Starting processes takes longer than Bun's own limit on a busy machine.
setDefaultTimeout(120_000);

const place = makeBankFile();
const at = (name: string): string => join(place.folder, name);
const address = `file:${place.file}`;

beforeAll(() => fillBank(place, { deposits: 1 }));
afterAll(() => place.remove());

test('a backup says what is in it, and which head it ends with', async () => {
  const made = await runPetbank(['backup', '--to', at('described.gz')], { DATABASE_URL: address });
  expect(made).toMatchObject({ status: 0, complained: '' });
  const verified = await runPetbank(['verify-ledger'], { DATABASE_URL: address });
  const head = /head ([0-9a-f]{64})/.exec(verified.printed)?.[1] ?? 'none';
  expect(made.printed).toContain(head);
  expect(made.printed).toContain('The ledger holds.');
  expect(made.printed).toContain('members 5,');
  const [header = ''] = gunzipSync(readFileSync(at('described.gz')))
    .toString('utf8')
    .split('\n');
  expect(JSON.parse(header)).toMatchObject({ format: 'petbank-archive', version: 1, hash: head });
});

test('a backup writes over a file only with --force, and then that is for its owner alone too', async () => {
  writeFileSync(at('old.gz'), 'the old one', { mode: 0o644 });
  const words = ['backup', '--from', address, '--to', at('old.gz')];
  const refused = await runPetbank(words);
  expect(refused).toMatchObject({ status: 2, printed: '' });
  expect(refused.complained).toContain('add --force');
  expect(readFileSync(at('old.gz'), 'utf8')).toBe('the old one');
  expect((await runPetbank([...words, '--force'])).status).toBe(0);
  expect(statSync(at('old.gz')).mode & 0o777).toBe(0o600);
});

test('a broken ledger is backed up and restored only with --anyway, and the output says so', async () => {
  await runPetbank(['copy', '--from', address, '--to', `file:${at('broken.db')}`]);
  const database = new Database(at('broken.db'));
  database.run("update transactions set status = 'quarantined' where seq = 2");
  database.close();
  const backup = ['backup', '--from', `file:${at('broken.db')}`, '--to', at('broken.gz')];
  const restore = ['restore', '--from', at('broken.gz'), '--to', `file:${at('again.db')}`];
  const broken = 'THE LEDGER IS BROKEN: transaction 2: its content does not match its hash';

  const refused = await runPetbank(backup);
  expect(refused).toMatchObject({ status: 1, printed: '' });
  expect(refused.complained).toContain(`No backup was made: ${broken}`);
  expect(existsSync(at('broken.gz'))).toBe(false);
  expect((await runPetbank([...backup, '--anyway'])).printed).toContain(
    `${broken}\nThis backup was made anyway`,
  );

  expect((await runPetbank(restore)).complained).toContain(`Nothing was restored: ${broken}`);
  expect(existsSync(at('again.db'))).toBe(false);
  expect((await runPetbank([...restore, '--anyway'])).printed).toContain(broken);
  expect((await runPetbank(['verify-ledger'], { DATABASE_URL: `file:${at('again.db')}` })).status).toBe(1);
});

test('balances that do not follow from the log stop a backup, though the chain holds', async () => {
  await runPetbank(['copy', '--from', address, '--to', `file:${at('richer.db')}`]);
  const database = new Database(at('richer.db'));
  database.run("update inventory set amount = '999' where account = 'member:9' and asset = 'gems'");
  database.close();
  const refused = await runPetbank(['backup', '--from', `file:${at('richer.db')}`, '--to', at('richer.gz')]);
  expect(refused).toMatchObject({ status: 1, printed: '' });
  expect(refused.complained).toContain('gems of member:9: 999 is stored, and the log gives 6');
});

test('a restore or a copy touches nothing that is there', async () => {
  const before = readFileSync(place.file);
  await runPetbank(['backup', '--from', address, '--to', at('good.gz')]);
  for (const words of [
    ['restore', '--from', at('good.gz'), '--to', address],
    ['copy', '--from', address, '--to', address],
  ]) {
    const refused = await runPetbank(words);
    expect(refused).toMatchObject({ status: 2, printed: '' });
    expect(refused.complained).toContain('is there already');
  }
  expect(readFileSync(place.file).equals(before)).toBe(true);
  writeFileSync(at('orphan.db-wal'), 'what another bank left');
  const orphan = await runPetbank(['restore', '--from', at('good.gz'), '--to', `file:${at('orphan.db')}`]);
  expect(orphan.complained).toContain('orphan.db-wal is there already');
  expect(readdirSync(place.folder).filter((name) => name.includes('unfinished'))).toEqual([]);
});

test('a wrong call is explained', async () => {
  const table: [string[], number, string][] = [
    [['backup', '--from', `file:${at('none.db')}`], 3, 'There is no bank'],
    [['backup', '--from', 'file::memory:'], 2, 'keeps nothing'],
    [['backup', '--from', 'postgres://me:secret@there/bank'], 2, '--from must be file:'],
    [['backup', '--from', address, '--to', at('no/such/folder.gz')], 3, at('no/such/folder.gz')],
    [['restore', '--from', at('none.gz'), '--to', `file:${at('x.db')}`], 3, `(ENOENT: ${at('none.gz')})`],
    [['restore', '--from', place.folder, '--to', `file:${at('x.db')}`], 3, 'a file is needed'],
    [['restore', '--from', place.file, '--to', `file:${at('x.db')}`], 1, 'no backup of Petbank'],
  ];
  const answers = await Promise.all(table.map(([words]) => runPetbank(words)));
  for (const [index, answer] of answers.entries()) {
    const [, status, message] = table[index] ?? [];
    expect([answer.status, answer.printed]).toEqual([status ?? 0, '']);
    expect(answer.complained).toContain(message ?? 'nothing');
    expect(answer.complained).not.toMatch(/secret|^ {4}at /m);
  }
});

test('the help names every command and option', async () => {
  expect((await runPetbank(['--help'])).printed).toMatch(/backup.*restore.*copy/s);
  for (const command of ['backup', 'restore', 'copy'])
    expect((await runPetbank([command, '--help'])).printed).toMatch(/--from.*--to/s);
});
