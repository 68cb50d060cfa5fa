import type { Book } from '../bank/engine/book.ts';
import { isEmpty } from '../bank/engine/pets.ts';
import type { Instant, Transaction, TransactionKind } from '../bank/engine/rows.ts';
import { readState } from '../bank/engine/state-text.ts';
import { findSeqAt } from '../bank/log-search.ts';
import { readIdentity } from '../bank/member.ts';
import type { ProjectionReads } from '../bank/projections.ts';
import { parseStaff, parseStaffName } from '../bank/staff.ts';
import { listStaffActions, type StaffAction } from '../bank/staff-actions.ts';
import { listGoods } from '../commands/goods.ts';
import { formatNumber, type PetNames } from '../commands/model/pet-names.ts';
import type { Field, Reply, Tone } from '../commands/model/reply.ts';
import { code, fullTime, lines, say, type Text } from '../commands/model/text.ts';

/** How many transactions are looked at in one go. */
const PAGE = 500;
/** Older ones are written nowhere any more, as with messages. */
const MAX_AGE_MS = 3 * 24 * 60 * 60_000;
const MAX_KINDS = 10;

/** What staff did at once, for other staff to read. */
export interface StaffLogEntry {
  /** Up to which transaction it tells. */
  readonly seq: number;
  readonly reply: Reply;
}

/** What staff do, from the log: on Discord, in the dashboard, on the command line, or by a program. */
export interface StaffLog {
  /** From where on a reader tells who has told up to `toldSeq`, or nothing, 0. */
  findStart(toldSeq: number, now: Instant): Promise<number>;
  /** What comes next, up to which transaction, and whether nothing comes after it. */
  next(afterSeq: number): Promise<{ entries: readonly StaffLogEntry[]; upTo: number; isLast: boolean }>;
}

interface StaffLogDependencies {
  readonly book: Book;
  readonly store: Pick<ProjectionReads, 'transactionsBySeq'>;
  readonly names: () => PetNames;
}

export function createStaffLog({ book, store, names }: StaffLogDependencies): StaffLog {
  const { reads } = book;
  return {
    async findStart(toldSeq, now) {
      const { seq } = await reads.head();
      return Math.max(Math.min(toldSeq, seq), (await findSeqAt(store, now - MAX_AGE_MS, seq)) - 1);
    },
    async next(afterSeq) {
      const { actions, ...rest } = await listStaffActions(reads, { afterSeq, limit: PAGE });
      const entries = await Promise.all(
        actions.map(async (action) => ({ seq: action.lastSeq, reply: await toReply(book, action, names()) })),
      );
      return { ...rest, entries };
    },
  };
}

async function toReply(book: Book, action: StaffAction, names: PetNames): Promise<Reply> {
  const { first, lastSeq, count } = action;
  const { by, goods, tellerId, withdrawalId, at, seq } = first;
  const { title, tone } = describeKind(first);
  const members = [first.robloxUserId, first.otherRobloxUserId].filter((id) => id !== null);
  const about = count > 1 ? [] : await Promise.all(members.map((id) => nameMember(book, id)));
  const inline = (name: string, text: Text): Field => ({ name, text, isInline: true });
  const range = say`${code(`t-${seq}`)}${count === 1 ? '' : say` – ${code(`t-${lastSeq}`)}`}`;
  return {
    title: count === 1 ? title : say`${title}: ${formatNumber(count)} times`,
    tone,
    text: lines([describeReason(first), say`${fullTime(at)}`]),
    fields: [
      inline('Who', await nameActor(book, by)),
      ...about.map((member) => inline('Member', member)),
      ...(tellerId === null ? [] : [inline('Teller', say`${tellerId}`)]),
      ...(withdrawalId === null ? [] : [inline('Withdrawal', say`${code(withdrawalId)}`)]),
      ...(count > 1 || isEmpty(goods)
        ? []
        : [{ name: 'Pets and gems', text: listGoods(goods, { label: names.label, maxKinds: MAX_KINDS }) }]),
      inline('Transaction', range),
    ],
  };
}

