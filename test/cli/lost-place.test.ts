import { expect, setDefaultTimeout, test } from 'bun:test';
import { copyFileSync, mkdirSync, renameSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { runPetbank } from '../proof/archive/run.ts';
import { depositGem, readHealth } from '../proof/crash/ask.ts';
import { type BankProcess, withProcesses } from '../support/process.ts';
import { until } from '../support/until.ts';

// Starting processes takes longer than Bun's own limit on a busy machine.
setDefaultTimeout(120_000);

const NEW = 'no bank was there';
const SETTINGS = { LOG_LEVEL: 'info', SWEEP_SECONDS: '1' };

/** A bank in a folder of its own, with a backup of its one deposit outside of it. */
async function withData(
  run: (place: {
    readonly data: string;
    readonly backup: string;
    readonly start: () => Promise<BankProcess>;
    readonly restore: () => ReturnType<typeof runPetbank>;
  }) => Promise<void>,
): Promise<void> {
  await withProcesses(async (startAt, { folder }) => {
    const data = join(folder, 'data');
    const file = join(data, 'petbank.db');
    const backup = join(folder, 'monday.gz');
    await run({
      data,
      backup,
      start: () => startAt({ ...SETTINGS, DATABASE_URL: `file:${file}` }),
      restore: () => runPetbank(['restore', '--from', backup, '--to', `file:${file}`]),
    });
  });
}

async function backUp({ data, backup }: { data: string; backup: string }): Promise<void> {
  const from = `file:${join(data, 'petbank.db')}`;
  expect((await runPetbank(['backup', '--from', from, '--to', backup])).status).toBe(0);
}

async function expectNothingTaken({ url }: BankProcess): Promise<void> {
  for (const tradeId of ['T-2', 'T-3']) {
    expect(await depositGem(url, tradeId)).toMatchObject({
      status: 503,
      body: { code: 'storage_unavailable' },
    });
  }
  expect(await readHealth(url)).toMatchObject({ status: 503, ready: 503 });
  expect((await fetch(`${url}/livez`)).status).toBe(200);
}

test('a bank whose folder is deleted takes nothing more, says so, and a restore waits for its end', () =>
  withData(async (place) => {
    const bank = await place.start();
    expect((await depositGem(bank.url, 'T-1')).status).toBe(200);
    await backUp(place);
    rmSync(place.data, { recursive: true });
    await expectNothingTaken(bank);
    await until(() => bank.printed().includes('deleted, replaced or emptied'), 'a line in the log');

    const refused = await place.restore();
    expect(refused).toMatchObject({ status: 3, printed: '' });
    expect(refused.complained).toContain(`process ${bank.pid} still works on it`);
    bank.kill('SIGTERM');
    expect(await bank.exited).toBe(0);

    expect((await place.restore()).status).toBe(0);
    const again = await place.start();
    expect(again.printed()).not.toContain(NEW);
    expect((await depositGem(again.url, 'T-1')).body).toMatchObject({ seq: 1, replayed: true });
  }));

test('a bank under whose name another file was put takes nothing more, and leaves that one alone', () =>
  withData(async (place) => {
    const bank = await place.start();
    expect((await depositGem(bank.url, 'T-1')).status).toBe(200);
    await backUp(place);
    renameSync(place.data, `${place.data}-aside`);
    mkdirSync(place.data);
    expect((await place.restore()).status).toBe(0);
    const other = await place.start();
    expect((await depositGem(other.url, 'T-2')).body).toMatchObject({ seq: 2 });
    await expectNothingTaken(bank);
    bank.kill('SIGTERM');
    expect(await bank.exited).toBe(0);
    expect((await depositGem(other.url, 'T-3')).body).toMatchObject({ seq: 3 });
    other.kill('SIGKILL');
    await other.exited;
    const again = await place.start();
    expect((await depositGem(again.url, 'T-3')).body).toMatchObject({ seq: 3, replayed: true });
  }));

test('a bank whose log is emptied takes nothing more, and no start takes the rest for the whole', () =>
  withData(async (place) => {
    const bank = await place.start();
    expect((await depositGem(bank.url, 'T-1')).status).toBe(200);
    await backUp(place);
    truncateSync(join(place.data, 'petbank.db-wal'));
    await expectNothingTaken(bank);
    await until(() => bank.printed().includes('replaced or emptied'), 'a line in the log');
    bank.kill('SIGTERM');
    expect(await bank.exited).toBe(0);
    const next = await place.start();
    expect(await next.exited).toBe(1);
    expect(next.complained()).toContain('restore a backup');
    rmSync(place.data, { recursive: true });
    expect((await place.restore()).status).toBe(0);
    const again = await place.start();
    expect((await depositGem(again.url, 'T-1')).body).toMatchObject({ seq: 1, replayed: true });
  }));

test('a start that finds no bank makes one and warns; the next start does not', () =>
  withData(async ({ start }) => {
    for (const isNew of [true, false]) {
      const bank = await start();
      expect(bank.printed().includes(NEW)).toBe(isNew);
      bank.kill('SIGTERM');
      expect(await bank.exited).toBe(0);
    }
  }));

test('no command works on a bank of which commits are missing, or hides that they are', () =>
  withData(async ({ data, start }) => {
    const file = join(data, 'petbank.db');
    async function depositOnce(tradeId: string): Promise<void> {
      const bank = await start();
      expect((await depositGem(bank.url, tradeId)).status).toBe(200);
      bank.kill('SIGTERM');
      expect(await bank.exited).toBe(0);
    }
    await depositOnce('T-1');
    copyFileSync(file, join(data, 'yesterday'));
    await depositOnce('T-2');
    copyFileSync(join(data, 'yesterday'), file);

    const run = (...words: string[]) => runPetbank(words, { DATABASE_URL: `file:${file}` });
    const broken = 'THE LEDGER IS BROKEN: transaction 2: ';
    expect(await run('verify-ledger')).toMatchObject({ status: 1, printed: expect.stringContaining(broken) });
    const backup = ['backup', '--to', join(data, 'new.gz')];
    const copy = ['copy', '--from', `file:${file}`, '--to', `file:${join(data, 'new.db')}`];
    for (const words of [backup, copy]) {
      expect(await run(...words)).toMatchObject({ status: 1, complained: expect.stringContaining(broken) });
    }
    const missing = expect.stringContaining('and the bank that last ran here had 2');
    expect(await run('doctor')).toMatchObject({ status: 1, printed: missing });
    const revoke = ['keys', 'revoke', 'teller-1', '--reason', 'a stolen phone'];
    for (const words of [['keys', 'list'], ['trace', 'teller-1'], ['staff', 'list'], revoke, revoke]) {
      expect(await run(...words)).toMatchObject({ status: 3, printed: '', complained: missing });
    }
    const next = await start();
    expect(await next.exited).toBe(1);
    expect(next.complained()).toContain('and the bank that last ran here had 2');
  }));
