import { describe, expect, test } from 'bun:test';
import { z } from 'zod';
import { expectSound, OTHER_TELLER, openBank } from '../../test/bank/bank.ts';
import { type Reads, StorageUnavailable } from './engine/book.ts';
import { GENESIS_HASH, hashTransaction } from './engine/ledger.ts';
import type { Entry, Transaction } from './engine/rows.ts';
import { verifyLedger } from './verify-ledger.ts';

const CAT = { id: 'Cat' } as const;
const CAT_KEY = 'pet/normal/-/-/Cat';

/** Seven rows with a bit of everything: `w-3` was delivered, `w-6` is open. */
async function openStory() {
  const bank = openBank();
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: [{ ...CAT, quantity: 3 }], gems: 1000 });
  await bank.deposit({ tradeId: 'b', robloxUserId: 1, pets: [{ id: 'Rock' }] });
  await bank.request({ requestId: 'a', robloxUserId: 1, pets: [CAT] });
  const { claimed } = await bank.check({ robloxUserId: 1, claim: true });
  const claimToken = claimed?.claimToken ?? '';
  await bank.complete({ withdrawalId: 'w-3', claimToken, tradeId: 'a', outcome: 'delivered' });
  await bank.request({ requestId: 'b', robloxUserId: 1, pets: [CAT], gems: 10 });
  await bank.deposit({ tradeId: 'a', robloxUserId: 2, gems: 7 }, OTHER_TELLER);
  return bank;
}

/** The reads, with one row of the log forged. */
function withRow(reads: Reads, seq: number, forge: (row: Transaction) => Transaction[]): Reads {
  return {
    ...reads,
    log: async (page) => (await reads.log(page)).flatMap((row) => (row.seq === seq ? forge(row) : [row])),
  };
}

/** The last row, with another entry and a hash that fits: a forger who knows how, and moves the head too. */
function withLastEntry(reads: Reads, change: Partial<Entry>): Reads {
  return withRow(reads, 7, (row) => {
    const forged = { ...row, entries: row.entries.map((entry) => ({ ...entry, ...change })) };
    return [{ ...forged, hash: hashTransaction(row.previousHash, forged) }];
  });
}

test('an empty bank is sound, with the genesis hash for a head', async () => {
  expect(await verifyLedger(openBank().reads)).toEqual({ kind: 'sound', count: 0, head: GENESIS_HASH });
});

test('a bank that worked is sound, and count and head are those of the log', async () => {
  const bank = await openStory();
  await expectSound(bank);
  expect((await bank.reads.head()).seq).toBe(7);
});

describe('a changed row of the log is named', () => {
  const changed = 'its content does not match its hash';
  test.each<[string, number, Partial<Transaction>, string]>([
    ['its member', 1, { robloxUserId: 2 }, changed],
    ['its answer', 1, { answer: '{}' }, changed],
    ['its goods', 6, { goods: { pets: [], gems: 11 } }, changed],
    ['its entries', 6, { entries: [] }, changed],
    ['its time', 7, { at: 1 }, changed],
    ['its hash', 7, { hash: 'f'.repeat(64) }, changed],
    ['its id', 5, { id: 't-50' }, 'its id is t-50 where t-5 belongs'],
    ['the hash before', 4, { previousHash: GENESIS_HASH }, 'it does not carry the hash of the row before'],
  ])('%s', async (_name, seq, change, what) => {
    const { reads } = await openStory();
    const check = await verifyLedger(withRow(reads, seq, (row) => [{ ...row, ...change }]));
    expect(check).toMatchObject({ kind: 'broken', count: seq - 1, firstError: { seq, what } });
  });

  test('a row that is gone', async () => {
    const { reads } = await openStory();
    expect(await verifyLedger(withRow(reads, 4, () => []))).toMatchObject({
      kind: 'broken',
      count: 3,
      firstError: { seq: 5, what: 'row 4 is missing: the log goes on with 5' },
    });
  });

  test('a row that can not be read, though the page that it is on holds others', async () => {
    const { reads } = await openStory();
    const unreadable = withRow(reads, 4, () => z.array(z.never()).parse(['nonsense']));
    const throughBook = withRow(reads, 4, () => {
      throw new StorageUnavailable('the database did not answer', { cause: new SyntaxError('no JSON') });
    });
    for (const reads of [unreadable, throughBook]) {
      expect(await verifyLedger(reads)).toMatchObject({ kind: 'broken', count: 3, firstError: { seq: 4 } });
    }
  });
});

describe('a row that was sealed anew is found by what it does', () => {
  test.each<[string, Partial<Entry>, string]>([
    ['it moves nothing', { amount: 0n }, 'an entry moves nothing, or less'],
    ['it moves less than nothing', { amount: -7n }, 'an entry moves nothing, or less'],
    [
      'it takes what a member lacks',
      { from: 'member:1', amount: 991n },
      'it leaves member:1 with -1 of gems',
    ],
    [
      'it gives a teller what it never took',
      { to: 'teller:teller-3' },
      'it leaves teller:teller-3 with 7 of gems',
    ],
  ])('%s', async (_name, change, what) => {
    const { reads } = await openStory();
    const check = await verifyLedger(withLastEntry(reads, change));
    expect(check).toMatchObject({ kind: 'broken', count: 6, firstError: { seq: 7, what } });
  });
});

