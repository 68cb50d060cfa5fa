import { z } from 'zod';
import { petLabel } from '../bank/engine/pet-label.ts';
import { parseAssetKey } from '../bank/engine/pets.ts';
import type { Transaction, TransactionKind } from '../bank/engine/rows.ts';
import type { CommandDependencies } from './dependencies.ts';
import type { Actor } from './model/actor.ts';
import { type Command, defineCommand } from './model/command.ts';
import { type PetNames, readPetNames } from './model/pet-names.ts';
import type { Control, Reply } from './model/reply.ts';
import { command, lines, relativeTime, say, strong, type Text } from './model/text.ts';
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
  const older =
    read.length > limit && last ? { limit, beforeSeq: last.seq, newer: [...newer, beforeSeq] } : undefined;
  const back = newer.length > 0 ? { limit, beforeSeq: newer.at(-1), newer: newer.slice(0, -1) } : undefined;
  const isTurning = older !== undefined || back !== undefined;
  return {
    title: newer.length === 0 ? 'Your history' : `Your history, page ${newer.length + 1}`,
    text:
      page.length === 0
        ? say`Nothing yet. ${command('deposit')} shows how to bring pets in.`
        : lines(page.map((transaction) => describeTransaction(transaction, names))),
    rows: isTurning ? [[turn(dependencies, '◀ Newer', back), turn(dependencies, 'Older ▶', older)]] : [],
  };
}

function describeTransaction(transaction: Transaction, names: PetNames): Text {
  const { at, goods, tellerId } = transaction;
  const by = tellerId === null ? '' : `, by ${tellerId}`;
  if (transaction.kind === 'renamed')
    return say`${strong(describeRename(transaction, names))}, ${relativeTime(at)}`;
  return say`${strong(transactionLabel(transaction))}: ${names.summary(goods)}${by}, ${relativeTime(at)}`;
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
  renamed: 'Renamed by BIG Games',
  adjustment: 'Corrected by staff',
  member_frozen: 'Account frozen',
  member_unfrozen: 'Account open again',
  bank_halted: 'Bank closed',
  bank_resumed: 'Bank open again',
  asset_resumed: 'Pet handed out again',
  credit_confirmed: 'Credit confirmed',
  case_closed: 'Case closed',
  key_revoked: 'Key revoked',
  staff_changed: 'Who is staff has changed',
  key_restored: 'Key restored',
  member_linked: 'Linked to Discord',
  member_unlinked: 'No longer linked to Discord',
  state_changed: 'Noted by the bank',
  state_recorded: 'Noted at an upgrade',
};

/** Labels by kind and status, where the kind alone doesn't say how it ended. */
const STATUSES: Readonly<Record<string, string>> = {
  'deposit quarantined': 'Deposited, part of it in quarantine',
  'withdrawal_delivered partly_delivered': 'Handed over in part, the rest is back in your balance',
  'adjustment credited': 'Corrected by staff, added to your balance',
  'adjustment returned': 'Corrected by staff, given back in the game',
};

/** Names a transaction for players. */
export const transactionLabel = ({ kind, status }: Pick<Transaction, 'kind' | 'status'>): string =>
  STATUSES[`${kind} ${status}`] ?? KINDS[kind];
