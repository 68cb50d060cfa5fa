import { aloneReadKeys, findOtherAccount } from './alone-limit.ts';
import type { Condition, Operation } from './engine/operation.ts';
import { invalid } from './engine/refusal.ts';
import type { StaffLevel } from './engine/rows.ts';
import { findLastUser, lastUserReadKeys, UNKNOWN_USER } from './last-user.ts';
import { levelOf, reachesLevel, staffName } from './staff.ts';

/** One of the staff as they were when they signed in, or proposed something. */
export interface ActingStaff {
  readonly robloxUserId: number;
  /** The transaction that had last changed what they may do. */
  readonly staffSeq: number;
  readonly level: StaffLevel;
  /** Whether Discord was asked for their roles just now: then what these give counts, too. */
  readonly countsRoles: boolean;
  /** Whose account it was last, on Discord; null: nobody's. */
  readonly discordUserId: string | null;
}

/**
 * What must hold whenever one of the staff acts in the dashboard: nothing about them has changed since they
 * signed in, they have the level by the way in which they did, and they have moved nothing alone today by
 * another account of theirs. Refuses `invalid`.
 */
export const actsAsSignedIn = ({
  robloxUserId,
  staffSeq,
  level,
  countsRoles,
  discordUserId,
}: ActingStaff): Condition => ({
  readKeys: () => [
    { kind: 'staff_member', robloxUserId },
    ...lastUserReadKeys(robloxUserId),
    ...(discordUserId === null ? [] : [{ kind: 'profiles_of_user', discordUserId } as const]),
  ],
  moreReadKeys: (reader, { at }) =>
    discordUserId === null
      ? []
      : reader
          .profilesOfUser(discordUserId)
          .flatMap((profile) => aloneReadKeys({ by: staffName(profile.robloxUserId), at })),
  refuse(step) {
    const row = step.row('staff', String(robloxUserId));
    const held = row && (countsRoles ? levelOf(row) : row.granted);
    if (row?.seq !== staffSeq || !reachesLevel(held ?? null, level))
      return invalid('', `what ${staffName(robloxUserId)} may do has changed: sign in again`);
    if (discordUserId === UNKNOWN_USER || findLastUser(step, robloxUserId) !== discordUserId)
      return invalid('', 'whose account it was last is not known, or has changed: try again');
    const acted =
      discordUserId === null ? undefined : findOtherAccount(step, { discordUserId, robloxUserId });
    return acted === undefined ? null : invalid('', `today you act as ${acted}: wait until tomorrow`);
  },
});

/** Whose account it was last, on Discord; null: nobody's. Refuses nothing. */
export const readLastDiscordUser: Operation<number, string | null> = {
  readKeys: lastUserReadKeys,
  decide: findLastUser,
};

/** Asks nothing, so that only what must hold for whoever calls is decided. */
export const onlyCondition: Operation<null, null> = { readKeys: () => [], decide: () => null };
