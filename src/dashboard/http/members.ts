import { z } from 'zod';
import { caseToAnswer } from '../../bank/cases.ts';
import { rfc3339, robloxUserIdSchema } from '../../bank/engine/fields.ts';
import { Refusal } from '../../bank/engine/refusal.ts';
import type { Member } from '../../bank/engine/rows.ts';
import { exportMember } from '../../bank/export.ts';
import { forgetMember } from '../../bank/forget.ts';
import { freezeInput, freezeMember } from '../../bank/halt-and-freeze.ts';
import { computeBalanceHistory, toHistoryPage } from '../../bank/history.ts';
import { readInventory } from '../../bank/inventory.ts';
import { readAccount, readIdentity, readOpenCases } from '../../bank/member.ts';
import { readOpenWithdrawals } from '../../bank/open-withdrawals.ts';
import { findMember } from '../../commands/staff/member.ts';
import { limitParameter, type Services, seqCursor } from '../../http/endpoint.ts';
import type { HistoryRow, MemberDetail, MemberRow, TablePage } from '../protocol.ts';
import { act, type Guarded, read } from './guarded.ts';
import { hasWords, scanPage, tableQuery } from './paging.ts';

const DASHBOARD = { by: 'staff-dashboard' };
/** How many transactions the plot of a balance goes back. */
const MAX_POINTS = 200;

const id = z.coerce.number().pipe(robloxUserIdSchema);
const listQuery = z.strictObject({
  ...tableQuery,
  /** The Roblox id that ends the page before. */
  cursor: z
    .string()
    .regex(/^\d{1,15}$/, 'must be the nextCursor of the page before')
    .optional(),
  frozen: z.enum(['yes']).optional(),
});

export const memberEndpoints: readonly Guarded[] = [
  read({ path: 'members', query: listQuery }, async ({ query }, services) => {
    const named = query.cursor === undefined ? await findNamed(query.search, services) : null;
    const page = await scanPage({
      ...query,
      cursor: query.cursor,
      load: ({ after = '0', limit }) => loadNamed(services, { afterId: Number(after), limit }),
      cursorOf: ({ robloxUserId }) => String(robloxUserId),
      isWanted: (row) =>
        row.robloxUserId !== named?.robloxUserId &&
        (query.frozen === undefined || row.frozenReason !== null) &&
        hasWords(query.search, [row.robloxUserId, row.username]),
      toAnswer: toRow,
    });
    return named ? { ...page, rows: [toRow(named), ...page.rows] } : page;
  }),
  read({ path: 'member', query: z.strictObject({ id }) }, ({ query }, services) =>
    showMember(query.id, services),
  ),
  read(
    { path: 'member/history', query: z.strictObject({ id, limit: limitParameter, cursor: seqCursor }) },
    async ({ query: { id: robloxUserId, limit, cursor } }, { book }) => {
      const page = { robloxUserId, limit: limit + 1, ...(cursor === undefined ? {} : { beforeSeq: cursor }) };
      const { transactions, nextCursor } = toHistoryPage(await book.reads.history(page), {
        robloxUserId,
        limit,
      });
      return { rows: transactions, nextCursor } satisfies TablePage<HistoryRow>;
    },
  ),
  act({ path: 'members/freeze', body: freezeInput, level: 'manager' }, ({ body, caller }, { book }) =>
    book.perform(freezeMember, body, caller),
  ),
  act(
    { path: 'members/export', body: z.strictObject({ robloxUserId: robloxUserIdSchema }), level: 'manager' },
    async ({ body: { robloxUserId }, caller }, { book, clock }) => {
      const discordUserId = await requireDiscordUser(robloxUserId, { book });
      const { json } = await exportMember(book, { discordUserId, at: clock() }, caller);
      return new Response(json, { headers: { 'content-type': 'application/json' } });
    },
  ),
  act(
    { path: 'members/forget', body: z.strictObject({ robloxUserId: robloxUserIdSchema }), level: 'owner' },
    async ({ body: { robloxUserId }, caller }, { book }) => {
      const discordUserId = await requireDiscordUser(robloxUserId, { book });
      const answer = await book.perform(forgetMember, { discordUserId }, caller);
      return answer.kind === 'forgotten'
        ? { kind: answer.kind }
        : { kind: answer.kind, openWithdrawals: answer.openWithdrawals, openCases: answer.openCases };
    },
  ),
];

interface NamedMember extends Member {
  readonly username: string | null;
}

const toRow = ({
  robloxUserId,
  username,
  frozenReason,
  petsHeld,
  gemsHeld,
  cooldownUntil,
}: NamedMember): MemberRow => ({
  robloxUserId,
  username,
  frozenReason,
  petsHeld: String(petsHeld),
  gemsHeld: String(gemsHeld),
  cooldownUntil: cooldownUntil === null ? null : rfc3339(cooldownUntil),
});

const withName = async ({ book }: Pick<Services, 'book'>, member: Member): Promise<NamedMember> => ({
  ...member,
  username: (await book.query(readIdentity, member.robloxUserId, DASHBOARD)).username,
});

async function loadNamed(services: Services, page: { afterId: number; limit: number }) {
  const members = await services.book.reads.members(page);
  return Promise.all(members.map((member) => withName(services, member)));
}

/** Whoever has just this Roblox name, id or Discord id: found however many members there are. */
async function findNamed(text: string | undefined, services: Services): Promise<NamedMember | null> {
  if (text === undefined || text === '') return null;
  try {
    const { robloxUserId } = await findMember(services, text);
    const [row] = await services.book.reads.members({ afterId: robloxUserId - 1, limit: 1 });
    return row?.robloxUserId === robloxUserId ? await withName(services, row) : null;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** All that staff see of a member. */
async function showMember(robloxUserId: number, { book, rules }: Services): Promise<MemberDetail> {
  const [identity, account, inventory, { withdrawals }, cases, history] = await Promise.all([
    book.query(readIdentity, robloxUserId, DASHBOARD),
    book.query(readAccount, robloxUserId, DASHBOARD),
    book.query(readInventory, robloxUserId, DASHBOARD),
    book.query(readOpenWithdrawals, robloxUserId, DASHBOARD),
    book.query(readOpenCases, robloxUserId, DASHBOARD),
    book.reads.history({ robloxUserId, limit: MAX_POINTS }),
  ]);
  const now = { robloxUserId, gems: account.gemsHeld, worth: BigInt(inventory.totalValue) };
  const points = computeBalanceHistory(history, now, rules());
  return {
    ...identity,
    displayName: account.displayName,
    cooldownUntil: account.cooldownUntil === null ? null : rfc3339(account.cooldownUntil),
    inventory,
    withdrawals,
    cases: cases.map(caseToAnswer),
    points: points.map(({ at, gems, value }) => ({ at, gems: String(gems), value: String(value) })),
  };
}

async function requireDiscordUser(robloxUserId: number, { book }: Pick<Services, 'book'>): Promise<string> {
  const { discordUserId } = await book.query(readIdentity, robloxUserId, DASHBOARD);
  if (discordUserId === null) throw new Refusal('not_linked');
  return discordUserId;
}
