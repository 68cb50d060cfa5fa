import { z } from 'zod';
import type { Book } from '../bank/engine/book.ts';
import { petLabel } from '../bank/engine/pet-label.ts';
import { parseAssetKey } from '../bank/engine/pets.ts';
import type { Transaction, TransactionKind } from '../bank/engine/rows.ts';
import { type TransactionView, viewOf } from '../bank/history.ts';
import { readIdentity } from '../bank/member.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import type { Actor } from './model/actor.ts';
import { type Command, defineCommand } from './model/command.ts';
import { type PetNames, readPetNames } from './model/pet-names.ts';
import type { Control, Reply } from './model/reply.ts';
import { code, command, lines, relativeTime, say, strong, type Text } from './model/text.ts';
import { findLinkedAccount } from './person.ts';

const DEFAULT_LIMIT = 10;
/** More would not fit into one message. */
const MAX_LIMIT = 25;

export function historyCommand(dependencies: CommandDependencies): Command {
  return defineCommand({
    name: 'history',
    description: 'What happened with your pets and gems, newest first',
    input: z.strictObject({ limit: z.int().min(1).max(MAX_LIMIT).default(DEFAULT_LIMIT) }),
    options: {
      limit: { kind: 'integer', description: 'How many at a time; 10 if left out', min: 1, max: MAX_LIMIT },
    },
    run: ({ actor }, { limit }) => showHistory(dependencies, actor, { limit, newer: [] }),
  });
}

interface HistoryPage {
  readonly limit: number;
  /** Only what happened before this sequence number. */
  readonly beforeSeq?: number | undefined;
  /** Where the newer pages began, the newest first. */
  readonly newer: readonly (number | undefined)[];
}

/** Shows one page. Each page is read again, for whoever presses the button. */
async function showHistory(
  dependencies: CommandDependencies,
  actor: Actor,
  { limit, beforeSeq, newer }: HistoryPage,
): Promise<Reply> {
  const robloxUserId = await findLinkedAccount(dependencies.book, actor.discordUserId);
  const before = beforeSeq === undefined ? {} : { beforeSeq };
  const read = await dependencies.book.reads.history({ robloxUserId, limit: limit + 1, ...before });
  const page = read.slice(0, limit);
  const last = page.at(-1);
  const names = readPetNames(dependencies.rules().catalogue);
  const views = await listViews(dependencies.book, page, robloxUserId);
  const older =
    read.length > limit && last ? { limit, beforeSeq: last.seq, newer: [...newer, beforeSeq] } : undefined;
  const back = newer.length > 0 ? { limit, beforeSeq: newer.at(-1), newer: newer.slice(0, -1) } : undefined;
  const isTurning = older !== undefined || back !== undefined;
  return {
    title: newer.length === 0 ? 'Your history' : `Your history, page ${newer.length + 1}`,
    text:
      page.length === 0
        ? say`Nothing yet. ${command('deposit')} shows how to bring pets in.`
        : lines(views.map((view) => describeTransaction(view, names))),
    rows: isTurning ? [[turn(dependencies, '◀ Newer', back), turn(dependencies, 'Older ▶', older)]] : [],
  };
}

interface ShownTransaction {
  readonly transaction: Transaction;
  readonly view: TransactionView;
  /** The other member's name, where there is one. */
  readonly other: string | null;
}

/** The page as this member sees it. Each other member is looked up once. */
async function listViews(
  book: Book,
  page: readonly Transaction[],
  robloxUserId: number,
): Promise<ShownTransaction[]> {
  const views = page.map((transaction) => viewOf(transaction, robloxUserId));
  const ids = new Set(views.flatMap(({ otherRobloxUserId: id }) => (id === null ? [] : [id])));
  const found = await Promise.all([...ids].map((id) => book.query(readIdentity, id, DISCORD)));
  const names = new Map(found.map(({ robloxUserId: id, username }) => [id, username ?? `Roblox ${id}`]));
  return page.flatMap((transaction, index) => {
    const view = views[index];
    return view ? [{ transaction, view, other: names.get(view.otherRobloxUserId ?? 0) ?? null }] : [];
  });
}

