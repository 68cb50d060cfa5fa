import { z } from 'zod';
import type { Case, Transaction } from '../../bank/engine/rows.ts';
import { viewOf } from '../../bank/history.ts';
import { UNKNOWN_USER } from '../../bank/last-user.ts';
import { readLinkHistory } from '../../bank/links.ts';
import { type MemberSummary, readAccount, readOpenCases } from '../../bank/member.ts';
import { readLastDiscordUser } from '../../bank/staff-condition.ts';
import { DISCORD, type StaffDependencies } from '../dependencies.ts';
import { transactionLabel } from '../history.ts';
import { type Command, defineCommand } from '../model/command.ts';
import { formatGems, formatPets } from '../model/pet-names.ts';
import type { Field, Reply } from '../model/reply.ts';
import { code, lines, relativeTime, say, type Text, t, user } from '../model/text.ts';
import { goodsText } from './goods.ts';
import { findMember, MEMBER, type Member, memberSchema } from './member.ts';

/** How much of each is shown; the dashboard has all of it. */
const MAX_TRANSACTIONS = 8;
const MAX_CASES = 5;
const MAX_WITHDRAWALS = 5;
const MAX_KINDS = 3;
const MAX_LINKS = 5;

/** Shows staff one member: what they hold, what happened last, what waits for a decision, and their links. */
export function aboutMemberCommand(dependencies: StaffDependencies): Command {
  return defineCommand({
    name: 'member',
    description: t('about.staff-member'),
    audience: 'viewer',
    input: z.strictObject({ member: memberSchema }),
    options: { member: MEMBER },
    run: async (_context, { member }) => showMember(dependencies, await findMember(dependencies, member)),
  });
}

async function showMember({ book }: StaffDependencies, member: Member): Promise<Reply> {
  const { robloxUserId } = member;
  const [account, cases, last, links, recent] = await Promise.all([
    book.query(readAccount, robloxUserId, DISCORD),
    book.query(readOpenCases, robloxUserId, DISCORD),
    book.query(readLastDiscordUser, robloxUserId, DISCORD),
    readLinkHistory(book.reads, robloxUserId, MAX_LINKS),
    book.reads.history({ robloxUserId, limit: MAX_TRANSACTIONS }),
  ]);
  const views = recent.map((transaction) => ({ ...transaction, ...viewOf(transaction, robloxUserId) }));
  return {
    title: t('staff-member.title', { member: member.name }),
    person: member.person,
    tone: account.isFrozen || cases.length > 0 ? 'warning' : 'plain',
    text: lines([
      member.account,
      t('staff-member.holds', { pets: formatPets(account.petsHeld), gems: formatGems(account.gemsHeld) }),
      member.discordUserId === null && describeLast(last, links),
      account.isFrozen && t('staff-member.frozen', { reason: member.frozenReason ?? '' }),
      account.cooldownUntil !== null &&
        t('staff-member.cooldown', { when: relativeTime(account.cooldownUntil) }),
    ]),
    fields: [
      { name: t('staff-member.cases'), text: describeCases(cases) },
      { name: t('staff-member.withdrawals'), text: describeWithdrawals(account) },
      { name: t('staff-member.transactions'), text: describeTransactions(views) },
      { name: t('staff-member.links'), text: describeLinks(links) },
    ] satisfies Field[],
  };
}

/** Of somebody who was forgotten, or was edited in the database, only that there was somebody is known. */
function describeLast(last: string | null, links: readonly Transaction[]): Text {
  if (last !== null && last !== UNKNOWN_USER) return t('staff-member.last-linked', { user: user(last) });
  return t(links.length === 0 ? 'staff-member.never-linked' : 'staff-member.last-unknown');
}

function describeCases(cases: readonly Case[]): Text {
  if (cases.length === 0) return t('staff.none');
  const more = cases.length - MAX_CASES;
  return lines([
    ...cases.slice(0, MAX_CASES).map(({ id, openedAt }) => say`${code(id)}, ${relativeTime(openedAt)}`),
    more > 0 && t('staff-member.more-cases', { count: more }),
  ]);
}

function describeWithdrawals({ withdrawals }: MemberSummary): Text {
  if (withdrawals.length === 0) return t('staff.none');
  return lines(
    withdrawals
      .slice(0, MAX_WITHDRAWALS)
      .map(
        ({ id, status, goods }) =>
          say`${code(id)} ${t(`withdrawal.${status}`)}: ${goodsText(goods, MAX_KINDS)}`,
      ),
  );
}

/** Two in a row: somebody else proved the profile, and took the link over. */
function describeLinks(links: readonly Transaction[]): Text {
  if (links.length === 0) return t('staff.none');
  return lines(
    links.map((link) => say`${code(link.id)} ${transactionLabel(link)}, ${relativeTime(link.at)}`),
  );
}

type ShownTransaction = Pick<Transaction, 'id' | 'kind' | 'status' | 'at' | 'goods'>;

function describeTransactions(views: readonly ShownTransaction[]): Text {
  if (views.length === 0) return t('staff.none');
  return lines(
    views.map(
      ({ id, kind, status, at, goods }) =>
        say`${code(id)} ${kind.replaceAll('_', ' ')}, ${status}, ${relativeTime(at)}: ${goodsText(goods, 1)}`,
    ),
  );
}
