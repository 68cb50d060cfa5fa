import type { ReadKey } from './engine/read-key.ts';
import type { Reader } from './engine/reader.ts';

/** Somebody whom nobody knows, as the row that said it was edited: no Discord user has this id. */
export const UNKNOWN_USER = '0';

/**
 * Whose the account is on Discord, or was last; null: nobody's. As long as it is linked, its link says so,
 * which counts only as the log has it; the profile's row says it only after that.
 */
export const findLastUser = (reader: Reader, robloxUserId: number): string | null =>
  reader.linkOfMember(robloxUserId)?.discordUserId ??
  reader.row('profiles', String(robloxUserId))?.lastDiscordUserId ??
  null;

/** The rows that `findLastUser` reads. */
export const lastUserReadKeys = (robloxUserId: number): ReadKey[] => [
  { kind: 'link_of_member', robloxUserId },
  { kind: 'profile', robloxUserId },
];
