import { afterEach, beforeEach, describe, expect, test } from 'bun:test';
import { type Db, type IndexDescription, MongoAPIError, MongoClient, MongoServerError } from 'mongodb';
import { bookOn, deposit } from '../../../test/storage/book.ts';
import { expectDamagedBeside } from '../../../test/storage/outbox.ts';
import { openCase } from '../../../test/storage/row-samples.ts';
import { loadBank, store, T0 } from '../../../test/storage/samples.ts';
import { livedMs } from '../../../test/support/lived.ts';
import { borrowMongo, makeMongoAddress, mongoTests } from '../../../test/support/mongo.ts';
import { invariant } from '../../bank/engine/assert.ts';
import { NEW_BANK } from '../../bank/engine/ledger.ts';
import { NO_GOODS } from '../../bank/engine/pets.ts';
import { NEW_PROJECTIONS } from '../../bank/projections.ts';
import { verifyLedger } from '../../bank/verify-ledger.ts';
import { ARCHIVE_TABLES } from '../archive/rows.ts';
import type { Driver } from '../driver.ts';
import { UnusableDatabase } from '../errors.ts';
import { openMongoTarget } from './archive.ts';
import { openCollections } from './collections.ts';
import { type MongoAddress, requireReplicaSet } from './connect.ts';
import { explainStart } from './explain.ts';
import { type MongoStorage, openMongo } from './mongodb.ts';
import { COLLECTION_NAMES, MONGO_TABLES, type Stored } from './tables.ts';
import { BELIEVED_MS, watchUniqueIndexes } from './unique-indexes.ts';

const messageOf = async (run: () => Promise<unknown>): Promise<string> => {
  const error = await run().catch((error: unknown) => error);
  if (!(error instanceof UnusableDatabase)) throw error;
  return error.message;
};

/** A database for each test, and how banks open it; `make` says which, and how it is left. */
function databaseOfEachTest(make: () => { address: MongoAddress; leave: () => Promise<void> }) {
  let database: ReturnType<typeof make> | undefined;
  const opened: MongoStorage[] = [];
  beforeEach(() => {
    database = make();
  });
  afterEach(async () => {
    for (const { driver } of opened.splice(0)) await driver.close();
    await database?.leave();
  });
  const address = (): MongoAddress => invariant(database, 'the database').address;
  async function open(): Promise<MongoStorage> {
    const storage = await openMongo(address());
    opened.push(storage);
    return storage;
  }
  return { address, open };
}

