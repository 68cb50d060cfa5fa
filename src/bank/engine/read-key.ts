import { invariant } from './assert.ts';
import { type Goods, goodsToAmounts } from './pets.ts';
import type { Account, BankRow, Transaction } from './rows.ts';
import {
  byTable,
  type KeyValue,
  READ_KEY_TARGETS,
  type TABLES,
  type TableName,
  type Tables,
} from './tables.ts';

type Definition<T extends TableName> = (typeof TABLES)[T];

/** One row of a table, by the fields of its key. */
type RowReadKey<T extends TableName> = { readonly kind: Definition<T>['readKey'] } & Pick<
  Tables[T],
  Definition<T>['key'][number] & keyof Tables[T]
>;

type SetIn<T extends TableName> =
  Definition<T> extends { readonly sets: readonly (infer Set)[] } ? Set : never;
/** The kinds of read keys that name sets of the table's rows. */
export type SetKind<T extends TableName> =
  SetIn<T> extends { readonly readKey: infer Kind extends string } ? Kind : never;

/** The rows of a table that have the named value in common. */
type SetReadKey<Set> = Set extends {
  readonly readKey: infer Kind;
  readonly by: infer Field extends string;
  readonly valueIn: (row: never) => infer Value;
}
  ? { readonly kind: Kind } & { readonly [F in Field]: NonNullable<Value> }
  : never;

/**
 * A row, or a set of rows, that a decision reads; the storage loads just these. The kinds follow from the
 * list of tables; `operation` is the transaction that an operation made, if it was done before.
 */
export type ReadKey =
  | { [T in TableName]: RowReadKey<T> | SetReadKey<SetIn<T>> }[TableName]
  | { readonly kind: 'operation'; readonly operationId: string };

/** What the rows are found by: the key of the one row, or what all rows of the set have in common. */
export function readKeyValue(readKey: ReadKey): KeyValue {
  if (readKey.kind === 'operation') return readKey.operationId;
  const { fields } = invariant(READ_KEY_TARGETS.get(readKey.kind), 'a kind of read key');
  const values: Readonly<Record<string, KeyValue>> = readKey;
  if (fields.length === 2) return `${values[fields[0]]} ${values[fields[1]]}`;
  return invariant(values[fields[0]], 'the value of a read key');
}

/** One string for each read key: two with the same string name the same rows. */
export const readKeyText = (readKey: ReadKey): string => `${readKey.kind} ${readKeyValue(readKey)}`;

/** The balances of the goods' assets in each of the accounts. */
export const balanceReadKeys = (goods: Goods, accounts: readonly Account[]): ReadKey[] =>
  goodsToAmounts(goods).flatMap(([asset]) =>
    accounts.map((account): ReadKey => ({ kind: 'balance', account, asset })),
  );

/** What a driver loads for read keys: all of it as of one moment, the head included. */
export interface Snapshot {
  readonly bank: BankRow;
  readonly rows: { readonly [T in TableName]: Tables[T][] };
  readonly operations: readonly Transaction[];
}

export const emptyRows = (): { readonly [T in TableName]: Tables[T][] } => byTable(() => []);
