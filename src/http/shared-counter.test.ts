import { afterAll, afterEach, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { connect, createServer, type Socket } from 'node:net';
import { MongoClient } from 'mongodb';
import { livedMs } from '../../test/support/lived.ts';
import { type MongoDatabase, makeMongoAddress, mongoTests } from '../../test/support/mongo.ts';
import { until } from '../../test/support/until.ts';
import { createRateLimit } from './rate-limit.ts';
import { openSharedCounters } from './shared-counter.ts';

setDefaultTimeout(120_000);
/** A way to the server that can fall silent, as a broken network does, and come back. */
async function openLine(
  target: URL,
): Promise<{ port: number; cut(): void; reconnect(): void; close(): void }> {
  const sockets = new Set<Socket>();
  let isCut = false;
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('data', (bytes) => isCut || to.write(bytes));
      from.on('close', () => to.destroy());
      from.on('error', () => to.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const dropAll = (): void => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  return {
    port: address.port,
    cut: () => {
      isCut = true;
    },
    reconnect: () => {
      isCut = false;
      dropAll();
    },
    close: () => {
      dropAll();
      server.close();
    },
  };
}

mongoTests('counters of several processes on one MongoDB', () => {
  let database: MongoDatabase;
  let clients: readonly [MongoClient, MongoClient];
  const errors: unknown[] = [];
  const createLimit = async (client: MongoClient, policy: string, perMinute: number) => {
    const counters = await openSharedCounters(client.db(database.address.name), (error) =>
      errors.push(error),
    );
    return createRateLimit(policy, perMinute, counters);
  };
  const collection = () => clients[0].db(database.address.name).collection('rate_limits');

  beforeAll(() => {
    database = makeMongoAddress();
    const { url } = database.address;
    clients = [new MongoClient(url), new MongoClient(url)];
  });
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.close()));
    await database.drop();
  });

  // Else a test would be passed by counting alone.
  afterEach(() => expect(errors.splice(0)).toEqual([]));

  test('count large bodies as one process does, also those that share a count', async () => {
    const limit = await createLimit(clients[0], 'large', 600);
    const answers = await Promise.all([0, 65_537, 4_194_304, 1].map((bytes) => limit.take('a', bytes)));
    const left = answers.map(({ headers }) => headers.ratelimit?.split(';')[1]);
    expect(left).toEqual(['r=599', 'r=597', 'r=567', 'r=566']);
  });

  test('let in together what is set, in any order, and refuse the rest with the time to wait', async () => {
    const limits = await Promise.all(clients.map((client) => createLimit(client, 'crowd', 50)));
    const crowd = Array.from({ length: 200 }, (_, at) => limits[at % 2]?.take('teller-1'));
    const answers = (await Promise.all(crowd)).flatMap((answer) => answer ?? []);
    const left = answers.filter(({ isAllowed }) => isAllowed).map(({ headers }) => headers.ratelimit);
    expect(
      left.map((text) => /r=(\d+);/.exec(text ?? '')?.[1]).sort((a, b) => Number(a) - Number(b)),
    ).toEqual(Array.from({ length: 50 }, (_, at) => String(at)));
    const refused = answers.filter(({ isAllowed }) => !isAllowed);
    expect(refused).toHaveLength(150);
    for (const { headers } of refused) {
      expect(headers.ratelimit).toMatch(/^"crowd";r=0;t=\d+$/);
      expect(Number(headers['retry-after'])).toBeWithin(1, 61);
    }
  });

  test('count one after the other as well, and give the last place once', async () => {
    const [first, second] = await Promise.all(clients.map((client) => createLimit(client, 'turns', 5)));
    const taken: boolean[] = [];
    for (let turn = 0; turn < 8; turn += 1) {
      taken.push((await (turn % 2 === 0 ? first : second)?.take('a'))?.isAllowed ?? false);
    }
    expect(taken).toEqual([true, true, true, true, true, false, false, false]);
  });

  test('keep callers and policies apart', async () => {
    const [keys, addresses] = await Promise.all([
      createLimit(clients[0], 'apart', 1),
      createLimit(clients[1], 'apart-2', 1),
    ]);
    expect((await keys.take('a')).isAllowed).toBe(true);
    expect((await keys.take('b')).isAllowed).toBe(true);
    expect((await addresses.take('a')).isAllowed).toBe(true);
    expect((await keys.take('a')).isAllowed).toBe(false);
  });

  test('begin afresh when the window is over, though the old count is still there', async () => {
    const limit = await createLimit(clients[0], 'window', 2);
    for (const isAllowed of [true, true]) expect(await limit.take('a')).toMatchObject({ isAllowed });
    await collection().updateOne({ key: 'window:a' }, { $set: { expire: new Date(Date.now() - 1) } });
    const other = await createLimit(clients[1], 'window', 2);
    for (const isAllowed of [true, true, false]) expect(await other.take('a')).toMatchObject({ isAllowed });
  });

  test('lie in a collection that holds each caller once and forgets by itself', async () => {
    await createLimit(clients[0], 'indexes', 1);
    const indexes = await collection().indexes();
    expect(indexes).toContainEqual(expect.objectContaining({ key: { key: 1 }, unique: true }));
    expect(indexes).toContainEqual(expect.objectContaining({ key: { expire: 1 }, expireAfterSeconds: 0 }));
  });

  test('give way to counting alone while the database is silent, and come back to it', async () => {
    // URL knows hosts and ports of http alone.
    const through = new URL(database.address.url.replace('mongodb:', 'http:'));
    const line = await openLine(new URL(through));
    through.host = `127.0.0.1:${line.port}`;
    through.searchParams.delete('replicaSet');
    through.searchParams.set('directConnection', 'true');
    const client = new MongoClient(through.href.replace('http:', 'mongodb:'));
    try {
      const here = await createLimit(client, 'silence', 100);
      const elsewhere = await createLimit(clients[0], 'silence', 100);
      const takeAndReadLeft = async (limit: typeof here): Promise<number> =>
        Number(/r=(\d+);/.exec((await limit.take('a')).headers.ratelimit ?? '')?.[1]);
      expect([
        await takeAndReadLeft(here),
        await takeAndReadLeft(elsewhere),
        await takeAndReadLeft(here),
      ]).toEqual([99, 98, 97]);

      line.cut();
      const startedAt = livedMs();
      expect([await takeAndReadLeft(here), await takeAndReadLeft(here), await takeAndReadLeft(here)]).toEqual(
        [99, 98, 97],
      );
      // The driver looks for a server for 30 s: nobody waited for that.
      expect(livedMs() - startedAt).toBeLessThan(10_000);
      expect(errors.splice(0)).toHaveLength(1);

      line.reconnect();
      // Its own count is near 97, so a step beside it is the shared one again.
      for (let tries = 0; tries < 50; tries += 1) await elsewhere.take('a');
      const isShared = async (): Promise<boolean> => (await takeAndReadLeft(here)) < 60;
      await until(isShared, 'a shared count', { limitMs: 10_000, everyMs: 300 });
    } finally {
      line.close();
      await client.close();
    }
  });
});
