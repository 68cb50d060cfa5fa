import { createHmac } from 'node:crypto';
import type { PendingEvent } from '../bank/engine/book.ts';
import { rfc3339 } from '../bank/engine/fields.ts';
import { audienceOf } from '../bank/webhooks.ts';
import type { PetNames } from '../commands/model/pet-names.ts';
import { toLine } from '../commands/model/translate.ts';
import { DEFAULT_LANGUAGE } from '../messages/languages.ts';
import { toNotice } from '../notices/notice.ts';

/** What begins a secret of Standard Webhooks; the rest of it is base64. */
export const SECRET_PREFIX = 'whsec_';

export interface MessageOptions {
  /** What it is signed with, the newest first: while a secret is changed, with two. */
  readonly secrets: readonly string[];
  /** Whether the words of the event and the member's Discord id are sent, which may name people. */
  readonly hasDetails: boolean;
  readonly names: PetNames;
  /** When it is sent, in milliseconds since 1970. */
  readonly at: number;
}

/** The request's headers and body for an event, as Standard Webhooks has them. */
export function writeMessage(
  event: PendingEvent,
  { secrets, hasDetails, names, at }: MessageOptions,
): { readonly headers: Record<string, string>; readonly body: string } {
  const { discordUserId, robloxUserId, goods, text } = event;
  const body = JSON.stringify({
    type: `${audienceOf(event)}.${event.topic}`,
    timestamp: rfc3339(event.at),
    data: {
      title: toLine(toNotice(event, names).reply.title, DEFAULT_LANGUAGE),
      robloxUserId,
      pets: goods.pets,
      gems: goods.gems,
      ...(hasDetails ? { text, discordUserId } : {}),
    },
  });
  // A bank that was restored counts on from its backup: with its time, no two events have one id.
  const id = `event-${event.id}-${event.at}`;
  const seconds = String(Math.floor(at / 1000));
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Petbank',
      'webhook-id': id,
      'webhook-timestamp': seconds,
      'webhook-signature': secrets.map((secret) => sign(secret, `${id}.${seconds}.${body}`)).join(' '),
    },
  };
}

function sign(secret: string, signed: string): string {
  const key = Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64');
  return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
}
