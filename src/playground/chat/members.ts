import { createHash } from 'node:crypto';
import { invalid, Refusal } from '../../bank/engine/refusal.ts';
import type { PretendMember } from './wire.ts';

const MAX_MEMBERS = 100;
/** Discord's own ids are 64 bits: at most 20 digits. */
const PRETEND_ID = /^9[0-9]{21}$/;

export interface Members {
  readonly all: () => readonly PretendMember[];
  /** Refuses `not_found`. */
  find(id: string): PretendMember;
  /** Adds a member, or says anew whether one is staff. Refuses `invalid` when there are too many. */
  join(member: Pick<PretendMember, 'name' | 'isStaff'>): PretendMember;
}

export function createMembers(first: readonly Pick<PretendMember, 'name' | 'isStaff'>[]): Members {
  const members = new Map<string, PretendMember>();
  const join: Members['join'] = ({ name, isStaff }) => {
    const id = pretendIdOf(name);
    const before = members.get(id);
    if (!before && members.size >= MAX_MEMBERS) {
      throw invalid('name', `there are ${MAX_MEMBERS} already: use one of them`);
    }
    const member = { id, name: before?.name ?? name, isStaff };
    members.set(id, member);
    return member;
  };
  for (const member of first) join(member);
  return {
    all: () => [...members.values()],
    find(id) {
      const member = members.get(id);
      if (!member) throw new Refusal('not_found');
      return member;
    },
    join,
  };
}

export const isPretendId = (discordUserId: string): boolean => PRETEND_ID.test(discordUserId);

/** The id that belongs to the name: the same after a restart, so that the same person is still linked. */
function pretendIdOf(name: string): string {
  const number = createHash('sha256').update(name.toLowerCase()).digest().readBigUInt64BE(0);
  return `9${String(number).padStart(21, '0')}`;
}
