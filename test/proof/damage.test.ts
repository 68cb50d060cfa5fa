import { Database } from 'bun:sqlite';
import { describe, expect, setDefaultTimeout, test } from 'bun:test';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { openSqlite } from '../../src/storage/sqlite/sqlite.ts';
import { makeBankFile, readTables, startBank, type TestBank } from '../support/bank.ts';
import { READER, TELLER } from '../support/keys.ts';
import { type BankFile, type BankProcess, startProcess } from '../support/process.ts';
import { deposit, MEMBER } from '../support/scenes.ts';
import { depositGem, expectSoundFile } from './crash/ask.ts';
import { createDice, SEED } from './dice.ts';
import { scaled } from './scale.ts';

// Starting processes takes longer than Bun's own limit on a busy machine.
setDefaultTimeout(120_000);

const PAGE = 4096;

/** Runs with a file of a bank that has taken some deposits, whole and at rest. */
async function withRestingBank(deposits: number, run: (given: BankFile) => Promise<void>): Promise<void> {
  const given = makeBankFile();
  try {
    const bank = await startBank({}, given);
    for (let count = 0; count < deposits; count += 1) await deposit(bank, { gems: 1 }, `T-${count}`);
    await bank.stop();
    expect(await expectSoundFile(given.file)).toBe(deposits);
    checkpoint(given.file);
    await run(given);
  } finally {
    given.remove();
  }
}

/** Brings everything of the log home, so that the one file is all there is. */
function checkpoint(file: string): void {
  change(file, 'pragma wal_checkpoint(truncate)');
}

/** Changes the file as another program would, and leaves nothing beside it. */
function change(file: string, statement: string): void {
  const client = new Database(file);
  client.run(statement);
  client.run('pragma wal_checkpoint(truncate)');
  client.close();
  // A closed connection ends once its statements are gone: until then it holds the log, and would remove a
  // later one.
  Bun.gc(true);
  rmSync(`${file}-wal`, { force: true });
  rmSync(`${file}-shm`, { force: true });
}

/** Writes over a part of a file. */
function overwrite(file: string, at: number, bytes: Uint8Array): void {
  const all = readFileSync(file);
  all.set(bytes.subarray(0, Math.max(0, all.length - at)), at);
  writeFileSync(file, all);
}

/** Expects a process that ended with status 1 and a word for the operator, not with a trace. */
async function expectNoStart(bank: BankProcess, words: RegExp): Promise<void> {
  if (bank.url !== '') bank.kill('SIGKILL');
  expect(bank.url).toBe('');
  expect(await bank.exited).toBe(1);
  expect(bank.complained()).toMatch(words);
  expect(bank.complained()).toStartWith("Petbank can't start: ");
  expect(bank.complained()).not.toMatch(/ {4}at |SQLiteError|DrizzleError/);
}

/** What is in the place of a bank's file, and what a start says of it. */
const NO_BANKS: readonly { name: string; make: (given: BankFile) => void; says: RegExp }[] = [
  {
    name: 'whose header is overwritten',
    make: ({ file }) => overwrite(file, 0, new Uint8Array(100)),
    says: /not a sound database/,
  },
  {
    name: 'whose schema is overwritten',
    make: ({ file }) => overwrite(file, 100, new Uint8Array(PAGE - 100).fill(0xaa)),
    says: /not a sound database/,
  },
  {
    name: 'that is cut off after its first page',
    make: ({ file }) => truncateSync(file, PAGE),
    says: /not a sound/,
  },
  {
    name: 'that is cut off in its header',
    make: ({ file }) => truncateSync(file, 50),
    says: /not a sound database/,
  },
  {
    name: 'that is a letter',
    make: ({ file }) => writeFileSync(file, 'Dear reader, this is no database. '.repeat(300)),
    says: /not a sound database/,
  },
  {
    name: 'that is empty, while its log is not',
    make({ file }) {
      truncateSync(file, 0);
      writeFileSync(`${file}-wal`, 'what the bank knew');
    },
    says: /missing or empty/,
  },
  {
    name: 'that is gone, while its log is not',
    make({ file }) {
      rmSync(file);
      writeFileSync(`${file}-wal`, 'what the bank knew');
    },
    says: /missing or empty/,
  },
  {
    name: 'that is a folder',
    make({ file }) {
      rmSync(file);
      mkdirSync(file);
    },
    says: /can't be opened/,
  },
  {
    name: "that is another program's, with a table named as one of ours",
    make: ({ file }) => replaceBy(file, 'create table users (id integer primary key, name text)'),
    says: /another program/,
  },
  {
    name: "that is another program's",
    make: ({ file }) => replaceBy(file, 'create table notes (id integer primary key, name text)'),
    says: /another program/,
  },
  {
    name: 'that a newer version wrote',
    make: ({ file }) =>
      change(file, "insert into __drizzle_migrations (hash, created_at) values ('new', 9000000000000)"),
    says: /newer version/,
  },
];

