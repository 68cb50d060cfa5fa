import type { Reads } from './engine/book.ts';
import { isRevoked } from './engine/operation.ts';
import type { ReadKey, Snapshot } from './engine/read-key.ts';
import {
  type BankRow,
  type Member,
  newMember,
  type Revocation,
  type StaffMember,
  type Transaction,
  type TransactionKind,
} from './engine/rows.ts';
import { isInChain } from './in-chain.ts';
import { findRevocationError, type LoggedRevocations, replayRevocation } from './verify-keys.ts';
import { findStaffError, type LoggedStaff, replayStaff } from './verify-staff.ts';

/*
 * Who is staff, which keys are revoked, who is frozen and whether the bank is halted: the log says it in few
 * transactions, which an index finds. So the rows that say the same give nobody anything by themselves, and
 * whoever edits one gains nothing meanwhile (docs/decisions/0035).
 */

/** How many of these transactions, or of the members, are read at once. */
const PAGE = 500;
/** How many pages of these transactions are read in one go: five million, more than a bank ever has. */
const MAX_PAGES = 10_000;

/** What the log says of rights, up to one of its transactions. */
export interface LoggedRights {
  seq: number;
  readonly staff: LoggedStaff;
  readonly revocations: LoggedRevocations;
  /** Why those are frozen who are. */
  readonly frozen: Map<number, string>;
  haltedReason: string | null;
  /** One of these transactions is not what the bank wrote: nobody is staff until it is. */
  isEdited: boolean;
}

/** The rights of a log that has no transactions. */
export const beginRights = (): LoggedRights => ({
  seq: 0,
  staff: new Map(),
  revocations: new Map(),
  frozen: new Map(),
  haltedReason: null,
  isEdited: false,
});

/** What is told of a log in which `isEdited` is so. */
export const EDITED = 'a transaction about rights does not match its hash, or those beside it';

/** What reads the rights of the log, and whether the log has them in its chain. */
export type RightsReads = Pick<Reads, 'head' | 'log' | 'rightsLog'>;

/** Reads on to what the log says now. Concurrent readings of one `logged` would undo each other. */
export async function readRights(reads: RightsReads, logged: LoggedRights): Promise<void> {
  for (let pages = 0; pages < MAX_PAGES; pages += 1) if (await readRightsPage(reads, logged, PAGE)) return;
  throw new Error(`the log has more than ${MAX_PAGES * PAGE} transactions about rights to read`);
}

/** Reads on, `limit` of these transactions at most; returns whether no more are left. */
export async function readRightsPage(
  reads: RightsReads,
  logged: LoggedRights,
  limit: number,
): Promise<boolean> {
  const head = await reads.head();
  const page = await reads.rightsLog({ afterSeq: logged.seq, limit });
  // What stands behind the head is nothing that the bank wrote, or was written just now.
  const written = page.filter(({ seq }) => seq <= head.seq);
  const inChain = await Promise.all(written.map((transaction) => isInChain(reads, transaction, head)));
  for (const [at, transaction] of written.entries()) replayRights(logged, transaction, inChain[at] === true);
  return written.length < limit;
}

const ABOUT_MEMBER = /^member (\d+): (.*)$/s;
/** What gives back what the log has taken. */
const GIVING: readonly TransactionKind[] = ['member_unfrozen', 'bank_resumed', 'key_restored'];

function replayRights(logged: LoggedRights, transaction: Transaction, isWritten: boolean): void {
  const { seq, kind, note } = transaction;
  logged.seq = seq;
  if (!isWritten) {
    logged.isEdited = true;
    if (GIVING.includes(kind)) return;
  }
  replayStaff(logged.staff, transaction);
  replayRevocation(logged.revocations, transaction);
  const [, member = '', reason = ''] = ABOUT_MEMBER.exec(note ?? '') ?? [];
  if (kind === 'member_frozen') logged.frozen.set(Number(member), reason);
  if (kind === 'member_unfrozen') logged.frozen.delete(Number(member));
  if (kind === 'bank_halted') logged.haltedReason = note;
  if (kind === 'bank_resumed') logged.haltedReason = null;
}