mongoTests('a new MongoDB database', () => {
  const { address, open } = databaseOfEachTest(() => {
    const made = makeMongoAddress();
    return { address: made.address, leave: made.drop };
  });

  test('has its collections, indexes and shapes, however many banks start on it at once', async () => {
    const [storage] = await Promise.all([open(), open(), open(), open()]);
    const { db } = invariant(storage, 'a bank');
    await open();
    const found = await db.listCollections().toArray();
    expect(found.map(({ name }) => name).sort()).toEqual([...COLLECTION_NAMES].sort());
    for (const info of found) expect(info).toMatchObject({ options: { validator: { $jsonSchema: {} } } });
    for (const table of ARCHIVE_TABLES) {
      const { collection, indexes: defined = [] } = MONGO_TABLES[table];
      const indexes = await db.collection(collection).indexes();
      const wanted = defined.map(({ name }) => name);
      expect(indexes.map(({ name }) => name)).toEqual(['_id_', ...wanted]);
    }
    expect(await db.collection(MONGO_TABLES.bank.collection).countDocuments()).toBe(1);
  });

  test('loses the index by which MongoDB deleted nonces by its own clock', async () => {
    const nonces = (await open()).db.collection('nonces');
    await nonces.drop();
    const former = { name: 'left_behind', key: { storedAt: 1 }, expireAfterSeconds: 86_400 };
    await nonces.createIndexes([...(MONGO_TABLES.nonces.indexes ?? []), former]);
    await nonces.insertOne({ keyId: 'k', nonce: 'n', expiresAt: T0, storedAt: new Date() });
    const { driver } = await open();
    expect(await nonces.indexExists('left_behind')).toBe(false);
    expect(await driver.forgetNonces({ before: T0, limit: 10 })).toBe(1);
  });

  describe('that lost what keeps an operation from happening twice', () => {
    const UNIQUE = { name: 'roblox', key: { robloxUserId: 1 }, unique: true } as const;
    async function replaceIndex(db: Db, instead: IndexDescription): Promise<void> {
      const links = db.collection('discord_users');
      await links.drop();
      await links.createIndexes([instead]);
    }
    const commit = (driver: Driver): Promise<unknown> => store(driver, {});

    test.each([
      ['is gone', { name: 'other', key: { other: 1 } }],
      ['lets all in', { ...UNIQUE, unique: false }],
      ['is of few', { ...UNIQUE, partialFilterExpression: { robloxUserId: { $lt: 0 } } }],
    ])('takes nothing until it is there again: an index %s', async (_name, instead) => {
      const { db, driver } = await open();
      await replaceIndex(db, instead);
      for (let tries = 0; tries < 2; tries += 1)
        await expect(commit(driver)).rejects.toThrow('lacks the index roblox of discord_users');
      await replaceIndex(db, UNIQUE);
      expect(await commit(driver)).toBe('stored');
    });

    test('is found while the bank runs, which looks again every two seconds', async () => {
      const { db } = await open();
      let at = 0;
      const requireUnique = watchUniqueIndexes(db, () => at);
      await requireUnique();
      await replaceIndex(db, { ...UNIQUE, unique: false });
      at = BELIEVED_MS - 1;
      await requireUnique();
      at = BELIEVED_MS;
      await expect(requireUnique()).rejects.toThrow('lacks the index roblox of discord_users');
    });
  });

  test('that was restored sends the messages that were not sent before', async () => {
    const target = await openMongoTarget(address());
    const goods = { pets: [], gems: 5 };
    const event = {
      id: 7,
      topic: 'operator',
      discordUserId: null,
      robloxUserId: null,
      goods,
      text: 'x',
      at: T0,
    };
    await target.write({ table: 'outbox', rows: [{ ...event, sentAt: null }] });
    await target.finish({ ...NEW_BANK, version: 1 });
    await target.abandon();
    const { driver } = await open();
    expect(await driver.takeEvents({ at: T0, leaseMs: 1_000, limit: 10 })).toEqual([event]);
  });

  describe('is refused and left as it is', () => {
    test.each([
      [
        'when another program has collections of these names',
        'users',
        { _id: 'x' },
        'belongs to another program',
      ],
      [
        'when another program has a bank',
        'bank',
        { _id: 'bank', name: 'Sparkasse' },
        'belongs to another program',
      ],
      ['when a newer version wrote it', 'bank', { _id: 'bank', format: 3 }, 'newer version of Petbank'],
    ])('%s', async (_name, collection, document, message) => {
      const client = new MongoClient(address().url);
      const beside = client.db(address().name);
      await beside.collection<Stored>(collection).insertOne(document);
      expect(await messageOf(open)).toContain(message);
      const names = (await beside.listCollections().toArray()).map(({ name }) => name);
      expect(names).toEqual([collection]);
      await client.close();
    });
  });
});

