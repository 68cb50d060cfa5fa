import { afterEach, beforeEach, describe, expect, spyOn, test } from 'bun:test';
import fc from 'fast-check';
import type { Db } from 'mongodb';
import { scaled } from '../../../test/proof/scale.ts';
import { type Book, bookOn } from '../../../test/storage/book.ts';
import { batchOn, loadBank, rowsOf, store, T0 } from '../../../test/storage/samples.ts';
import { emptyDatabase, makeMongoAddress, mongoTests } from '../../../test/support/mongo.ts';
import { completeDeposit } from '../../bank/deposit.ts';
import { invariant } from '../../bank/engine/assert.ts';
import { memberAccount } from '../../bank/engine/ledger.ts';
import { type Balance, newMember } from '../../bank/engine/rows.ts';
import { rowKey } from '../../bank/engine/tables.ts';
import { readInventory } from '../../bank/inventory.ts';
import { verifyLedger } from '../../bank/verify-ledger.ts';
import { decodeRow } from '../archive/rows.ts';
import type { Driver } from '../driver.ts';
import { findApart } from './balance-pages.ts';
import { openCollections } from './collections.ts';
import { toDocument } from './documents.ts';
import { namedBalances, readNamed } from './member-documents.ts';
import { type MongoStorage, openMongo } from './mongodb.ts';

/** More than a member's document holds, where all of them are put. */
const KINDS = 150;
const ASSETS = ['gems', ...['.', '%2E', '%', 'a.b.c', '$x', '🦄'].map((id) => `pet/normal/-/-/${id}`)];
while (ASSETS.length < KINDS) ASSETS.push(`pet/golden/-/-/Cat ${ASSETS.length}`);
const MEMBERS = [1, 2, 10];
/** How many random stories are played. */
const RUNS = scaled({ short: 5, full: 200 });

const holdOf = (seq: number) => ({
  tellerId: 'teller-1',
  seq,
  firstSeq: seq,
  amount: 1n,
  at: T0,
  until: T0 + 1,
  content: 'x',
  isDuplicate: false,
  hour: null,
});

