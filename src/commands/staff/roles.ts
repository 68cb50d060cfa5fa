import type { Book, Caller } from '../../bank/engine/book.ts';
import type { StaffLevel, StaffMember } from '../../bank/engine/rows.ts';
import { changeStaff, readStaffMember } from '../../bank/staff.ts';

/**
 * Asks Discord what somebody's roles in the bank's own server give; `maxAgeMs`: how long ago it may have been
 * asked. Rejects with UpstreamError.
 */
export type ReadRoles = (discordUserId: string, maxAgeMs?: number) => Promise<StaffLevel | null>;

/** Writes what their roles give one of the staff into the table, where it differs. Returns their row. */
export async function recordRoles(
  book: Book,
  { robloxUserId, byRoles }: Pick<StaffMember, 'robloxUserId' | 'byRoles'>,
  caller: Caller,
): Promise<StaffMember | null> {
  const row = await book.query(readStaffMember, robloxUserId, caller);
  if (byRoles === (row?.byRoles ?? null)) return row;
  return book.perform(changeStaff, { robloxUserId, byRoles }, caller);
}