mongoTests('a MongoDB database', () => {
  const { open } = databaseOfEachTest(() => {
    const borrowed = borrowMongo();
    return { address: borrowed.address, leave: borrowed.giveBack };
  });

  test('that is there already is opened again and again without harm', async () => {
    const { driver } = await open();
    await deposit(bookOn(driver).book, 'a', 5);
    const bank = await loadBank(driver);
    for (let opening = 0; opening < 2; opening += 1) {
      const again = await open();
      expect(await loadBank(again.driver)).toEqual(bank);
      expect(await verifyLedger(again.driver)).toMatchObject({ kind: 'sound', count: 1 });
    }
  });

  test('from before lists were dated has its values, listed before any list that comes', async () => {
    const { driver, db } = await open();
    const old = {
      name: 'Cat',
      tier: 'other',
      tradable: true,
      thumbnail: null,
      value: 5,
      rap: 5,
      exists: null,
      valuedAt: 5,
      source: 'big_games',
      flags: [],
      recent: [],
      points: [],
    };
    await openCollections(db).petValues.insertOne({ _id: 'pet/normal/-/-/Cat', ...old });
    expect(await driver.petValues({ limit: 2 })).toMatchObject([{ name: 'Cat', valuedAt: 5, listedAt: 0 }]);
  });

  test('from before reports had documents of their own has what its tellers reported', async () => {
    const { db } = await open();
    const report = { amounts: [['gems', '5']], madeAt: T0, receivedAt: T0, afterSeq: 3 };
    const old = { lastTradeSeq: 3, shortages: [], toldSurplus: '' };
    await openCollections(db).tellers.insertMany([
      { _id: 'a', ...old, report },
      { _id: 'b', ...old, report: null },
    ]);
    const { driver } = await open();
    expect(await driver.reports()).toEqual([{ tellerId: 'a', amounts: 'gems 5' }]);
    expect(await driver.tellers()).toMatchObject([
      { id: 'a', report: { digest: '', madeAt: T0, receivedAt: T0, afterSeq: 3 } },
      { id: 'b', report: null },
    ]);
    expect(await openCollections(db).tellers.findOne({ _id: 'a' })).not.toHaveProperty('report.amounts');
  });

  test('keeps numbers of transactions that follow one another as the first and the last', async () => {
    const { driver, db } = await open();
    const blocks = db.collection('projected_blocks');
    const block = { term: 'kind:deposit', block: 0 };
    await driver.clearProjections({ limit: 1 });
    // As an earlier version kept them.
    await blocks.insertOne({ ...block, seqs: [1, 2] });
    const nothing = { terms: [], activity: [], flows: [], forgetHoursBefore: 0 };
    const states = { before: NEW_PROJECTIONS, after: { ...NEW_PROJECTIONS, seq: 9 } };
    await driver.appendProjections({ ...states, ...nothing, blocks: [{ ...block, seqs: [3, 5, 6, 7, 9] }] });
    expect(await blocks.findOne(block)).toMatchObject({ seqs: [1, 2, 3, [5, 7], 9] });
    expect(await driver.termBlocks({ term: block.term, maxBlock: 9, limit: 9 })).toEqual([
      { ...block, seqs: [1, 2, 3, 5, 6, 7, 9] },
    ]);
  });

  test('loads a teller with as many kinds as it may report', async () => {
    const { driver } = await open();
    const account = 'teller:teller-1';
    const balances = Array.from({ length: 20_001 }, (_, at) => ({
      account,
      asset: `pet/normal/-/-/Pet ${at}`,
      amount: -1n,
      holds: [],
    }));
    // In pieces, as one transaction takes 10 s on a machine that is busy, and that is its limit.
    for (let at = 0; at < balances.length; at += 2_000) {
      await store(driver, { puts: { balances: balances.slice(at, at + 2_000) } });
    }
    const { rows } = await driver.load([{ kind: 'account', account }]);
    expect(rows.balances).toHaveLength(balances.length);
  });

  test('lists a case whose document is damaged as such, on whichever page', async () => {
    const { driver, db } = await open();
    const cases = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ ...openCase, id }));
    await store(driver, { puts: { cases } });
    const edited = [
      { _id: 'a', openedAt: 'noon' },
      { _id: 'b', openedAt: new Date(T0) },
      { _id: 'd', kind: 'unheard_of' },
    ];
    for (const { _id, ...fields } of edited)
      await openCollections(db).cases.updateOne(
        { _id },
        { $set: fields },
        { bypassDocumentValidation: true },
      );
    // A time that is none is younger than any.
    const ids = ['c', 'd', 'e', 'a', 'b'];
    const pages = [undefined, ...ids].map((afterId) => driver.openCases({ afterId, limit: 1 }));
    const found = (await Promise.all(pages)).flat();
    expect(found.map(({ id, kind }) => [id, kind])).toEqual(
      ids.map((id) => [id, edited.some(({ _id }) => _id === id) ? 'damaged' : openCase.kind]),
    );
    expect((await driver.openCases({ limit: 9 })).map(({ id }) => id)).toEqual(ids);
  });

  test('hands out a message whose document is damaged as such, once, beside the others', async () => {
    const { driver, db } = await open();
    const event = { topic: 'x', discordUserId: '1', robloxUserId: null, goods: NO_GOODS, text: '', at: T0 };
    await store(driver, { events: ['a', 'b', 'c', 'd'].map((text) => ({ ...event, text })) });
    const { outbox } = openCollections(db);
    // As a database whose validators were lost, or that was restored without them.
    await db.command({ collMod: 'outbox', validator: {} });
    await outbox.updateOne({ text: 'a' }, { $set: { goods: 5 } });
    await outbox.updateOne({ text: 'c' }, { $unset: { at: 1 } });
    await outbox.insertOne({ _id: 'odd', ...event, sentAt: null, leaseUntil: 0 });
    await expectDamagedBeside(driver);
  });

  const use = async (run: (db: Db) => Promise<unknown>): Promise<void> => void (await run((await open()).db));

  test.each([
    ['an amount that is a number', 'balances', { _id: 'a b', account: 'a', asset: 'b', amount: 5 }],
    ['half an amount', 'balances', { _id: 'a b', account: 'a', asset: 'b', amount: '1.5' }],
    ['no amount', 'balances', { _id: 'a b', account: 'a', asset: 'b' }],
    ['a member whose id is a text', 'members', { ...member, _id: '1' }],
    ['half a member', 'members', { ...member, _id: 1.5 }],
    ['a frozen member without words', 'members', { ...member, frozenReason: 5 }],
    ['a withdrawal in no known state', 'withdrawals', { ...withdrawal, status: 'lost' }],
    ['goods that are a text', 'withdrawals', { ...withdrawal, goods: '[]' }],
    ['pets that nobody counted', 'withdrawals', { ...withdrawal, goods: { pets: [{ id: 'Cat' }], gems: 0 } }],
    ['a transaction without a number', 'transactions', { _id: 'one' }],
  ] as const)('refuses, whoever writes it, %s', async (_name, table, document) => {
    await use(async (db) => {
      const write = openCollections(db)[table].insertOne(document);
      await expect(write).rejects.toMatchObject({ code: DOCUMENT_VALIDATION_FAILURE });
    });
  });

  test('takes what is lawful', async () => {
    await use(async (db) => {
      const { balances, members, withdrawals } = openCollections(db);
      await balances.insertOne({ _id: 'a b', account: 'a', asset: 'b', amount: `-${10n ** 30n}` });
      await members.insertOne(member);
      await withdrawals.insertOne(withdrawal);
    });
  });

  test.each([
    [
      'a changed amount',
      (db: Db) => set(db, 'transactions', { _id: 2 }, { 'entries.0.amount': '6' }),
      { seq: 2 },
    ],
    ['a row that is gone', (db: Db) => openCollections(db).transactions.deleteOne({ _id: 2 }), { seq: 3 }],
    [
      'a tail that was cut off',
      (db: Db) => openCollections(db).transactions.deleteOne({ _id: 3 }),
      { seq: 3 },
    ],
    ['a row with a field more', (db: Db) => set(db, 'transactions', { _id: 2 }, { more: 1 }), { seq: 2 }],
    [
      'a balance made larger',
      (db: Db) => set(db, 'members', { _id: 1 }, { 'balances.gems.amount': '99' }),
      {},
    ],
  ])('with %s is found out by verify-ledger', async (_name, spoil, firstError) => {
    const { driver, db } = await open();
    for (const tradeId of ['a', 'b', 'c']) await deposit(bookOn(driver).book, tradeId, 5);
    await spoil(db);
    expect(await verifyLedger(driver)).toMatchObject({ kind: 'broken', firstError });
  });
});

