import { describe, expect, test } from 'bun:test';
import { completeDeposit, type DepositAnswer } from '../../src/bank/deposit.ts';
import { type Caller, StorageUnavailable } from '../../src/bank/engine/book.ts';
import type { Operation } from '../../src/bank/engine/operation.ts';
import { emptyRows } from '../../src/bank/engine/read-key.ts';
import { checkWithdrawals } from '../../src/bank/withdraw-check.ts';
import { requestWithdrawal } from '../../src/bank/withdraw-request.ts';
import { type BookOptions, openBook } from '../../src/storage/book.ts';
import type { CommitStats } from '../../src/storage/commit.ts';
import type { Driver } from '../../src/storage/driver.ts';
import { rulesWith } from '../bank/rules.ts';
import { driverOfEachTest, loadBank, type OpenStore, T0 } from './samples.ts';

const TELLER = { by: 'teller-1' } as const;
const WEB = { by: 'web' } as const;
const CAT = { id: 'Cat', variant: 'normal', shiny: false, quantity: 1 } as const;

export type Book = ReturnType<typeof openBook>;

export function bookOn(
  driver: Driver,
  options: Partial<BookOptions> = {},
): { book: Book; commits: CommitStats[] } {
  const commits: CommitStats[] = [];
  const book = openBook(driver, {
    rules: () => rulesWith(),
    clock: () => T0,
    queueLimit: 1_000,
    onCommit: (commit) => commits.push(commit),
    ...options,
  });
  return { book, commits };
}

export function deposit(
  book: Book,
  tradeId: string,
  gems: number,
  caller: Caller = TELLER,
): Promise<DepositAnswer> {
  return book.perform(completeDeposit, { tradeId, robloxUserId: 1, pets: [], gems }, caller);
}

/** Refusals and failures by their name, answers as they are. */
async function outcomesOf(calls: readonly Promise<unknown>[]): Promise<unknown[]> {
  const settled = await Promise.allSettled(calls);
  return settled.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : String(outcome.reason)));
}

/** The queue that many operations share one commit in, on this driver. */
export function describeBook(open: OpenStore): void {
  describe('a book', () => {
    const driver = driverOfEachTest(open);
    describeGroups(driver);
    describeBatchMates(driver);
    describeDurability(driver);
    describeFailures(driver);
  });
}

function describeGroups(driver: () => Driver): void {
  test('puts operations that come at once into few commits, each with its own answer', async () => {
    const { book, commits } = bookOn(driver());
    const trades = Array.from({ length: 300 }, (_, index) => deposit(book, `t${index}`, index + 1));
    const answers = await Promise.all(trades);
    expect(commits.map((commit) => commit.operations)).toEqual([256, 44]);
    expect(answers.map((answer) => answer.seq)).toEqual(answers.map((_, index) => index + 1));
    expect(answers.map((answer) => answer.credited.gems)).toEqual(answers.map((_, index) => index + 1));
    expect(answers.at(-1)?.gems).toBe((300 * 301) / 2);
  });

  test('lets a refused operation take nothing from the others', async () => {
    const { book, commits } = bookOn(driver());
    await deposit(book, 'a', 5);
    const ask = { requestId: 'a', robloxUserId: 1, pets: [], gems: 6 };
    const outcomes = await outcomesOf([
      book.perform(requestWithdrawal, ask, WEB),
      deposit(book, 'a', 6),
      deposit(book, 'b', 1),
    ]);
    expect(outcomes).toMatchObject([
      'Refusal: insufficient_gems',
      'Refusal: request_reused',
      { gems: 6, seq: 2 },
    ]);
    expect(commits.map((commit) => commit.operations)).toEqual([1, 3]);
  });

  test('lets an operation that breaks take nothing from the others', async () => {
    const { book } = bookOn(driver());
    const broken: Operation<null, never> = {
      readKeys: () => [],
      decide() {
        throw new Error('a bug');
      },
    };
    const outcomes = await outcomesOf([
      deposit(book, 'a', 5),
      book.perform(broken, null, WEB),
      deposit(book, 'b', 1),
    ]);
    expect(outcomes).toMatchObject([{ gems: 5 }, 'Error: a bug', { gems: 6 }]);
  });
}

