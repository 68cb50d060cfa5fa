import { Database } from 'bun:sqlite';
import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { UnusableDatabase } from '../../src/storage/errors.ts';
import { identify } from '../../src/storage/sqlite/place.ts';
import { makeBankFile, startBank } from '../support/bank.ts';
import { type BankFile, type BankProcess, startProcess, withProcesses } from '../support/process.ts';
import { depositGem, expectSoundFile } from './crash/ask.ts';
import { scaled } from './scale.ts';

// Starting processes takes longer than Bun's own limit on a busy machine.
setDefaultTimeout(120_000);

const DEPOSITS = 20;
const RUNBOOK = /OPERATIONS\.md/;

async function depositAll(url: string, name = 'T'): Promise<void> {
  for (let count = 0; count < DEPOSITS; count += 1) {
    expect((await depositGem(url, `${name}-${count}`)).status).toBe(200);
  }
}

/** Changes the file as another program would, and ends in order: the log is then in the file. */
function change(file: string, ...statements: readonly string[]): void {
  const client = new Database(file);
  for (const statement of statements) client.run(statement);
  client.close();
  Bun.gc(true);
}

function remove(file: string, ends: readonly string[]): void {
  for (const end of ends) rmSync(`${file}${end}`);
}

type Start = Parameters<Parameters<typeof withProcesses>[0]>[0];

/** Makes some deposits with the bank, and kills it. */
async function depositAndKill(bank: BankProcess): Promise<void> {
  await depositAll(bank.url);
  bank.kill('SIGKILL');
  await bank.exited;
}

/** Runs with the file of a bank that was killed after some deposits. */
const withKilledBank = (run: (start: Start, file: string) => Promise<void>): Promise<void> =>
  withProcesses(async (start, { file }) => {
    await depositAndKill(await start());
    await run(start, file);
  });

/** Starts the bank in this process, which takes a tenth of a process of its own. */
const startHere = (place: BankFile) => startBank({}, place, Date.now());

async function expectNoStart(bank: BankProcess, words: RegExp): Promise<void> {
  expect(bank.url).toBe('');
  expect(await bank.exited).toBe(1);
  expect(bank.complained()).toMatch(words);
  expect(bank.complained()).toMatch(RUNBOOK);
  expect(bank.complained()).toStartWith("Petbank can't start: ");
  expect(bank.complained()).not.toContain('    at ');
}

/** Expects a bank that has every deposit. */
async function expectEvery({ url }: { readonly url: string }): Promise<void> {
  expect((await depositGem(url, `T-${DEPOSITS - 1}`)).body).toMatchObject({ seq: DEPOSITS, replayed: true });
}

/** Expects the same, and stops it in order. */
async function expectWhole(bank: BankProcess): Promise<void> {
  await expectEvery(bank);
  bank.kill('SIGTERM');
  expect(await bank.exited).toBe(0);
}

const CUT = `delete from transactions where seq > ${DEPOSITS - 2}`;
const HEAD_BACK = `update bank set seq = ${DEPOSITS - 2},
  hash = (select hash from transactions where seq = ${DEPOSITS - 2})`;

/** What may happen to the file of a killed bank, and what the start then says. */
const LOSSES: readonly { name: string; lose: (file: string) => void; says: RegExp }[] = [
  { name: 'its log was deleted', lose: (file) => remove(file, ['-wal']), says: /holds 0 .* had 20,/s },
  {
    name: 'its log was deleted, and the word of its last commit too',
    lose: (file) => remove(file, ['-wal', '-head']),
    says: /-wal is gone/,
  },
  {
    name: 'log and index were deleted',
    lose: (file) => remove(file, ['-wal', '-shm']),
    says: /holds 0 .* had 20,/s,
  },
  {
    name: 'its log lost its end',
    lose: (file) => truncateSync(`${file}-wal`, Math.floor(statSync(`${file}-wal`).size / 2)),
    says: /holds \d+ .* had 20,/s,
  },
  {
    name: 'the last rows of the ledger were deleted',
    lose: (file) => change(file, CUT),
    says: /THE LEDGER IS BROKEN|is not the one/,
  },
  {
    name: 'the last rows of the ledger were deleted, and its head set back',
    lose: (file) => change(file, CUT, HEAD_BACK),
    says: /holds 18 .* had 20,/s,
  },
  {
    name: 'the same, and the word of its last commit is gone',
    lose(file) {
      change(file, CUT, HEAD_BACK);
      rmSync(`${file}-head`);
    },
    says: /THE LEDGER IS BROKEN/,
  },
  {
    name: 'another bank was put in its place',
    lose(file) {
      change(file, `update transactions set hash = '${'f'.repeat(64)}' where seq = ${DEPOSITS}`);
    },
    says: /is not the one/,
  },
  {
    name: 'the file is gone',
    lose: (file) => remove(file, ['', '-wal', '-shm']),
    says: /missing or empty, and .*-head says that it had 20/,
  },
];

