import { hash } from 'node:crypto';
import { type AssetKey, type Goods, goodsToAmounts } from './pets.ts';
import type { Account, BankRow, Entry, Transaction } from './rows.ts';
import { sha256 } from './sha256.ts';

/** What the first transaction names as the hash before it. */
export const GENESIS_HASH = '0'.repeat(64);

/** The bank's own row before its first transaction. */
export const NEW_BANK: BankRow = {
  version: 0,
  seq: 0,
  hash: GENESIS_HASH,
  headAt: 0,
  committedAt: 0,
  haltedReason: null,
  aliasVersion: 0,
};

export const QUARANTINE: Account = 'quarantine';
export const memberAccount = (robloxUserId: number): Account => `member:${robloxUserId}`;
export const reservedAccount = (withdrawalId: string): Account => `reserved:${withdrawalId}`;
export const tellerAccount = (tellerId: string): Account => `teller:${tellerId}`;
export const isMemberAccount = (account: Account): boolean => account.startsWith('member:');
export const isTellerAccount = (account: Account): boolean => account.startsWith('teller:');
/** The member whose account it is; undefined for all others. */
export const memberOf = (account: Account): number | undefined =>
  isMemberAccount(account) ? Number(account.slice('member:'.length)) : undefined;

/**
 * By how much the entry, of a transaction of this member's, changes what the member holds. What is reserved
 * in it is their own.
 */
export function holdingChange({ from, to, amount }: Entry, robloxUserId: number): bigint {
  const isTheirs = (account: Account): boolean =>
    account === memberAccount(robloxUserId) || account.startsWith('reserved:');
  return (isTheirs(to) ? amount : 0n) - (isTheirs(from) ? amount : 0n);
}

/** No account but a teller's goes below zero, and a teller's never goes above. */
export const isLawful = (account: Account, amount: bigint): boolean =>
  isTellerAccount(account) ? amount <= 0n : amount >= 0n;

/** Entries that move the goods from one account to another. */
export const buildEntries = (goods: Goods, { from, to }: { from: Account; to: Account }): Entry[] =>
  goodsToAmounts(goods).map(([asset, amount]) => ({ asset, from, to, amount }));

const DIGEST_BYTES = 8;

/**
 * A short digest of amounts, to compare what two trades brought. It is cut before it is a text: every hold
 * keeps one, and a part of a text keeps the whole of it in memory.
 */
export const digestAmounts = (amounts: readonly (readonly [AssetKey, bigint])[]): string => {
  const text = amounts.map(([asset, amount]) => `${asset} ${amount}`).join('\n');
  return hash('sha256', text, 'buffer').toString('hex', 0, DIGEST_BYTES);
};

type Unsealed = Omit<Transaction, 'hash' | 'previousHash'>;

/** SHA-256 of the previous hash, a line feed and the transaction as text, as lower-case hex. */
export const hashTransaction = (previousHash: string, transaction: Unsealed): string =>
  sha256(`${previousHash}\n${transactionText(transaction)}`);

/**
 * What is hashed of a transaction: its fields in this order, as one JSON array, so that the bytes are the
 * same on every database. Those that came later are there only where there is one: rows from before have
 * their hashes still.
 */
export function transactionText(transaction: Unsealed): string {
  return JSON.stringify([
    transaction.seq,
    transaction.id,
    transaction.kind,
    transaction.status,
    transaction.at,
    transaction.by,
    transaction.operationId,
    transaction.digest,
    transaction.robloxUserId,
    transaction.tellerId,
    transaction.withdrawalId,
    transaction.goods.pets.map((pet) => [pet.id, pet.variant, pet.shiny, pet.chroma ?? null, pet.quantity]),
    transaction.goods.gems,
    transaction.entries.map((entry) => [entry.asset, entry.from, entry.to, String(entry.amount)]),
    transaction.note,
    transaction.answer,
    ...laterFields(transaction),
  ]);
}

type LaterFields = Pick<Transaction, 'keyId' | 'movedAlone' | 'state' | 'otherRobloxUserId'>;

function laterFields({ keyId, movedAlone, state, otherRobloxUserId }: LaterFields) {
  const moved = movedAlone === null ? null : String(movedAlone);
  if (otherRobloxUserId !== null) return [keyId, moved, state, otherRobloxUserId];
  if (state !== null) return [keyId, moved, state];
  if (moved !== null) return [keyId, moved];
  return keyId === null ? [] : [keyId];
}
