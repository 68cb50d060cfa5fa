import type { Document, Filter } from 'mongodb';
import { z } from 'zod';
import { invariant } from '../../bank/engine/assert.ts';
import { StorageUnavailable } from '../../bank/engine/book.ts';
import { memberOf } from '../../bank/engine/ledger.ts';
import type { AssetKey } from '../../bank/engine/pets.ts';
import { emptyRows, type ReadKey, readKeyValue, type Snapshot } from '../../bank/engine/read-key.ts';
import type { Balance, BankRow, Transaction } from '../../bank/engine/rows.ts';
import { READ_KEY_TARGETS, TABLE_NAMES, type TableName } from '../../bank/engine/tables.ts';
import { type Collections, FIRST_ANSWER } from './collections.ts';
import { BANK_ID, fromDocument } from './documents.ts';
import { type NamedBalances, namedBalances, readNamed } from './member-documents.ts';
import type { MemberSizes } from './member-sizes.ts';
import { type FindSets, MONGO_TABLES, type Stored } from './tables.ts';

type LoadedTable = TableName | 'transactions';

/** How many read keys go into one command: they stay far below the 16 MiB that a command may have. */
const MAX_READ_KEYS = 20_000;
/** How many conditions a command has before those of one table are joined. */
const MAX_CONDITIONS = 48;
/** How often a load of several commands is tried again because a commit came between them. */
const MAX_LOADS = 20;

const OPTIONS = { readConcern: { level: 'snapshot' }, batchSize: FIRST_ANSWER } as const;

/**
 * Reads the rows that the read keys name and the head in one command: a union of collections, which the read
 * concern `snapshot` makes of one moment, and one that a majority has.
 */
export function createLoad(
  collections: Collections,
  sizes: MemberSizes,
): (readKeys: readonly ReadKey[]) => Promise<Snapshot> {
  async function read(readKeys: readonly ReadKey[]): Promise<Document[]> {
    const found: Document[] = [];
    let at = 0;
    do {
      const pipeline = buildPipeline(readKeys.slice(at, at + MAX_READ_KEYS));
      found.push(...(await collections.bank.aggregate(pipeline, OPTIONS).toArray()));
      at += MAX_READ_KEYS;
    } while (at < readKeys.length);
    return found;
  }
  return async (readKeys) => {
    const holders = listHolders(readKeys);
    const withHolders = [...readKeys, ...[...holders.keys()].map(toMemberKey)];
    for (let loads = 0; loads < MAX_LOADS; loads += 1) {
      const found = toFound(await read(withHolders));
      if (!found) continue;
      const { bank, named } = found;
      sizes.note(
        bank.version,
        [...holders.keys()].map((member) => [member, named.has(member) ? named.get(member) : {}]),
      );
      return toSnapshot(found, { readKeys, holders });
    }
    throw new StorageUnavailable('the head moved each time it was read');
  };
}

/** Each document comes with the name of its table. */
const tagged = (table: string): Document => ({
  $replaceWith: { table: { $literal: table }, document: '$$ROOT' },
});

function buildPipeline(readKeys: readonly ReadKey[]): Document[] {
  const others = listConditions(readKeys).map(({ table, where }) => ({
    $unionWith: { coll: MONGO_TABLES[table].collection, pipeline: [{ $match: where }, tagged(table)] },
  }));
  return [{ $match: { _id: BANK_ID } }, tagged('bank'), ...others];
}

interface Condition {
  readonly table: LoadedTable;
  readonly where: Filter<Stored>;
}

/**
 * Conditions that find all rows that the read keys name, some of them perhaps twice. For several that are
 * joined by "or", servers may read the whole collection; to plan very many takes them even longer.
 */
function listConditions(readKeys: readonly ReadKey[]): Condition[] {
  const conditions = [...Map.groupBy(readKeys, ({ kind }) => kind)].flatMap(([kind, ofKind]) => {
    const values = ofKind.map(readKeyValue);
    const { table, isSet } = READ_KEY_TARGETS.get(kind) ?? ({ table: 'transactions', isSet: true } as const);
    const sets: Readonly<Record<string, FindSets>> = MONGO_TABLES[table].sets;
    const found = isSet ? invariant(sets[kind], 'a set')(values) : [{ _id: { $in: values } }];
    return found.map((where): Condition => ({ table, where }));
  });
  if (conditions.length <= MAX_CONDITIONS) return conditions;
  return Array.from(
    Map.groupBy(conditions, ({ table }) => table),
    ([table, ofTable]) => ({ table, where: { $or: ofTable.map(({ where }) => where) } }),
  );
}

const tables = z.enum(['bank', 'transactions', ...TABLE_NAMES]);
const taggedDocument = z.object({ table: tables, document: z.unknown() });

/** Of which members the read keys name balances, and of which assets; null is all. */
type Holders = ReadonlyMap<number, ReadonlySet<AssetKey> | null>;

function listHolders(readKeys: readonly ReadKey[]): Holders {
  const holders = new Map<number, Set<AssetKey> | null>();
  for (const readKey of readKeys) {
    if (readKey.kind !== 'balance' && readKey.kind !== 'account') continue;
    const member = memberOf(readKey.account);
    if (member === undefined) continue;
    const assets = holders.get(member);
    if (readKey.kind === 'account') holders.set(member, null);
    else if (assets) assets.add(readKey.asset);
    else if (assets === undefined) holders.set(member, new Set([readKey.asset]));
  }
  return holders;
}

const toMemberKey = (robloxUserId: number): ReadKey => ({ kind: 'member', robloxUserId });

/** The rows of the documents, and the balances that members' documents hold. */
interface Found extends Snapshot {
  readonly named: ReadonlyMap<number, NamedBalances | undefined>;
}

/** What the documents say; undefined where they are of several moments. */
function toFound(found: readonly Document[]): Found | undefined {
  const banks: BankRow[] = [];
  const rows = emptyRows();
  const operations: Transaction[] = [];
  const named = new Map<number, NamedBalances | undefined>();
  const put = <T extends TableName>(table: T, document: unknown): void =>
    void rows[table].push(fromDocument(table, document));
  for (const each of found) {
    const { table, document } = z.parse(taggedDocument, each);
    if (table === 'bank') banks.push(fromDocument('bank', document));
    else if (table === 'transactions') operations.push(fromDocument('transactions', document));
    else put(table, document);
    if (table === 'members') named.set(...namedBalances(document));
  }
  const bank = invariant(banks[0], "the bank's own row");
  return banks.every(({ version }) => version === bank.version)
    ? { bank, rows, operations, named }
    : undefined;
}

/** What the read keys name of it: balances in members' documents too, and of the others what counts. */
function toSnapshot(
  { bank, rows, operations, named }: Found,
  { readKeys, holders }: { readonly readKeys: readonly ReadKey[]; readonly holders: Holders },
): Snapshot {
  const asked = new Set(
    readKeys.flatMap((readKey) => (readKey.kind === 'member' ? [readKey.robloxUserId] : [])),
  );
  const members = rows.members.filter(({ robloxUserId }) => asked.has(robloxUserId));
  const isApart = (member: number): boolean => named.has(member) && !named.get(member);
  const own = rows.balances.filter(({ account }) => {
    const member = memberOf(account);
    return member === undefined || isApart(member);
  });
  const others = [...holders].flatMap(([member, assets]): Balance[] =>
    readNamed(member, named.get(member), assets),
  );
  return { bank, rows: { ...rows, members, balances: [...own, ...others] }, operations };
}
