import { z } from 'zod';
import type { Book, Caller } from '../../bank/engine/book.ts';
import { rfc3339, robloxUserIdSchema } from '../../bank/engine/fields.ts';
import { invalid } from '../../bank/engine/refusal.ts';
import { STAFF_LEVELS, type StaffMember } from '../../bank/engine/rows.ts';
import { readIdentity } from '../../bank/member.ts';
import { levelOf, readStaff, readStaffMember, type StaffChange, staffName } from '../../bank/staff.ts';
import { changeStaffByToken } from '../../bank/staff-by-token.ts';
import { toUtcDay } from '../../bank/withdrawals.ts';
import { findMember } from '../../commands/staff/member.ts';
import { DASHBOARD } from '../../commands/staff/proposals.ts';
import type { Services } from '../../http/endpoint.ts';
import { createStaffToken } from '../../staff-token.ts';
import { createWindowCounter } from '../../window-counter.ts';
import type { StaffRow } from '../protocol.ts';
import { act, type Guarded, NO_QUERY, read } from './guarded.ts';

/** How many days of the staff are read at a time. */
const PAGE = 500;

const nameInput = z.strictObject({
  /** A Roblox username or id, or a Discord user. */
  member: z.string().trim().min(1).max(200),
  level: z.enum(STAFF_LEVELS),
});
const somebody = z.strictObject({ robloxUserId: robloxUserIdSchema });

/** How many people the admin token changes in a day: a thief of it names no more. Each is told to staff. */
const MAX_CHANGES = 20;
const DAY_MS = 24 * 60 * 60_000;
const TOO_MANY =
  'the admin token changed twenty of the staff today: "petbank staff" changes more, on the command line';

/** Who is staff. As with the command line, only whoever runs the bank names them: with the admin token. */
export function createStaffEndpoints(): readonly Guarded[] {
  const count = createWindowCounter({ windowMs: DAY_MS });
  function change(book: Book, wanted: StaffChange, caller: Caller): Promise<StaffMember | null> {
    if (count(caller.by).count > MAX_CHANGES) throw invalid('member', TOO_MANY);
    return book.perform(changeStaffByToken, wanted, caller);
  }
  return [
    listed,
    act({ path: 'staff/name', body: nameInput, level: 'admin' }, async ({ body, caller }, services) => {
      const { robloxUserId } = await findMember(services, body.member);
      const before = await services.book.query(readStaffMember, robloxUserId, caller);
      const made = before?.tokenHash ? null : createStaffToken(services.random);
      const tokenHash = made ? { tokenHash: made.tokenHash } : {};
      await change(services.book, { robloxUserId, granted: body.level, ...tokenHash }, caller);
      return { robloxUserId, token: made?.token ?? null };
    }),
    act({ path: 'staff/token', body: somebody, level: 'admin' }, async ({ body, caller }, services) => {
      const { robloxUserId } = body;
      const row = await services.book.query(readStaffMember, robloxUserId, caller);
      if (!row?.granted)
        throw invalid('robloxUserId', 'name them first: a role on Discord alone has no token');
      const { token, tokenHash } = createStaffToken(services.random);
      await change(services.book, { robloxUserId, tokenHash }, caller);
      return { robloxUserId, token };
    }),
    act({ path: 'staff/remove', body: somebody, level: 'admin' }, async ({ body, caller }, { book }) => {
      const row = await change(book, { ...body, granted: null, tokenHash: null }, caller);
      return { level: row && levelOf(row) };
    }),
  ];
}

const listed = read({ path: 'staff', query: NO_QUERY }, async (_input, services) => ({
  rows: await listStaff(services),
  nextCursor: null,
}));

/** Everyone who is staff, and what they have moved alone today. */
async function listStaff({ book, clock, rules }: Services): Promise<StaffRow[]> {
  const today = toUtcDay(clock());
  const [staff, moved] = await Promise.all([book.query(readStaff, null, DASHBOARD), readMoved(book, today)]);
  const limit = rules().staffAloneLimit;
  return Promise.all(
    staff
      .filter((row) => levelOf(row) !== null)
      .map(async (row) => ({
        ...describe(row),
        username: (await book.query(readIdentity, row.robloxUserId, DASHBOARD)).username,
        movedToday: String(moved.get(staffName(row.robloxUserId)) ?? 0n),
        aloneLimit: limit === null ? null : String(limit),
      })),
  );
}

const describe = ({ robloxUserId, granted, byRoles, managerSince, tokenHash, seq }: StaffMember) => ({
  robloxUserId,
  name: staffName(robloxUserId),
  level: levelOf({ granted, byRoles }),
  granted,
  byRoles,
  managerSince: managerSince === null ? null : rfc3339(managerSince),
  hasToken: tokenHash !== null,
  changedBy: `t-${seq}`,
});

/** Worth that each has moved alone today. */
async function readMoved({ reads }: Book, today: string): Promise<ReadonlyMap<string, bigint>> {
  const moved = new Map<string, bigint>();
  for (let after: { staff: string; day: string } | undefined; ; ) {
    const page = await reads.staffDays({ limit: PAGE, ...(after ? { after } : {}) });
    for (const { staff, day, worth } of page) if (day === today) moved.set(staff, worth);
    after = page.at(-1);
    if (page.length < PAGE) return moved;
  }
}
