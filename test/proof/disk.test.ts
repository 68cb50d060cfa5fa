import { describe, expect, setDefaultTimeout, test } from 'bun:test';
import { rmSync } from 'node:fs';
import { makeBankFile } from '../support/bank.ts';
import { READER } from '../support/keys.ts';
import { type BankProcess, withProcesses } from '../support/process.ts';
import { ask, depositGem, expectSoundFile, readHealth } from './crash/ask.ts';
import { BAD_DISKS, fillDisk, remount, whyNoMount, withSmallDisk } from './crash/bad-disk.ts';
import { scaled } from './scale.ts';

// Starting processes takes longer than Bun's own limit on a busy machine.
setDefaultTimeout(120_000);

const SOME = scaled({ short: 3, full: 40 });
const named = (name: string): string[] => Array.from({ length: SOME }, (_, index) => `${name}-${index}`);

/** Expects each deposit to be answered, and returns the answers' bodies. */
async function depositAll(url: string, tradeIds: readonly string[]): Promise<unknown[]> {
  const answers = [];
  for (const tradeId of tradeIds) answers.push(await depositGem(url, tradeId));
  expect(answers.map(({ status }) => status)).toEqual(tradeIds.map(() => 200));
  return answers.map(({ body }) => body);
}

async function expectUnavailable(url: string, tradeIds: readonly string[]): Promise<void> {
  for (const tradeId of tradeIds) {
    const { status, body, headers } = await depositGem(url, tradeId);
    expect({ status, body }).toMatchObject({ status: 503, body: { code: 'storage_unavailable' } });
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  }
}

async function expectGems(url: string, gems: number): Promise<void> {
  const { status, body } = await ask(url, READER, ['GET', '/user/156/inventory']);
  expect({ status, body }).toMatchObject({ status: 200, body: { gems } });
}

const ILL = { status: 503, ready: 503, body: { status: 'degraded', checks: { storage: 'down' } } };
const WELL = { status: 200, ready: 200, body: { status: 'ok', checks: { storage: 'ok' } } };
/** A disk with a little space left takes a few of the bank's own tries before it is full to them too. */
const MAX_POLLS = 50;

async function expectHealth(url: string, wanted: typeof ILL | typeof WELL): Promise<void> {
  let seen = await readHealth(url);
  for (let polls = 1; polls < MAX_POLLS && seen.status !== wanted.status; polls += 1) {
    seen = await readHealth(url);
  }
  expect(seen).toMatchObject(wanted);
}

/** What a bank does on a disk that goes bad and is good again, while it runs. */
async function endure(
  start: () => Promise<BankProcess>,
  file: string,
  spoil: (bank: BankProcess) => Promise<() => Promise<void>>,
): Promise<void> {
  const bank = await start();
  const { url } = bank;
  const before = named('before');
  const during = named('during');
  const first = await depositAll(url, before);
  await expectHealth(url, WELL);

  const fix = await spoil(bank);
  try {
    await expectUnavailable(url, during);
    await expectGems(url, SOME);
    await expectHealth(url, ILL);
    expect((await fetch(`${url}/livez`)).status).toBe(200);
    await expectUnavailable(url, during);
    // What was done before is answered from what is there: that takes no more than a nonce, but a nonce is a
    // commit.
    await expectUnavailable(url, before);
  } finally {
    await fix();
  }

  await expectHealth(url, WELL);
  const second = await depositAll(url, during);
  expect(second).toMatchObject(during.map(() => ({ replayed: false })));
  expect(await depositAll(url, before)).toEqual(replaysOf(first));
  await expectGems(url, 2 * SOME);

  bank.kill('SIGKILL');
  await bank.exited;
  const again = await start();
  expect(await depositAll(again.url, [...before, ...during])).toEqual(replaysOf([...first, ...second]));
  await expectGems(again.url, 2 * SOME);
  again.kill('SIGTERM');
  expect(await again.exited).toBe(0);
  expect(await expectSoundFile(file)).toBe(2 * SOME);
}

const replaysOf = (bodies: readonly unknown[]): unknown[] =>
  bodies.map((body) => expect.objectContaining({ ...Object(body), replayed: true }));

describe('when the disk under it', () => {
  for (const { name, whyNot, spoil } of BAD_DISKS.slice(0, scaled({ short: 3, full: BAD_DISKS.length }))) {
    const reason = whyNot();
    const skipped = reason === null ? '' : `: ${reason}`;
    test.skipIf(reason !== null)(
      `${name}, a bank takes nothing and loses nothing, says so, and recovers by itself${skipped}`,
      () => withProcesses((start, file) => endure(start, file.file, (bank) => spoil(bank, file))),
    );
  }
});

describe('on a small disk', () => {
  const whyNot = whyNoMount();
  const onSmallDisk = (name: string, run: Parameters<typeof withProcesses>[0]): void =>
    test.skipIf(whyNot !== null)(name, async () => {
      const home = makeBankFile();
      await withSmallDisk(home.folder, '8m', () => withProcesses(run, { ...home, remove: () => undefined }));
      home.remove();
    });

  onSmallDisk('that others fill, a bank takes nothing, and goes on when they free space', (start, file) =>
    endure(start, file.file, async () => {
      const freeSpace = fillDisk(file.folder);
      return async () => freeSpace();
    }),
  );
  onSmallDisk('that is full or read-only, a start ends and says so', async (start, { folder, file }) => {
    const first = await start();
    await depositAll(first.url, named('before'));
    first.kill('SIGKILL');
    await first.exited;
    // As after a power cut, when the index of the log must be made anew.
    rmSync(`${file}-shm`);
    for (const leave of [0, 8192, 4096, 16_384].slice(0, scaled({ short: 2, full: 4 }))) {
      const freeSpace = fillDisk(folder, { leave });
      const next = await start();
      // A little space may be enough to start; what was answered is there then, and nothing more is taken.
      if (next.url === '') await expectNoStart(next, /full|refuses to read or write/);
      else await expectGems(next.url, SOME);
      next.kill('SIGKILL');
      await next.exited;
      rmSync(`${file}-shm`, { force: true });
      freeSpace();
    }
    remount(folder, 'ro');
    await expectNoStart(await start(), /read-only/);
    remount(folder, 'rw');
    expect(await expectSoundFile(file)).toBe(SOME);
  });
});

/** Expects a process that ended with status 1 and a word for the operator, not with a trace. */
async function expectNoStart(bank: BankProcess, words: RegExp): Promise<void> {
  if (bank.url !== '') bank.kill('SIGKILL');
  expect(bank.url).toBe('');
  expect({ status: await bank.exited, said: bank.complained() }).toMatchObject({
    status: 1,
    said: expect.stringMatching(words),
  });
  expect(bank.complained()).toStartWith("Petbank can't start: ");
  expect(bank.complained()).not.toContain('    at ');
}

/** So much may the files of a bank grow to at its first start: enough for none of it, or for a part. */
const SPACES = [4_096, 65_536, 0, 1, 12_288, 32_768];

test('a first start that runs out of space ends and says why, and the next one succeeds', async () => {
  for (const space of SPACES.slice(0, scaled({ short: 3, full: SPACES.length }))) {
    await withProcesses(async (start, { file }) => {
      await expectNoStart(await start({}, { through: ['prlimit', `--fsize=${space}:`] }), /disk|written/);
      const { url } = await start();
      await depositAll(url, named('after'));
      expect(await expectSoundFile(file)).toBe(SOME);
    });
  }
});
