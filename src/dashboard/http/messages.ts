import { z } from 'zod';
import type { Outbox, PendingEvent } from '../../bank/engine/book.ts';
import { reasonSchema, rfc3339 } from '../../bank/engine/fields.ts';
import type { Services } from '../../http/endpoint.ts';
import type { TablePage } from '../protocol.ts';
import type { MessageRow } from '../protocol-log.ts';
import { act, type Guarded, read } from './guarded.ts';
import { hasWords, scanPage, tableQuery } from './paging.ts';

export interface MessageDependencies {
  readonly outbox: Pick<Outbox, 'unsentEvents' | 'releaseEvents' | 'acknowledgeEvents'>;
  /** Why this process could not send a message; undefined where it has not tried. */
  readonly failureOf: (eventId: number) => { readonly reason: string; readonly at: number } | undefined;
  /** Told of messages that nobody will get, for the log. */
  readonly onDropped: (dropped: {
    readonly by: string;
    readonly ids: readonly number[];
    reason: string;
  }) => void;
}

const ids = z.array(z.int().min(0)).min(1).max(100);
const retryInput = z.strictObject({ ids });
const dropInput = z.strictObject({ ids, reason: reasonSchema });

/** Messages to people that are not sent, oldest first. */
export const createMessageEndpoints = (dependencies: MessageDependencies): readonly Guarded[] => {
  const { outbox, onDropped } = dependencies;
  return [
    read(
      { path: 'messages', query: z.strictObject(tableQuery) },
      ({ query }): Promise<TablePage<MessageRow>> => {
        const isWanted = ({ topic, text, robloxUserId }: PendingEvent): boolean =>
          hasWords(query.search, [topic, topic.replaceAll('_', ' '), text, robloxUserId]);
        return scanPage({
          limit: query.limit,
          cursor: query.cursor,
          load: ({ after = '0', limit }) => outbox.unsentEvents({ afterId: Number(after) || 0, limit }),
          cursorOf: ({ id }) => String(id),
          isWanted,
          toAnswer: (event) => toRow(event, dependencies),
        });
      },
    ),
    act({ path: 'messages/retry', body: retryInput, level: 'cashier' }, async ({ body }) => {
      await outbox.releaseEvents(body.ids);
      return { kind: 'released' };
    }),
    act({ path: 'messages/drop', body: dropInput, level: 'manager' }, async ({ body, caller }, services) => {
      await drop(outbox, body.ids, services);
      onDropped({ by: caller.by, ...body });
      return { kind: 'dropped' };
    }),
  ];
};

/** What is marked as sent is handed out no more. */
const drop = (outbox: MessageDependencies['outbox'], dropped: readonly number[], { clock }: Services) =>
  outbox.acknowledgeEvents({ ids: dropped, at: clock() });

function toRow(event: PendingEvent, { failureOf }: MessageDependencies): MessageRow {
  const { id, topic, discordUserId, robloxUserId, goods, text, at } = event;
  const failure = failureOf(id);
  return {
    ...{ id, topic, robloxUserId, isToOperator: discordUserId === null, text, at: rfc3339(at) },
    ...{ pets: goods.pets, gems: goods.gems },
    error: failure?.reason ?? null,
    triedAt: failure ? rfc3339(failure.at) : null,
  };
}
