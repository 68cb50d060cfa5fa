import { describe, expect, test } from 'bun:test';
import { offer, openCase } from '../../test/storage/row-samples.ts';
import { T0, withdrawalOf } from '../../test/storage/samples.ts';
import { NEW_BANK } from '../bank/engine/ledger.ts';
import { emptyRows, type ReadKey, type Snapshot } from '../bank/engine/read-key.ts';
import {
  type Balance,
  type BankRow,
  OFFER_STATUSES,
  WITHDRAWAL_STATUSES,
  type Withdrawal,
} from '../bank/engine/rows.ts';
import { rowKey, type TableName, type Tables, tableDefinition } from '../bank/engine/tables.ts';
import { type Changes, putChange } from '../bank/engine/view.ts';
import { createLiveRows } from './live-rows.ts';

const headAt = (version: number): BankRow => ({ ...NEW_BANK, version });
const found = (rows: Partial<Snapshot['rows']> = {}): Snapshot => ({
  bank: headAt(3),
  rows: { ...emptyRows(), ...rows },
  operations: [],
});
const putting = (row: Withdrawal): Changes => {
  const changes: Changes = {};
  putChange(changes, 'withdrawals', { key: row.id, row });
  return changes;
};

const gems = { account: 'member:1', asset: 'gems', amount: 5n, holds: null };
const GEMS_OF_1 = { kind: 'balance', account: 'member:1', asset: 'gems' } as const;
const ALL_OF_1 = { kind: 'account', account: 'member:1' } as const;
const LINK_OF_1 = { kind: 'link_of_member', robloxUserId: 1 } as const;
const OF_MEMBER = { kind: 'open_withdrawals_of_member', robloxUserId: 1 } as const;
const OF_TELLER = { kind: 'open_withdrawals_of_teller', tellerId: 'teller-1' } as const;
const NONCE = { kind: 'nonce', keyId: 'k', nonce: 'n' } as const;
const OPERATION = { kind: 'operation', operationId: 'deposit:teller-1:a' } as const;

/** Whether a row is kept over the next commit, and whether a set names it. */
function row<T extends TableName>(table: T, of: Tables[T]) {
  const { isPassing, sets = [] } = tableDefinition(table);
  return {
    of,
    isPassing: isPassing?.(of, rowKey(table, of)),
    isInSet: sets.some(({ valueIn }) => (valueIn(of) ?? null) !== null),
  };
}

