interface Details {
  /** Discord's tree of what is wrong with a form. */
  readonly errors?: unknown;
  /** The same in plain lines, for the person who reads a failed test. */
  readonly problems?: readonly string[];
  /** The test intended this refusal, so it is no error of the bot. */
  readonly isWanted?: boolean;
}

/**
 * Discord's "no": a status, and the code and message of its JSON
 * (developers/docs/topics/opcodes-and-status-codes).
 */
export class ApiError extends Error {
  readonly status: number;
  readonly code: number;
  readonly details: Details;

  constructor(status: number, code: number, message: string, details: Details = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

/** The refusals that have one wording each. */
export const REFUSALS = {
  unauthorized: [401, 0, '401: Unauthorized'],
  notFound: [404, 0, '404: Not Found'],
  unknownChannel: [404, 10003, 'Unknown Channel'],
  unknownGuild: [404, 10004, 'Unknown Guild'],
  unknownMember: [404, 10007, 'Unknown Member'],
  unknownMessage: [404, 10008, 'Unknown Message'],
  unknownUser: [404, 10013, 'Unknown User'],
  unknownWebhook: [404, 10015, 'Unknown Webhook'],
  unknownInteraction: [404, 10062, 'Unknown interaction'],
  unknownCommand: [404, 10063, 'Unknown application command'],
  alreadyAnswered: [400, 40060, 'Interaction has already been acknowledged.'],
  missingPermissions: [403, 50013, 'Missing Permissions'],
  notYours: [403, 50005, 'Cannot edit a message authored by another user'],
  emptyMessage: [400, 50006, 'Cannot send an empty message'],
  closedMessages: [403, 50007, 'Cannot send messages to this user'],
  lostToken: [401, 50027, 'Invalid Webhook Token'],
} as const satisfies Record<string, readonly [number, number, string]>;

export function refusal(name: keyof typeof REFUSALS, details?: Details): ApiError {
  const [status, code, message] = REFUSALS[name];
  return new ApiError(status, code, message, details);
}
