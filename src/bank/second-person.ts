import type { Operation } from './engine/operation.ts';
import type { ReadKey } from './engine/read-key.ts';
import type { Reader } from './engine/reader.ts';
import { invalid } from './engine/refusal.ts';
import type { Instant, StaffMember } from './engine/rows.ts';
import { getMember, type Step } from './engine/step.ts';
import { findLastUser, lastUserReadKeys, UNKNOWN_USER } from './last-user.ts';
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
    ...(second === null ? [] : holderReadKeys(second)),
    ...people.flatMap(lastUserReadKeys),
  ];
}

/**
 * Refuses `invalid` unless the second person may agree: a manager, for a day at least, who is neither the one
 * who does it nor one who may gain by it, by Roblox account or Discord user. Whoever linked the account
 * within the day, or since the first one did it, may have done that by another one, of which nothing says any
 * more that it was theirs. Who has unlinked it may have agreed as somebody else before.
 */
export function requireSecondPerson(step: Step, agreement: Agreement): void {
  const why = whyNotSecond(step, agreement);
  if (why !== null) throw invalid('approvedBy', why);
}

/** Why the second person may not agree; null: they may. Refuses nothing. */
export const readWhyNotSecond: Operation<Agreement, string | null> = {
  readKeys: agreementReadKeys,
  decide: whyNotSecond,
};

function whyNotSecond(step: Step, { by, approvedBy, gainers, since }: Agreement): string | null {
  const second = parseStaffName(approvedBy);
  const staff = step.allStaff();
  const row = staff.find(({ robloxUserId: id }) => id === second);
  if (second === null || !row || row.managerSince === null) return 'only a manager can agree to this';
  if ([parseStaffName(by), ...gainers].some((id) => id !== null && isSameHuman(step, second, id)))
    return 'another one of the staff has to agree to this, whose account it is not';
  if (!mayAgree(step, row, staff))
    return 'whoever agrees to this must have been a manager for a day, with the same account linked';
  const linkedAt = step.linkOfMember(second)?.linkedAt;
  if (linkedAt !== undefined && since !== undefined && linkedAt >= since)
    return 'whoever agrees to this must have had the same account linked before it began';
  return null;
}

/** Whether both are one Roblox account, or may be the accounts that one Discord user has or had. */
function isSameHuman(reader: Reader, one: number, other: number): boolean {
  const [last, lastOfOther] = [findLastUser(reader, one), findLastUser(reader, other)];
  if (one === other || last === UNKNOWN_USER || lastOfOther === UNKNOWN_USER) return true;
  return last !== null && last === lastOfOther;
}

/** Whether somebody who is one of the staff, or has an account, since then is known for long enough. */
export const isSeasoned = (since: Instant, at: Instant): boolean => at - since >= SEASONING_MS;

const isSeasonedManager = ({ managerSince }: StaffMember, at: Instant): boolean =>
  managerSince !== null && isSeasoned(managerSince, at);

/** Whether somebody has been a manager for a day: a bank that has just begun asks nobody to wait. */
export const hasSeasoned = (staff: readonly StaffMember[], at: Instant): boolean =>
  staff.some((row) => isSeasonedManager(row, at));

/** The rows that `isNewlyHeld` reads. */
export const holderReadKeys = (robloxUserId: number): ReadKey[] => [
  ...lastUserReadKeys(robloxUserId),
  { kind: 'member', robloxUserId },
];

/**
 * Whether staff may not know yet who has the account: it was linked within the day, it cools down since it
 * changed hands, or whoever had it has unlinked it. Of one that was never linked, the token says whose it is.
 */
export function isNewlyHeld(reader: Reader, robloxUserId: number, at: Instant): boolean {
  if (at < (getMember(reader, robloxUserId).cooldownUntil ?? 0)) return true;
  const link = reader.linkOfMember(robloxUserId);
  if (link) return !isSeasoned(link.linkedAt, at);
  return findLastUser(reader, robloxUserId) !== null;
}

/** A bank that has just begun has nobody who was a manager for a day: its first two agree with each other. */
function mayAgree(step: Step, row: StaffMember, staff: readonly StaffMember[]): boolean {
  const { at } = step;
  if (hasSeasoned(staff, at)) return isSeasonedManager(row, at) && !isNewlyHeld(step, row.robloxUserId, at);
  const isBefore = ({ managerSince }: StaffMember): boolean =>
    managerSince !== null && row.managerSince !== null && managerSince < row.managerSince;
  return staff.filter(isBefore).length < FOUNDERS;
}
