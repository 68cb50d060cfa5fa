import { defineCommand } from 'citty';
import { rfc3339 } from '../bank/engine/fields.ts';
import type { WebhookEvent } from '../bank/webhooks.ts';
import { type Answer, type CliContext, CommandError, JSON_OPTION } from './command-line.ts';
import { count } from './values/config.ts';
import { withBank } from './with-book.ts';

/** How many are listed, and tried again by one command: those that were given up first. */
const MAX_LISTED = 1_000;
const NONE = 'No webhook was given up.';

export const createWebhooksCommand = (context: CliContext) =>
  defineCommand({
    meta: { name: 'webhooks', description: 'Webhooks that were given up, for whoever runs the bank.' },
    subCommands: {
      list: defineCommand({
        meta: { name: 'list', description: 'Lists the webhooks that were given up, oldest first, and why.' },
        args: JSON_OPTION,
        run: () => listDeadWebhooks(context),
      }),
      retry: defineCommand({
        meta: { name: 'retry', description: 'Lets them begin anew, once your program takes them again.' },
        args: { id: { type: 'positional', required: false, description: 'Of one alone; by default all' } },
        run: ({ args }) => retryDeadWebhooks(args.id, context),
      }),
    },
  });

/** Lists those that were given up, without what they say. Rejects with CommandError or ArchiveError. */
export const listDeadWebhooks = (context: CliContext): Promise<Answer> =>
  withBank(context, async (driver) => {
    const data = (await driver.deadWebhooks({ afterId: 0, limit: MAX_LISTED })).map(describe);
    const lines = data.map(({ id, type, triedAt, error }) => `${id}  ${triedAt}  ${type}  ${error}`);
    if (data.length === MAX_LISTED) lines.push(`The list ends at ${MAX_LISTED}: there may be more.`);
    return { text: lines.join('\n') || NONE, data };
  });

/** Lets one begin anew, or all. Rejects with CommandError or ArchiveError. */
export const retryDeadWebhooks = (id: string | undefined, context: CliContext): Promise<string> =>
  withBank(context, async (driver) => {
    const dead = await driver.deadWebhooks({ afterId: 0, limit: MAX_LISTED });
    const ids = dead.map(({ eventId }) => eventId);
    const eventIds = id === undefined ? ids : ids.filter((eventId) => String(eventId) === id);
    if (id !== undefined && eventIds.length === 0) throw new CommandError(`No webhook ${id} was given up.`);
    if (eventIds.length === 0) return NONE;
    await driver.retryWebhooks({ eventIds, at: context.clock() });
    return `${count(eventIds.length, 'webhook')} will be sent again while the bank runs.`;
  });

const describe = ({ eventId, audience, event, nextAt, error }: WebhookEvent) => ({
  id: eventId,
  type: event ? `${audience}.${event.topic}` : audience,
  happenedAt: event && rfc3339(event.at),
  triedAt: rfc3339(nextAt),
  error,
});
