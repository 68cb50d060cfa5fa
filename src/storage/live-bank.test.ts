import { describe, expect, spyOn, test } from 'bun:test';
import { openMemory } from '../../test/bank/bank.ts';
import { rulesWith } from '../../test/bank/rules.ts';
import { type Book, bookOn, deposit } from '../../test/storage/book.ts';
import { T0 } from '../../test/storage/samples.ts';
import { completeDeposit } from '../bank/deposit.ts';
import { NEW_BANK } from '../bank/engine/ledger.ts';
import type { Operation } from '../bank/engine/operation.ts';
import type { ReadKey } from '../bank/engine/read-key.ts';
import { createView } from '../bank/engine/view.ts';
import { readInventory } from '../bank/inventory.ts';
import { cancelWithdrawal } from '../bank/withdraw-cancel.ts';
import { checkWithdrawals } from '../bank/withdraw-check.ts';
import { completeWithdrawal } from '../bank/withdraw-complete.ts';
import { requestWithdrawal } from '../bank/withdraw-request.ts';
import { collectBatch, commitBatch } from './commit.ts';
import { createPendingOperation } from './commit-batcher.ts';
import type { Driver } from './driver.ts';
import { createLiveBank, type LiveBank } from './live-bank.ts';

const MEMBER = { kind: 'member', robloxUserId: 1 } as const;
const WEB = { by: 'web' } as const;
const CAT = { id: 'Cat', variant: 'normal', shiny: false, quantity: 1 } as const;

/** A live bank, and a commit of nothing by it or by another process. */
function openLive(driver: Driver = openMemory()) {
  const live = createLiveBank(driver);
  async function commit(store: typeof live.store): Promise<void> {
    const { bank } = await driver.load([]);
    const view = createView(bank);
    expect(await store(view, collectBatch(view))).toBe('stored');
  }
  return {
    live,
    commit: () => commit(live.store),
    commitElsewhere: () => commit((_view, batch) => driver.store(batch)),
    knows: (readKey: ReadKey) => live.rows()?.knows(readKey) ?? false,
  };
}

/** A new database in memory, and how often it was asked for rows. */
function openCounted() {
  const memory = openMemory();
  const asked = { loads: 0 };
  const load: Driver['load'] = (readKeys) => {
    asked.loads += 1;
    return memory.load(readKeys);
  };
  return { asked, driver: { ...memory, load } };
}

/** Commits one operation by itself. */
const performOn =
  (live: LiveBank) =>
  async <Input, Answer>(operation: Operation<Input, Answer>, input: Input, by: string): Promise<Answer> => {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const pending = createPendingOperation(operation, input, { by }, { resolve, reject });
    await commitBatch({ live, renames: null }, [pending], { rules: () => rulesWith(), clock: () => T0 });
    return promise;
  };

