/** What came of bringing somebody's role and name in the bank's server up to date. */
export type MembershipUpdate = 'updated' | 'off' | 'stranger' | 'not_allowed';

/** Where members have a role or a name for being linked; without a bot there is nothing to update. */
export interface Membership {
  update(discordUserId: string): Promise<MembershipUpdate>;
  /** From now on, this does it; null: nobody does. */
  connect(update: ((discordUserId: string) => Promise<MembershipUpdate>) | null): void;
}

export function createMembership(): Membership {
  let connected: Parameters<Membership['connect']>[0] = null;
  return {
    update: async (discordUserId) => (connected ? connected(discordUserId) : 'off'),
    connect(update) {
      connected = update;
    },
  };
}
