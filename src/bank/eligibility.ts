import type { Operation } from './engine/operation.ts';
import { getMember } from './engine/step.ts';

/** Who a member is, as far as the bank knows, and whether staff have frozen them. */
export interface MemberIdentity {
  readonly robloxUserId: number;
  readonly username: string | null;
  readonly avatarUrl: string | null;
  readonly discordUserId: string | null;
  readonly frozenReason: string | null;
}

/** A Roblox account the bank has never seen has no name and stands well. Refuses nothing. */
export const readIdentity: Operation<number, MemberIdentity> = {
  name: 'standing',
  readKeys: (robloxUserId) => [
    { kind: 'member', robloxUserId },
    { kind: 'profile', robloxUserId },
    { kind: 'link_of_member', robloxUserId },
  ],
  decide(step, robloxUserId) {
    const profile = step.row('profiles', String(robloxUserId));
    return {
      robloxUserId,
      username: profile?.username ?? null,
      avatarUrl: profile?.avatarUrl ?? null,
      discordUserId: step.linkOfMember(robloxUserId)?.discordUserId ?? null,
      frozenReason: getMember(step, robloxUserId).frozenReason,
    };
  },
};
