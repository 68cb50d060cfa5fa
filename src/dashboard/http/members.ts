import { z } from 'zod';
import { caseToAnswer } from '../../bank/cases.ts';
import { parseExact, rfc3339, robloxUserIdSchema } from '../../bank/engine/fields.ts';
import { Refusal } from '../../bank/engine/refusal.ts';
import type { Member } from '../../bank/engine/rows.ts';
import { exportMember } from '../../bank/export.ts';
import { forgetMember } from '../../bank/forget.ts';
import { freezeInput, freezeMember } from '../../bank/halt-and-freeze.ts';
import { computeBalanceHistory, toHistoryPage } from '../../bank/history.ts';
import { readInventory } from '../../bank/inventory.ts';
import { readAccount, readIdentity, readOpenCases } from '../../bank/member.ts';
import { readOpenWithdrawals } from '../../bank/open-withdrawals.ts';
import { DASHBOARD } from '../../commands/staff/proposals.ts';
import { limitParameter, type Services, seqCursor } from '../../http/endpoint.ts';
import type { HistoryRow, MemberDetail, MemberRow, TablePage } from '../protocol.ts';
import { findMembers } from './find-members.ts';
import { act, type Guarded, read } from './guarded.ts';
import { scanPage, tableQuery } from './paging.ts';

/** How many transactions the plot of a balance goes back. */
const MAX_POINTS = 200;

const id = z.coerce.number().pipe(robloxUserIdSchema);
/** How many names are asked for at once. */
const MAX_NAMES = 100;
const ids = z
  .string()
  .transform((list) => list.split(',').map(Number))
  .pipe(z.array(robloxUserIdSchema).max(MAX_NAMES));
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
    if (query.search) return { rows: await searchMembers(query.search, services), nextCursor: null };
    return scanPage({
      ...query,
      cursor: query.cursor,
      load: ({ after = '0', limit }) => services.book.reads.members({ afterId: Number(after), limit }),
      cursorOf: ({ robloxUserId }) => String(robloxUserId),
      isWanted: ({ frozenReason }) => query.frozen === undefined || frozenReason !== null,
      toAnswer: (member) => toRow(member, services),
    });
  }),
  read({ path: 'member', query: z.strictObject({ id }) }, ({ query }, services) =>
    showMember(query.id, services),
  ),
  read({ path: 'member/names', query: z.strictObject({ ids }) }, async ({ query }, { book }) => {
    const members = await Promise.all(query.ids.map((each) => book.query(readIdentity, each, DASHBOARD)));
    return Object.fromEntries(members.map(({ robloxUserId, username }) => [robloxUserId, username]));
  }),
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

async function toRow(member: Member, { book }: Pick<Services, 'book'>): Promise<MemberRow> {
  const { robloxUserId, frozenReason, petsHeld, gemsHeld, cooldownUntil } = member;
  return {
    robloxUserId,
    username: (await book.query(readIdentity, robloxUserId, DASHBOARD)).username,
    frozenReason,
    petsHeld: String(petsHeld),
    gemsHeld: String(gemsHeld),
    cooldownUntil: cooldownUntil === null ? null : rfc3339(cooldownUntil),
  };
}

/** Those who have this Roblox or Discord id, or whose Roblox name begins so, of however many there are. */
async function searchMembers(text: string, services: Services): Promise<MemberRow[]> {
  const rows = await Promise.all(
    (await findMembers(text, services)).map(async (id) => {
      const [member] = await services.book.reads.members({ afterId: id - 1, limit: 1 });
      return member?.robloxUserId === id ? [await toRow(member, services)] : [];
    }),
  );
  return rows.flat();
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
  const now = { robloxUserId, gems: account.gemsHeld, worth: parseExact(inventory.totalValue) };
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
