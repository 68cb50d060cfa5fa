import { describe, expect, test } from 'bun:test';
import { catchUp } from '../../test/storage/projections.ts';
import { chainOn, loadBank, store, T0 } from '../../test/storage/samples.ts';
import { openSqlite } from '../storage/sqlite/sqlite.ts';
import type { TransactionKind } from './engine/rows.ts';
import { searchLog } from './log-search.ts';
import { BLOCK_SIZE } from './projections.ts';

const COUNT = 3 * BLOCK_SIZE;
const KINDS: readonly TransactionKind[] = ['deposit', 'withdrawal_reserved', 'transfer'];
const changes = Array.from({ length: COUNT }, (_, index) => ({
  kind: KINDS[index % KINDS.length] ?? 'deposit',
  at: T0 + Math.floor(index / 2) * 1_000,
  // The second member's fill a block.
  robloxUserId: index + 1 >= BLOCK_SIZE && index + 1 < 2 * BLOCK_SIZE ? 2 : 1 + (index % 5),
  tellerId: index === 40 || index === COUNT - 5 ? 'rare' : index < BLOCK_SIZE ? 'early' : 'late',
}));

describe('a search of the log', async () => {
  const driver = openSqlite({ file: ':memory:', migrationsFolder: 'migrations' });
  const chain = chainOn(await loadBank(driver), changes);
  await store(driver, { transactions: chain });
  await catchUp(driver);

  /** All pages of a search, and how many there were. */
  async function search(filter: Parameters<typeof searchLog>[1], limit = 100) {
    const seqs: number[] = [];
    let beforeSeq: number | undefined;
    for (let pages = 1; ; pages += 1) {
      const page = await searchLog(driver, filter, { beforeSeq, limit });
      expect(page.transactions.length).toBeLessThanOrEqual(limit);
      seqs.push(...page.transactions.map(({ seq }) => seq));
      if (page.beforeSeq === null) return { seqs, pages };
      beforeSeq = page.beforeSeq;
    }
  }
  const expected = (matches: (transaction: (typeof chain)[number]) => boolean): number[] =>
    chain
      .filter(matches)
      .map(({ seq }) => seq)
      .reverse();

  test('with no terms gives the whole log, newest first', async () => {
    expect((await search({ terms: [] })).seqs).toEqual(expected(() => true));
  });

  test('gives what has all of the terms, page by page, whatever the page', async () => {
    for (const limit of [1, 7, 100]) {
      const { seqs } = await search({ terms: ['teller:rare'], robloxUserId: 1 }, limit);
      expect(seqs).toEqual(expected(({ seq }) => seq === 41));
    }
    const { seqs } = await search({ terms: ['kind:transfer', 'teller:late'], robloxUserId: 2 }, 33);
    const isWanted = ({ kind, robloxUserId, tellerId }: (typeof chain)[number]) =>
      kind === 'transfer' && robloxUserId === 2 && tellerId === 'late';
    expect(seqs).toEqual(expected(isWanted));
    expect((await search({ terms: ['kind:transfer', 'kind:deposit'] })).seqs).toEqual([]);
    expect((await search({ terms: ['kind:none'] })).seqs).toEqual([]);
  });

  test("gives a member's transactions, however many there are", async () => {
    for (const robloxUserId of [1, 2, 99]) {
      const { seqs } = await search({ terms: [], robloxUserId });
      expect(seqs).toEqual(expected((each) => each.robloxUserId === robloxUserId));
    }
    const { seqs } = await search({ terms: ['teller:rare', 'kind:withdrawal_reserved'], robloxUserId: 3 });
    expect(seqs).toEqual([COUNT - 4]);
  });

  test('leaps over what a term is not in', async () => {
    let reads = 0;
    const counted = {
      ...driver,
      termBlocks(page: Parameters<typeof driver.termBlocks>[0]) {
        reads += 1;
        return driver.termBlocks(page);
      },
    };
    const filter = { terms: ['teller:early', 'teller:rare'] };
    const page = await searchLog(counted, filter, { limit: 10 });
    expect(page).toMatchObject({ transactions: [], beforeSeq: null });
    expect(reads).toBeLessThanOrEqual(2);
  });

  test('keeps to its times: the first counts, the second no longer does', async () => {
    const [from, until] = [T0 + 100_000, T0 + 103_000];
    const isIn = ({ at }: (typeof chain)[number]) => at >= from && at < until;
    expect(expected(isIn)).toHaveLength(6);
    expect((await search({ terms: [], from, until })).seqs).toEqual(expected(isIn));
    const { seqs } = await search({ terms: [], robloxUserId: 1, from, until });
    expect(seqs).toEqual(expected((each) => isIn(each) && each.robloxUserId === 1));
    expect((await search({ terms: [], from: T0 + 1e9 })).seqs).toEqual([]);
    expect((await search({ terms: [], robloxUserId: 1, until: T0 })).seqs).toEqual([]);
  });

  test('finds each of its times, between any two transactions, in a few reads', async () => {
    let reads = 0;
    const counted = {
      ...driver,
      transactionsBySeq(seqs: readonly number[]) {
        reads += 1;
        return driver.transactionsBySeq(seqs);
      },
    };
    for (const second of [0, 1, 2, 511, 1_024, 1_534, 1_535]) {
      reads = 0;
      const [from, until] = [T0 + second * 1_000, T0 + second * 1_000 + 1];
      const { transactions } = await searchLog(counted, { terms: [], from, until }, { limit: 10 });
      expect(transactions.map(({ seq }) => seq)).toEqual([2 * second + 2, 2 * second + 1]);
      expect(reads).toBeLessThanOrEqual(7);
    }
  });
});
