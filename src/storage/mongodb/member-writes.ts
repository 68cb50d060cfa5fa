import type { AnyBulkWriteOperation, ClientSession } from 'mongodb';
import { memberAccount, memberOf } from '../../bank/engine/ledger.ts';
import { type Balance, type Member, newMember } from '../../bank/engine/rows.ts';
import type { Batch } from '../driver.ts';
import { type Collections, findAll, inParts } from './collections.ts';
import { fromDocument, toDocument } from './documents.ts';
import {
  countNamedParts,
  countParts,
  type NamedBalances,
  namedBalances,
  readNamed,
  toName,
  toValue,
} from './member-documents.ts';
import { type MemberSize, MOST_PARTS, type SizesDraft } from './member-sizes.ts';
import { ofAccount, type Stored } from './tables.ts';

/** Up to so many parts, balances that are documents of their own come into their member's document. */
const FEW_PARTS = 64;
/** A document may have come to so many parts, by what was written to it, before it is looked at. */
const MOST_UNSEEN = 1_024;

interface Writing {
  readonly session: ClientSession;
  readonly sizes: SizesDraft;
}

/** What a commit writes of one member. */
interface Change {
  row: Member | null;
  readonly balances: Balance[];
}

/** Writes members' documents. Returns the balances that are left to write, as documents of their own. */
export async function writeMembers(
  collections: Collections,
  puts: Pick<Batch['puts'], 'members' | 'balances'>,
  writing: Writing,
): Promise<Balance[]> {
  const { session, sizes } = writing;
  const { changes, others } = groupByMember(puts);
  const unsure = new Map([...changes].filter(([id, change]) => isUnsure(sizes.get(id), change)));
  if (unsure.size > 0) await lookAt(collections, unsure, writing);
  const writes: AnyBulkWriteOperation<Stored>[] = [];
  for (const [id, { row, balances }] of changes) {
    const size = sizes.get(id);
    if (size === 'apart') others.push(...balances);
    else if (balances.length > 0) sizes.grow(id, countParts(balances));
    writes.push(toWrite(id, { row, balances: listInDocument(size, balances) }));
  }
  for (const some of inParts(writes)) await collections.members.bulkWrite(some, { session });
  return others;
}

/** Where there are none, none is taken away: a new document would get no field for them. */
function listInDocument(size: MemberSize | undefined, balances: Balance[]): Balance[] {
  if (size === 'apart') return [];
  return size === 0 ? balances.filter(({ amount }) => amount !== 0n) : balances;
}

function groupByMember({ members, balances }: Pick<Batch['puts'], 'members' | 'balances'>) {
  const changes = new Map<number, Change>();
  const others: Balance[] = [];
  function changeOf(id: number): Change {
    const change = changes.get(id) ?? { row: null, balances: [] };
    changes.set(id, change);
    return change;
  }
  for (const row of members) changeOf(row.robloxUserId).row = row;
  for (const balance of balances) {
    const id = memberOf(balance.account);
    if (id === undefined) others.push(balance);
    else changeOf(id).balances.push(balance);
  }
  return { changes, others };
}

const isUnsure = (size: MemberSize | undefined, { balances }: Change): boolean =>
  balances.length > 0 &&
  size !== 'apart' &&
  (size === undefined || size + countParts(balances) > MOST_UNSEEN);

/**
 * Writes one document, which is made where there is none. It is named by its id alone: a condition more takes
 * a server half as long again.
 */
function toWrite(_id: number, { row, balances }: Change): AnyBulkWriteOperation<Stored> {
  const set = row ? toFields(row) : {};
  const unset: Record<string, 1> = {};
  for (const balance of balances) {
    const path = `balances.${toName(balance.asset)}`;
    if (balance.amount === 0n) unset[path] = 1;
    else set[path] = toValue(balance);
  }
  const first = {
    ...(row ? {} : toFields(newMember(_id))),
    ...(balances.length > 0 ? {} : { balances: {} }),
  };
  const update = { $set: set, $unset: unset, $setOnInsert: first };
  return { updateOne: { filter: { _id }, update, upsert: true } };
}

function toFields(row: Member): Record<string, unknown> {
  const { _id, ...fields } = toDocument('members', row);
  return fields;
}

/** Learns how large the documents are, and makes those whole or apart that should be. */
async function lookAt(
  collections: Collections,
  unsure: ReadonlyMap<number, Change>,
  { session, sizes }: Writing,
): Promise<void> {
  const documents = await findAll(collections.members, { _id: { $in: [...unsure.keys()] } }, { session });
  const found = new Map(documents.map(namedBalances));
  for (const [id, { balances }] of unsure) {
    const added = countParts(balances);
    const named = found.get(id);
    if (!found.has(id)) sizes.set(id, 0);
    else if (named) sizes.set(id, await splitIfLarge(collections, { id, named, added }, session));
    else sizes.set(id, await joinIfSmall(collections, { id, added }, session));
  }
}

async function splitIfLarge(
  { members, balances }: Collections,
  { id, named, added }: { id: number; named: NamedBalances; added: number },
  session: ClientSession,
): Promise<MemberSize> {
  const parts = countNamedParts(named);
  if (parts + added <= MOST_PARTS) return parts;
  const rows = readNamed(id, named);
  await members.updateOne({ _id: id }, { $unset: { balances: 1 } }, { session });
  // What stands there counted for nothing, and must not count from now on.
  await balances.deleteMany(ofAccount(memberAccount(id)), { session });
  const documents = rows.map((row) => toDocument('balances', row));
  for (const some of inParts(documents)) await balances.insertMany(some, { session });
  return 'apart';
}

async function joinIfSmall(
  { members, balances }: Collections,
  { id, added }: { id: number; added: number },
  session: ClientSession,
): Promise<MemberSize> {
  const account = ofAccount(memberAccount(id));
  const documents = await findAll(balances, account, { session, limit: FEW_PARTS + 1 });
  const rows = documents.map((document) => fromDocument('balances', document));
  const parts = countParts(rows);
  if (parts + added > FEW_PARTS) return 'apart';
  const named = Object.fromEntries(rows.map((row) => [toName(row.asset), toValue(row)]));
  await members.updateOne({ _id: id }, { $set: { balances: named } }, { session });
  if (rows.length > 0) await balances.deleteMany(account, { session });
  return parts;
}