/** Whether what is loaded is about rights that the log alone gives, or that it has taken away. */
export function isContested(logged: LoggedRights, readKeys: readonly ReadKey[], { bank }: Snapshot): boolean {
  const isTaken = (readKey: ReadKey): boolean =>
    isAboutStaff(readKey) ||
    (readKey.kind === 'member' && logged.frozen.has(readKey.robloxUserId)) ||
    (readKey.kind === 'revocation' && isRevoked(logged.revocations.get(readKey.keyId)));
  return (bank.haltedReason === null && logged.haltedReason !== null) || readKeys.some(isTaken);
}

const isAboutStaff = ({ kind }: ReadKey): boolean => kind === 'staff_member' || kind === 'all_staff';

/**
 * The snapshot with the rights that the log gives. Who is staff, the log alone says. Of the rest, what a row
 * takes away is taken; what it gives, where the log has taken it, is not given.
 */
export function believeLog(logged: LoggedRights, readKeys: readonly ReadKey[], snapshot: Snapshot): Snapshot {
  if (!isContested(logged, readKeys, snapshot)) return snapshot;
  const { bank, rows } = snapshot;
  const staff = new Map<number, StaffMember>();
  const members = new Map(rows.members.map((row) => [row.robloxUserId, row]));
  const revocations = new Map(rows.revocations.map((row) => [row.keyId, row]));
  for (const readKey of readKeys) {
    if (isAboutStaff(readKey)) nameStaff(logged, staff, readKey);
    if (readKey.kind === 'member') freezeAsLogged(logged, members, readKey.robloxUserId);
    if (readKey.kind === 'revocation') revokeAsLogged(logged, revocations, readKey.keyId);
  }
  return {
    ...snapshot,
    bank: { ...bank, haltedReason: bank.haltedReason ?? logged.haltedReason },
    rows: {
      ...rows,
      staff: [...staff.values()],
      members: [...members.values()],
      revocations: [...revocations.values()],
    },
  };
}

function nameStaff(logged: LoggedRights, named: Map<number, StaffMember>, readKey: ReadKey): void {
  for (const [id, row] of logged.isEdited ? [] : logged.staff)
    if (readKey.kind !== 'staff_member' || readKey.robloxUserId === id) named.set(id, row);
}

function freezeAsLogged({ frozen }: LoggedRights, rows: Map<number, Member>, id: number): void {
  const frozenReason = frozen.get(id);
  const row = rows.get(id) ?? newMember(id);
  if (frozenReason !== undefined && row.frozenReason === null) rows.set(id, { ...row, frozenReason });
}

function revokeAsLogged(logged: LoggedRights, rows: Map<string, Revocation>, keyId: string): void {
  const revocation = logged.revocations.get(keyId);
  if (revocation && isRevoked(revocation) && !isRevoked(rows.get(keyId))) rows.set(keyId, revocation);
}

/**
 * The first row that says something else of rights than the log, in words. `logged` is what was read of it
 * before, and is read on.
 */
export async function findRightsError(
  reads: RightsReads & Pick<Reads, 'staff' | 'revocations' | 'rows'>,
  logged = beginRights(),
): Promise<string | undefined> {
  await readRights(reads, logged);
  if (logged.isEdited) return EDITED;
  const head = await reads.head();
  const [behind] = await reads.log({ afterSeq: head.seq, limit: 1 });
  if (behind) return `transaction ${behind.seq} stands behind the head of the log, which is ${head.seq}`;
  return (
    findHaltError(logged, head) ??
    (await findStaffError(reads, logged.staff)) ??
    (await findRevocationError(reads, logged.revocations)) ??
    (await findFreezeError(reads, logged))
  );
}

const findHaltError = (logged: LoggedRights, { haltedReason }: BankRow): string | undefined =>
  haltedReason === logged.haltedReason
    ? undefined
    : 'bank: its row and the log do not agree on whether it is halted';

async function findFreezeError(
  reads: Pick<Reads, 'rows'>,
  { frozen }: LoggedRights,
): Promise<string | undefined> {
  let left = [...frozen].toSorted(([one], [other]) => one - other);
  for (let [first] = left; first; [first] = left) {
    const page = await reads.rows({ table: 'members', after: newMember(first[0] - 1), limit: PAGE });
    const reasons = new Map(page.map((row) => [row.robloxUserId, row.frozenReason]));
    const last = page.at(-1)?.robloxUserId ?? first[0];
    const differs = left.find(([id, reason]) => id <= last && reasons.get(id) !== reason);
    if (differs) return `members ${differs[0]}: the row and the log do not agree on whether they are frozen`;
    left = left.filter(([id]) => id > last);
  }
  return undefined;
}
