/** One of two members who give each other something. */
export interface PartyMember {
  readonly robloxUserId: number;
  readonly discordUserId: string;
  /** The Roblox name, or what the bank has instead. */
  readonly name: string;
  readonly avatarUrl: string | null;
}

/** Two members, as one of them sees it. */
export interface Pair {
  readonly mine: PartyMember;
  readonly other: PartyMember;
}
