import type { Book } from '../bank/engine/book.ts';
import { isEmpty } from '../bank/engine/pets.ts';
import type { Instant, Transaction, TransactionKind } from '../bank/engine/rows.ts';
import { readState } from '../bank/engine/state-text.ts';
import { findFirstSince } from '../bank/in-chain.ts';
import { readIdentity } from '../bank/member.ts';
import { parseStaff, parseStaffName } from '../bank/staff.ts';
import { listStaffActions, type StaffAction } from '../bank/staff-actions.ts';
import { listGoods } from '../commands/goods.ts';
import { transactionLabel } from '../commands/history.ts';
import type { PetNames } from '../commands/model/pet-names.ts';
import type { Field, Reply, Tone } from '../commands/model/reply.ts';
import { code, fullTime, lines, say, type Text, t } from '../commands/model/text.ts';

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
  readonly names: () => PetNames;
}

export function createStaffLog({ book, names }: StaffLogDependencies): StaffLog {
  const { reads } = book;
  return {
    async findStart(toldSeq, now) {
      const { seq } = await reads.head();
      return Math.max(Math.min(toldSeq, seq), (await findFirstSince(reads, now - MAX_AGE_MS, seq)) - 1);
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
  const inline = (name: Text, text: Text): Field => ({ name, text, isInline: true });
  return {
    title: count === 1 ? title : t('log.times', { title, count }),
    tone,
    text: lines([describeReason(first), [fullTime(at)]]),
    fields: [
      inline(t('log.who'), await nameActor(book, by)),
      ...about.map((member) => inline(t('log.member'), member)),
      ...(tellerId === null ? [] : [inline(t('log.teller'), say`${tellerId}`)]),
      ...(withdrawalId === null ? [] : [inline(t('notice.field.withdrawal'), [code(withdrawalId)])]),
      ...(count > 1 || isEmpty(goods)
        ? []
        : [{ name: t('notice.field.goods'), text: listGoods(goods, { ...names, maxKinds: MAX_KINDS }) }]),
      // Read again after a restart: src/discord/staff-log.ts.
      inline(t('log.transaction'), [
        code(`t-${seq}`),
        ...(count === 1 ? [] : say` – ${code(`t-${lastSeq}`)}`),
      ]),
    ],
  };
}

/** Their Roblox name and account, where the bank knows it. */
async function nameMember(book: Book, robloxUserId: number): Promise<Text> {
  const { username } = await book.query(readIdentity, robloxUserId, { by: 'bank' });
  const account = code(String(robloxUserId));
  return username === null ? [account] : say`@${username} (${account})`;
}

const ACTORS: { readonly [by: string]: Text | undefined } = {
  'staff-admin-token': t('log.admin-token'),
  'staff-command-line': t('log.command-line'),
  'staff-dashboard': t('log.dashboard'),
  'staff-unlinked': t('log.unlinked'),
  discord: t('log.roles'),
};

async function nameActor(book: Book, by: string): Promise<Text> {
  const robloxUserId = parseStaffName(by);
  if (robloxUserId !== null) return nameMember(book, robloxUserId);
  const known = Object.hasOwn(ACTORS, by) ? ACTORS[by] : undefined;
  return known ?? t('log.key', { key: code(by) });
}

/** What was given as the reason, or what the log says of it instead. */
function describeReason(transaction: Transaction): Text | undefined {
  const { kind, note, state } = transaction;
  // The log has the hash of a personal token, which is nobody's to read.
  const staff = kind === 'staff_changed' ? parseStaff(transaction, () => undefined) : undefined;
  if (staff) {
    const { robloxUserId, granted, byRoles, tokenHash } = staff;
    const none = t('log.no-level');
    const values = { who: code(`staff-${robloxUserId}`), granted: granted ?? none, byRoles: byRoles ?? none };
    return tokenHash === null ? t('log.staff', values) : t('log.staff-with-token', values);
  }
  if (note !== null) return say`${note}`;
  const rows = kind === 'state_changed' && state !== null ? (readState(state).rows ?? []) : [];
  return rows.length === 0 ? undefined : say`${rows.map(([table, key]) => `${table} ${key}`).join(', ')}`;
}

interface KindWording {
  readonly title: Text;
  readonly tone: Tone;
}

/** By kind, or by kind and status where the kind alone doesn't say what was done. */
const KINDS: { readonly [kind: string]: KindWording | undefined } = {
  deposit: { title: t('log.deposit'), tone: 'good' },
  withdrawal_claimed: { title: t('log.withdrawal_claimed'), tone: 'plain' },
  withdrawal_split: { title: t('log.withdrawal_split'), tone: 'plain' },
  withdrawal_declined: { title: t('log.withdrawal_declined'), tone: 'plain' },
  withdrawal_delivered: { title: t('log.withdrawal_delivered'), tone: 'good' },
  'adjustment credited': { title: t('log.adjustment_credited'), tone: 'warning' },
  'adjustment debited': { title: t('log.adjustment_debited'), tone: 'warning' },
  'adjustment returned': { title: t('log.adjustment_returned'), tone: 'warning' },
  'adjustment reversed': { title: t('log.adjustment_reversed'), tone: 'warning' },
  'adjustment moved': { title: t('log.adjustment_moved'), tone: 'warning' },
  member_frozen: { title: t('log.member_frozen'), tone: 'warning' },
  member_unfrozen: { title: t('log.member_unfrozen'), tone: 'good' },
  bank_halted: { title: t('log.bank_halted'), tone: 'bad' },
  bank_resumed: { title: t('log.bank_resumed'), tone: 'good' },
  asset_resumed: { title: t('log.asset_resumed'), tone: 'warning' },
  credit_confirmed: { title: t('log.credit_confirmed'), tone: 'warning' },
  case_closed: { title: t('log.case_closed'), tone: 'plain' },
  key_revoked: { title: t('log.key_revoked'), tone: 'bad' },
  key_restored: { title: t('log.key_restored'), tone: 'warning' },
  staff_changed: { title: t('log.staff_changed'), tone: 'warning' },
  state_changed: { title: t('log.state_changed'), tone: 'plain' },
} satisfies { readonly [Name in TransactionKind | `adjustment ${string}`]?: KindWording };

const describeKind = ({ kind, status }: Pick<Transaction, 'kind' | 'status'>): KindWording =>
  KINDS[`${kind} ${status}`] ?? KINDS[kind] ?? { title: transactionLabel({ kind, status }), tone: 'plain' };
