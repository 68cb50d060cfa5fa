/** A Roblox account as the bank sees it. */
export interface RobloxUser {
  readonly id: number;
  /** The current username, spelt as Roblox spells it. */
  readonly username: string;
  readonly displayName: string;
}

/** The account that had a name once, by the name it has now. */
export interface RenamedUser {
  readonly renamedTo: string;
}

export interface RobloxProfile extends RobloxUser {
  /** The bio, as Roblox shows it after its filter. */
  readonly description: string;
  readonly isBanned: boolean;
}

/** The bank's view of Roblox. Every call may reject with UpstreamError, and has a time limit of its own. */
export interface Profiles {
  /**
   * The account with this name now, in any case; null if none or banned. May come from a cache. An account
   * that only had the name once isn't returned, since someone else may be meant: just its name of today.
   */
  findByUsername(username: string): Promise<RobloxUser | RenamedUser | null>;
  /** The profile as it is now, never from a cache; null when there is none. */
  readFresh(robloxUserId: number): Promise<RobloxProfile | null>;
  /** Address of the avatar's picture, or null. Decoration: never rejects. */
  findAvatarUrl(robloxUserId: number): Promise<string | null>;
}

/** A service that the bank reads could not be reached, or answered nonsense. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError';
}
