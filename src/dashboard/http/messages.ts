import { z } from 'zod';
import { invariant } from '../../bank/engine/assert.ts';
import type { Outbox, PendingEvent } from '../../bank/engine/book.ts';
import { reasonSchema, rfc3339 } from '../../bank/engine/fields.ts';
import { noteDroppedMessages } from '../../bank/events.ts';
import type { WebhookStore } from '../../bank/webhooks.ts';
import type { TablePage } from '../protocol.ts';
import { MESSAGE_WAYS, type MessageRow, type MessageWay } from '../protocol-log.ts';
import { act, type Guarded, read } from './guarded.ts';
import { hasWords, scanPage, tableQuery } from './paging.ts';

export interface MessageDependencies {
  readonly outbox: Pick<Outbox, 'unsentEvents' | 'releaseEvents' | 'acknowledgeEvents'> &
    Pick<WebhookStore, 'deadWebhooks' | 'retryWebhooks' | 'dropWebhooks'>;
  /** Why this process could not send a message; undefined where it has not tried. */
  readonly failureOf: (eventId: number) => { readonly reason: string; readonly at: number } | undefined;
}

const ids = z.array(z.int().min(0)).min(1).max(100);
const way = z.enum(MESSAGE_WAYS).default('discord');
const retryInput = z.strictObject({ ids, way });
const dropInput = z.strictObject({ ids, way, reason: reasonSchema });

/** Messages to people that are not sent, and webhooks that were given up, oldest first. */
export const createMessageEndpoints = (dependencies: MessageDependencies): readonly Guarded[] => {
  const { outbox } = dependencies;
  return [
    read(
      { path: 'messages', query: z.strictObject({ ...tableQuery, way }) },
      ({ query }): Promise<TablePage<MessageRow>> =>
        scanPage({
          limit: query.limit,
          cursor: query.cursor,
          load: ({ after = '0', limit }) =>
            loadMessages(query.way, { afterId: Number(after) || 0, limit }, dependencies),
          cursorOf: ({ eventId }) => String(eventId),
          isWanted: ({ event }) => event !== null && hasWords(query.search, wordsOf(event)),
          toAnswer: toRow,
        }),
    ),
    act({ path: 'messages/retry', body: retryInput, level: 'cashier' }, async ({ body }, { clock }) => {
      if (body.way === 'discord') await outbox.releaseEvents(body.ids);
      else await outbox.retryWebhooks({ eventIds: body.ids, at: clock() });
      return { kind: 'released' };
    }),
    act(
      { path: 'messages/drop', body: dropInput, level: 'manager' },
      async ({ body, caller }, { book, clock }) => {
        const { ids, reason } = body;
        // First, so that nothing is ever dropped without a trace.
        await book.perform(noteDroppedMessages, { way: body.way, ids, reason }, caller);
        const at = clock();
        // What is marked as sent is handed out no more.
        if (body.way === 'discord') await outbox.acknowledgeEvents({ ids, at });
        else await outbox.dropWebhooks({ eventIds: ids, at });
        return { kind: 'dropped' };
      },
    ),
  ];
};

const wordsOf = ({ topic, text, robloxUserId }: PendingEvent) => [
  ...[topic, topic.replaceAll('_', ' '), text],
  robloxUserId,
];

interface Message {
  readonly way: MessageWay;
  readonly eventId: number;
  /** Null: it was erased. */
  readonly event: PendingEvent | null;
  readonly error: string | null;
  readonly triedAt: number | null;
}

async function loadMessages(
  way: MessageWay,
  page: { readonly afterId: number; readonly limit: number },
  { outbox, failureOf }: MessageDependencies,
): Promise<Message[]> {
  if (way === 'webhook') {
    const dead = await outbox.deadWebhooks(page);
    return dead.map(({ eventId, event, error, nextAt: triedAt }) => ({
      way,
      eventId,
      event,
      error,
      triedAt,
    }));
  }
  const unsent = await outbox.unsentEvents(page);
  return unsent.map((event) => {
    const failure = failureOf(event.id);
    const tried = { error: failure?.reason ?? null, triedAt: failure?.at ?? null };
    return { way, eventId: event.id, event, ...tried };
  });
}

function toRow({ way, event, error, triedAt }: Message): MessageRow {
  const { id, topic, discordUserId, robloxUserId, goods, text, at } = invariant(event, 'a wanted event');
  return {
    way,
    id,
    topic,
    robloxUserId,
    isToOperator: discordUserId === null,
    text,
    at: rfc3339(at),
    pets: goods.pets,
    gems: goods.gems,
    error,
    triedAt: triedAt === null ? null : rfc3339(triedAt),
  };
}
