import type { Operation } from './engine/operation.ts';
import { NO_GOODS } from './engine/pets.ts';
import type { ReadKey } from './engine/read-key.ts';
import { type Instant, STAFF_LEVELS, type StaffLevel, type StaffMember } from './engine/rows.ts';
import { notifyOperator } from './events.ts';

const STAFF_NAME = /^staff-([1-9]\d{0,15})$/;

/** The name by which staff act: that of their Roblox account, since no Discord id may be in the ledger. */
export const staffName = (robloxUserId: number): string => `staff-${robloxUserId}`;

/** The Roblox account of a name by which staff act; null: nobody of the staff acts by it. */
export function parseStaffName(name: string): number | null {
  const id = STAFF_NAME.exec(name)?.[1];
  return id === undefined ? null : Number(id);
}

const rankOf = (level: StaffLevel | null): number => (level === null ? -1 : STAFF_LEVELS.indexOf(level));

/** Whether a level is this one, or a higher one. */
export const reachesLevel = (level: StaffLevel | null, needed: StaffLevel): boolean =>
  rankOf(level) >= rankOf(needed);

/** The higher of what the command line and roles on Discord gave. */
export const levelOf = ({ granted, byRoles }: Pick<StaffMember, 'granted' | 'byRoles'>): StaffLevel | null =>
  rankOf(granted) > rankOf(byRoles) ? granted : byRoles;

/** What changes about one of the staff; what is left out stays. */
export type StaffChange = Pick<StaffMember, 'robloxUserId'> &
  Partial<Pick<StaffMember, 'granted' | 'byRoles' | 'tokenHash'>>;

const NOBODY = { granted: null, byRoles: null, managerSince: null, tokenHash: null, seq: 0 };

/**
 * Changes what one of the staff may do, or their token, and tells staff. Where nothing differs, nothing is
 * written. Returns the row, null for somebody who is no staff. Refuses nothing.
 */
export const changeStaff: Operation<StaffChange, StaffMember | null> = {
  readKeys: ({ robloxUserId }): ReadKey[] => [{ kind: 'staff_member', robloxUserId }],
  decide(step, change) {
    const { robloxUserId } = change;
    const before = step.row('staff', String(robloxUserId));
    const row = withManagerSince({ ...NOBODY, ...before, ...change }, step.at);
    const note = describeStaff(row);
    if (note === describeStaff(before ?? { ...NOBODY, robloxUserId })) return before ?? null;
    const level = levelOf(row);
    const { seq } = step.post({ kind: 'staff_changed', status: level ?? 'removed', note });
    step.put('staff', { ...row, seq });
    const told = level === null ? 'is no longer one of the staff' : `is ${level}`;
    const about = { robloxUserId, goods: NO_GOODS };
    notifyOperator(step, 'staff_changed', `${staffName(robloxUserId)} ${told}, by ${step.by}`, about);
    return { ...row, seq };
  },
};

/** One of the staff, or who was; null for anybody else. Refuses nothing. */
export const readStaffMember: Operation<number, StaffMember | null> = {
  readKeys: (robloxUserId): ReadKey[] => [{ kind: 'staff_member', robloxUserId }],
  decide: (step, robloxUserId) => step.row('staff', String(robloxUserId)) ?? null,
};

/** Everyone who is or was one of the staff, by their Roblox ids. Refuses nothing. */
export const readStaff: Operation<null, StaffMember[]> = {
  readKeys: (): ReadKey[] => [{ kind: 'all_staff', of: 'bank' }],
  decide: (step) => step.allStaff().sort((one, other) => one.robloxUserId - other.robloxUserId),
};

function withManagerSince(row: StaffMember, at: Instant): StaffMember {
  const isManager = reachesLevel(levelOf(row), 'manager');
  return { ...row, managerSince: isManager ? (row.managerSince ?? at) : null };
}

/** All of the row but since when: so the log alone tells who is one of the staff. */
const describeStaff = ({ robloxUserId, granted, byRoles, tokenHash }: StaffMember): string =>
  `${staffName(robloxUserId)}: granted ${granted ?? 'none'}, by roles ${byRoles ?? 'none'}, ` +
  `token ${tokenHash ?? 'none'}`;

const DESCRIBED = /^(staff-\d+): granted (\w+), by roles (\w+), token (\w+)$/;

/** The row that a transaction of this kind left, after the one before it. */
export function parseStaff(
  { note, seq, at }: { readonly note: string | null; readonly seq: number; readonly at: Instant },
  before: (robloxUserId: number) => StaffMember | undefined,
): StaffMember | undefined {
  const [, name = '', granted = '', byRoles = '', token = ''] = DESCRIBED.exec(note ?? '') ?? [];
  const robloxUserId = parseStaffName(name);
  if (robloxUserId === null) return undefined;
  const managerSince = before(robloxUserId)?.managerSince ?? null;
  const levels = { granted: parseLevel(granted), byRoles: parseLevel(byRoles) };
  const tokenHash = token === 'none' ? null : token;
  return withManagerSince({ robloxUserId, ...levels, managerSince, tokenHash, seq }, at);
}

const parseLevel = (text: string): StaffLevel | null => STAFF_LEVELS.find((level) => level === text) ?? null;
