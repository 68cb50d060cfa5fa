import { afterAll, describe, expect, test } from 'bun:test';
import { openBank } from '../../test/bank/bank.ts';
import { StorageUnavailable } from '../bank/engine/book.ts';
import { openSqlite } from '../storage/sqlite/sqlite.ts';
import { openProjections } from './projections.ts';

describe('what is made of the log in the background', () => {
  const driver = openSqlite({ file: ':memory:', migrationsFolder: 'migrations' });
  afterAll(() => driver.close());
  const bank = openBank({ driver });
  const errors: unknown[] = [];
  const log = { error: (about: unknown) => errors.push(about) };
  const open = (more: Partial<Parameters<typeof openProjections>[0]> = {}) =>
    openProjections({ driver, leadership: null, log, onWaiting: () => undefined, ...more });
  const countDeposits = async (source: ReturnType<typeof open>): Promise<number> => {
    const [found] = await (await source.current()).findTerms(['kind:deposit']);
    return found?.count ?? 0;
  };

  test('is brought up to date before it is read, where little is new', async () => {
    const source = open();
    expect(await countDeposits(source)).toBe(0);
    for (const tradeId of ['a', 'b']) await bank.deposit({ tradeId, robloxUserId: 1, gems: 5 });
    expect(await countDeposits(source)).toBe(2);
    await bank.deposit({ tradeId: 'c', robloxUserId: 1, gems: 5 });
    expect(await Promise.all([countDeposits(source), countDeposits(source)])).toEqual([3, 3]);
  });

  test('is read at once where nothing is new, but not where another log was read', async () => {
    let reads = 0;
    const counted = {
      ...driver,
      log(page: Parameters<typeof driver.log>[0]) {
        reads += 1;
        return driver.log(page);
      },
    };
    expect(await countDeposits(open({ driver: counted }))).toBe(3);
    expect(reads).toBe(0);
    const other = async () => ({ ...(await driver.head()), hash: 'f'.repeat(64) });
    await open({ driver: { ...counted, head: other } }).current();
    expect(reads).toBe(1);
  });

  test('is made by the process that leads, and by nobody where the bank is only looked at', async () => {
    await bank.deposit({ tradeId: 'd', robloxUserId: 1, gems: 5 });
    expect(await countDeposits(open({ leadership: { ownTerm: () => null } }))).toBe(3);
    expect(await countDeposits(open({ opensHalted: true }))).toBe(3);
    expect(await countDeposits(open({ leadership: { ownTerm: () => 7 } }))).toBe(4);
  });

  test('that can not be made is reported, and what is there is read', async () => {
    await bank.deposit({ tradeId: 'e', robloxUserId: 1, gems: 5 });
    const broken = { ...driver, log: () => Promise.reject(new Error('a torn row')) };
    expect(await countDeposits(open({ driver: broken }))).toBe(4);
    expect(errors).toEqual([{ err: new Error('a torn row') }]);
  });

  test('that can not be read is an unavailable storage', async () => {
    const away = {
      ...driver,
      findTerms: () => Promise.reject(Object.assign(new Error(), { code: 'SQLITE_FULL' })),
    };
    const reads = await open({ driver: away }).current();
    await expect(reads.findTerms(['a'])).rejects.toBeInstanceOf(StorageUnavailable);
  });

  test('is made at once where a whole step of it waits', async () => {
    const before = await driver.projectionState();
    let wake: (() => void) | undefined;
    const source = open({ onWaiting: (_, listener) => (wake = listener) });
    const running = source.schedule(1_000);
    await bank.deposit({ tradeId: 'w', robloxUserId: 1, gems: 5 });
    expect(await driver.projectionState()).toEqual(before);
    wake?.();
    await running.stop();
    expect(await driver.projectionState()).toMatchObject({ seq: (await driver.head()).seq });
  });
});