function replaceBy(file: string, statement: string): void {
  rmSync(file);
  change(file, statement);
}

/** The bytes of the file, and of its log. */
const contentOf = ({ file }: BankFile): unknown =>
  [file, `${file}-wal`].map((path) =>
    existsSync(path) && statSync(path).isFile() ? readFileSync(path) : null,
  );

describe('on a file', () => {
  for (const { name, make, says } of NO_BANKS) {
    test(`${name}, a start ends, says so and leaves it as it is`, async () => {
      await withRestingBank(3, async (given) => {
        make(given);
        const before = contentOf(given);
        await expectNoStart(await startProcess(given), says);
        expect(contentOf(given)).toEqual(before);
      });
    });
  }

  test('that is empty, a start begins a new bank', async () => {
    await withRestingBank(1, async (given) => {
      rmSync(given.file);
      // It says that a bank was there: the start would refuse to begin another one.
      rmSync(`${given.file}-head`);
      writeFileSync(given.file, '');
      const bank = await startProcess(given);
      expect((await depositGem(bank.url, 'T-1')).body).toMatchObject({ seq: 1 });
      bank.kill('SIGTERM');
      expect(await bank.exited).toBe(0);
    });
  });
});

describe('a log', () => {
  /** A bank's file and log as a kill leaves them, with the size that the log had after each deposit. */
  async function withLog(run: (given: BankFile, sizes: readonly number[]) => Promise<void>): Promise<void> {
    const given = makeBankFile();
    const copy = makeBankFile();
    const bank = await startBank({}, given);
    try {
      const sizes = [statSync(`${given.file}-wal`).size];
      for (let count = 0; count < 20; count += 1) {
        await deposit(bank, { gems: 1 }, `T-${count}`);
        sizes.push(statSync(`${given.file}-wal`).size);
      }
      for (const end of ['', '-wal']) copyFileSync(`${given.file}${end}`, `${copy.file}${end}`);
      await run(copy, sizes);
    } finally {
      await bank.end();
      copy.remove();
    }
  }

  /** Opens a copy of the file whose log was changed, and returns how many transactions it holds. */
  async function countAfter({ file }: BankFile, damage: (log: string) => void): Promise<number> {
    const damaged = makeBankFile();
    try {
      for (const end of ['', '-wal']) copyFileSync(`${file}${end}`, `${damaged.file}${end}`);
      damage(`${damaged.file}-wal`);
      return await expectSoundFile(damaged.file);
    } finally {
      damaged.remove();
    }
  }

  const TRIES = scaled({ short: 40, full: 1_000 });
  const dice = createDice(SEED);

  test('that ends or becomes garbage anywhere holds up to the last whole commit before', async () => {
    process.stdout.write(`PETBANK_SEED=${SEED}\n`);
    await withLog(async (given, sizes) => {
      const [least = 0] = sizes;
      const most = sizes.at(-1) ?? 0;
      for (let count = 0; count < TRIES; count += 1) {
        const at = least + dice.below(most - least);
        const whole = sizes.filter((size) => size <= at).length - 1;
        const found = await countAfter(given, (log) => {
          if (count % 2 === 0) truncateSync(log, at);
          else overwrite(log, at, crypto.getRandomValues(new Uint8Array(2 * PAGE)));
        });
        expect({ at, found }).toEqual({ at, found: whole });
      }
    });
  });
});

