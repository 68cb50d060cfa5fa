import type { AssetKey } from './pets.ts';
import { type ReadKey, readKeyText, type SetKind } from './read-key.ts';
import {
  type Account,
  type Alias,
  type Balance,
  type BankRow,
  type Case,
  type Nonce,
  type Offer,
  oldestFirst,
  type Pass,
  type Profile,
  type SignIn,
  type StaffMember,
  type StaffProposal,
  type Teller,
  type TellerCard,
  type Transaction,
  type Withdrawal,
} from './rows.ts';
import { type KeyValue, TABLES, type TableName, type Tables } from './tables.ts';

/** Rows as far as they are known. They are values: whoever changes one puts another in its place. */
export interface Rows {
  /** The row with this key; null where there is none, and undefined where nothing is known of it. */
  row<T extends TableName>(table: T, key: string): Tables[T] | null | undefined;
  /** The rows of a set by their keys, in no order; undefined where it isn't known whole. */
  rowsOf<T extends TableName>(
    table: T,
    set: { readonly kind: SetKind<T>; readonly value: KeyValue },
  ): ReadonlyMap<string, Tables[T]> | undefined;
  operation(operationId: string): Transaction | null | undefined;
}

/**
 * A decision read a row that isn't known. What its read keys name is loaded then. If another decision of the
 * same batch made yet another row matter, the operation is decided again in the next batch; else it is a bug:
 * a read key left out.
 */
export class MissingRowError extends Error {
  override readonly name = 'MissingRowError';
}

/** Reads of a view or of a step. Each may throw MissingRowError. */
export interface Reader {
  readonly bank: () => BankRow;
  balance(account: Account, asset: AssetKey): bigint;
  /** The balance with its holds; one that isn't there is zero. */
  balanceRow(account: Account, asset: AssetKey): Balance;
  /** The account's balances other than zero. */
  balancesOf(account: Account): Balance[];
  row<T extends TableName>(table: T, key: string): Tables[T] | undefined;
  linkOfUser(discordUserId: string): Tables['links'] | undefined;
  linkOfMember(robloxUserId: number): Tables['links'] | undefined;
  profilesOfUser(discordUserId: string): Profile[];
  openWithdrawalsOfMember(robloxUserId: number): Withdrawal[];
  openWithdrawalsOfTeller(tellerId: string): Withdrawal[];
  openCasesOfMember(robloxUserId: number): Case[];
  openOffersByMember(robloxUserId: number): Offer[];
  openOffersToMember(robloxUserId: number): Offer[];
  allTellers(): Teller[];
  allTellerCards(): TellerCard[];
  allStaff(): StaffMember[];
  allSignIns(): SignIn[];
  allStaffProposals(): StaffProposal[];
  passesOfUser(discordUserId: string): Pass[];
  /** What is known of an old id or name: what it is now, or may be. */
  aliasesOfPet(oldId: string): Alias[];
  operation(operationId: string): Transaction | undefined;
  nonce(keyId: string, nonce: string): Nonce | undefined;
}

/** A reader over a view's rows, or over those with the changes of a step. */
export function createReader(rows: Rows, bank: () => BankRow, assumedNew: ReadKey[] | null = null): Reader {
  function rowOf<T extends TableName>(table: T, key: string): Tables[T] | undefined {
    const row = rows.row(table, key);
    if (row === undefined) throw new MissingRowError(`${TABLES[table].readKey} ${key}`);
    return row ?? undefined;
  }
  function orNew<Row>(row: Row | null | undefined, readKey: ReadKey): Row | undefined {
    if (row !== undefined) return row ?? undefined;
    if (!assumedNew) throw new MissingRowError(readKeyText(readKey));
    assumedNew.push(readKey);
    return undefined;
  }
  function balanceRow(account: Account, asset: AssetKey): Balance {
    const key = `${account} ${asset}`;
    const row = rows.row('balances', key);
    if (row === undefined && !rows.rowsOf('balances', { kind: 'account', value: account })) {
      throw new MissingRowError(`balance ${key}`);
    }
    return row ?? { account, asset, amount: 0n, holds: null };
  }
  return {
    // First: what comes after other fields is copied one by one.
    ...readSets(rows),
    bank,
    balance: (account, asset) => balanceRow(account, asset).amount,
    balanceRow,
    row: rowOf,
    linkOfUser: (discordUserId) => rowOf('links', discordUserId),
    operation: (operationId) => orNew(rows.operation(operationId), { kind: 'operation', operationId }),
    nonce: (keyId, nonce) => orNew(rows.row('nonces', `${keyId} ${nonce}`), { kind: 'nonce', keyId, nonce }),
  };
}

type SetReads = Omit<
  Reader,
  'bank' | 'balance' | 'balanceRow' | 'row' | 'linkOfUser' | 'operation' | 'nonce'
>;

/** The reads of rows that have something in common. */
function readSets(rows: Rows): SetReads {
  function rowsOf<T extends TableName>(table: T, kind: SetKind<T>, value: KeyValue): Tables[T][] {
    const found = rows.rowsOf(table, { kind, value });
    if (!found) throw new MissingRowError(`${kind} ${value}`);
    // Most sets are empty, such as a member's open withdrawals.
    return found.size === 0 ? [] : [...found.values()];
  }
  return {
    balancesOf: (account) => rowsOf('balances', 'account', account).filter(({ amount }) => amount !== 0n),
    linkOfMember: (robloxUserId) => rowsOf('links', 'link_of_member', robloxUserId)[0],
    profilesOfUser: (discordUserId) => rowsOf('profiles', 'profiles_of_user', discordUserId),
    openWithdrawalsOfMember: (robloxUserId) =>
      rowsOf('withdrawals', 'open_withdrawals_of_member', robloxUserId).sort(oldestFirst),
    openWithdrawalsOfTeller: (tellerId) =>
      rowsOf('withdrawals', 'open_withdrawals_of_teller', tellerId).sort(oldestFirst),
    aliasesOfPet: (oldId) => rowsOf('aliases', 'aliases_of_pet', oldId),
    openCasesOfMember: (robloxUserId) => rowsOf('cases', 'open_cases_of_member', robloxUserId),
    openOffersByMember: (robloxUserId) => rowsOf('offers', 'open_offers_by_member', robloxUserId),
    openOffersToMember: (robloxUserId) => rowsOf('offers', 'open_offers_to_member', robloxUserId),
    allTellers: () => rowsOf('tellers', 'all_tellers', 'bank'),
    allTellerCards: () => rowsOf('tellerCards', 'all_teller_cards', 'bank'),
    allStaff: () => rowsOf('staff', 'all_staff', 'bank'),
    allSignIns: () => rowsOf('signIns', 'all_sign_ins', 'bank'),
    allStaffProposals: () => rowsOf('staffProposals', 'all_staff_proposals', 'bank'),
    passesOfUser: (discordUserId) => rowsOf('passes', 'passes_of_user', discordUserId),
  };
}
