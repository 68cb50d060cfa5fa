import { caseToAnswer } from './cases.ts';
import type { Book, Caller } from './engine/book.ts';
import { exactInteger, rfc3339 } from './engine/fields.ts';
import { memberAccount } from './engine/ledger.ts';
import type { Operation } from './engine/operation.ts';
import { parseAssetKey } from './engine/pets.ts';
import type { Balance, Pass, Withdrawal } from './engine/rows.ts';
import { getMember } from './engine/step.ts';
import { toHistoryPage } from './history.ts';
import { holdingsReadKeys } from './holdings.ts';
import { personReadKeys, preferencesReadKeys, requireLink } from './member.ts';
import { levelOf } from './staff.ts';
import { offerStatusAt, offerToAnswer } from './trade-offer.ts';
import { statusAt } from './withdrawals.ts';

/** How many bytes the lists of an export take at most: Discord takes files up to 10 MiB. */
const MAX_BYTES = 6_000_000;
/** How many transactions are read at a time. */
const PAGE = 200;

interface PersonalData {
  readonly robloxUserId: number;
  readonly facts: object;
  readonly lists: Readonly<Record<string, readonly unknown[]>>;
}

/** Everything in a person's rows, as an export shows it. */
const readPerson: Operation<string, PersonalData> = {
  readKeys: (discordUserId) => [...personReadKeys(discordUserId), ...preferencesReadKeys(discordUserId)],
  moreReadKeys(reader, discordUserId) {
    const link = reader.linkOfUser(discordUserId);
    if (!link) return [];
    const { robloxUserId } = link;
    return [
      ...holdingsReadKeys(robloxUserId),
      { kind: 'staff_member', robloxUserId },
      { kind: 'open_offers_by_member', fromRobloxUserId: robloxUserId },
      { kind: 'open_offers_to_member', toRobloxUserId: robloxUserId },
    ];
  },
  decide(step, discordUserId) {
    const link = requireLink(step, discordUserId);
    const { robloxUserId } = link;
    const profile = step.row('profiles', String(robloxUserId));
    const pending = step.row('verifications', discordUserId);
    const { frozenReason, cooldownUntil } = getMember(step, robloxUserId);
    const staff = step.row('staff', String(robloxUserId));
    const preferences = step.row('preferences', discordUserId);
    const facts = {
      link: { discordUserId, robloxUserId, linkedAt: rfc3339(link.linkedAt) },
      profile: profile ? { ...profile, updatedAt: rfc3339(profile.updatedAt) } : null,
      verification: pending ? { ...pending, expiresAt: rfc3339(pending.expiresAt) } : null,
      standing: {
        isFrozen: frozenReason !== null,
        cooldownUntil: cooldownUntil === null ? null : rfc3339(cooldownUntil),
      },
      preferences: {
        mutedNotices: preferences?.mutedNotices ?? [],
        language: preferences?.language ?? null,
      },
      ...(staff ? { staff: { level: levelOf(staff) } } : {}),
    };
    const lists = {
      balances: step.balancesOf(memberAccount(robloxUserId)).map(balanceToData),
      openWithdrawals: step
        .openWithdrawalsOfMember(robloxUserId)
        .map((withdrawal) => withdrawalToData({ ...withdrawal, status: statusAt(withdrawal, step.at) })),
      openOffers: [...step.openOffersByMember(robloxUserId), ...step.openOffersToMember(robloxUserId)].map(
        (offer) => ({ ...offerToAnswer(offer), status: offerStatusAt(offer, step.at) }),
      ),
      openCases: step.openCasesOfMember(robloxUserId).map(caseToAnswer),
      passes: step.passesOfUser(discordUserId).map(passToData),
    };
    return { robloxUserId, facts, lists };
  },
};

const balanceToData = ({ asset, amount }: Balance) => ({
  asset: parseAssetKey(asset),
  amount: exactInteger(amount),
});

// By the hash of its secret, nobody gets in; it is nothing of the member's.
const passToData = ({ kind, name, endsAt }: Pass) => ({ kind, name, endsAt: rfc3339(endsAt) });

// The claim's token is the teller's secret, not the member's.
const withdrawalToData = ({ id, seq, status, goods, requestedAt, expiresAt, claim }: Withdrawal) => ({
  withdrawalId: id,
  seq,
  status,
  ...goods,
  requestedAt: rfc3339(requestedAt),
  expiresAt: rfc3339(expiresAt),
  tellerId: claim?.tellerId ?? null,
});

/** A member's data as one JSON text, and what it holds. */
export interface MemberExport {
  readonly robloxUserId: number;
  readonly json: string;
  /** How many of them are in it. */
  readonly transactions: number;
  /** Whether nothing was left out. */
  readonly isWhole: boolean;
}

/**
 * All that the bank keeps about a linked Discord user, for themselves: link, profile, pending code, balances,
 * open withdrawals and cases, and transactions, newest first. Of the lists, what goes beyond 6 MB is left
 * out. `at` is the time of the export, in milliseconds since 1970. Refuses `not_linked`.
 */
export async function exportMember(
  book: Book,
  { discordUserId, at }: { discordUserId: string; at: number },
  caller: Caller,
): Promise<MemberExport> {
  const { robloxUserId, facts, lists } = await book.query(readPerson, discordUserId, caller);
  const remaining = { bytes: MAX_BYTES };
  const members = Object.entries(lists).map(([name, list]) => [name, fill(remaining, list)] as const);
  const transactions = await readTransactions(book, robloxUserId, remaining);
  const isWhole = remaining.bytes >= 0;
  const head = { format: 'petbank-member', version: 1, exportedAt: rfc3339(at), isWhole, ...facts };
  const body = [...members, ['transactions', transactions] as const]
    .map(([name, texts]) => `"${name}":[\n${texts.join(',\n')}\n]`)
    .join(',\n');
  const json = `${JSON.stringify(head).slice(0, -1)},\n${body}}\n`;
  return { robloxUserId, json, transactions: transactions.length, isWhole };
}

/** What is left of MAX_BYTES; below zero once something did not fit. */
type Remaining = { bytes: number };

/** The first of these, as JSON each, until the bytes run out. */
function fill(remaining: Remaining, list: readonly unknown[]): string[] {
  const texts: string[] = [];
  for (const item of list) {
    if (remaining.bytes < 0) break;
    const text = JSON.stringify(item);
    remaining.bytes -= Buffer.byteLength(text);
    if (remaining.bytes >= 0) texts.push(text);
  }
  return texts;
}

async function readTransactions({ reads }: Book, robloxUserId: number, remaining: Remaining) {
  const texts: string[] = [];
  let beforeSeq = Number.MAX_SAFE_INTEGER;
  while (remaining.bytes >= 0) {
    const rows = await reads.history({ robloxUserId, beforeSeq, limit: PAGE });
    texts.push(...fill(remaining, toHistoryPage(rows, { robloxUserId, limit: PAGE }).transactions));
    const last = rows.at(-1);
    if (rows.length < PAGE || !last) break;
    beforeSeq = last.seq;
  }
  return texts;
}
