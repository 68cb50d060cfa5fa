import { expect, test } from 'bun:test';
import { openMemory } from '../../test/bank/bank.ts';
import { createDice, type Dice, SEED } from '../../test/proof/dice.ts';
import { openCase } from '../../test/storage/row-samples.ts';
import { loadBank, T0, withdrawalOf } from '../../test/storage/samples.ts';
import { invariant } from '../bank/engine/assert.ts';
import { type ReadKey, readKeyValue } from '../bank/engine/read-key.ts';
import { createReader } from '../bank/engine/reader.ts';
import { type Balance, type Case, WITHDRAWAL_STATUSES, type Withdrawal } from '../bank/engine/rows.ts';
import { READ_KEY_TARGETS, rowKey, type TableName, type Tables } from '../bank/engine/tables.ts';
import { createView, putChange } from '../bank/engine/view.ts';
import { collectBatch } from './commit.ts';
import type { Driver } from './driver.ts';
import { createLiveRows, type LiveRows } from './live-rows.ts';

const ACCOUNTS = ['member:1', 'member:2', 'reserved:w-1'] as const;
const ASSETS = ['gems', 'pet/normal/-/-/Cat', 'pet/normal/-/-/Dog'] as const;
const MEMBERS = [1, 2] as const;
const TELLERS = ['teller-1', 'teller-2'] as const;
const WITHDRAWALS = ['w-1', 'w-2', 'w-3'] as const;
const CASES = ['quarantine:a', 'quarantine:b'] as const;

/** Sets, rows that are in sets, and rows that are known until the next commit only. */
const READ_KEYS: readonly ReadKey[] = [
  ...ACCOUNTS.map((account): ReadKey => ({ kind: 'account', account })),
  ...ACCOUNTS.flatMap((account) => ASSETS.map((asset): ReadKey => ({ kind: 'balance', account, asset }))),
  ...MEMBERS.map((robloxUserId): ReadKey => ({ kind: 'open_withdrawals_of_member', robloxUserId })),
  ...MEMBERS.map((robloxUserId): ReadKey => ({ kind: 'open_cases_of_member', robloxUserId })),
  ...TELLERS.map((tellerId): ReadKey => ({ kind: 'open_withdrawals_of_teller', tellerId })),
  ...WITHDRAWALS.map((id): ReadKey => ({ kind: 'withdrawal', id })),
  ...CASES.map((id): ReadKey => ({ kind: 'case', id })),
];

const rollBalance = (dice: Dice): Balance => ({
  account: dice.pick(ACCOUNTS),
  asset: dice.pick(ASSETS),
  amount: BigInt(dice.below(3)),
  holds: null,
});
function rollWithdrawal(dice: Dice): Withdrawal {
  const id = dice.pick(WITHDRAWALS);
  const status = dice.pick(WITHDRAWAL_STATUSES);
  const row = withdrawalOf({ id, seq: Number(id.slice(2)), status, robloxUserId: dice.pick(MEMBERS) });
  return { ...row, claim: row.claim && { ...row.claim, tellerId: dice.pick(TELLERS) } };
}
const rollCase = (dice: Dice): Case => ({
  ...openCase,
  id: dice.pick(CASES),
  robloxUserId: dice.pick(MEMBERS),
  closedAt: dice.pick([null, T0]),
});

/** A commit of some rows, which the live rows follow. */
async function commit(driver: Driver, rows: LiveRows, dice: Dice): Promise<void> {
  const view = createView(await loadBank(driver));
  function put<T extends TableName>(table: T, row: Tables[T]): void {
    putChange(view.changes, table, { key: rowKey(table, row), row });
  }
  const puts = [
    () => put('balances', rollBalance(dice)),
    () => put('withdrawals', rollWithdrawal(dice)),
    () => put('cases', rollCase(dice)),
  ] as const;
  for (let left = dice.below(4); left > 0; left -= 1) dice.pick(puts)();
  const batch = collectBatch(view);
  expect(await driver.store(batch)).toBe('stored');
  rows.apply(view.changes, batch.bank);
}

/** What of this is known is what a load finds; else it may be loaded. */
async function check(driver: Driver, rows: LiveRows, readKey: ReadKey, dice: Dice): Promise<void> {
  const snapshot = await driver.load([readKey]);
  const { table, isSet } = invariant(READ_KEY_TARGETS.get(readKey.kind), 'a kind of read key');
  const loaded = new Map(snapshot.rows[table].map((row) => [rowKey(table, row), row]));
  if (!rows.knows(readKey)) {
    if (dice.onceIn(2)) rows.add([readKey], snapshot);
    return;
  }
  const value = readKeyValue(readKey);
  const known = isSet ? setOf(rows, readKey) : toMap(String(value), rows.row(table, String(value)));
  expect(known).toEqual(loaded);
}

function setOf(rows: LiveRows, readKey: ReadKey): ReadonlyMap<string, unknown> | undefined {
  switch (readKey.kind) {
    case 'account':
      return rows.rowsOf('balances', { kind: readKey.kind, value: readKey.account });
    case 'open_withdrawals_of_member':
      return rows.rowsOf('withdrawals', { kind: readKey.kind, value: readKey.robloxUserId });
    case 'open_withdrawals_of_teller':
      return rows.rowsOf('withdrawals', { kind: readKey.kind, value: readKey.tellerId });
    case 'open_cases_of_member':
      return rows.rowsOf('cases', { kind: readKey.kind, value: readKey.robloxUserId });
    default:
      return undefined;
  }
}

const toMap = <Row>(key: string, row: Row | null | undefined): Map<string, Row> =>
  new Map(row ? [[key, row]] : []);

/** A decision takes a balance that its account's set lacks for zero. */
async function checkAmount(driver: Driver, rows: LiveRows, dice: Dice): Promise<void> {
  const { account, asset } = rollBalance(dice);
  const readKey = { kind: 'balance', account, asset } as const;
  if (!rows.knows(readKey) && !rows.knows({ kind: 'account', account })) return;
  const [stored] = (await driver.load([readKey])).rows.balances;
  expect(createReader(rows, () => rows.bank).balance(account, asset)).toBe(stored?.amount ?? 0n);
}

test(`live rows are what the database has, whatever is asked for and forgotten (seed ${SEED})`, async () => {
  const dice = createDice(SEED);
  const driver = openMemory();
  const rows = createLiveRows(await loadBank(driver));
  for (let step = 0; step < 3_000; step += 1) {
    const readKey = invariant(READ_KEYS[dice.below(READ_KEYS.length)], 'a read key');
    await check(driver, rows, readKey, dice);
    await checkAmount(driver, rows, dice);
    if (dice.onceIn(4)) await commit(driver, rows, dice);
    if (dice.onceIn(10)) rows.age();
  }
});