mongoTests("members' documents", () => {
  let opened: MongoStorage[] = [];
  let made: ReturnType<typeof makeMongoAddress> | undefined;
  beforeEach(() => {
    made = makeMongoAddress();
  });
  afterEach(async () => {
    for (const { driver } of opened) await driver.close();
    opened = [];
    await made?.drop();
  });
  async function open(): Promise<MongoStorage> {
    const storage = await openMongo(invariant(made, 'the database').address);
    opened.push(storage);
    return storage;
  }

  const step = fc.record<Step & { process: 0 | 1 }>({
    process: fc.constantFrom(0, 1),
    member: fc.constantFrom(...MEMBERS),
    from: fc.nat(KINDS - 1),
    count: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: KINDS })),
    amount: fc.oneof(fc.bigInt(1n, 2n ** 70n), fc.constant(0n)),
    holds: fc.constantFrom(0, 0, 1, 64),
    isRowPut: fc.boolean(),
    isLoaded: fc.boolean(),
  });

  test('lose nothing, whichever process writes, however many balances there are', async () => {
    const processes = [await open(), await open()];
    const { db } = invariant(processes[0], 'a process');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
        await emptyDatabase(db);
        const model = new Map<string, Balance>();
        for (const { process, ...put } of steps)
          await play(invariant(processes[process], 'a process').driver, model, put);
        for (const { driver } of processes) await expectAll(driver, model);
        await expectOnePlace(db);
      }),
      { numRuns: RUNS },
    );
  });

  const many = listBalances('member:1', { from: 0, count: KINDS, amount: 5n, holds: 0 });
  const few = many.slice(0, 10);
  const none = many.slice(10).map((balance) => ({ ...balance, amount: 0n }));
  const one = many.slice(0, 1).map((balance) => ({ ...balance, amount: 6n }));

  test('are apart from many balances, and become whole again with few', async () => {
    const [{ driver, db }, other] = [await open(), await open()];
    await store(driver, { puts: { balances: few } });
    expect(await countPlaces(db)).toEqual({ inMember: 10, apart: 0 });
    await store(driver, { puts: { balances: many } });
    expect(await countPlaces(db)).toEqual({ inMember: KINDS, apart: 0 });
    await rowsOf(driver, { kind: 'account', account: 'member:1' });
    await store(driver, { puts: { balances: one } });
    expect(await countPlaces(db)).toEqual({ inMember: null, apart: KINDS });
    await store(driver, { puts: { balances: none } });
    expect(await countPlaces(db)).toEqual({ inMember: null, apart: 10 });
    await store(other.driver, { puts: { balances: one } });
    expect(await countPlaces(db)).toEqual({ inMember: 10, apart: 0 });
    // It took the document to be apart.
    expect(await store(driver, { puts: { balances: one } })).toBe('stored');
    expect(await countPlaces(db)).toEqual({ inMember: 10, apart: 0 });
  });

  test('that another process has parted meanwhile are written where they are now', async () => {
    const [{ driver, db }, other] = [await open(), await open()];
    await store(driver, { puts: { balances: few } });
    await store(other.driver, { puts: { balances: many } });
    expect(await countPlaces(db)).toEqual({ inMember: null, apart: KINDS });
    const puts = { balances: one, members: [{ ...newMember(1), frozenReason: 'x' }] };
    expect(await store(driver, { puts })).toBe('stored');
    expect(await countPlaces(db)).toEqual({ inMember: null, apart: KINDS });
    const found = await rowsOf(driver, { kind: 'balance', account: 'member:1', asset: 'gems' });
    expect(found.balances).toEqual(one);
    expect((await rowsOf(driver, { kind: 'member', robloxUserId: 1 })).members).toMatchObject([
      { frozenReason: 'x' },
    ]);
  });

  test('grow by what one process writes until it looks at them', async () => {
    const { driver, db } = await open();
    for (let from = 0; from < KINDS; from += 50)
      await store(driver, { puts: { balances: many.slice(from, from + 50) } });
    expect(await countPlaces(db)).toEqual({ inMember: KINDS, apart: 0 });
    const held = listBalances('member:1', { from: 0, count: 5, amount: 65n, holds: 64 });
    for (let writes = 0; writes < 4; writes += 1) await store(driver, { puts: { balances: held } });
    expect(await countPlaces(db)).toEqual({ inMember: null, apart: KINDS });
    expect((await rowsOf(driver, { kind: 'account', account: 'member:1' })).balances).toHaveLength(KINDS);
  });

  test('of a member who is only frozen hold no balances, and take the first', async () => {
    const { driver, db } = await open();
    await store(driver, { puts: { members: [{ ...newMember(1), frozenReason: 'x' }] } });
    await store(driver, { puts: { balances: one } });
    expect(await countPlaces(db)).toEqual({ inMember: 1, apart: 0 });
    expect(await driver.members({ afterId: 0, limit: 9 })).toMatchObject([{ frozenReason: 'x' }]);
  });

  test('of a new member whose first balance is spent at once hold no balances', async () => {
    const { driver, db } = await open();
    const spent = one.map((balance) => ({ ...balance, amount: 0n }));
    await store(driver, { puts: { balances: spent, members: [newMember(1)] } });
    expect(await countPlaces(db)).toEqual({ inMember: 0, apart: 0 });
    await store(driver, { puts: { balances: one } });
    expect(await countPlaces(db)).toEqual({ inMember: 1, apart: 0 });
  });

  test('are written beside a balance that can not be read', async () => {
    const [{ driver, db }, other] = [await open(), await open()];
    await store(driver, { puts: { balances: few } });
    await openCollections(db).members.updateOne({ _id: 1 }, { $set: { 'balances.gems.amount': 'many' } });
    expect(await store(other.driver, { puts: { balances: few.slice(1) } })).toBe('stored');
  });

  test('that are apart are found in several commands, where one can not name all', async () => {
    const { db } = await open();
    const collections = openCollections(db);
    await collections.members.insertOne({ ...toDocument('members', newMember(25_000)) });
    const commands = spyOn(collections.members, 'find');
    const accounts = Array.from({ length: 25_000 }, (_, index) => memberAccount(index + 1));
    expect(await findApart(collections, new Set(accounts))).toEqual(new Set([memberAccount(25_000)]));
    expect(commands).toHaveBeenCalledTimes(3);
  });

  describe('beside which balances stand that are none', () => {
    const stray = { account: 'member:1', asset: 'gems', amount: 99n, holds: null };
    const insert = (db: Db) => openCollections(db).balances.insertOne(toDocument('balances', stray));

    test('count without them, everywhere', async () => {
      const { driver, db } = await open();
      const { book } = bookOn(driver);
      for (const robloxUserId of [1, 2]) await give(book, robloxUserId);
      await openCollections(db).members.updateOne({ _id: 1 }, { $unset: { 'balances.gems': 1 } });
      await insert(db);
      const { balances } = await rowsOf(driver, { kind: 'account', account: 'member:1' });
      expect(balances).toEqual([]);
      expect((await driver.balances({ limit: 99 })).map(({ account }) => account)).toEqual([
        'member:2',
        'teller:teller-1',
      ]);
      expect(await driver.findImbalance(new AbortController().signal)).toMatchObject({
        asset: 'gems',
        sum: -5n,
      });
      expect(await verifyLedger(driver)).toMatchObject({ kind: 'broken' });
    });

    test('become apart without them', async () => {
      const [{ driver, db }, other] = [await open(), await open()];
      await store(driver, { puts: { balances: few.slice(1) } });
      await insert(db);
      await store(other.driver, { puts: { balances: many.slice(1) } });
      expect(await countPlaces(db)).toEqual({ inMember: null, apart: KINDS - 1 });
    });
  });

  test('of a bank of the format before are apart until they are written; it takes no commits', async () => {
    const { driver, db } = await open();
    const before = bookOn(driver).book;
    for (const robloxUserId of [1, 2]) await give(before, robloxUserId);
    const bank = await loadBank(driver);
    await makeOld(db);
    const { driver: newer } = await open();
    // A process of that format has decided on this version, and reads the bank's row strictly.
    expect(await driver.store({ ...batchOn(bank, {}) })).toBe('conflict');
    const [row] = await openCollections(db).bank.find().toArray();
    const { format: _, commits: __, _id: ___, ...known } = invariant(row, "the bank's row");
    expect(() => decodeRow('bank', known)).toThrow('fence');
    expect(await verifyLedger(newer)).toMatchObject({ kind: 'sound', count: 2 });
    expect(await newer.findImbalance(new AbortController().signal)).toBeUndefined();
    expect(await countPlaces(db)).toEqual({ inMember: null, apart: 1 });
    const { book } = bookOn(newer);
    await give(book, 1, 'more');
    expect(await countPlaces(db)).toEqual({ inMember: 1, apart: 0 });
    expect(await book.query(readInventory, 1, { by: 'web' })).toMatchObject({ gems: 10 });
    expect(await verifyLedger(newer)).toMatchObject({ kind: 'sound', count: 3 });
    // Opened again, it stays as it is.
    const { version } = await loadBank(newer);
    expect(await loadBank((await open()).driver)).toMatchObject({ version });
  });
});