describe('a live bank', () => {
  test('keeps its rows over its own commits, and drops them once another process has committed', async () => {
    const { live, commit, commitElsewhere, knows } = openLive();
    await live.load([MEMBER]);
    await commit();
    expect(live.rows()?.bank.version).toBe(1);
    await live.look();
    expect(knows(MEMBER)).toBe(true);
    await commitElsewhere();
    expect(knows(MEMBER)).toBe(true);
    await live.look();
    expect(live.rows()?.bank.version).toBe(2);
    expect(knows(MEMBER)).toBe(false);
  });

  test('drops its rows when nobody knows what became of a commit', async () => {
    const driver = openMemory();
    const { live, knows } = openLive({ ...driver, store: () => Promise.reject(new Error('cut off')) });
    await live.load([MEMBER]);
    await expect(live.store(createView(NEW_BANK), collectBatch(createView(NEW_BANK)))).rejects.toThrow(
      'cut off',
    );
    expect(knows(MEMBER)).toBe(false);
  });

  test('keeps nothing of anybody once someone is erased', async () => {
    const { live, knows } = openLive();
    await live.load([MEMBER]);
    const view = createView(NEW_BANK);
    view.erasedUsers.push('123456789012345678');
    expect(await live.store(view, collectBatch(view))).toBe('stored');
    expect(knows(MEMBER)).toBe(false);
  });

  test('adds nothing of a version before its own', async () => {
    const driver = openMemory();
    const { promise, resolve } = Promise.withResolvers<void>();
    let isSlow = false;
    const { live, commit, knows } = openLive({
      ...driver,
      async load(readKeys) {
        const waiting = isSlow ? promise : undefined;
        const snapshot = await driver.load(readKeys);
        await waiting;
        return snapshot;
      },
    });
    await live.look();
    isSlow = true;
    const late = live.load([MEMBER]);
    isSlow = false;
    await commit();
    resolve();
    expect(await late).toBeUndefined();
    expect(live.rows()?.bank.version).toBe(1);
    expect(knows(MEMBER)).toBe(false);
  });

  test('decides again what rows were loaded for and forgotten, as queries loaded many others', async () => {
    const { live } = openLive();
    let loads = 0;
    async function load(readKeys: readonly ReadKey[]) {
      const rows = await live.load(readKeys);
      loads += 1;
      for (let times = 0; loads <= 2 && times < 2; times += 1) rows?.age();
      return rows;
    }
    const credit = { robloxUserId: 1, pets: [CAT], gems: 2, tradeId: 'in' };
    const { status } = await performOn({ ...live, load })(completeDeposit, credit, 'teller-1');
    expect(status).toBe('credited');
  });

  test('asks the database once for all that a delivery needs', async () => {
    const { asked, driver } = openCounted();
    const perform = performOn(openLive(driver).live);
    const goods = { robloxUserId: 1, pets: [CAT], gems: 2 };
    await perform(completeDeposit, { ...goods, tradeId: 'in' }, 'teller-1');
    await perform(requestWithdrawal, { ...goods, requestId: 'out' }, 'web');
    const claim = { token: 'c' };
    const { claimed } = await perform(checkWithdrawals, { robloxUserId: 1, claim }, 'teller-1');
    const delivery = { claimToken: claim.token, tradeId: 'out', outcome: 'delivered' } as const;
    asked.loads = 0;
    await perform(completeWithdrawal, { ...delivery, withdrawalId: claimed?.withdrawalId ?? '' }, 'teller-1');
    expect(asked.loads).toBe(1);
  });

  test('takes no more memory after many withdrawals that have ended than after one', async () => {
    const { live } = openLive();
    const perform = performOn(live);
    const goods = { robloxUserId: 1, pets: [CAT], gems: 2 };
    await perform(completeDeposit, { ...goods, tradeId: 'in', gems: 100 }, 'teller-1');
    async function withdraw(round: number): Promise<number | undefined> {
      const request = (requestId: string) =>
        perform(requestWithdrawal, { ...goods, pets: [], requestId: `${requestId}-${round}` }, 'web');
      const { withdrawalId } = await request('back');
      await perform(cancelWithdrawal, { withdrawalId }, 'web');
      await perform(cancelWithdrawal, { withdrawalId }, 'web');
      await request('out');
      const claim = { token: `c-${round}` };
      const { claimed } = await perform(checkWithdrawals, { robloxUserId: 1, claim }, 'teller-1');
      const delivery = { claimToken: claim.token, tradeId: `out-${round}`, outcome: 'delivered' } as const;
      await perform(
        completeWithdrawal,
        { ...delivery, withdrawalId: claimed?.withdrawalId ?? '' },
        'teller-1',
      );
      return live.rows()?.size;
    }
    const first = await withdraw(0);
    for (let round = 1; round < 10; round += 1) expect(await withdraw(round)).toBe(first);
  });

  test('begins every batch anew for a while after another process came first', async () => {
    const { live, commit } = openLive();
    live.bypass();
    let commits = 0;
    for (; live.rowsForBatch() === undefined && commits < 100; commits += 1) {
      await live.load([MEMBER]);
      await commit();
    }
    expect(commits).toBe(16);
  });

  test.each(['rowsForBatch', 'rows'] as const)(
    'forgets by and by what nobody asks for, where it knows too much: %s',
    async (begin) => {
      const { live } = openLive();
      const [asked, member] = [MEMBER, { kind: 'member', robloxUserId: 2 }] as const;
      for (const begins of [1, 1_000_000]) {
        const members = Array.from(
          { length: 300_001 },
          (_, at): ReadKey => ({ kind: 'member', robloxUserId: begins + at }),
        );
        await live.load(members);
        expect(live[begin]()?.knows(asked)).toBe(true);
      }
      expect(live.rows()?.knows(member)).toBe(false);
      expect(live.rows()?.knows(asked)).toBe(true);
    },
  );
});

