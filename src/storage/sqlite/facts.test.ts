import { Database } from 'bun:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'bun:test';
import {
  closeSync,
  cpSync,
  fstatSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bookOn, deposit } from '../../../test/storage/book.ts';
import { expectDamagedBeside } from '../../../test/storage/outbox.ts';
import { openCase } from '../../../test/storage/row-samples.ts';
import { batchOn, HUGE, loadBank, store, T0, transactionOn } from '../../../test/storage/samples.ts';
import { NO_GOODS } from '../../bank/engine/pets.ts';
import { verifyLedger } from '../../bank/verify-ledger.ts';
import { openDatabase } from './open.ts';
import { openSqlite } from './sqlite.ts';

const migrationsFolder = 'migrations';

describe('an SQLite file', () => {
  let folder = '';
  let file = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'petbank-facts-'));
    file = join(folder, 'petbank.db');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** What another program sees that writes past the driver. */
  function withClient<Result>(use: (client: Database) => Result): Result {
    const client = new Database(file, { strict: true });
    try {
      return use(client);
    } finally {
      client.close();
    }
  }

  test('is in WAL mode, and every commit is synced to the disk', () => {
    const { client } = openDatabase({ file, migrationsFolder });
    expect(client.query('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    expect(client.query('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
    expect(client.query('PRAGMA busy_timeout').get()).toEqual({ timeout: 5 });
    client.close();
  });

  describe('refuses, whoever writes it,', () => {
    const inventory = (account: string, amount: string) =>
      `insert into inventory (account, asset, amount) values ('${account}', 'gems', ${amount})`;
    test.each([
      ['half a gem', inventory('member:1', '1.5')],
      ['a word for an amount', inventory('member:1', "'five'")],
      ['no amount', inventory('member:1', "''")],
      ['a balance of zero', inventory('member:1', "'0'")],
      ['a member below zero', inventory('member:1', "'-1'")],
      ['a reservation below zero', inventory('reserved:w-1', "'-1'")],
      ['a quarantine below zero', inventory('quarantine', "'-1'")],
      ['a teller above zero', inventory('teller:teller-1', "'1'")],
      ['half a version', 'update bank set version = 1.5'],
      ['a second head', "insert into bank (id, version, seq, hash, head_at) values (2, 0, 0, '', 0)"],
      [
        'a total that is no whole number',
        "insert into members (roblox_user_id, pets_held, gems_held) values (1, '1.5', '0')",
      ],
      [
        'a claim by nobody',
        `insert into withdrawals
           (id, seq, roblox_user_id, requested_by, status, goods, requested_at, expires_at)
         values ('w-1', 1, 1, 'web', 'claimed', '{}', 0, 0)`,
      ],
    ])('%s', async (_name, statement) => {
      await openSqlite({ file, migrationsFolder }).close();
      expect(() => withClient((client) => client.run(statement))).toThrow(/CHECK constraint failed/);
    });

    test('and takes what is lawful', async () => {
      await openSqlite({ file, migrationsFolder }).close();
      withClient((client) => {
        client.run(inventory('member:1', `'${10n ** 30n}'`));
        client.run(inventory('teller:teller-1', `'-${10n ** 30n}'`));
      });
    });
  });

  describe('with a trigger, which somebody else has added,', () => {
    const statement =
      "create trigger thief after update on bank begin update inventory set amount = '9'; end";
    const addTrigger = () => withClient((client) => client.run(statement));

    test('is neither opened nor checked', async () => {
      const driver = openSqlite({ file, migrationsFolder });
      await (await driver.openSnapshot()).close();
      addTrigger();
      await expect(driver.openSnapshot()).rejects.toThrow('holds a trigger, thief');
      await driver.close();
      expect(() => openSqlite({ file, migrationsFolder })).toThrow('holds a trigger, thief');
      withClient((client) => client.run('drop trigger thief'));
      await openSqlite({ file, migrationsFolder }).close();
    });

    test('is not opened either where its kind is written otherwise, which SQLite takes, too', async () => {
      await openSqlite({ file, migrationsFolder }).close();
      addTrigger();
      withClient((client) => client.run('PRAGMA wal_checkpoint(TRUNCATE)'));
      const edited = readFileSync(file, 'latin1').replace('triggerthief', 'Triggerthief');
      writeFileSync(file, edited, 'latin1');
      expect(() => openSqlite({ file, migrationsFolder })).toThrow('holds a trigger, thief');
    });
  });

  describe('without what keeps an operation from happening twice', () => {
    const DROP = 'drop index transactions_operation';
    const CREATE = 'index transactions_operation on transactions (operation_id)';
    const INDEX = 'the index transactions_operation';
    const COPY = 'create table copy as select * from nonces; drop table nonces';
    const CHANGES = [
      [INDEX, DROP],
      [INDEX, `${DROP}; create ${CREATE}`],
      [INDEX, `${DROP}; create unique ${CREATE} where operation_id is null`],
      ['the primary key of nonces', `${COPY}; alter table copy rename to nonces`],
    ] as const;

    test.each(CHANGES)('it lacks %s, and is not opened: %s', async (what, change) => {
      await openSqlite({ file, migrationsFolder }).close();
      withClient((client) => client.run(change));
      expect(() => openSqlite({ file, migrationsFolder })).toThrow(`lacks ${what}`);
    });

    test.each(CHANGES)('it lacks %s, and takes nothing while it is open: %s', async (what, change) => {
      const driver = openSqlite({ file, migrationsFolder });
      const commit = async () => driver.store(batchOn(await loadBank(driver), {}));
      expect(await commit()).toBe('stored');
      withClient((client) => client.run('create table notes_of_a_backup_tool (at integer)'));
      expect(await commit()).toBe('stored');
      withClient((client) => client.run(change));
      for (let tries = 0; tries < 2; tries += 1) await expect(commit()).rejects.toThrow(`lacks ${what}`);
      await driver.close();
    });
  });

  test('is closed once, whoever closes it again: no other file is', async () => {
    const driver = openSqlite({ file, migrationsFolder });
    await driver.close();
    // They get the lowest numbers that are free.
    const others = Array.from({ length: 64 }, () => openSync(file, 'r'));
    await driver.close();
    for (const other of others) {
      expect(fstatSync(other).isFile()).toBe(true);
      closeSync(other);
    }
  });

  test('that is there already is brought up to date again and again without harm', async () => {
    const first = openSqlite({ file, migrationsFolder });
    await deposit(bookOn(first).book, 'a', 5);
    const bank = await loadBank(first);
    await first.close();
    for (let opening = 0; opening < 2; opening += 1) {
      const again = openSqlite({ file, migrationsFolder });
      expect(await loadBank(again)).toEqual(bank);
      expect(await verifyLedger(again)).toMatchObject({ kind: 'sound', count: 1 });
      await again.close();
    }
  });

  test('hands out a message whose row is damaged as such, once, beside the others', async () => {
    const driver = openSqlite({ file, migrationsFolder });
    const event = { topic: 'x', discordUserId: '1', robloxUserId: null, goods: NO_GOODS, text: '', at: T0 };
    await store(driver, { events: ['a', 'b', 'c', 'd'].map((text) => ({ ...event, text })) });
    withClient((client) => {
      client.run("update outbox set goods = '{' where text = 'a'");
      client.run("update outbox set at = 'noon' where text = 'c'");
    });
    await expectDamagedBeside(driver);
    await driver.close();
  });

  test('lists a case whose row is damaged as such, beside the others', async () => {
    const driver = openSqlite({ file, migrationsFolder });
    const cases = ['a', 'b', 'c', 'd'].map((id) => ({ ...openCase, id }));
    await store(driver, { puts: { cases } });
    withClient((client) => {
      client.run("update cases set goods = '{' where id = 'b'");
      client.run("update cases set kind = 'unheard_of' where id = 'c'");
      // So older versions wrote more than a number holds to the digit.
      client.run("update cases set goods = replace(goods, '\"gems\":5', '\"gems\":1e16') where id = 'd'");
    });
    const [sound, ...others] = await driver.cases({ limit: 10 });
    expect(sound).toEqual({ ...openCase, id: 'a' });
    expect(others).toMatchObject([
      { id: 'b', kind: 'damaged' },
      { id: 'c', kind: 'damaged' },
      { id: 'd', kind: 'quarantine', goods: { gems: Number.MAX_SAFE_INTEGER } },
    ]);
    // A time that is none is younger than any.
    withClient((client) => client.run("update cases set opened_at = 'noon' where id in ('a', 'b')"));
    const pages = [undefined, 'c', 'd', 'a', 'b'].map((afterId) => driver.openCases({ afterId, limit: 1 }));
    expect((await Promise.all(pages)).flat().map(({ id }) => id)).toEqual(['c', 'd', 'a', 'b']);
    await driver.close();
  });

  /** The file as a version of the bank left it that knew only so many migrations. */
  function openOld(migrations: number) {
    const old = join(folder, 'migrations');
    cpSync(migrationsFolder, old, { recursive: true });
    const journal = join(old, 'meta', '_journal.json');
    const { entries, ...rest } = JSON.parse(readFileSync(journal, 'utf8'));
    writeFileSync(journal, JSON.stringify({ ...rest, entries: entries.slice(0, migrations) }));
    return openDatabase({ file, migrationsFolder: old });
  }

  test('from before lists were dated has its values, listed before any list that comes', async () => {
    const before = openOld(4);
    before.client.run(
      `insert into pet_values (asset, name, tier, tradable, valued_at, source, flags, recent, points)
        values ('pet/normal/-/-/Cat', 'Cat', 'other', 1, 5, 'big_games', '[]', '[]', '[]')`,
    );
    before.client.close();
    const driver = openSqlite({ file, migrationsFolder });
    expect(await driver.petValues({ limit: 2 })).toMatchObject([{ name: 'Cat', valuedAt: 5, listedAt: 0 }]);
    await driver.close();
  });

  test('from before reports had rows of their own has what its tellers reported', async () => {
    const before = openOld(6);
    const cat = 'pet/normal/-/-/Cat';
    const amounts = [
      ['gems', '5'],
      [cat, String(HUGE)],
    ];
    const report = JSON.stringify({ amounts, madeAt: 1, receivedAt: 2, afterSeq: 3 });
    const insert = before.client.query('insert into tellers values (?, 3, ?, ?, ?)');
    for (const [id, said] of [
      ['a', report],
      ['b', 'null'],
    ]) {
      insert.run(id ?? '', said ?? '', '[]', '');
    }
    before.client.close();
    const driver = openSqlite({ file, migrationsFolder });
    expect(await driver.reports()).toEqual([{ tellerId: 'a', amounts: `gems 5\n${cat} ${HUGE}` }]);
    expect(await driver.tellers()).toMatchObject([
      { id: 'a', report: { digest: '', madeAt: 1, receivedAt: 2, afterSeq: 3 } },
      { id: 'b', report: null },
    ]);
    await driver.close();
  });

  test('that was copied while the bank worked holds up to its last commit', async () => {
    const driver = openSqlite({ file, migrationsFolder });
    await deposit(bookOn(driver).book, 'a', 5);
    const copy = join(folder, 'copy.db');
    for (const end of ['', '-wal', '-shm']) cpSync(`${file}${end}`, `${copy}${end}`);
    const restored = openSqlite({ file: copy, migrationsFolder });
    expect(await loadBank(restored)).toEqual(await loadBank(driver));
    await restored.close();
    await driver.close();
  });

  test('that is no database, or a damaged one, is an error at the start and is left as it is', async () => {
    writeFileSync(file, 'these are not the pages you are looking for '.repeat(200));
    const before = readFileSync(file);
    expect(() => openSqlite({ file, migrationsFolder })).toThrow();
    expect(readFileSync(file)).toEqual(before);
  });

  test('in a folder that is not there is an error at the start', () => {
    expect(() => openSqlite({ file: join(folder, 'no', 'petbank.db'), migrationsFolder })).toThrow();
  });

  test('whose commit fails half-way holds nothing of it', async () => {
    const driver = openSqlite({ file, migrationsFolder });
    const bank = await loadBank(driver);
    const nonce = { keyId: 'k', nonce: 'n', expiresAt: 1 };
    const puts = {
      balances: [{ account: 'member:1', asset: 'gems', amount: 5n, holds: null }],
      // The second is written last of all, when everything else of the batch already is.
      nonces: [nonce, nonce],
    };
    expect(await store(driver, { transactions: [transactionOn(bank)], puts })).toBe('repeated');
    await driver.close();
    const tables = ['transactions', 'inventory', 'nonces', 'outbox'];
    const counts = tables.map((table) =>
      withClient((client) => client.query(`select * from ${table}`).all().length),
    );
    expect(counts).toEqual([0, 0, 0, 0]);
    expect(withClient((client) => client.query('select version, seq from bank').get())).toEqual({
      version: 0,
      seq: 0,
    });
  });

  test('that three processes commit to at once counts every commit once', async () => {
    await openSqlite({ file, migrationsFolder }).close();
    const depositor = new URL('../../../test/bank/depositor.ts', import.meta.url).pathname;
    const processes = [1, 2, 3].map(() => Bun.spawn([process.execPath, depositor, file, '40']));
    expect(await Promise.all(processes.map((subprocess) => subprocess.exited))).toEqual([0, 0, 0]);
    const driver = openSqlite({ file, migrationsFolder });
    expect(await verifyLedger(driver)).toMatchObject({ kind: 'sound', count: 120 });
    expect((await driver.members({ afterId: 0, limit: 1 }))[0]?.gemsHeld).toBe(120n);
    await driver.close();
  });

  test.each([
    [
      'a changed amount',
      'update transactions set entries = replace(entries, \'"5"\', \'"6"\') where seq = 2',
      { seq: 2 },
    ],
    [
      'half an amount',
      'update transactions set entries = replace(entries, \'"5"\', \'"1.5"\') where seq = 2',
      { seq: 2 },
    ],
    ['goods that are no JSON', "update transactions set goods = '{' where seq = 2", { seq: 2 }],
    ['a row that is gone', 'delete from transactions where seq = 2', { seq: 3 }],
    ['a tail that was cut off', 'delete from transactions where seq = 3', { seq: 3 }],
    ['a balance made larger', "update inventory set amount = '99' where account = 'member:1'", {}],
    [
      'a balance that can not be read',
      "update inventory set amount = '-' where account = 'teller:teller-1'",
      {},
    ],
  ])('with %s is found out by verify-ledger', async (_name, statement, error) => {
    const driver = openSqlite({ file, migrationsFolder });
    for (const tradeId of ['a', 'b', 'c']) await deposit(bookOn(driver).book, tradeId, 5);
    withClient((client) => client.run(statement));
    const check = await verifyLedger(driver);
    expect(check).toMatchObject({ kind: 'broken', firstError: error });
    await driver.close();
  });
});