/** Assets from one on, so many of them, each with the same amount and so many credits on hold. */
interface Put {
  readonly from: number;
  readonly count: number;
  readonly amount: bigint;
  readonly holds: number;
}
interface Step extends Put {
  readonly member: number;
  readonly isRowPut: boolean;
  readonly isLoaded: boolean;
}

/** Stores what the step puts, and writes it into the model. */
async function play(driver: Driver, model: Map<string, Balance>, step: Step): Promise<void> {
  const { member, isRowPut, isLoaded, amount } = step;
  const account = memberAccount(member);
  const balances = listBalances(account, step);
  if (isLoaded) await rowsOf(driver, { kind: 'account', account });
  const members = isRowPut ? [{ ...newMember(member), petsHeld: amount }] : [];
  expect(await store(driver, { puts: { balances, members } })).toBe('stored');
  for (const balance of balances) {
    if (balance.amount === 0n) model.delete(rowKey('balances', balance));
    else model.set(rowKey('balances', balance), balance);
  }
}

function listBalances(account: string, { from, count, amount, holds }: Put): Balance[] {
  const held = Array.from({ length: holds }, (_, index) => holdOf(index + 1));
  return ASSETS.slice(from, from + count).map((asset) => ({
    account,
    asset,
    amount,
    holds: amount === 0n || holds === 0 ? null : held,
  }));
}

