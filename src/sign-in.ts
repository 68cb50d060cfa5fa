/** One sign-in: what only this browser and this bank know, and where the service sends the browser then. */
export interface OAuthAttempt {
  readonly verifier: string;
  readonly redirectUrl: string;
}

/** A service where people sign in by OAuth 2. */
export interface OAuth {
  /** Where a browser is sent to sign in; `state` comes back with it. */
  authorizeUrl(attempt: OAuthAttempt & { readonly state: string }): string;
  /** What it says of who has signed in; null where it refuses the code. Rejects with UpstreamError. */
  readUser(attempt: OAuthAttempt & { readonly code: string }): Promise<unknown>;
}

/** How people sign in with Roblox. */
export interface RobloxSignIn extends Pick<OAuth, 'authorizeUrl'> {
  /** Who has signed in, by id; null where Roblox refuses the code. Rejects with UpstreamError. */
  findUser(attempt: OAuthAttempt & { readonly code: string }): Promise<number | null>;
}

/** How people sign in with Discord, and where Discord sends them back to. */
export interface DiscordSignIn extends OAuth {
  readonly publicUrl: () => string;
}