describe('the head', () => {
  test('finds a log whose end was cut off', async () => {
    const { reads } = await openStory();
    const cut = {
      ...reads,
      log: async ({ afterSeq, limit }: { afterSeq: number; limit: number }) =>
        (await reads.log({ afterSeq, limit })).filter((row) => row.seq <= 5),
    };
    expect(await verifyLedger(cut)).toMatchObject({
      kind: 'broken',
      count: 5,
      firstError: { seq: 6, what: "the log ends with 5, and the bank's head is 7" },
    });
  });

  test.each([
    [
      'another hash',
      { hash: GENESIS_HASH },
      { seq: 7, what: "its hash is not the one that the bank's head has" },
    ],
    ['an older row', { seq: 6 }, { seq: 7, what: "the bank's head is 6, and the log goes on to 7" }],
  ])('is found to have %s', async (_name, change, firstError) => {
    const { reads } = await openStory();
    const check = await verifyLedger({
      ...reads,
      head: async () => ({ ...(await reads.head()), ...change }),
    });
    expect(check).toMatchObject({ kind: 'broken', firstError });
  });
});

describe('what is stored beside the log is compared with it both ways', () => {
  const gems = { account: 'member:1', asset: 'gems' };
  type Forge = (reads: Reads) => Partial<Reads>;
  test.each<[string, Forge, string]>([
    [
      'a balance that is too high',
      (reads) => ({
        balances: async (page) =>
          (await reads.balances(page)).map((row) => ({
            ...row,
            amount: row.account === 'member:2' ? 8n : row.amount,
          })),
      }),
      'gems of member:2: 8 is stored, and the log gives 7',
    ],
    [
      'a balance that is gone',
      (reads) => ({
        balances: async (page) => (await reads.balances(page)).filter((row) => row.account !== 'quarantine'),
      }),
      'pet/normal/-/-/Rock of quarantine: 0 is stored, and the log gives 1',
    ],
    [
      'a balance out of nowhere',
      (reads) => ({
        balances: async (page) => [
          ...(await reads.balances(page)),
          { ...gems, account: 'member:9', amount: 1n, holds: null },
        ],
      }),
      'gems of member:9: 1 is stored, and the log gives 0',
    ],
    [
      'a balance that is there twice, so that their number is right though another is gone',
      (reads) => ({
        balances: async (page) =>
          (await reads.balances(page)).flatMap((row) => {
            if (row.account === 'quarantine') return [];
            return row.account === 'member:2' ? [row, row] : [row];
          }),
      }),
      'gems of member:2 is stored twice',
    ],
    [
      'a reservation whose withdrawal is not open',
      () => ({ openWithdrawals: async () => [] }),
      `${CAT_KEY} of reserved:w-6: open withdrawals name 0, and the log gives 1`,
    ],
    [
      'a withdrawal that nothing is reserved for',
      (reads) => ({
        openWithdrawals: async (page) =>
          (await reads.openWithdrawals(page)).flatMap((withdrawal) => [
            withdrawal,
            { ...withdrawal, id: 'w-9', goods: { pets: [], gems: 5 } },
          ]),
      }),
      "withdrawals w-9: it is stored, and the log doesn't have it",
    ],
    [
      "a member's total of pets",
      (reads) => ({
        members: async (page) =>
          (await reads.members(page)).map((row) => (row.robloxUserId === 1 ? { ...row, petsHeld: 3n } : row)),
      }),
      "pets of member:1: the member's total says 3, and the log gives 2",
    ],
    [
      'a member whose row is gone',
      (reads) => ({ members: async (page) => (await reads.members(page)).slice(0, 1) }),
      "gems of member:2: the member's total says 0, and the log gives 7",
    ],
    [
      'a row that can not be read',
      () => ({ members: async () => z.array(z.never()).parse(['nonsense']) }),
      'a row beside the log can not be read: the bank did not write it so',
    ],
  ])('%s', async (_name, forge, what) => {
    const { reads } = await openStory();
    const check = await verifyLedger({ ...reads, ...forge(reads) });
    expect(check).toMatchObject({ kind: 'broken', count: 7, firstError: { what } });
  });
});

test('a log of several pages is checked to its end, and says how far it is', async () => {
  const bank = openBank();
  const trades = Array.from({ length: 1_201 }, (_, index) => ({
    tradeId: `t${index}`,
    robloxUserId: index + 1,
    gems: 1,
  }));
  await Promise.all(trades.map((trade) => bank.deposit(trade)));
  const seen: number[] = [];
  const check = await verifyLedger(bank.reads, ({ checked, total }) => seen.push(checked, total));
  expect(check).toMatchObject({ kind: 'sound', count: 1_201 });
  expect(seen).toEqual([500, 1_201, 1_000, 1_201, 1_201, 1_201]);
});

test('a bank that goes on working meanwhile is checked up to its newest row', async () => {
  const bank = await openStory();
  let trades = 0;
  const check = await verifyLedger({
    ...bank.reads,
    async balances(page) {
      trades += 1;
      if (trades <= 3) await bank.deposit({ tradeId: `late-${trades}`, robloxUserId: 1, gems: 5 });
      return bank.reads.balances(page);
    },
  });
  expect(check).toMatchObject({ kind: 'sound', count: 10 });
});

test('a log that always grows ends the check; a lost connection is no error of the ledger', async () => {
  const bank = await openStory();
  let trades = 0;
  const restless: Reads = {
    ...bank.reads,
    async balances(page) {
      trades += 1;
      await bank.deposit({ tradeId: `late-${trades}`, robloxUserId: 1, gems: 5 });
      return bank.reads.balances(page);
    },
  };
  await expect(verifyLedger(restless)).rejects.toBeInstanceOf(StorageUnavailable);
  const lost = { ...bank.reads, log: () => Promise.reject(new StorageUnavailable('away')) };
  await expect(verifyLedger(lost)).rejects.toBeInstanceOf(StorageUnavailable);
});
