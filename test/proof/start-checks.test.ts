import { Database } from 'bun:sqlite';
import { afterAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { copyFileSync, readFileSync, rmSync } from 'node:fs';
import { MongoClient } from 'mongodb';
import { z } from 'zod';
import { createSignedClient } from '../../src/cli/signed-client.ts';
import { UnusableDatabase } from '../../src/storage/errors.ts';
import { makeBankFile, startBank } from '../support/bank.ts';
import { READER, STAFF, TELLER, type TestKey, WEB } from '../support/keys.ts';
import { makeMongoAddress, whyNoMongo } from '../support/mongo.ts';
import { type BankFile, type BankProcess, type Launch, startProcess } from '../support/process.ts';
import { runPetbank } from './archive/run.ts';

// Starting processes takes longer than Bun's own limit on a busy machine.
setDefaultTimeout(60_000);

/** More than one page of the end of the log. */
const DEPOSITS = 60;

/** A bank with some transactions that nobody runs, and a way to change its rows behind its back. */
interface StoppedBank {
  readonly database: Readonly<Record<string, string>>;
  readonly place: BankFile;
  change(table: string, where: Row, fields: Row): Promise<void>;
  remove(table: string, where: Row): Promise<void>;
  end(): Promise<void>;
}
type Row = Readonly<Record<string, string | number>>;

/** Some deposits, now: the processes that start on them have the machine's clock. */
async function fill(database: Readonly<Record<string, string>>, place: BankFile): Promise<void> {
  const bank = await startBank(database, { ...place, remove: () => undefined }, Date.now());
  const trades = Array.from({ length: DEPOSITS }, (_, trade) => ({
    tradeId: `T-${trade}`,
    robloxUserId: 156,
    pets: [{ id: 'Huge Cat' }],
    gems: 10,
  }));
  const answers = await Promise.all(
    trades.map((body) => bank.ask(TELLER, 'POST', '/deposit/complete', body)),
  );
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  await bank.stop();
}

async function newSqliteBank(): Promise<StoppedBank> {
  const place = makeBankFile();
  const database = { DATABASE_URL: `file:${place.file}` };
  await fill(database, place);
  async function run(statement: string, values: Row[]): Promise<void> {
    const client = new Database(place.file);
    // Whoever has the file sets aside what the schema demands.
    client.run('pragma ignore_check_constraints = 1');
    expect(
      client.run(
        statement,
        values.flatMap((row) => Object.values(row)),
      ).changes,
    ).toBeGreaterThan(0);
    client.run('pragma wal_checkpoint(truncate)');
    client.close();
    Bun.gc(true);
  }
  const named = (row: Row, between: string): string =>
    Object.keys(row)
      .map((name) => `${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)} = ?`)
      .join(between);
  return {
    database,
    place,
    change: (table, where, fields) =>
      run(`update ${table} set ${named(fields, ', ')} where ${named(where, ' and ')}`, [fields, where]),
    remove: (table, where) => run(`delete from ${table} where ${named(where, ' and ')}`, [where]),
    end: async () => place.remove(),
  };
}

async function newMongoBank(): Promise<StoppedBank> {
  const place = makeBankFile();
  const { databaseUrl, address, drop } = makeMongoAddress();
  const database = { DATABASE_URL: databaseUrl };
  await fill(database, place);
  const renamed = ({ seq, ...row }: Row) => (seq === undefined ? row : { ...row, _id: seq });
  async function run(work: (client: MongoClient) => Promise<number>): Promise<void> {
    const client = new MongoClient(address.url);
    expect(await work(client)).toBeGreaterThan(0);
    await client.close();
  }
  const collection = (client: MongoClient, table: string) =>
    client.db(address.name).collection<{ _id: string | number }>(table);
  return {
    database,
    place,
    change: (table, where, fields) =>
      run(async (client) => {
        const target = collection(client, table);
        const filter = table === 'bank' ? {} : renamed(where);
        const done = await target.updateMany(filter, { $set: fields }, { bypassDocumentValidation: true });
        return done.modifiedCount;
      }),
    remove: (table, where) =>
      run(async (client) => (await collection(client, table).deleteMany(renamed(where))).deletedCount),
    async end() {
      place.remove();
      await drop();
    },
  };
}

const KINDS = [
  ['SQLite', newSqliteBank] as const,
  ...(whyNoMongo() === null ? [['MongoDB', newMongoBank] as const] : []),
];

/** What somebody did to the rows, and what the start says of it. */
const BROKEN: readonly [string, (bank: StoppedBank) => Promise<void>, RegExp][] = [
  [
    'a balance of 999999',
    ({ change }) => change('inventory', { account: 'member:156', asset: 'gems' }, { amount: '999999' }),
    /gems: its balances sum to 999399, and not to zero/,
  ],
  [
    'a balance too large to be added up in one piece',
    ({ change }) => change('inventory', { account: 'member:156', asset: 'gems' }, { amount: '9'.repeat(30) }),
    /gems: its balances sum to 999999999999999999999999999399, and not to zero/,
  ],
  [
    'a debt of a member, and a teller who owes it',
    async ({ change }) => {
      await change('inventory', { account: 'member:156', asset: 'gems' }, { amount: '-5' });
      await change('inventory', { account: 'teller:teller-1', asset: 'gems' }, { amount: '5' });
    },
    /gems: of its balances, 2 are on the wrong side of zero/,
  ],
  [
    'the newest row changed',
    ({ change }) => change('transactions', { seq: DEPOSITS }, { status: 'quarantined' }),
    /transaction 60: its content does not match its hash/,
  ],
  [
    'a row before it changed',
    ({ change }) => change('transactions', { seq: DEPOSITS - 9 }, { tellerId: 'teller-2' }),
    /transaction 51: its content does not match its hash/,
  ],
  [
    'a row of the page before the last one changed',
    ({ change }) => change('transactions', { seq: 3 }, { tellerId: 'teller-2' }),
    /transaction 3: its content does not match its hash/,
  ],
  [
    'a row missing in the middle',
    ({ remove }) => remove('transactions', { seq: DEPOSITS - 9 }),
    /row 51 is missing|leads to/,
  ],
  ['the end cut off', ({ remove }) => remove('transactions', { seq: DEPOSITS }), /leads to 60|is missing/],
  [
    'the head set back',
    ({ change }) => change('bank', { id: 1 }, { seq: DEPOSITS - 1 }),
    /head is 59, and the log goes on|holds 59 transactions/,
  ],
  [
    'another hash at the head',
    ({ change }) => change('bank', { id: 1 }, { hash: 'f'.repeat(64) }),
    /leads to 60 ffff/,
  ],
];

const started: BankProcess[] = [];
afterAll(() => {
  for (const bank of started) bank.kill('SIGKILL');
});
async function start({ place, database }: StoppedBank, launch?: Launch): Promise<BankProcess> {
  const bank = await startProcess(place, database, launch);
  started.push(bank);
  return bank;
}

const ask = ({ url }: BankProcess, key: TestKey, method: string, target: string, body?: unknown) =>
  createSignedClient({ url, key, clock: Date.now, newNonce: () => crypto.randomUUID() })(
    method,
    target,
    body,
  );
const health = async ({ url }: BankProcess): Promise<unknown> => (await fetch(`${url}/health`)).json();

describe.each(KINDS)('on %s', (_kind, newBank) => {
  test.each(BROKEN)('a bank with %s does not start, and says what to do', async (_name, damage, says) => {
    const bank = await newBank();
    await damage(bank);
    const starting = startBank(bank.database, { ...bank.place, remove: () => undefined }, Date.now());
    await expect(starting).rejects.toThrow(UnusableDatabase);
    await expect(starting).rejects.toThrow(says);
    await expect(starting).rejects.toThrow('docs/OPERATIONS.md');
    await bank.end();
  });

  test('start --halted opens it to be looked at, and no start repairs it in silence', async () => {
    const bank = await newBank();
    await bank.change('inventory', { account: 'member:156', asset: 'gems' }, { amount: '999999' });
    await bank.change('transactions', { seq: DEPOSITS }, { status: 'quarantined' });
    const opened = await start(bank, { args: ['--halted'] });
    expect(await health(opened)).toMatchObject({ status: 'degraded', checks: { ledger: 'down' } });
    const inventory = await ask(opened, READER, 'GET', '/user/156/inventory');
    expect(inventory).toMatchObject({ status: 200, body: { gems: 999_999 } });
    const request = { requestId: 'R-1', robloxUserId: 156, pets: [], gems: 1 };
    const halted = await ask(opened, WEB, 'POST', '/withdraw/request', request);
    expect(halted).toMatchObject({ status: 409, body: { code: 'halted' } });
    const lift = { halted: false, reason: 'let it go on' };
    const lifted = await ask(opened, STAFF, 'POST', '/admin/halt', lift);
    expect(lifted.body).toEqual({ halted: true, reason: 'Opened with --halted' });
    // What happened in the game is recorded; nothing else is written by itself.
    const trade = { tradeId: 'T-late', robloxUserId: 156, pets: [], gems: 1 };
    const late = await ask(opened, TELLER, 'POST', '/deposit/complete', trade);
    expect(late).toMatchObject({ status: 200, body: { seq: DEPOSITS + 1 } });
    opened.kill('SIGTERM');
    expect(await opened.exited).toBe(0);
    const refused = await start(bank);
    expect([refused.url, await refused.exited]).toEqual(['', 1]);
    expect(refused.complained()).toMatch(/^Petbank can't start: THE LEDGER IS BROKEN: .*start --halted/);
    expect((await runPetbank(['verify-ledger'], bank.database)).status).toBe(1);
    await bank.end();
  });

  test('start --halted on a sound bank halts that process alone', async () => {
    const bank = await newBank();
    const opened = await start(bank, { args: ['--halted'] });
    expect(await health(opened)).toMatchObject({ status: 'ok' });
    const request = { requestId: 'R-1', robloxUserId: 156, pets: [], gems: 1 };
    const halted = await ask(opened, WEB, 'POST', '/withdraw/request', request);
    expect(halted.body).toMatchObject({ code: 'halted' });
    opened.kill('SIGTERM');
    await opened.exited;
    const next = await start(bank);
    expect((await ask(next, WEB, 'POST', '/withdraw/request', request)).status).toBe(200);
    expect(await runPetbank(['verify-ledger'], bank.database)).toMatchObject({ status: 0 });
    next.kill('SIGTERM');
    await next.exited;
    await bank.end();
  });
});

test('a bank that misses its last commits stays refused after a look at it', async () => {
  const bank = await newSqliteBank();
  const { file } = bank.place;
  const head = z.object({ seq: z.int() });
  copyFileSync(`${file}-head`, `${file}-head-kept`);
  await bank.remove('transactions', { seq: DEPOSITS });
  const opened = await start(bank, { args: ['--halted'] });
  const trade = { tradeId: 'T-late', robloxUserId: 156, pets: [], gems: 1 };
  await ask(opened, TELLER, 'POST', '/deposit/complete', trade);
  opened.kill('SIGTERM');
  await opened.exited;
  expect(head.parse(JSON.parse(readFileSync(`${file}-head`, 'utf8'))).seq).toBe(DEPOSITS);
  expect((await start(bank)).url).toBe('');
  rmSync(`${file}-head-kept`);
  await bank.end();
});
