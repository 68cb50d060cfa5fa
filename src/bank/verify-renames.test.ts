import { expect, test } from 'bun:test';
import { type Bank, openBank } from '../../test/bank/bank.ts';
import { listing, NO_LIST } from '../../test/bank/lists.ts';
import type { Reads } from './engine/book.ts';
import { hashTransaction } from './engine/ledger.ts';
import { type Alias, aliasId, type Transaction } from './engine/rows.ts';
import { learnNames } from './rename.ts';
import { verifyLedger } from './verify-ledger.ts';

/** Row 1 is a deposit, 2 decides a rename, 3 carries it through. */
async function openRenamed(): Promise<Bank> {
  const bank = openBank({ rules: NO_LIST });
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: [{ id: '8-Bit Cat', quantity: 2 }] });
  await learnNames(bank.book, listing({ cat: '8-Bit Cat' }).catalogue);
  return bank;
}

/** The reads, with the rows of the log forged by one who knows how: every hash fits, and the head too. */
function forge(reads: Reads, change: (row: Transaction) => Partial<Transaction>): Reads {
  let hash = '0'.repeat(64);
  return {
    ...reads,
    log: async (page) =>
      (await reads.log(page)).map((row) => {
        const forged = { ...row, ...change(row), previousHash: hash };
        hash = hashTransaction(hash, forged);
        return { ...forged, hash };
      }),
  };
}

test.each<[string, (row: Transaction) => Partial<Transaction>, string]>([
  [
    'gives more than it takes',
    ({ entries }) => ({ entries: entries.map((entry, at) => ({ ...entry, amount: BigInt(at + 2) })) }),
    'it gives under the new id other than it takes under the old one',
  ],
  [
    'moves pets to somebody else',
    ({ entries }) => ({
      entries: entries.map((entry) => (entry.to === 'member:1' ? { ...entry, to: 'member:2' } : entry)),
    }),
    'it gives under the new id other than it takes under the old one',
  ],
  [
    'makes another pet of it',
    ({ entries }) => ({
      entries: entries.map((entry) => ({ ...entry, asset: entry.asset.replace(/cat$/, 'dragon') })),
    }),
    'it renames a pet that the log has not renamed',
  ],
  ['moves nothing', () => ({ entries: [] }), 'it renames a pet that the log has not renamed'],
])('a rename that %s is found', async (_what, change, what) => {
  const { reads } = await openRenamed();
  const forged = forge(reads, (row) => (row.seq === 3 ? change(row) : {}));
  expect(await verifyLedger(forged)).toMatchObject({
    kind: 'broken',
    count: 2,
    firstError: { seq: 3, what },
  });
});

test('a decision that moves something is found', async () => {
  const { reads } = await openRenamed();
  const [deposit] = await reads.log({ afterSeq: 0, limit: 1 });
  const forged = forge(reads, (row) => (row.seq === 2 && deposit ? { entries: deposit.entries } : {}));
  const what = 'it decides a rename, and moves something';
  expect(await verifyLedger(forged)).toMatchObject({ firstError: { seq: 2, what } });
});

const alias = (oldId: string, newId: string, status: Alias['status']): Alias => ({
  id: aliasId(oldId, newId),
  oldId,
  newId,
  status,
  seq: 2,
});

test.each<[string, Alias[], string]>([
  ['lost', [], 'the log renames ["8-Bit Cat","cat"], and nothing is stored of it'],
  [
    'made up',
    [alias('8-Bit Cat', 'cat', 'done'), alias('8-Bit Cat', 'dragon', 'done')],
    '8-Bit Cat is stored as an old name of dragon, and the log has no such rename',
  ],
])('an old name that was %s is found', async (_what, aliases, what) => {
  const { reads } = await openRenamed();
  const check = await verifyLedger({ ...reads, aliases: async () => aliases });
  expect(check).toMatchObject({ kind: 'broken', firstError: { what } });
});
