import { defineCommand } from 'citty';
import { rfc3339 } from '../bank/engine/fields.ts';
import type { Instant } from '../bank/engine/rows.ts';
import type { WebhookEvent, WebhookStore } from '../bank/webhooks.ts';
import { type Answer, type CliContext, CommandError, JSON_OPTION } from './command-line.ts';
import { count } from './values/config.ts';
import { withBank } from './with-book.ts';

/** How many are listed, those that were given up first; and tried again at once. */
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
    const at = context.clock();
    const retried = await (id === undefined ? retryAll(driver, at) : retryOne(driver, id, at));
    return retried === 0 ? NONE : `${count(retried, 'webhook')} will be sent again while the bank runs.`;
  });

async function retryOne(driver: WebhookStore, id: string, at: Instant): Promise<number> {
  const eventId = /^\d{1,15}$/.test(id) ? Number(id) : 0;
  const [next] = await driver.deadWebhooks({ afterId: eventId - 1, limit: 1 });
  if (next?.eventId !== eventId) throw new CommandError(`No webhook ${id} was given up.`);
  await driver.retryWebhooks({ eventIds: [eventId], at });
  return 1;
}

/** Page by page: each names later ones, so this ends also where the bank gives up more meanwhile. */
async function retryAll(driver: WebhookStore, at: Instant): Promise<number> {
  let retried = 0;
  for (let afterId = 0; ; ) {
    const page = await driver.deadWebhooks({ afterId, limit: MAX_LISTED });
    const last = page.at(-1);
    if (!last) return retried;
    await driver.retryWebhooks({ eventIds: page.map(({ eventId }) => eventId), at });
    retried += page.length;
    afterId = last.eventId;
  }
}

const describe = ({ eventId, audience, event, nextAt, error }: WebhookEvent) => ({
  id: eventId,
  type: event ? `${audience}.${event.topic}` : audience,
  happenedAt: event && rfc3339(event.at),
  triedAt: rfc3339(nextAt),
  error,
});
