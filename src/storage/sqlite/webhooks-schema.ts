import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Webhook } from '../../bank/webhooks.ts';
import { checkIntegers } from './schema.ts';

/** The ways of events to the operator's programs. No part of a backup. */
export const webhooks = sqliteTable(
  'webhooks',
  {
    eventId: integer('event_id').primaryKey(),
    audience: text('audience').$type<Webhook['audience']>().notNull(),
    status: text('status').$type<Webhook['status']>().notNull(),
    tries: integer('tries').notNull(),
    nextAt: integer('next_at').notNull(),
    error: text('error'),
  },
  (table) => [
    index('webhooks_due').on(table.status, table.audience, table.nextAt),
    index('webhooks_dead').on(table.eventId).where(sql`status = 'dead'`),
    index('webhooks_old').on(table.nextAt),
    checkIntegers('webhooks_integers', table.tries, table.nextAt),
  ],
);
