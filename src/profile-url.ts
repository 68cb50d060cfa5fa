/** The page of an account at Roblox. A teller's card that is shown has one, whatever its type says. */
export const profileUrl = (robloxUserId: number | null): string =>
  `https://www.roblox.com/users/${robloxUserId}/profile`;