/** Their Roblox name and account, where the bank knows it. */
async function nameMember(book: Book, robloxUserId: number): Promise<Text> {
  const { username } = await book.query(readIdentity, robloxUserId, { by: 'bank' });
  const account = code(String(robloxUserId));
  return username === null ? say`${account}` : say`@${username} (${account})`;
}

const ACTORS: { readonly [by: string]: string | undefined } = {
  'staff-admin-token': 'Whoever has the admin token',
  'staff-command-line': 'The command line',
  'staff-dashboard': 'The dashboard',
  discord: "The server's roles",
};

async function nameActor(book: Book, by: string): Promise<Text> {
  const robloxUserId = parseStaffName(by);
  if (robloxUserId !== null) return nameMember(book, robloxUserId);
  const known = Object.hasOwn(ACTORS, by) ? ACTORS[by] : undefined;
  return known === undefined ? say`The key ${code(by)}` : say`${known}`;
}

/** What was given as the reason, or what the log says of it instead. */
function describeReason(transaction: Transaction): Text | undefined {
  const { kind, note, state } = transaction;
  // The log has the hash of a personal token, which is nobody's to read.
  const staff = kind === 'staff_changed' ? parseStaff(transaction, () => undefined) : undefined;
  if (staff) {
    const { robloxUserId, granted, byRoles, tokenHash } = staff;
    return say`${code(`staff-${robloxUserId}`)}: ${granted ?? 'no level'} by hand, ${byRoles ?? 'no level'} by
      roles, ${tokenHash === null ? 'no token' : 'has a token'}`;
  }
  if (note !== null) return say`${note}`;
  const rows = kind === 'state_changed' && state !== null ? (readState(state).rows ?? []) : [];
  return rows.length === 0 ? undefined : say`${rows.map(([table, key]) => `${table} ${key}`).join(', ')}`;
}

interface KindWording {
  readonly title: string;
  readonly tone: Tone;
}

/** By kind, or by kind and status where the kind alone doesn't say what was done. */
const KINDS: { readonly [kind: string]: KindWording | undefined } = {
  deposit: { title: 'Took a deposit by hand', tone: 'good' },
  withdrawal_claimed: { title: 'Claimed a withdrawal', tone: 'plain' },
  withdrawal_split: { title: 'Split a withdrawal', tone: 'plain' },
  withdrawal_declined: { title: 'Recorded that nothing changed hands', tone: 'plain' },
  withdrawal_delivered: { title: 'Handed over a withdrawal', tone: 'good' },
  'adjustment credited': { title: 'Added to a member', tone: 'warning' },
  'adjustment debited': { title: 'Took from a member', tone: 'warning' },
  'adjustment returned': { title: 'Gave back what was in quarantine', tone: 'warning' },
  'adjustment reversed': { title: 'Took a transaction back', tone: 'warning' },
  'adjustment moved': { title: 'Moved stock from one teller to another', tone: 'warning' },
  member_frozen: { title: 'Froze a member', tone: 'warning' },
  member_unfrozen: { title: 'Unfroze a member', tone: 'good' },
  bank_halted: { title: 'Halted the bank', tone: 'bad' },
  bank_resumed: { title: 'Opened the bank again', tone: 'good' },
  asset_resumed: { title: 'Let a teller hand out again', tone: 'warning' },
  credit_confirmed: { title: 'Confirmed a credit', tone: 'warning' },
  case_closed: { title: 'Closed a case', tone: 'plain' },
  key_revoked: { title: 'Revoked a key', tone: 'bad' },
  key_restored: { title: 'Restored a key', tone: 'warning' },
  staff_changed: { title: 'Changed who is staff', tone: 'warning' },
  state_changed: { title: 'Changed what the bank keeps', tone: 'plain' },
} satisfies { readonly [Name in TransactionKind | `adjustment ${string}`]?: KindWording };

const describeKind = ({ kind, status }: Pick<Transaction, 'kind' | 'status'>): KindWording =>
  KINDS[`${kind} ${status}`] ?? KINDS[kind] ?? { title: kind.replaceAll('_', ' '), tone: 'plain' };
