import { describe, expect, test } from 'bun:test';
import { withdrawalOf } from '../../test/storage/samples.ts';
import type { BankRow, Withdrawal } from '../bank/engine/rows.ts';
import { TABLE_NAMES } from '../bank/engine/tables.ts';
import {
  createView,
  emptyRows,
  type ReadKey,
  readKeyText,
  type Snapshot,
  type View,
} from '../bank/engine/view.ts';
import { createRowCache } from './row-cache.ts';

const headAt = (version: number): BankRow => ({
  version,
  seq: 0,
  hash: '',
  headAt: 0,
  committedAt: 0,
  haltedReason: null,
  aliasVersion: 0,
});
const snapshotAt = (version: number, rows: Partial<Snapshot['rows']> = {}): Snapshot => ({
  bank: headAt(version),
  rows: { ...emptyRows(), ...rows },
  operations: [],
});
const toMap = (...readKeys: ReadKey[]): Map<string, ReadKey> =>
  new Map(readKeys.map((readKey) => [readKeyText(readKey), readKey]));

const gems = { account: 'member:1', asset: 'gems', amount: 5n, holds: null };
const GEMS_OF_1 = { kind: 'balance', account: 'member:1', asset: 'gems' } as const;
const ALL_OF_1 = { kind: 'account', account: 'member:1' } as const;
const LINK_OF_1 = { kind: 'link_of_member', robloxUserId: 1 } as const;
const LINK_OF_2 = { kind: 'link_of_member', robloxUserId: 2 } as const;
const OPEN_OF_TELLER = { kind: 'open_withdrawals_of_teller', tellerId: 'teller-1' } as const;

/** What a view at this version gets, and how many read keys are left. */
function readFromCache(cache: ReturnType<typeof createRowCache>, version: number, ...readKeys: ReadKey[]) {
  const view = createView(headAt(version));
  const left = cache.get(view, toMap(...readKeys));
  const rows = TABLE_NAMES.flatMap((table) => [...view.rows[table].values()].filter((row) => row !== null));
  return { rows, left: [...left.keys()] };
}

/** A view whose decisions have put the withdrawal. */
function viewWith(version: number, withdrawal: Withdrawal): View {
  const view = createView(headAt(version));
  view.rows.withdrawals.set(withdrawal.id, withdrawal);
  view.changed.get('withdrawals')?.add(withdrawal.id);
  return view;
}

describe('the row cache', () => {
  test('knows what was loaded, also that there is none, and nothing else', () => {
    const cache = createRowCache();
    cache.populate([GEMS_OF_1, LINK_OF_1], snapshotAt(3, { balances: [gems] }));
    expect(readFromCache(cache, 3, GEMS_OF_1, LINK_OF_1)).toEqual({ rows: [gems], left: [] });
    expect(readFromCache(cache, 3, ALL_OF_1, LINK_OF_2).left).toEqual([ALL_OF_1, LINK_OF_2].map(readKeyText));
  });

  test('returns nothing to a view of another version', () => {
    const cache = createRowCache();
    cache.populate([GEMS_OF_1], snapshotAt(3, { balances: [gems] }));
    expect(readFromCache(cache, 2, GEMS_OF_1)).toEqual({ rows: [], left: [readKeyText(GEMS_OF_1)] });
    expect(readFromCache(cache, 4, GEMS_OF_1).rows).toEqual([]);
  });

  test('drops everything once a load shows that others have committed', () => {
    const cache = createRowCache();
    cache.populate([GEMS_OF_1], snapshotAt(3, { balances: [gems] }));
    cache.populate([ALL_OF_1], snapshotAt(4));
    expect(readFromCache(cache, 4, GEMS_OF_1, ALL_OF_1)).toEqual({
      rows: [],
      left: [readKeyText(GEMS_OF_1)],
    });
  });

  test('moves a row between the sets that it is in', () => {
    const cache = createRowCache();
    const claimed = withdrawalOf({ id: 'w-1', seq: 1, status: 'claimed' });
    const ofMember: ReadKey = { kind: 'open_withdrawals_of_member', robloxUserId: 1 };
    cache.populate([OPEN_OF_TELLER, ofMember], snapshotAt(3));
    cache.applyCommit(viewWith(3, claimed), headAt(4));
    expect(readFromCache(cache, 4, OPEN_OF_TELLER)).toEqual({ rows: [claimed], left: [] });
    const declined = withdrawalOf({ id: 'w-1', seq: 1, status: 'reserved' });
    cache.applyCommit(viewWith(4, declined), headAt(5));
    expect(readFromCache(cache, 5, OPEN_OF_TELLER)).toEqual({ rows: [], left: [] });
    expect(readFromCache(cache, 5, ofMember)).toEqual({ rows: [declined], left: [] });
    cache.applyCommit(viewWith(5, { ...declined, status: 'cancelled' }), headAt(6));
    expect(readFromCache(cache, 6, ofMember)).toEqual({ rows: [], left: [] });
  });

  test('keeps nothing for a while after another process came first', () => {
    const cache = createRowCache();
    cache.bypass();
    let commits = 0;
    for (; cache.head() === undefined && commits < 100; commits += 1) {
      cache.populate([GEMS_OF_1], snapshotAt(commits, { balances: [gems] }));
      cache.applyCommit(createView(headAt(commits)), headAt(commits + 1));
    }
    expect(commits).toBe(17);
  });

  test('starts empty again when it holds more rows than it may', () => {
    const cache = createRowCache();
    const members = Array.from(
      { length: 20_000 },
      (_, index): ReadKey => ({ kind: 'member', robloxUserId: index }),
    );
    cache.populate(members, snapshotAt(3));
    expect(readFromCache(cache, 3, ...members).left).toEqual([]);
    cache.populate([GEMS_OF_1], snapshotAt(3, { balances: [gems] }));
    expect(readFromCache(cache, 3, GEMS_OF_1, ...members).left).toHaveLength(20_001);
  });
});
