import { Database } from 'bun:sqlite';
import { expect } from 'bun:test';
import { MongoClient } from 'mongodb';
import { makeBankFile, startBank } from '../../support/bank.ts';
import { TELLER } from '../../support/keys.ts';
import { borrowMongo, whyNoMongo } from '../../support/mongo.ts';
import type { BankFile } from '../../support/process.ts';

/** More than one page of the end of the log. */
export const DEPOSITS = 60;

/** A bank with some transactions that nobody runs, and a way to change its rows behind its back. */
export interface StoppedBank {
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

export async function newSqliteBank(): Promise<StoppedBank> {
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
  const { databaseUrl, address, giveBack } = borrowMongo();
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
    change: (...change) =>
      run(async (client) => {
        const [table, where, fields] = placeInMember(change) ?? change;
        const target = collection(client, table);
        const filter = table === 'bank' ? {} : renamed(where);
        const done = await target.updateMany(filter, { $set: fields }, { bypassDocumentValidation: true });
        return done.modifiedCount;
      }),
    remove: (table, where) =>
      run(async (client) => (await collection(client, table).deleteMany(renamed(where))).deletedCount),
    async end() {
      place.remove();
      await giveBack();
    },
  };
}

type Change = Parameters<StoppedBank['change']>;

/** A member's balances stand in their own document. */
function placeInMember([table, { account, asset }, fields]: Change): Change | undefined {
  const [, id] = /^member:(\d+)$/.exec(String(account)) ?? [];
  if (table !== 'inventory' || id === undefined) return undefined;
  const inMember = Object.entries(fields).map(([name, value]) => [`balances.${asset}.${name}`, value]);
  return ['members', { _id: Number(id) }, Object.fromEntries(inMember)];
}

/** Both databases, where there is a MongoDB. */
export const KINDS = [
  ['SQLite', newSqliteBank] as const,
  ...(whyNoMongo() === null ? [['MongoDB', newMongoBank] as const] : []),
];