const DOCUMENT_VALIDATION_FAILURE = 121;
const member = { _id: 1, frozenReason: null, cooldownUntil: null, petsHeld: '0', gemsHeld: '5' };
const withdrawal = {
  _id: 'w-1',
  seq: 1,
  robloxUserId: 1,
  requestedBy: 'web',
  status: 'reserved',
  goods: { pets: [{ id: 'Cat', variant: 'normal', shiny: false, quantity: 1 }], gems: 0 },
  requestedAt: 0,
  expiresAt: 1_778_414_530_276,
  claim: null,
};

const set = (
  db: Db,
  table: 'transactions' | 'balances' | 'members',
  where: object,
  fields: Readonly<Record<string, unknown>>,
) => openCollections(db)[table].updateOne(where, { $set: fields });

describe('a start says what the operator can do', () => {
  test('where the server stands alone, with the command that makes it a replica set', async () => {
    const alone = { command: async () => ({ isWritablePrimary: true, ok: 1 }) };
    const message = await messageOf(() => requireReplicaSet(alone));
    expect(message).toContain('needs a replica set');
    expect(message).toContain('rs.initiate()');
  });

  test('where the server is older than what the bank needs', async () => {
    const old = { command: async () => ({ setName: 'rs0', version: '5.0.31' }) };
    expect(await messageOf(() => requireReplicaSet(old))).toContain('MongoDB 5.0.31 is too old');
  });

  // Each waits as long as an address may take to be found.
  test.concurrent.each([
    ['nobody listens', 'mongodb://me:canary@127.0.0.1:1/canary', /^MongoDB can't be reached/],
    ['the name is unknown', 'mongodb://me:canary@canary.invalid/canary', /^DNS knows no address/],
    ['no name is known', 'mongodb://a.invalid,b.invalid/canary?replicaSet=rs0', /^DNS knows no address/],
    ['one of two names is known', 'mongodb://a.invalid,127.0.0.1:1/canary', /^MongoDB can't be reached/],
    [
      'the cluster is unknown',
      'mongodb+srv://me:canary@canary.invalid/canary',
      /^DNS did not say which servers/,
    ],
    ['a cluster has a port', 'mongodb+srv://canary.invalid:27017/canary', /^MongoDB can not read/],
    ['an option is unknown', 'mongodb://me:canary@127.0.0.1:1/canary?canary=1', /^MongoDB can not read/],
  ])('where %s, soon and without the address', async (_name, url, words) => {
    const startedAt = livedMs();
    const message = await messageOf(() => openMongo({ url, name: 'petbank' }));
    expect(message).toMatch(words);
    expect(message).not.toContain('canary');
    expect(livedMs() - startedAt).toBeLessThan(5_000);
  });

  test.each([
    ['ENOTFOUND', 'querySrv'],
    ['ENODATA', 'querySrv'],
    ['ESERVFAIL', 'querySrv'],
    ['ETIMEOUT', 'querySrv'],
    ['EREFUSED', 'querySrv'],
    ['ECONNREFUSED', 'querySrv'],
    ['ESERVFAIL', 'queryTxt'],
  ])('where DNS answers %s to %s', (code, syscall) => {
    const hostname = '_mongodb._tcp.canary.example';
    const error = Object.assign(new Error(`${syscall} ${code} ${hostname}`), { code, syscall, hostname });
    const explained = explainStart(error);
    expect(explained).toBeInstanceOf(UnusableDatabase);
    expect(String(explained)).toContain('DNS did not say which servers the mongodb+srv:// address');
    expect(String(explained)).toContain('nslookup -type=SRV _mongodb._tcp.HOST');
    expect(String(explained)).not.toContain('canary');
  });

  test('where DNS names no server for a cluster', () => {
    expect(String(explainStart(new MongoAPIError('No addresses found at host')))).toContain(
      'DNS did not say',
    );
  });

  test.each([
    [18, 'AuthenticationFailed', 'refuses the user or the password'],
    [13, 'Unauthorized', 'Give it the role dbOwner'],
    [8, 'UnknownError', 'MongoDB refuses to work: UnknownError (8) too many clients already at [address]'],
    [undefined, undefined, 'MongoDB refuses to work: too many clients already at [address]'],
  ])('where it answers %d %s', (code, codeName, message) => {
    const words = 'too many clients\n already at mongodb://bank:canary@db.example/petbank';
    const explained = explainStart(new MongoServerError({ code, codeName, message: words }));
    expect(explained).toBeInstanceOf(UnusableDatabase);
    expect(String(explained)).toContain(message);
    expect(String(explained)).not.toContain('canary');
  });
});
