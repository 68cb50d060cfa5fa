import type { Book } from '../../bank/engine/book.ts';
import type { StaffLevel, StaffMember } from '../../bank/engine/rows.ts';
import { UpstreamError } from '../../bank/profiles.ts';
import type { LinkedStaff } from '../../bank/sign-ins.ts';
import { levelOf } from '../../bank/staff.ts';
import { requireLinkedAccount } from '../../commands/person.ts';
import { DASHBOARD } from '../../commands/staff/proposals.ts';
import { type ReadRoles, recordRoles } from '../../commands/staff/roles.ts';

/** How long ago Discord may have been asked for the roles of somebody who only looks. */
const LOOK_MS = 60_000;

/** Whoever is signed in: one of the staff by name, or whoever has the admin token. */
export type Principal =
  | { readonly kind: 'admin' }
  | {
      readonly kind: 'staff';
      readonly robloxUserId: number;
      readonly level: StaffLevel;
      /** The transaction that last changed what they may do. */
      readonly staffSeq: number;
      /** Whether they signed in with Discord, where what their roles give counts, too. */
      readonly countsRoles: boolean;
    };

/** By a token they may do what was granted to them: what roles gave once could be long out of date. */
export const byName = ({ robloxUserId, granted, seq }: StaffMember): Principal | null =>
  granted && { kind: 'staff', robloxUserId, level: granted, staffSeq: seq, countsRoles: false };

/** What somebody's rights by roles are read with. */
export interface RoleReading {
  readonly book: Book;
  /** Null: roles on Discord count there alone. */
  readonly readRoles: ReadRoles | null;
}

/** Asks Discord for the roles of whoever signs in: by these alone, they may be none in the table yet. */
export async function recordRolesOf(discordUserId: string, { book, readRoles }: RoleReading): Promise<void> {
  if (!readRoles) return;
  const byRoles = await readRoles(discordUserId, 0);
  const robloxUserId = await requireLinkedAccount(book, discordUserId);
  await recordRoles(book, { robloxUserId, byRoles }, DASHBOARD);
}

/**
 * With Discord they may do what their roles give, too. Where these have changed, their sign-in has ended:
 * null. Rejects with UpstreamError where Discord doesn't say, and nothing was granted to them by name.
 */
export async function byDiscord(
  { staff, link }: LinkedStaff,
  isAct: boolean,
  { book, readRoles }: RoleReading,
): Promise<Principal | null> {
  if (!readRoles) return byName(staff);
  const { robloxUserId, seq } = staff;
  const { discordUserId } = link;
  const record = (byRoles: StaffLevel | null) => recordRoles(book, { robloxUserId, byRoles }, DASHBOARD);
  try {
    const isSame =
      (!isAct && (await readRoles(discordUserId, LOOK_MS)) === staff.byRoles) ||
      (await record(await readRoles(discordUserId)))?.seq === seq;
    const level = isSame ? levelOf(staff) : null;
    return level && { kind: 'staff', robloxUserId, level, staffSeq: seq, countsRoles: true };
  } catch (error) {
    // What was granted by name doesn't depend on Discord.
    if (error instanceof UpstreamError && staff.granted) return byName(staff);
    throw error;
  }
}
