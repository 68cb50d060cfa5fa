import type { Operation } from './engine/operation.ts';
import { invalid } from './engine/refusal.ts';
import type { StaffMember } from './engine/rows.ts';
import { isSeasoned } from './second-person.ts';
import { changeStaff, levelOf, reachesLevel, type StaffChange } from './staff.ts';

/**
 * The same as `changeStaff` for whoever has the admin token, which may be a thief. Where somebody has been a
 * manager for a day, managers and owners get no other token and no higher level by it, and one such manager
 * stays: so whoever is named now has a day to wait before agreeing to anything, and can't act by the name of
 * one who has not. Refuses `invalid`.
 */
export const changeStaffByToken: Operation<StaffChange, StaffMember | null> = {
  readKeys: (...given) => [...changeStaff.readKeys(...given), { kind: 'all_staff', of: 'bank' }],
  decide(step, change, call) {
    const { robloxUserId } = change;
    const before = step.row('staff', String(robloxUserId));
    const isOld = ({ managerSince }: StaffMember) =>
      managerSince !== null && isSeasoned(managerSince, step.at);
    const old = step.allStaff().filter(isOld);
    if (before && old.length > 0 && reachesLevel(levelOf(before), 'manager')) {
      if (!isTakingAway(change)) throw invalid('robloxUserId', FIXED);
      if (old.every((row) => row.robloxUserId === robloxUserId)) throw invalid('robloxUserId', LAST);
    }
    return changeStaff.decide(step, change, call);
  },
};

/** Whether all that it does is to take the level of a manager away. */
const isTakingAway = ({ granted, tokenHash = null }: StaffChange): boolean =>
  granted !== undefined && !reachesLevel(granted, 'manager') && tokenHash === null;

const ON_COMMAND_LINE = '"petbank staff" can, on the command line';
const FIXED = `the admin token gives managers and owners no token and no level: ${ON_COMMAND_LINE}`;
const LAST = `the admin token leaves the last one who has been a manager for a day: ${ON_COMMAND_LINE}`;