describe('live rows', () => {
  test('know what was loaded, also that there is none, and nothing else', () => {
    const rows = createLiveRows(headAt(3));
    const isKnown = (readKeys: readonly ReadKey[]) => readKeys.map((readKey) => rows.knows(readKey));
    rows.add([GEMS_OF_1, LINK_OF_1, NONCE, OPERATION], found({ balances: [gems] }));
    expect(isKnown([GEMS_OF_1, LINK_OF_1, NONCE, OPERATION])).toEqual([true, true, true, true]);
    expect(isKnown([ALL_OF_1, { ...LINK_OF_1, robloxUserId: 2 }, { ...NONCE, nonce: 'm' }])).toEqual([
      false,
      false,
      false,
    ]);
    expect(rows.row('balances', 'member:1 gems')).toBe(gems);
    expect(rows.row('nonces', 'k n')).toBeNull();
    expect(rows.row('nonces', 'k m')).toBeUndefined();
    expect(rows.rowsOf('links', { kind: 'link_of_member', value: 1 })).toEqual(new Map());
    expect(rows.rowsOf('balances', { kind: 'account', value: 'member:1' })).toBeUndefined();
  });

  test("know an account's balances by one look", () => {
    const rows = createLiveRows(headAt(3));
    rows.add([ALL_OF_1], found({ balances: [gems] }));
    const account = { kind: 'account', value: 'member:1' } as const;
    expect(rows.rowsOf('balances', account)).toEqual(new Map([['member:1 gems', gems]]));
    const changes: Changes = {};
    putChange(changes, 'balances', { key: 'member:1 gems', row: { ...gems, amount: 0n } });
    rows.apply(changes, headAt(4));
    expect(rows.rowsOf('balances', account)).toEqual(new Map());
    expect(rows.row('balances', 'member:1 gems')).toBeNull();
  });

  test('move a row between the sets that it is in', () => {
    const rows = createLiveRows(headAt(3));
    const idsOf = () => [
      [...(rows.rowsOf('withdrawals', { kind: OF_MEMBER.kind, value: 1 })?.keys() ?? [])],
      [...(rows.rowsOf('withdrawals', { kind: OF_TELLER.kind, value: 'teller-1' })?.keys() ?? [])],
    ];
    rows.add([OF_MEMBER, OF_TELLER], found());
    rows.apply(putting(withdrawalOf({ id: 'w-1', seq: 1, status: 'claimed' })), headAt(4));
    expect(idsOf()).toEqual([['w-1'], ['w-1']]);
    rows.apply(putting(withdrawalOf({ id: 'w-1', seq: 1, status: 'reserved' })), headAt(5));
    expect(idsOf()).toEqual([['w-1'], []]);
    rows.apply(putting(withdrawalOf({ id: 'w-1', seq: 1, status: 'cancelled' })), headAt(6));
    expect(idsOf()).toEqual([[], []]);
    expect(rows.bank).toEqual(headAt(6));
  });

  test('know no more after a commit than was asked for', () => {
    const rows = createLiveRows(headAt(3));
    rows.apply(putting(withdrawalOf({ id: 'w-1', seq: 1 })), headAt(4));
    expect([rows.knows({ kind: 'withdrawal', id: 'w-1' }), rows.size]).toEqual([false, 0]);
  });

  test('but know what a withdrawal holds, which is asked for when it is claimed, until it has ended', () => {
    const rows = createLiveRows(headAt(3));
    const held = { ...gems, account: 'reserved:w-1' };
    const put = (row: Balance): Changes => {
      const changes: Changes = {};
      putChange(changes, 'balances', { key: 'reserved:w-1 gems', row });
      return changes;
    };
    rows.apply(put(held), headAt(4));
    expect(rows.row('balances', 'reserved:w-1 gems')).toEqual(held);
    rows.apply(put({ ...held, amount: 0n }), headAt(5));
    expect([rows.row('balances', 'reserved:w-1 gems'), rows.size]).toEqual([undefined, 0]);
  });

  test('forget with each commit what has ended, and what is not there and never will be', () => {
    const rows = createLiveRows(headAt(3));
    const cat = { variant: 'normal', shiny: false, quantity: 1 } as const;
    const pets = Array.from({ length: 40 }, (_, at) => ({ ...cat, id: `Cat ${at}` }));
    const ended = withdrawalOf({ id: 'w-1', seq: 1, status: 'delivered', goods: { pets, gems: 0 } });
    const open = withdrawalOf({ id: 'w-2', seq: 2, goods: { pets: [], gems: 1 } });
    const reserved = { kind: 'balance', account: 'reserved:w-1', asset: 'gems' } as const;
    const emptied = { kind: 'balance', account: 'member:1', asset: 'gems' } as const;
    const ofIds = ['w-1', 'w-2', 'w-3'].map((id): ReadKey => ({ kind: 'withdrawal', id }));
    const others: ReadKey[] = [reserved, emptied, { kind: 'offer', id: 'o' }, { kind: 'case', id: 'c' }];
    rows.add([...ofIds, ...others], found({ withdrawals: [ended, open] }));
    expect([...ofIds, ...others].every((readKey) => rows.knows(readKey))).toBe(true);
    expect(rows.size).toBe(7 + pets.length);
    rows.apply({}, headAt(4));
    const left = [...ofIds, ...others].filter((readKey) => rows.knows(readKey));
    expect(left).toEqual([{ kind: 'withdrawal', id: 'w-2' }, emptied]);
    expect(rows.size).toBe(2);
    rows.apply(putting({ ...open, status: 'cancelled' }), headAt(5));
    expect(rows.row('withdrawals', 'w-2')).toBeUndefined();
  });

  test('only show the cases that a set finds: a decision loads one by its key', () => {
    const rows = createLiveRows(headAt(3));
    const byKey = { kind: 'case', id: openCase.id } as const;
    const ofMember = { kind: 'open_cases_of_member', robloxUserId: 1 } as const;
    const shown = () => [...(rows.rowsOf('cases', { kind: ofMember.kind, value: 1 })?.values() ?? [])];
    const edited = { ...openCase, robloxUserId: 1 };
    rows.add([ofMember], found({ cases: [edited] }));
    expect([rows.knows(ofMember), rows.knows(byKey)]).toEqual([true, false]);
    expect([shown(), rows.row('cases', openCase.id)]).toEqual([[edited], undefined]);
    rows.apply({}, headAt(4));
    expect([shown(), rows.knows(byKey)]).toEqual([[edited], false]);
    // As it is trusted.
    const trusted = { ...edited, tellerId: 'bank' };
    rows.add([byKey], found({ cases: [trusted] }));
    rows.add([ofMember], found({ cases: [edited] }));
    expect([shown(), rows.row('cases', openCase.id)]).toEqual([[trusted], trusted]);
    const changes: Changes = {};
    putChange(changes, 'cases', { key: openCase.id, row: { ...trusted, closedAt: T0 } });
    rows.apply(changes, headAt(5));
    expect([shown(), rows.knows(byKey), rows.size]).toEqual([[], false, 1]);
  });

  test('show a case that was not there by its key, and that a set finds then, only by that set', () => {
    const rows = createLiveRows(headAt(3));
    const byKey = { kind: 'case', id: openCase.id } as const;
    const ofMember = { kind: 'open_cases_of_member', robloxUserId: 1 } as const;
    rows.add([byKey], found());
    expect(rows.knows(byKey)).toBe(true);
    // Somebody wrote it into the database.
    rows.add([ofMember], found({ cases: [{ ...openCase, robloxUserId: 1 }] }));
    expect([rows.knows(ofMember), rows.knows(byKey)]).toEqual([true, false]);
  });

  test('forget no row that is in a set', () => {
    const rows = [
      ...WITHDRAWAL_STATUSES.map((status) => row('withdrawals', withdrawalOf({ id: 'w-1', seq: 1, status }))),
      ...OFFER_STATUSES.map((status) => row('offers', { ...offer, status })),
      ...[null, T0].map((closedAt) => row('cases', { ...openCase, closedAt })),
    ];
    expect(rows.filter(({ isPassing, isInSet }) => isPassing === isInSet)).toEqual([]);
  });

  test('forget with each commit what nobody honest asks for twice', () => {
    const rows = createLiveRows(headAt(3));
    const report = { kind: 'report', tellerId: 'teller-1' } as const;
    rows.add([NONCE, OPERATION, report, GEMS_OF_1], found());
    rows.apply({}, headAt(4));
    const known = [NONCE, OPERATION, report, GEMS_OF_1].filter((readKey) => rows.knows(readKey));
    expect(known).toEqual([GEMS_OF_1]);
    expect(rows.size).toBe(1);
  });
});