function describeTransaction({ transaction, view, other }: ShownTransaction, names: PetNames): Text {
  const { at, kind, id, tellerId } = transaction;
  const { status, goods, gave } = view;
  if (kind === 'renamed') return say`${strong(describeRename(transaction, names))}, ${relativeTime(at)}`;
  const what = gave ? `${names.summary(goods)} for ${names.summary(gave)}` : names.summary(goods);
  const by = tellerId === null ? '' : `, by ${tellerId}`;
  const label = strong(transactionLabel({ kind, status }));
  if (other === null) return say`${label}: ${what}${by}, ${relativeTime(at)}`;
  const whom = `${status === 'sent' ? 'to' : status === 'received' ? 'from' : 'with'} @${other}`;
  return say`${label} ${whom}: ${what}, ${relativeTime(at)}, ${code(id)}`;
}

/** In words: what a pet of the member's was called, and what it is called now. */
function describeRename({ goods, entries }: Transaction, names: PetNames): string {
  const pet = entries[0] && parseAssetKey(entries[0].asset);
  const [renamed] = goods.pets;
  if (!pet || pet === 'gems' || !renamed) return KINDS.renamed;
  const label = names.label(renamed);
  const before = petLabel(pet);
  // Most were held by their name before the bank knew of their id.
  return before === label
    ? `Your ${label} is in BIG Games' list now`
    : `Your ${before} is now called ${label}`;
}

const turn = (dependencies: CommandDependencies, label: string, to: HistoryPage | undefined): Control => ({
  kind: 'button',
  label,
  isDisabled: to === undefined,
  act: ({ actor }) => showHistory(dependencies, actor, to ?? { limit: DEFAULT_LIMIT, newer: [] }),
});

const KINDS: { readonly [Kind in TransactionKind]: string } = {
  deposit: 'Deposited',
  withdrawal_reserved: 'Withdrawal requested',
  withdrawal_claimed: 'A teller has it ready',
  withdrawal_declined: 'Trade declined, waiting again',
  withdrawal_delivered: 'Handed over',
  withdrawal_cancelled: 'Cancelled, back in your balance',
  withdrawal_expired: 'Not collected, back in your balance',
  withdrawal_uncertain: 'Under review',
  withdrawal_split: 'Comes in two parts, this one later',
  transfer: 'Gift',
  trade: 'Trade with another member',
  renamed: 'Renamed by BIG Games',
  adjustment: 'Corrected by staff',
  member_frozen: 'Account frozen',
  member_unfrozen: 'Account open again',
  bank_halted: 'Bank closed',
  bank_resumed: 'Bank open again',
  asset_resumed: 'Pet handed out again',
  teller_paused: 'Teller paused',
  teller_resumed: 'Teller hands out again',
  credit_confirmed: 'Credit confirmed',
  case_closed: 'Case closed',
  key_revoked: 'Key revoked',
  staff_changed: 'Who is staff has changed',
  key_restored: 'Key restored',
  member_linked: 'Linked to Discord',
  member_unlinked: 'No longer linked to Discord',
  state_changed: 'Noted by the bank',
  state_recorded: 'Noted at an upgrade',
  snapshot: 'Noted what the bank owes',
};

/** Labels by kind and status, where the kind alone doesn't say how it ended. */
const STATUSES: Readonly<Record<string, string>> = {
  'deposit quarantined': 'Deposited, part of it in quarantine',
  'withdrawal_delivered partly_delivered': 'Handed over in part, the rest is back in your balance',
  'adjustment credited': 'Corrected by staff, added to your balance',
  'adjustment reversed': 'Undone by staff',
  'adjustment returned': 'Corrected by staff, given back in the game',
};

/** Names a transaction for players. */
export const transactionLabel = ({ kind, status }: Pick<Transaction, 'kind' | 'status'>): string =>
  STATUSES[`${kind} ${status}`] ?? KINDS[kind];