describe('a page', () => {
  /** What is compared: the answers of reads that go through every table that members see. */
  const TRADE = { tradeId: 'T-after', robloxUserId: MEMBER, gems: 1 };
  const TARGETS = [
    '/user/156/inventory',
    '/user/156/transactions?limit=100',
    '/user/156/transactions?limit=7',
  ];
  const readAll = async (bank: TestBank): Promise<{ status: number; body: unknown }[]> => {
    const answers = await Promise.all(TARGETS.map((target) => bank.ask(READER, 'GET', target)));
    return answers.map(({ status, body }) => ({ status, body: status === 200 ? withoutTime(body) : null }));
  };
  const withoutTime = (body: unknown): unknown => ({ ...Object(body), asOf: null });

  test('that is garbage makes the bank say nothing rather than what is not so', async () => {
    await withRestingBank(60, async (given) => {
      const pages = statSync(given.file).size / PAGE;
      const whole = await startBank({}, given);
      const right = await readAll(whole);
      await whole.stop();
      checkpoint(given.file);
      const seen = { unharmed: 0, silent: 0, unstarted: 0 };
      const step = scaled({ short: 9, full: 1 });
      for (let page = 1; page < pages; page += step) {
        for (const byte of [0, 0xff, 0x5a]) seen[await readWith(given, { page, byte, right })] += 1;
      }
      process.stdout.write(`${JSON.stringify({ pages, ...seen })}\n`);
      expect(seen.silent + seen.unstarted).toBeGreaterThan(0);
    });
  });

  /** A bank on a copy of the file in which one page is nothing but this byte. */
  async function readWith(
    { file }: BankFile,
    { page, byte, right }: { page: number; byte: number; right: unknown[] },
  ): Promise<'unharmed' | 'silent' | 'unstarted'> {
    const damaged = makeBankFile();
    copyFileSync(file, damaged.file);
    overwrite(damaged.file, page * PAGE, new Uint8Array(PAGE).fill(byte));
    const bank = await startBank({}, damaged).catch(() => null);
    if (!bank) {
      damaged.remove();
      return 'unstarted';
    }
    try {
      const answers = await readAll(bank);
      const { status, body } = await bank.ask(TELLER, 'POST', '/deposit/complete', TRADE);
      expect([200, 500, 503]).toContain(status);
      expect({ page, byte, status, body }).toMatchObject({
        ...(status === 200 && { body: { gems: 61 } }),
      });
      for (const [at, answer] of answers.entries()) {
        if (answer.status === 200)
          expect<unknown>({ page, byte, answer }).toEqual({ page, byte, answer: right[at] });
        else expect([500, 503]).toContain(answer.status);
      }
      return answers.every(({ status }) => status === 200) ? 'unharmed' : 'silent';
    } finally {
      await bank.end();
    }
  }
});

describe('a migration that fails half-way', () => {
  const ROOT = join(import.meta.dir, '../..');

  test('changes nothing: the start ends and says so, and the version before starts again', async () => {
    await withRestingBank(3, async (given) => {
      const migrations = join(given.folder, 'migrations');
      cpSync(join(ROOT, 'migrations'), migrations, { recursive: true });
      addBrokenMigration(migrations);
      const before = readTables(given.file);
      expect(() => openSqlite({ file: given.file, migrationsFolder: migrations })).toThrow(
        /can't be brought up to date/,
      );
      expect(readTables(given.file)).toEqual(before);
      const again = await startProcess(given);
      expect((await depositGem(again.url, 'T-1')).status).toBe(200);
      again.kill('SIGTERM');
      expect(await again.exited).toBe(0);
    });
  });

  /** Adds one that makes a table, empties another, and then can't be read. */
  function addBrokenMigration(folder: string): void {
    const journal = join(folder, 'meta/_journal.json');
    const { entries, ...rest } = JSON.parse(readFileSync(journal, 'utf8'));
    const entry = { idx: 9, version: '6', when: 9_000_000_000_000, tag: '0009_broken', breakpoints: true };
    writeFileSync(journal, JSON.stringify({ ...rest, entries: [...entries, entry] }));
    const statements = [
      'create table extra (id integer)',
      'delete from inventory',
      'create tabel oops (id integer)',
    ];
    writeFileSync(join(folder, '0009_broken.sql'), statements.join('\n--> statement-breakpoint\n'));
  }
});

test('three banks that start at once on a new file all start, and the tables are made once', async () => {
  const given = makeBankFile();
  const banks = await Promise.all([1, 2, 3].map(() => startProcess(given)));
  try {
    expect(banks.map(({ complained }) => complained())).toEqual(['', '', '']);
    const answers = await Promise.all(banks.map(({ url }, at) => depositGem(url, `T-${at}`)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await expectSoundFile(given.file)).toBe(3);
  } finally {
    for (const bank of banks) bank.kill('SIGKILL');
    await Promise.all(banks.map(({ exited }) => exited));
    given.remove();
  }
});
