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

const headAt = (version: number): BankRow => ({ version, seq: 0, hash: '', headAt: 0, haltedReason: null });
const snapshotAt = (version: number, rows: Partial<Snapshot['rows']> = {}): Snapshot => ({
  bank: headAt(version),
  rows: { ...emptyRows(), ...rows },
  operations: [],
});
const byKey = (...readKeys: ReadKey[]): Map<string, ReadKey> =>
  new Map(readKeys.map((readKey) => [readKeyText(readKey), readKey]));

const gems = { account: 'member:1', asset: 'gems', amount: 5n };
const GEMS_OF_ONE = { kind: 'balance', account: 'member:1', asset: 'gems' } as const;
const ALL_OF_ONE = { kind: 'account', account: 'member:1' } as const;
const LINK_OF_ONE = { kind: 'link_of_member', robloxUserId: 1 } as const;
const LINK_OF_TWO = { kind: 'link_of_member', robloxUserId: 2 } as const;
const OPEN_OF_TELLER = { kind: 'open_withdrawals_of_teller', tellerId: 'teller-1' } as const;

/** What a view at this version gets, and how many needs are left. */
function recalled(cache: ReturnType<typeof createRowCache>, version: number, ...readKeys: ReadKey[]) {
  const view = createView(headAt(version));
  const left = cache.get(view, byKey(...readKeys));
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

describe('the memory', () => {
  test('knows what was loaded, also that there is none, and nothing else', () => {
    const memory = createRowCache();
    memory.populate([GEMS_OF_ONE, LINK_OF_ONE], snapshotAt(3, { balances: [gems] }));
    expect(recalled(memory, 3, GEMS_OF_ONE, LINK_OF_ONE)).toEqual({ rows: [gems], left: [] });
    expect(recalled(memory, 3, ALL_OF_ONE, LINK_OF_TWO).left).toEqual(
      [ALL_OF_ONE, LINK_OF_TWO].map(readKeyText),
    );
  });

  test('gives nothing to a view of another version', () => {
    const memory = createRowCache();
    memory.populate([GEMS_OF_ONE], snapshotAt(3, { balances: [gems] }));
    expect(recalled(memory, 2, GEMS_OF_ONE)).toEqual({ rows: [], left: [readKeyText(GEMS_OF_ONE)] });
    expect(recalled(memory, 4, GEMS_OF_ONE).rows).toEqual([]);
  });

  test('drops everything once a load shows that others have committed', () => {
    const memory = createRowCache();
    memory.populate([GEMS_OF_ONE], snapshotAt(3, { balances: [gems] }));
    memory.populate([ALL_OF_ONE], snapshotAt(4));
    expect(recalled(memory, 4, GEMS_OF_ONE, ALL_OF_ONE)).toEqual({
      rows: [],
      left: [readKeyText(GEMS_OF_ONE)],
    });
  });

  test('moves a row between the sets that it is in', () => {
    const memory = createRowCache();
    const claimed = withdrawalOf({ id: 'w-1', seq: 1, status: 'claimed' });
    const ofMember: ReadKey = { kind: 'open_withdrawals_of_member', robloxUserId: 1 };
    memory.populate([OPEN_OF_TELLER, ofMember], snapshotAt(3));
    memory.applyCommit(viewWith(3, claimed), headAt(4));
    expect(recalled(memory, 4, OPEN_OF_TELLER)).toEqual({ rows: [claimed], left: [] });
    const declined = withdrawalOf({ id: 'w-1', seq: 1, status: 'reserved' });
    memory.applyCommit(viewWith(4, declined), headAt(5));
    expect(recalled(memory, 5, OPEN_OF_TELLER)).toEqual({ rows: [], left: [] });
    expect(recalled(memory, 5, ofMember)).toEqual({ rows: [declined], left: [] });
    memory.applyCommit(viewWith(5, { ...declined, status: 'cancelled' }), headAt(6));
    expect(recalled(memory, 6, ofMember)).toEqual({ rows: [], left: [] });
  });

  test('keeps nothing for a while after another process came first', () => {
    const memory = createRowCache();
    memory.bypass();
    let commits = 0;
    for (; memory.head() === undefined && commits < 100; commits += 1) {
      memory.populate([GEMS_OF_ONE], snapshotAt(commits, { balances: [gems] }));
      memory.applyCommit(createView(headAt(commits)), headAt(commits + 1));
    }
    expect(commits).toBe(17);
  });

  test('begins anew when it holds more rows than it may', () => {
    const memory = createRowCache();
    const members = Array.from(
      { length: 20_000 },
      (_, index): ReadKey => ({ kind: 'member', robloxUserId: index }),
    );
    memory.populate(members, snapshotAt(3));
    expect(recalled(memory, 3, ...members).left).toEqual([]);
    memory.populate([GEMS_OF_ONE], snapshotAt(3, { balances: [gems] }));
    expect(recalled(memory, 3, GEMS_OF_ONE, ...members).left).toHaveLength(20_001);
  });
});