describe('a query', () => {
  test('sees only what is stored, and waits where the database is ahead of its answer', async () => {
    const driver = openMemory();
    const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const points = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let isHeld = false;
    const { book } = bookOn({
      ...driver,
      async store(batch) {
        if (!isHeld) return driver.store(batch);
        points[0]?.resolve();
        await gates[0]?.promise;
        const outcome = await driver.store(batch);
        points[1]?.resolve();
        await gates[1]?.promise;
        return outcome;
      },
    });
    const gems = async () => (await book.query(readInventory, 1, WEB)).gems;
    await deposit(book, 'a', 5);
    isHeld = true;
    const second = deposit(book, 'b', 6);
    await points[0]?.promise;
    expect(await gems()).toBe(5);
    gates[0]?.resolve();
    await points[1]?.promise;
    const seen = gems();
    gates[1]?.resolve();
    expect(await seen).toBe(11);
    await second;
  });

  test('sees what another process has committed, though its rows are known', async () => {
    const driver = openMemory();
    const [first, second] = [bookOn(driver).book, bookOn(driver).book];
    const gems = async () => (await first.query(readInventory, 1, WEB)).gems;
    await deposit(first, 'a', 5);
    expect(await gems()).toBe(5);
    await deposit(second, 'b', 6);
    expect(await gems()).toBe(11);
  });

  test('looks at the head once for all who ask at once', async () => {
    const { asked, driver } = openCounted();
    const { book } = bookOn(driver);
    await book.query(readInventory, 1, WEB);
    asked.loads = 0;
    await Promise.all(Array.from({ length: 32 }, () => book.query(readInventory, 1, WEB)));
    expect(asked.loads).toBe(1);
  });
});

describe('looks at the head', () => {
  async function settle(): Promise<void> {
    for (let turns = 0; turns < 20; turns += 1) await Promise.resolve();
  }

  test('are shared by all who ask in one turn of the event loop', async () => {
    const { asked, driver } = openCounted();
    const live = createLiveBank(driver);
    const first = live.look();
    await settle();
    expect(asked.loads).toBe(0);
    await Promise.all([first, live.look()]);
    expect(asked.loads).toBe(1);
    await live.look();
    expect(asked.loads).toBe(2);
  });

  test('wait no longer for a turn that does not come, once another request arrives', async () => {
    const { asked, driver } = openCounted();
    const live = createLiveBank(driver);
    const now = spyOn(performance, 'now').mockReturnValue(1_000);
    const looking = live.look();
    live.arrived();
    await settle();
    expect(asked.loads).toBe(0);
    now.mockReturnValue(1_006);
    live.arrived();
    await settle();
    expect(asked.loads).toBe(1);
    now.mockRestore();
    await looking;
  });
});

describe('a refusal', () => {
  const request = (book: Book, requestId: string, gems: number) =>
    book.perform(requestWithdrawal, { requestId, robloxUserId: 1, pets: [], gems }, WEB);

  test('is decided on what is stored now, whoever stored it', async () => {
    const driver = openMemory();
    const [first, second] = [bookOn(driver).book, bookOn(driver).book];
    await deposit(first, 'a', 5);
    await expect(request(first, 'much', 8)).rejects.toMatchObject({ code: 'insufficient_gems' });
    await deposit(second, 'b', 6);
    expect(await request(first, 'more', 8)).toMatchObject({ status: 'reserved', gems: 8 });
  });

  test('is no answer to what was done before', async () => {
    const { book } = bookOn(openMemory());
    await deposit(book, 'a', 5);
    const answer = await request(book, 'all', 5);
    expect(await request(book, 'all', 5)).toEqual({ ...answer, replayed: true });
  });
});
