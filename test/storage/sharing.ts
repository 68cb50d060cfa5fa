import { afterEach, beforeEach, expect, test } from 'bun:test';
import { invariant } from '../../src/bank/engine/assert.ts';
import { readInventory } from '../../src/bank/inventory.ts';
import { verifyLedger } from '../../src/bank/verify-ledger.ts';
import { requestWithdrawal } from '../../src/bank/withdraw-request.ts';
import type { Driver } from '../../src/storage/driver.ts';
import { type Book, bookOn, deposit } from './book.ts';
import { batchOn, loadBank, store, T0, transactionOn } from './samples.ts';

export interface SharedStore {
  /** One more connection, as another process would make it. */
  connect(): Promise<Driver>;
  /** Closes every connection that is still open, and removes the database. */
  close(): Promise<void>;
}
/** Opens an empty database of the test's own. */
export type OpenSharedStore = () => Promise<SharedStore>;

/** Opens an empty database for each test, and closes it after. */
export function sharedStoreOfEachTest(open: OpenSharedStore): () => SharedStore {
  let opened: SharedStore | undefined;
  beforeEach(async () => {
    opened = await open();
  });
  afterEach(async () => {
    await opened?.close();
  });
  return () => invariant(opened, 'the store');
}

/** How many deposits each of two books makes at once. */
const TRADES = 200;
/** How long a slow connection takes, in turns of the event loop. */
const TURNS = 3;

export function describeSharing(open: OpenSharedStore): void {
  const store = sharedStoreOfEachTest(open);
  const connect = (): Promise<Driver> => store().connect();
  describeRestart(connect);
  describeRowCache(connect);
  describeRace(connect);
}

function describeRestart(connect: () => Promise<Driver>): void {
  test('a bank is new to whoever opens it first', async () => {
    expect((await connect()).isNew).toBe(true);
    expect((await connect()).isNew).toBe(false);
  });

  test('what was answered is there after a restart, and happens no second time', async () => {
    const nonce = { keyId: 'k', nonce: 'n'.repeat(16), expiresAt: T0 + 1 };
    const before = await connect();
    const first = await deposit(bookOn(before).book, 'a', 5, { by: 'teller-1', nonce });
    const bank = await loadBank(before);
    await before.close();
    const after = await connect();
    expect(await loadBank(after)).toEqual(bank);
    const { book } = bookOn(after);
    expect(await deposit(book, 'a', 5)).toEqual({ ...first, replayed: true });
    await expect(deposit(book, 'b', 5, { by: 'teller-1', nonce })).rejects.toMatchObject({
      code: 'replayed',
    });
    expect(await verifyLedger(after)).toMatchObject({ kind: 'sound', count: 1 });
  });

  test('a commit of another connection makes a conflict, and nothing of the batch is written', async () => {
    const [driver, second] = [await connect(), await connect()];
    const bank = await loadBank(driver);
    expect(await store(second, { transactions: [transactionOn(bank)] })).toBe('stored');
    const balances = [{ account: 'member:1', asset: 'gems', amount: 5n, holds: null }];
    expect(await driver.store(batchOn(bank, { puts: { balances } }))).toBe('conflict');
    expect(await driver.balances({ limit: 10 })).toEqual([]);
    expect(await loadBank(driver)).toEqual(await loadBank(second));
  });
}

function describeRowCache(connect: () => Promise<Driver>): void {
  test('what another connection has committed counts at once, even where the rows were cached', async () => {
    const [first, second] = [bookOn(await connect()).book, bookOn(await connect()).book];
    const gemsSeenBy = async (book: Book) => (await book.query(readInventory, 1, { by: 'web' })).gems;
    await deposit(first, 'a', 5);
    expect(await gemsSeenBy(first)).toBe(5);
    await deposit(second, 'b', 6);
    expect(await gemsSeenBy(first)).toBe(11);
    expect(await deposit(first, 'c', 7)).toMatchObject({ seq: 3, gems: 18 });
    expect(await gemsSeenBy(second)).toBe(18);
    expect(await deposit(second, 'c', 7)).toMatchObject({ seq: 3, gems: 18, replayed: true });
  });

  test('what another connection has done is no refusal for a caller who asks for it again', async () => {
    const [first, second] = [bookOn(await connect()).book, bookOn(await connect()).book];
    await deposit(first, 'a', 5);
    const ask = { requestId: 'all', robloxUserId: 1, pets: [], gems: 5 };
    const answer = await first.perform(requestWithdrawal, ask, { by: 'web' });
    const again = { ...answer, replayed: true };
    expect(await first.perform(requestWithdrawal, ask, { by: 'web' })).toEqual(again);
    expect(await second.perform(requestWithdrawal, ask, { by: 'web' })).toEqual(again);
    await expect(
      first.perform(requestWithdrawal, { ...ask, requestId: 'more' }, { by: 'web' }),
    ).rejects.toMatchObject({
      code: 'insufficient_gems',
    });
  });
}

/** The driver on a slow connection: another process's commit falls between its reads and its own. */
const slowed = (driver: Driver): Driver => ({
  ...driver,
  async load(readKeys) {
    const snapshot = await driver.load(readKeys);
    for (let turn = 0; turn < TURNS; turn += 1) await new Promise(setImmediate);
    return snapshot;
  },
});

function describeRace(connect: () => Promise<Driver>): void {
  test('two books that commit at once lose nothing and count nothing twice', async () => {
    const books = [bookOn(slowed(await connect())), bookOn(slowed(await connect()))];
    const trades = books.flatMap(({ book }) =>
      Array.from({ length: TRADES }, async (_, index) => {
        for (let turn = 0; turn < index; turn += 1) await new Promise(setImmediate);
        return deposit(book, `t${index}`, 1);
      }),
    );
    const answers = await Promise.all(trades);
    expect(answers.filter((answer) => !answer.replayed)).toHaveLength(TRADES);
    const driver = await connect();
    expect(await driver.balances({ limit: 10 })).toEqual([
      { account: 'member:1', asset: 'gems', amount: BigInt(TRADES), holds: null },
      { account: 'teller:teller-1', asset: 'gems', amount: BigInt(-TRADES), holds: null },
    ]);
    expect(await verifyLedger(driver)).toMatchObject({ kind: 'sound', count: TRADES });
    const commits = books.flatMap((book) => book.commits);
    expect(commits.some((commit) => commit.conflicts > 0)).toBe(true);
  });
}
