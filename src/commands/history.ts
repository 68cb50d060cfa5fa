import { z } from 'zod';
import type { Book } from '../bank/engine/book.ts';
import { petLabel } from '../bank/engine/pet-label.ts';
import { parseAssetKey } from '../bank/engine/pets.ts';
import type { Transaction } from '../bank/engine/rows.ts';
import { type TransactionView, viewOf } from '../bank/history.ts';
import { readIdentity } from '../bank/member.ts';
import { readTellerCards, type TellerCardAnswer } from '../bank/teller-card.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import type { Actor } from './model/actor.ts';
import { type Command, defineCommand } from './model/command.ts';
import { type PetNames, readPetNames } from './model/pet-names.ts';
import type { Control, Reply } from './model/reply.ts';
import { code, lines, relativeTime, type Span, say, strong, type Text, t, type Words } from './model/text.ts';
import { requireLinkedAccount } from './person.ts';
import { findTellerName } from './teller-cards.ts';

const DEFAULT_LIMIT = 10;
/** More would not fit into one message. */
const MAX_LIMIT = 25;

export function historyCommand(dependencies: CommandDependencies): Command {
  return defineCommand({
    name: 'history',
    description: t('about.history'),
    input: z.strictObject({ limit: z.int().min(1).max(MAX_LIMIT).default(DEFAULT_LIMIT) }),
    options: {
      limit: { kind: 'integer', description: t('about.option.limit'), min: 1, max: MAX_LIMIT },
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
  const robloxUserId = await requireLinkedAccount(dependencies.book, actor.discordUserId);
  const before = beforeSeq === undefined ? {} : { beforeSeq };
  const read = await dependencies.book.reads.history({ robloxUserId, limit: limit + 1, ...before });
  const page = read.slice(0, limit);
  const last = page.at(-1);
  const names = readPetNames(dependencies.rules().catalogue);
  const [views, cards] = await Promise.all([
    listViews(dependencies.book, page, robloxUserId),
    dependencies.book.query(readTellerCards, null, DISCORD),
  ]);
  const older =
    read.length > limit && last ? { limit, beforeSeq: last.seq, newer: [...newer, beforeSeq] } : undefined;
  const back = newer.length > 0 ? { limit, beforeSeq: newer.at(-1), newer: newer.slice(0, -1) } : undefined;
  const isTurning = older !== undefined || back !== undefined;
  return {
    title: newer.length === 0 ? t('history.title') : t('history.title-page', { page: newer.length + 1 }),
    text:
      page.length === 0
        ? t('history.none')
        : lines(views.map((view) => describeTransaction(view, names, cards))),
    rows: isTurning
      ? [[turn(dependencies, t('history.newer'), back), turn(dependencies, t('history.older'), older)]]
      : [],
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

function describeTransaction(
  { transaction, view, other }: ShownTransaction,
  names: PetNames,
  cards: readonly TellerCardAnswer[],
): Text {
  const { at, kind, id, tellerId } = transaction;
  const { status, goods, gave } = view;
  const when = relativeTime(at);
  if (kind === 'renamed') return say`${strong(describeRename(transaction, names))}, ${when}`;
  const got = names.summary(goods);
  const what = gave ? t('history.goods-for', { got, gave: names.summary(gave) }) : got;
  const line = { label: transactionLabel({ kind, status }), what, when };
  if (other !== null) return describeBetween(status, { ...line, name: other, id: code(id) });
  if (tellerId === null) return t('history.line', line);
  return t('history.line-by', { ...line, teller: findTellerName(cards, tellerId) });
}

function describeBetween(
  status: TransactionView['status'],
  line: { readonly label: Text; readonly what: Text; readonly when: Span; name: string; id: Span },
): Text {
  if (status === 'sent') return t('history.sent', line);
  return status === 'received' ? t('history.received', line) : t('history.between', line);
}

/** In words: what a pet of the member's was called, and what it is called now. */
function describeRename({ goods, entries }: Transaction, names: PetNames): Text {
  const pet = entries[0] && parseAssetKey(entries[0].asset);
  const [renamed] = goods.pets;
  if (!pet || pet === 'gems' || !renamed) return t('transaction.renamed');
  const after = names.label(renamed);
  const before = petLabel(pet);
  // Most were held by their name before the bank knew of their id.
  return before === after
    ? t('history.in-list-now', { pet: after })
    : t('history.now-called', { before, after });
}

const turn = (dependencies: CommandDependencies, label: Words, to: HistoryPage | undefined): Control => ({
  kind: 'button',
  label,
  isDisabled: to === undefined,
  act: ({ actor }) => showHistory(dependencies, actor, to ?? { limit: DEFAULT_LIMIT, newer: [] }),
});

/** Messages by kind and status, where the kind alone doesn't say how it ended. */
const STATUSES: Readonly<Record<string, Text | undefined>> = {
  'deposit quarantined': t('transaction.deposit-quarantined'),
  'withdrawal_delivered partly_delivered': t('transaction.delivered-in-part'),
  'adjustment credited': t('transaction.adjustment-credited'),
  'adjustment reversed': t('transaction.adjustment-reversed'),
  'adjustment returned': t('transaction.adjustment-returned'),
};

/** Names a transaction for players. */
export const transactionLabel = ({ kind, status }: Pick<Transaction, 'kind' | 'status'>): Text =>
  STATUSES[`${kind} ${status}`] ?? t(`transaction.${kind}`);
