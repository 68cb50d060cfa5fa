import { invalid } from './engine/refusal.ts';
import type { Instant, StaffMember } from './engine/rows.ts';
import type { Step } from './engine/step.ts';
import type { Reader, ReadKey } from './engine/view.ts';
import { parseStaffName } from './staff.ts';

/** How long somebody must have been a manager, by the same account, to agree to what another one does. */
const SEASONING_MS = 24 * 60 * 60_000;
/** Who agrees with each other from the first day of a bank on. */
const FOUNDERS = 2;

/** Who does something, who agrees to it, and the accounts that may gain by it; null: nobody's. */
export interface Agreement {
  readonly by: string;
  readonly approvedBy: string;
  readonly gainers: readonly (number | null)[];
  /** From when on the first may have done it, where that lies back: left out, both decide now. */
  readonly since?: Instant;
}

/** The rows that say whether the second person may agree; null: nobody is asked. */
export function agreementReadKeys(agreement: Agreement | null): ReadKey[] {
  if (!agreement) return [];
  const { by, approvedBy, gainers } = agreement;
  const second = parseStaffName(approvedBy);
  const people = [parseStaffName(by), second, ...gainers].filter((id) => id !== null);
  return [
    { kind: 'all_staff', of: 'bank' },
    ...(second === null ? [] : [{ kind: 'link_of_member', robloxUserId: second } as const]),
    ...people.map((robloxUserId) => ({ kind: 'profile', robloxUserId }) as const),
  ];
}

/**
 * Refuses `invalid` unless the second person may agree: a manager, for a day at least, who is neither the one
 * who does it nor one who may gain by it, by Roblox account or Discord user. Whoever linked the account
 * within the day, or since the first one did it, may have done that by another one, of which nothing says any
 * more that it was theirs.
 */
export function requireSecondPerson(step: Step, { by, approvedBy, gainers, since }: Agreement): void {
  const refuse = (why: string) => invalid('approvedBy', why);
  const second = parseStaffName(approvedBy);
  const staff = step.allStaff();
  const row = staff.find(({ robloxUserId: id }) => id === second);
  if (second === null || !row || row.managerSince === null) throw refuse('only a manager can agree to this');
  if ([parseStaffName(by), ...gainers].some((id) => id !== null && isSameHuman(step, second, id)))
    throw refuse('another one of the staff has to agree to this, whose account it is not');
  const linkedAt = step.linkOfMember(second)?.linkedAt ?? null;
  if (!mayAgree({ ...row, linkedAt }, staff, step.at))
    throw refuse('whoever agrees to this must have been a manager for a day, with the same account linked');
  if (linkedAt !== null && since !== undefined && linkedAt >= since)
    throw refuse('whoever agrees to this must have had the same account linked before it began');
}

/** Whether both are one Roblox account, or the accounts that one Discord user has or had. */
function isSameHuman(reader: Reader, one: number, other: number): boolean {
  const userOf = (id: number) => reader.row('profiles', String(id))?.lastDiscordUserId ?? null;
  return one === other || (userOf(one) !== null && userOf(one) === userOf(other));
}

/** Whether somebody who is one of the staff, or has an account, since then is known for long enough. */
export const isSeasoned = (since: Instant, at: Instant): boolean => at - since >= SEASONING_MS;

/** A bank that has just begun has nobody who was a manager for a day: its first two agree with each other. */
function mayAgree(row: Manager, staff: readonly StaffMember[], at: Instant): boolean {
  const isLongAgo = (since: Instant): boolean => isSeasoned(since, at);
  const isOld = ({ managerSince }: StaffMember): boolean => managerSince !== null && isLongAgo(managerSince);
  if (staff.some(isOld)) return isOld(row) && (row.linkedAt === null || isLongAgo(row.linkedAt));
  const isBefore = ({ managerSince }: StaffMember): boolean =>
    managerSince !== null && row.managerSince !== null && managerSince < row.managerSince;
  return staff.filter(isBefore).length < FOUNDERS;
}

/** One of the staff, and since when the account is linked; null: to nobody. */
type Manager = StaffMember & { readonly linkedAt: Instant | null };
