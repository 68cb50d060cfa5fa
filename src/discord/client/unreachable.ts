import { DiscordAPIError, RESTJSONErrorCodes } from 'discord.js';

const CODES: readonly (string | number)[] = [
  RESTJSONErrorCodes.UnknownChannel,
  RESTJSONErrorCodes.UnknownUser,
  RESTJSONErrorCodes.MissingAccess,
  RESTJSONErrorCodes.MissingPermissions,
  RESTJSONErrorCodes.CannotSendMessagesToThisUser,
  RESTJSONErrorCodes.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds,
];

/** Whether a person or channel can't be written to, and asking again would change nothing: closed direct messages, a channel that is gone. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof DiscordAPIError && CODES.includes(error.code);
}