/** The short form sees every third as a process of its own says it. */
const EVERY_PROCESS = scaled({ short: 3, full: 1 });

describe('a killed bank does not start where', () => {
  const killed = makeBankFile();
  beforeAll(async () => depositAndKill(await startProcess(killed)));
  afterAll(killed.remove);

  /** Copies what the killed bank left, as if it had run there. */
  function leaveAt(file: string): void {
    for (const end of ['', '-wal', '-shm', '-head']) copyFileSync(`${killed.file}${end}`, `${file}${end}`);
    const head = readFileSync(`${file}-head`, 'utf8');
    writeFileSync(`${file}-head`, head.replace(identify(killed.file), identify(file)));
  }

  for (const [at, { name, lose, says }] of LOSSES.entries()) {
    test(name, () =>
      withProcesses(async (start, place) => {
        leaveAt(place.file);
        lose(place.file);
        if (at % EVERY_PROCESS === 0) await expectNoStart(await start(), says);
        const again = startHere(place);
        await expect(again).rejects.toThrow(UnusableDatabase);
        await expect(again).rejects.toThrow(says);
        await expect(again).rejects.toThrow(RUNBOOK);
        // What was lost is found again.
        leaveAt(place.file);
        const found = await startHere(place);
        await expectEvery(found).finally(found.stop);
      }),
    );
  }
});

describe('a killed bank starts', () => {
  test('on what it left, also when it is killed again before it took anything', () =>
    withKilledBank(async (start) => {
      for (let times = 0; times < 3; times += 1) {
        const bank = await start();
        bank.kill('SIGKILL');
        await bank.exited;
      }
      await expectWhole(await start());
    }));

  test('after another program has opened and closed its file in order', () =>
    withKilledBank(async (start, file) => {
      change(file, 'pragma user_version');
      expect(existsSync(`${file}-wal`)).toBe(false);
      await expectWhole(await start());
    }));

  test('when all of its files were moved together, and after a check of all when they were copied', () =>
    withKilledBank(async (start, file) => {
      const elsewhere = `${dirname(file)}/elsewhere`;
      mkdirSync(elsewhere);
      const there = { DATABASE_URL: `file:${elsewhere}/petbank.db`, LOG_LEVEL: 'warn' };
      for (const end of ['', '-wal', '-head']) renameSync(`${file}${end}`, `${elsewhere}/petbank.db${end}`);
      const moved = await start(there);
      expect(moved.printed()).not.toContain('is checked');
      await expectWhole(moved);
      for (const end of ['', '-head']) copyFileSync(`${elsewhere}/petbank.db${end}`, `${file}${end}`);
      rmSync(`${file}-shm`);
      const copied = await start({ LOG_LEVEL: 'warn' });
      expect(copied.printed()).toContain('is checked');
      await expectWhole(copied);
    }));
});

test('a copy of the file from before a checkpoint, and of its log from after it, does not start', () =>
  withProcesses(async (start, { file, folder }) => {
    const copy = `${folder}/copy.db`;
    const bank = await start();
    await depositAll(bank.url, 'a');
    change(file, 'pragma wal_checkpoint(truncate)');
    await depositAll(bank.url, 'b');
    copyFileSync(file, copy);
    change(file, 'pragma wal_checkpoint(truncate)');
    await depositAll(bank.url, 'c');
    copyFileSync(`${file}-wal`, `${copy}-wal`);
    await expectNoStart(await start({ DATABASE_URL: `file:${copy}` }), /damaged|BROKEN|sound database/);
    expect(await expectSoundFile(file)).toBe(3 * DEPOSITS);
  }));