const give = (book: Book, robloxUserId: number, tradeId = `of-${robloxUserId}`) =>
  book.perform(completeDeposit, { tradeId, robloxUserId, pets: [], gems: 5 }, { by: 'teller-1' });

const byKey = (balances: Iterable<Balance>): Balance[] =>
  [...balances].sort((balance, other) => (rowKey('balances', balance) < rowKey('balances', other) ? -1 : 1));

/** Loads, pages and holdings all have what the model has. */
async function expectAll(driver: Driver, model: ReadonlyMap<string, Balance>): Promise<void> {
  const all = byKey(model.values());
  const accounts = MEMBERS.map((member) => ({ kind: 'account', account: memberAccount(member) }) as const);
  expect(byKey((await rowsOf(driver, ...accounts)).balances)).toEqual(all);
  const keys = MEMBERS.flatMap((member) =>
    ASSETS.slice(0, 9).map((asset) => ({ kind: 'balance', account: memberAccount(member), asset }) as const),
  );
  const named = all.filter(({ asset }) => ASSETS.indexOf(asset) < 9);
  expect(byKey((await rowsOf(driver, ...keys)).balances)).toEqual(named);
  const assets = ASSETS.slice(3, 9);
  for (const limit of [7, 500]) {
    expect(
      byKey(await readAll((after) => driver.balances({ ...(after && { after }), limit }), limit)),
    ).toEqual(all);
    const holders = await readAll<Pick<Balance, 'account' | 'asset'>>(
      (after = { account: '', asset: '' }) => driver.holdings({ assets, after, limit }),
      limit,
    );
    expect(holders.map(({ account, asset }) => `${account} ${asset}`).sort()).toEqual(
      named.filter(({ asset }) => assets.includes(asset)).map((balance) => rowKey('balances', balance)),
    );
  }
}

async function readAll<Row>(read: (after?: Row) => Promise<Row[]>, limit: number): Promise<Row[]> {
  const found: Row[] = [];
  for (;;) {
    const page = await read(found.at(-1));
    found.push(...page);
    if (page.length < limit) return found;
  }
}

/** Where the first member's balances are: how many in their document, if it is whole, and how many apart. */
async function countPlaces(db: Db) {
  const { members, balances } = openCollections(db);
  const [, named] = namedBalances(await members.findOne({ _id: 1 }));
  return {
    inMember: named ? Object.keys(named).length : null,
    apart: await balances.countDocuments({ account: 'member:1' }),
  };
}

/** No balance stands in two places, or in one where it doesn't count. */
async function expectOnePlace(db: Db): Promise<void> {
  const { members, balances } = openCollections(db);
  const whole = await members.find({ balances: { $exists: true } }).toArray();
  const accounts = whole.map(({ _id }) => memberAccount(Number(_id)));
  expect(await balances.countDocuments({ account: { $in: accounts } })).toBe(0);
}

/** Makes the bank one of format 1, as a version before wrote it. */
async function makeOld(db: Db): Promise<void> {
  const { bank, members, balances } = openCollections(db);
  for (const document of await members.find().toArray()) {
    const rows = readNamed(...namedBalances(document));
    await balances.insertMany(rows.map((row) => toDocument('balances', row)));
  }
  await members.updateMany({}, { $unset: { balances: 1 } });
  await bank.updateOne({}, { $set: { format: 1 }, $unset: { fence: 1 } });
}
