import type { Operation } from './engine/operation.ts';
import type { ReadKey } from './engine/read-key.ts';
import { Refusal } from './engine/refusal.ts';
import type { Link, SignIn, StaffMember } from './engine/rows.ts';
import { hasSeasoned, holderReadKeys, isNewlyHeld } from './second-person.ts';

/** How many browsers are signed in at once; the sign-in that ends first gives way to another one. */
export const MAX_SIGN_INS = 100;
/** How many of one person's are, so that nobody signs all others out. */
export const MAX_OF_ONE = 10;

/**
 * Signs a browser in, and forgets those whose time is over. Refuses `not_found` where what they may do has
 * changed since it was read.
 */
export const signIn: Operation<SignIn, SignIn> = {
  readKeys: ({ id, robloxUserId }): ReadKey[] => [
    { kind: 'sign_in', id },
    { kind: 'all_sign_ins', of: 'bank' },
    ...(robloxUserId === null ? [] : [{ kind: 'staff_member', robloxUserId } as const]),
  ],
  decide(step, row) {
    const { robloxUserId, staffSeq } = row;
    if (robloxUserId !== null && step.row('staff', String(robloxUserId))?.seq !== staffSeq)
      throw new Refusal('not_found');
    const lasting = step
      .allSignIns()
      .filter(({ endsAt }) => step.at < endsAt)
      .sort((one, other) => other.endsAt - one.endsAt);
    const tooMany = lasting.filter((other) => other.robloxUserId === robloxUserId).slice(MAX_OF_ONE - 1);
    const kept = lasting.filter((other) => !tooMany.includes(other)).slice(0, MAX_SIGN_INS - 1);
    for (const other of step.allSignIns()) if (!kept.includes(other)) step.remove('signIns', other);
    step.put('signIns', row);
    return row;
  },
};

/** Ends a sign-in, by its id. Refuses nothing: one that has ended has ended. */
export const signOut: Operation<string, null> = {
  readKeys: (id): ReadKey[] => [{ kind: 'sign_in', id }],
  decide(step, id) {
    const row = step.row('signIns', id);
    if (row) step.remove('signIns', row);
    return null;
  },
};

/** Whoever has signed in, and what they may do now; null for the admin token. */
export interface SignedIn {
  readonly signIn: SignIn;
  readonly staff: StaffMember | null;
  /** Whose their account is now, which ends a sign-in by another link; null: nobody's. */
  readonly link: Link | null;
}

/** A sign-in that has not ended, by its id; null where there is none. Refuses nothing. */
export const readSignIn: Operation<string, SignedIn | null> = {
  readKeys: (id): ReadKey[] => [{ kind: 'sign_in', id }],
  moreReadKeys(reader, id) {
    const robloxUserId = reader.row('signIns', id)?.robloxUserId ?? null;
    if (robloxUserId === null) return [];
    return [
      { kind: 'staff_member', robloxUserId },
      { kind: 'link_of_member', robloxUserId },
    ];
  },
  decide(step, id) {
    const row = step.row('signIns', id);
    if (!row || row.endsAt <= step.at) return null;
    if (row.robloxUserId === null) return { signIn: row, staff: null, link: null };
    const staff = step.row('staff', String(row.robloxUserId));
    if (staff?.seq !== row.staffSeq) return null;
    return { signIn: row, staff, link: step.linkOfMember(row.robloxUserId) ?? null };
  },
};

/** Who has the personal token with this hash; null: nobody. Refuses nothing. */
export const findByToken: Operation<string, StaffMember | null> = {
  readKeys: (): ReadKey[] => [{ kind: 'all_staff', of: 'bank' }],
  decide: (step, hash) => step.allStaff().find(({ tokenHash }) => tokenHash === hash) ?? null,
};

/** One of the staff, and the link by which a Discord user is them. */
export interface LinkedStaff {
  readonly staff: StaffMember;
  readonly link: Link;
}

/**
 * The one of the staff whom this Discord user is linked to; null where they are no staff, `unlinked` where
 * they are linked to nothing, `new_link` where the account may be in other hands since less than a day, but
 * in a bank that has just begun. Refuses nothing.
 */
export const findStaffOfUser: Operation<string, LinkedStaff | null | 'unlinked' | 'new_link'> = {
  readKeys: (discordUserId): ReadKey[] => [
    { kind: 'link_of_user', discordUserId },
    { kind: 'all_staff', of: 'bank' },
  ],
  moreReadKeys(reader, discordUserId) {
    const link = reader.linkOfUser(discordUserId);
    return link ? holderReadKeys(link.robloxUserId) : [];
  },
  decide(step, discordUserId) {
    const link = step.linkOfUser(discordUserId);
    if (!link) return 'unlinked';
    const { robloxUserId } = link;
    const everyone = step.allStaff();
    const staff = everyone.find((row) => row.robloxUserId === robloxUserId);
    if (!staff) return null;
    const isNew = isNewlyHeld(step, robloxUserId, step.at) && hasSeasoned(everyone, step.at);
    return isNew ? 'new_link' : { staff, link };
  },
};