function describeBatchMates(driver: () => Driver): void {
  test('does an operation that comes twice in one commit once', async () => {
    const { book, commits } = bookOn(driver());
    const outcomes = await outcomesOf([deposit(book, 'a', 5), deposit(book, 'a', 5)]);
    expect(outcomes).toMatchObject([
      { gems: 5, seq: 1, replayed: false },
      { gems: 5, seq: 1, replayed: true },
    ]);
    expect(commits).toHaveLength(1);
  });

  test('accepts a nonce that comes twice in one commit once, also when a refusal spent it', async () => {
    const { book } = bookOn(driver());
    const nonce = { keyId: 'k', nonce: 'n'.repeat(16), expiresAt: T0 + 1 };
    const ask = { requestId: 'a', robloxUserId: 1, pets: [], gems: 6 };
    const outcomes = await outcomesOf([
      book.perform(requestWithdrawal, ask, { ...WEB, nonce }),
      deposit(book, 'a', 5, { ...TELLER, nonce }),
    ]);
    expect(outcomes).toEqual(['Refusal: insufficient_gems', 'Refusal: replayed']);
    const { rows } = await driver().load([{ kind: 'nonce', keyId: nonce.keyId, nonce: nonce.nonce }]);
    expect(rows.nonces).toEqual([nonce]);
    expect(await outcomesOf([deposit(book, 'a', 5, { ...TELLER, nonce })])).toEqual(['Refusal: replayed']);
  });

  test('decides again what a batch-mate has made to read other rows', async () => {
    const { book, commits } = bookOn(driver());
    const trade = { tradeId: 'a', robloxUserId: 1, pets: [CAT], gems: 0 };
    await book.perform(completeDeposit, trade, TELLER);
    // This teller is new to the bank, and its check can't know the cat that is asked for in its own commit.
    const [, check] = await Promise.all([
      book.perform(requestWithdrawal, { requestId: 'a', robloxUserId: 1, pets: [CAT], gems: 0 }, WEB),
      book.perform(checkWithdrawals, { robloxUserId: 1, claim: null }, { by: 'teller-2' }),
    ]);
    expect(check.withdrawals).toMatchObject([{ withdrawalId: 'w-2', pets: [CAT], deliverable: false }]);
    expect(commits.map((commit) => commit.operations)).toEqual([1, 2, 1]);
  });
}

function describeDurability(driver: () => Driver): void {
  test('answers only after what it says is stored', async () => {
    const opened = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    const slow: Driver = {
      ...driver(),
      async store(batch) {
        reached.resolve();
        await opened.promise;
        return driver().store(batch);
      },
    };
    const { book } = bookOn(slow);
    const order: string[] = [];
    const answered = deposit(book, 'a', 5).then(() => order.push('answered'));
    await reached.promise;
    await new Promise(setImmediate);
    order.push('stored');
    opened.resolve();
    await answered;
    expect(order).toEqual(['stored', 'answered']);
  });

  test('stores nothing for what changes nothing, and for a query', async () => {
    const { book } = bookOn(driver());
    await deposit(book, 'a', 5);
    const bank = await loadBank(driver());
    const ask = { requestId: 'a', robloxUserId: 1, pets: [], gems: 6 };
    await outcomesOf([book.perform(requestWithdrawal, ask, WEB), deposit(book, 'a', 5)]);
    const { seq } = await book.query(
      completeDeposit,
      { tradeId: 'z', robloxUserId: 1, pets: [], gems: 1 },
      TELLER,
    );
    expect(seq).toBe(2);
    expect(await loadBank(driver())).toEqual(bank);
  });

  test('is drained once everything that waited is settled', async () => {
    const { book } = bookOn(driver());
    await book.drain();
    const settled: string[] = [];
    for (const tradeId of ['a', 'b']) void deposit(book, tradeId, 1).then(() => settled.push(tradeId));
    await book.drain();
    expect(settled).toEqual(['a', 'b']);
  });
}

function describeFailures(driver: () => Driver): void {
  const nothing = { rows: emptyRows(), operations: [] };

  test.each(['load', 'store'] as const)(
    'is unavailable when the database fails to %s, and works on when it is back',
    async (verb) => {
      let isAway = true;
      const away = () => Promise.reject(new Error('the cable is out'));
      const real = driver();
      const shaky: Driver = { ...real, [verb]: (given: never) => (isAway ? away() : real[verb](given)) };
      const { book } = bookOn(shaky);
      const outcomes = await outcomesOf([deposit(book, 'a', 5), deposit(book, 'b', 5)]);
      expect(outcomes).toEqual(Array(2).fill('StorageUnavailable: the database did not answer'));
      expect(await real.load([{ kind: 'account', account: 'member:1' }])).toMatchObject({
        bank: { version: 0 },
        ...nothing,
      });
      isAway = false;
      expect(await outcomesOf([deposit(book, 'a', 5)])).toMatchObject([{ gems: 5, seq: 1, replayed: false }]);
    },
  );

  test.each([
    ['MongoServerError', 8],
    ['SQLiteError', 'SQLITE_PROTOCOL'],
  ])('passes on what the database says of a failure: %s', async (name, code) => {
    const cause = Object.assign(new Error('too many clients already'), { name, code });
    const { book } = bookOn({ ...driver(), load: () => Promise.reject(cause) });
    await expect(deposit(book, 'a', 5)).rejects.toMatchObject({ name: 'StorageUnavailable', cause });
  });

  test('gives up when other processes always commit first', async () => {
    const { book } = bookOn({ ...driver(), store: async () => 'conflict' });
    await expect(deposit(book, 'a', 5)).rejects.toBeInstanceOf(StorageUnavailable);
    expect(await loadBank(driver())).toMatchObject({ version: 0, seq: 0 });
  });

  test('refuses what is more than may wait, and settles the rest', async () => {
    const { book } = bookOn(driver(), { queueLimit: 2 });
    const outcomes = await outcomesOf(['a', 'b', 'c'].map((tradeId) => deposit(book, tradeId, 1)));
    expect(outcomes).toMatchObject([
      { gems: 1 },
      { gems: 2 },
      'StorageUnavailable: too many operations wait',
    ]);
    expect(await outcomesOf([deposit(book, 'c', 1)])).toMatchObject([{ gems: 3, replayed: false }]);
  });
}
