import { afterEach, beforeEach, expect, test } from 'bun:test';
import { bookOn, deposit } from '../../../test/storage/book.ts';
import { T0 } from '../../../test/storage/samples.ts';
import { livedMs } from '../../../test/support/lived.ts';
import { borrowMongo, mongoTests } from '../../../test/support/mongo.ts';
import { type Passing, startProxy, type TestLine } from '../../../test/support/proxy.ts';
import { invariant } from '../../bank/engine/assert.ts';
import { StorageUnavailable } from '../../bank/engine/book.ts';
import { verifyLedger } from '../../bank/verify-ledger.ts';
import { type MongoStorage, openMongo } from './mongodb.ts';

/** The longest that a caller waits for a database that is gone. */
const MOST_WAIT_MS = 12_000;
const NONCE = { keyId: 'teller-1@a', nonce: 'n'.repeat(16), expiresAt: T0 + 1 };
const CALLER = { by: 'teller-1', nonce: NONCE };

interface Scene {
  readonly database: ReturnType<typeof borrowMongo>;
  readonly proxy: TestLine;
  /** The bank's own line, through the proxy, and one beside it. */
  readonly bank: MongoStorage;
  readonly beside: MongoStorage;
}

async function openScene(): Promise<Scene> {
  const database = borrowMongo();
  const beside = await openMongo(database.address);
  const { hostname, port } = new URL(database.address.url);
  const proxy = await startProxy({ host: hostname, port: Number(port) });
  // Straight to the proxy: the server's own address would lead past it.
  const url = `mongodb://127.0.0.1:${proxy.port}/?directConnection=true`;
  const bank = await openMongo({ url, name: database.address.name });
  return { database, proxy, bank, beside };
}

/** Cuts the line once: at the first command with this marker in it, or at the server's answer to that. */
function cutOnce(proxy: TestLine, marker: string, at: 'command' | 'answer'): { wasCut: () => boolean } {
  let state: 'waits' | 'answer is due' | 'cut' = 'waits';
  proxy.judge = ({ from, bytes }: Passing) => {
    if (state === 'waits' && from === 'client' && bytes.includes(marker)) {
      state = at === 'command' ? 'cut' : 'answer is due';
      return at === 'command' ? 'cut' : 'pass';
    }
    // Monitoring has connections of its own, whose answers name the server's role.
    if (state !== 'answer is due' || from === 'client' || bytes.includes('isWritablePrimary')) return 'pass';
    state = 'cut';
    return 'cut';
  };
  return { wasCut: () => state === 'cut' };
}

mongoTests('where the line to the database breaks', () => {
  let scene: Scene | undefined;
  const here = (): Scene => invariant(scene, 'the scene');
  beforeEach(async () => {
    scene = await openScene();
  });
  afterEach(async () => {
    const { bank, beside, proxy, database } = here();
    await bank.driver.close();
    await proxy.end();
    await beside.driver.close();
    await database.giveBack();
  });

  async function expectOnce(): Promise<void> {
    const { driver } = here().beside;
    expect(await verifyLedger(driver)).toMatchObject({ kind: 'sound', count: 1 });
    expect((await driver.members({ afterId: 0, limit: 2 })).map(({ gemsHeld }) => gemsHeld)).toEqual([5n]);
    const { rows } = await driver.load([{ kind: 'nonce', keyId: NONCE.keyId, nonce: NONCE.nonce }]);
    expect(rows.nonces).toEqual([NONCE]);
  }

  const POINTS = [
    ['the reads before a commit', 'aggregate'],
    ['the move of the head', '$slice'],
    ['the rows of the log', 'previousHash'],
    ['the nonces', 'expiresAt'],
    ['the members', 'gemsHeld'],
    ['the commit', 'commitTransaction'],
  ] as const;
  test.each(
    POINTS.flatMap(([name, marker]) => [
      [name, marker, 'command'] as const,
      [name, marker, 'answer'] as const,
    ]),
  )('at %s (%s), with the %s lost, a deposit is answered, and happens once', async (_name, marker, at) => {
    const { proxy, bank } = here();
    const { wasCut } = cutOnce(proxy, marker, at);
    const answer = await deposit(bookOn(bank.driver).book, 'a', 5, CALLER);
    expect(wasCut()).toBe(true);
    expect(answer).toMatchObject({ gems: 5, seq: 1, replayed: false });
    await expectOnce();
  });

  test.each([
    ['command', false],
    ['answer', true],
  ] as const)(
    'at a commit whose %s is lost, and for good, the caller hears so in time; sent again, it happened once',
    async (at, isIn) => {
      const { proxy, bank } = here();
      const { wasCut } = cutOnce(proxy, 'commitTransaction', at);
      const once = proxy.judge;
      proxy.judge = async (passing) => {
        const fate = await once(passing);
        if (fate === 'cut') proxy.close();
        return fate;
      };
      const { book } = bookOn(bank.driver);
      const startedAt = livedMs();
      await expect(deposit(book, 'a', 5, CALLER)).rejects.toBeInstanceOf(StorageUnavailable);
      expect(livedMs() - startedAt).toBeLessThan(MOST_WAIT_MS);
      expect(wasCut()).toBe(true);
      await expect(bank.driver.ping()).rejects.toThrow();
      await proxy.open();
      const nonce = { ...NONCE, nonce: 'm'.repeat(16) };
      const answer = await deposit(book, 'a', 5, { ...CALLER, nonce });
      expect(answer).toMatchObject({ gems: 5, seq: 1, replayed: isIn });
      expect(await verifyLedger(here().beside.driver)).toMatchObject({ kind: 'sound', count: 1 });
      await bank.driver.ping();
    },
  );

  test('an answer that never comes is waited for so long, and no longer', async () => {
    const { proxy, bank } = here();
    let isMute = false;
    proxy.judge = ({ from, bytes }) => {
      if (from === 'client' && bytes.includes('commitTransaction') && !isMute) isMute = true;
      else if (isMute && from === 'server' && !bytes.includes('isWritablePrimary')) {
        proxy.judge = () => 'pass';
        return 'drop';
      }
      return 'pass';
    };
    const startedAt = livedMs();
    expect(await deposit(bookOn(bank.driver).book, 'a', 5, CALLER)).toMatchObject({
      seq: 1,
      replayed: false,
    });
    expect(livedMs() - startedAt).toBeLessThan(MOST_WAIT_MS);
    await expectOnce();
  });

  test('a commit takes as many round trips for a hundred operations as for one', async () => {
    const { proxy, bank } = here();
    const { book } = bookOn(bank.driver);
    await deposit(book, 'first', 5);
    const counts: number[] = [];
    for (const size of [1, 100]) {
      let count = 0;
      proxy.judge = ({ from, bytes }) => {
        // Whether it is time to look at the indexes depends on the machine.
        const isOther = bytes.includes('endSessions') || bytes.includes('listIndexes');
        if (from === 'client' && bytes.includes('lsid') && !isOther) count += 1;
        return 'pass';
      };
      await Promise.all(Array.from({ length: size }, (_, at) => deposit(book, `t${size}-${at}`, 1)));
      counts.push(count);
    }
    expect(counts[0]).toBeLessThanOrEqual(8);
    // A long command may arrive in pieces; only its first one names the session.
    expect(counts[1]).toBe(counts[0] ?? 0);
  });
});
