import type { Outbox, PendingEvent } from './engine/book.ts';
import type { BankEvent, Instant } from './engine/rows.ts';

/** Whom an event is for: the operator, or a member. Each of the two has an address of its own. */
export const AUDIENCES = ['operator', 'member'] as const;
export type Audience = (typeof AUDIENCES)[number];

export const audienceOf = ({ discordUserId }: Pick<BankEvent, 'discordUserId'>): Audience =>
  discordUserId === null ? 'operator' : 'member';

export const WEBHOOK_STATUSES = ['waiting', 'sent', 'dead', 'skipped'] as const;

/** What became of an event on its way to the operator's own program. It never holds what the event says. */
export interface Webhook {
  readonly eventId: number;
  readonly audience: Audience;
  /** `dead`: given up, for staff to look at; `skipped`: nobody wants it, or it was erased. */
  readonly status: (typeof WEBHOOK_STATUSES)[number];
  /** How often it was handed out to be sent. */
  readonly tries: number;
  /** Of one that waits, when it is handed out next; of any other, when its way ended. */
  readonly nextAt: Instant;
  /** Why the last try failed. */
  readonly error: string | null;
}

/** A webhook with its event; null: it has been erased. */
export interface WebhookEvent extends Webhook {
  readonly event: PendingEvent | null;
}

/** The rows, each with its event as the outbox has it. */
export async function joinEvents(
  rows: readonly Webhook[],
  { pendingEvents }: Pick<Outbox, 'pendingEvents'>,
): Promise<WebhookEvent[]> {
  const events = await pendingEvents(rows.map(({ eventId }) => eventId));
  const byId = new Map(events.map((event) => [event.id, event]));
  return rows.map((row) => ({ ...row, event: byId.get(row.eventId) ?? null }));
}

/** Which events begin their way. */
export interface QueuePage {
  readonly audiences: readonly Audience[];
  readonly at: Instant;
  /** Older ones are skipped: a bank that had no webhooks for weeks sends nothing about them. */
  readonly since: Instant;
  readonly limit: number;
}

/**
 * The ways of events to the operator's programs, beside the outbox, which Discord's messages leave from. Any
 * number of processes may use it. No part of a backup: a restored bank begins with the events that are left.
 */
export interface WebhookStore {
  /** Lines up the events after those that were lined up before, and returns how many these are. */
  queueWebhooks(page: QueuePage): Promise<number>;
  /** Up to `limit` that are due, those first that have been for longest. Each counts as a try, and is handed
   * out again after `leaseMs`. */
  takeWebhooks(page: {
    audience: Audience;
    at: Instant;
    leaseMs: number;
    limit: number;
  }): Promise<WebhookEvent[]>;
  /** Writes down what came of a try. One that was sent stays so. */
  settleWebhook(webhook: Pick<Webhook, 'eventId' | 'status' | 'nextAt' | 'error'>): Promise<void>;
  /** Those that were given up, oldest first, after one. */
  deadWebhooks(page: { afterId: number; limit: number }): Promise<WebhookEvent[]>;
  /** Of these, lets those that were given up begin anew. */
  retryWebhooks(page: { eventIds: readonly number[]; at: Instant }): Promise<void>;
  /** Of these, forgets those that were given up. */
  dropWebhooks(page: { eventIds: readonly number[]; at: Instant }): Promise<void>;
  /** Forgets up to `limit` whose time was before, whatever became of them, and returns how many. */
  forgetWebhooks(page: { before: Instant; limit: number }): Promise<number>;
}

/** An event's id, for whom it is, and when it happened: all that lining it up takes. */
export type Queueable = Pick<PendingEvent, 'id' | 'at' | 'discordUserId'>;

/** The rows of events that begin their way. One that nobody wants has a row only where it is the last. */
export function toWebhooks(events: readonly Queueable[], { audiences, at, since }: QueuePage): Webhook[] {
  const rows = events.map((event): Webhook => {
    const audience = audienceOf(event);
    const isWanted = audiences.includes(audience) && event.at >= since;
    const status = isWanted ? 'waiting' : 'skipped';
    return { eventId: event.id, audience, status, tries: 0, nextAt: at, error: null };
  });
  return rows.filter(({ status }, index) => status === 'waiting' || index === rows.length - 1);
}
