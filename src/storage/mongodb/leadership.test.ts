import { afterEach, beforeEach, expect, test } from 'bun:test';
import { MongoClient } from 'mongodb';
import { bookOn, deposit } from '../../../test/storage/book.ts';
import { store } from '../../../test/storage/samples.ts';
import { borrowMongo, mongoTests } from '../../../test/support/mongo.ts';
import { until } from '../../../test/support/until.ts';
import { invariant } from '../../bank/engine/assert.ts';
import { createCommitSession } from './commit-session.ts';
import { createLeadership } from './leadership.ts';
import { type MongoStorage, openMongo } from './mongodb.ts';

mongoTests('of several processes on one database', () => {
  let database: ReturnType<typeof borrowMongo> | undefined;
  const opened: MongoStorage[] = [];
  beforeEach(() => {
    database = borrowMongo();
  });
  afterEach(async () => {
    for (const { driver, leadership } of opened.splice(0)) {
      await leadership.end();
      await driver.close();
    }
    await database?.giveBack();
  });

  /** A process that takes part. */
  async function join(name: string, version = '1') {
    const storage = await openMongo(invariant(database, 'the database').address);
    opened.push(storage);
    const second = Promise.withResolvers<string>();
    await storage.leadership.begin({
      url: `http://${name}:1`,
      version,
      onTerm: ({ term, url }) => term === 2 && second.resolve(url),
      onError: (error) => {
        throw error;
      },
    });
    return { ...storage, second: second.promise };
  }

  /** As if the leader had been silent for as long as it may be. */
  const expire = ({ db }: MongoStorage) =>
    db.collection('leader').updateOne({}, { $set: { until: new Date(0) } });

  type Process = Awaited<ReturnType<typeof join>>;
  /** The first may renew its lease at any moment: then it is silent once more. */
  const succeed = (
    first: Process,
    { leadership }: Process,
    meanwhile: () => Promise<unknown> = async () => undefined,
  ) =>
    until(async () => {
      await expire(first);
      await Promise.all([meanwhile(), leadership.refresh()]);
      return leadership.ownTerm() !== null;
    }, 'another leads');

  const commitNothing = ({ driver }: MongoStorage) => store(driver, {});

  test('the first leads, and the others know where it is', async () => {
    const [first, second] = [await join('a'), await join('b')];
    expect(first.leadership.ownTerm()).toBe(1);
    expect(first.leadership.leader()).toBeNull();
    expect(second.leadership.ownTerm()).toBeNull();
    expect(second.leadership.leader()).toMatchObject({ url: 'http://a:1', term: 1 });
    const secret = invariant(first.leadership.secretOf(1), 'the secret');
    expect(secret).toHaveLength(43);
    expect(second.leadership.secretOf(1)).toBe(secret);
    expect(second.leadership.secretOf(2)).toBeNull();
  });

  test('of many that begin at once, one leads', async () => {
    const all = await Promise.all(['a', 'b', 'c', 'd'].map((name) => join(name)));
    await Promise.all(all.map(({ leadership }) => leadership.refresh()));
    expect(all.filter(({ leadership }) => leadership.ownTerm() !== null)).toHaveLength(1);
    expect(new Set(all.map(({ leadership }) => leadership.secretOf(1))).size).toBe(1);
  });

  test('another leads once the first has been silent for too long, and the first learns it', async () => {
    const [first, second] = [await join('a'), await join('b')];
    const before = invariant(second.leadership.leader(), 'the leader');
    await succeed(first, second);
    expect(second.leadership.ownTerm()).toBe(2);
    expect(before.ended.aborted).toBe(true);
    expect(await first.second).toBe('http://b:1');
    expect(first.leadership.ownTerm()).toBeNull();
    expect(first.leadership.leader()).toMatchObject({ url: 'http://b:1', term: 2 });
    expect(first.leadership.secretOf(1)).not.toBe(first.leadership.secretOf(2));
  });

  test('one that commits at that moment leads at once all the same', async () => {
    const [first, second] = [await join('a'), await join('b')];
    await succeed(first, second, async () => expect(await commitNothing(second)).toBe('stored'));
    expect(second.leadership.ownTerm()).toBe(2);
  });

  test('one that is not reached has its open commit ended, before its lease is over', async () => {
    const first = await join('a');
    const { address } = invariant(database, 'the database');
    const client = await MongoClient.connect(address.url, { monitorCommands: true });
    try {
      const ended: string[] = [];
      client.on('commandStarted', ({ commandName, command }) => {
        if (commandName === 'killSessions') ended.push(command.killSessions[0].id.toString('hex'));
      });
      const { begin, ...second } = createLeadership(
        client,
        client.db(address.name),
        createCommitSession(client),
      );
      await begin({ url: 'http://b:1', version: '1', onTerm: () => undefined, onError: () => undefined });
      await second.unreached(1);
      const { session } = invariant(await first.db.collection('leader').findOne(), 'the leader');
      expect(ended).toEqual([session]);
      // Of a term that is over nothing is open any more.
      await second.unreached(7);
      expect(ended).toHaveLength(1);
      await second.end();
    } finally {
      await client.close();
    }
  });

  test('one that hands over is followed at the next look', async () => {
    const [first, second] = [await join('a'), await join('b')];
    await first.leadership.end();
    await second.leadership.refresh();
    expect(second.leadership.ownTerm()).toBe(2);
    expect(first.leadership.ownTerm()).toBeNull();
  });

  test('one that led before writes nothing until it knows who leads', async () => {
    const [first, second] = [await join('a'), await join('b')];
    expect(await commitNothing(first)).toBe('stored');
    await first.leadership.end();
    await second.leadership.refresh();
    expect(second.leadership.ownTerm()).toBe(2);
    // Nothing was committed in between: but for the term, its commit would be a good one.
    expect(await commitNothing(first)).toBe('conflict');
    expect(await commitNothing(first)).toBe('stored');
    expect(await commitNothing(second)).toBe('stored');
  });

  test('one of another version is known, and handed nothing', async () => {
    await join('a');
    const other = await join('b', '2');
    expect(other.leadership.leader()).toBeNull();
    expect(other.leadership.ownTerm()).toBeNull();
    await deposit(bookOn(other.driver).book, 'a', 5);
    expect((await other.driver.head()).seq).toBe(1);
  });

  test('one that only opens the database, as commands do, writes beside them', async () => {
    const first = await join('a');
    const command = await openMongo(invariant(database, 'the database').address);
    opened.push(command);
    await deposit(bookOn(command.driver).book, 'a', 5);
    await deposit(bookOn(first.driver).book, 'b', 5);
    expect((await first.driver.head()).seq).toBe(2);
  });
});
