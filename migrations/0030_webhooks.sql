CREATE TABLE `webhooks` (
	`event_id` integer PRIMARY KEY NOT NULL,
	`audience` text NOT NULL,
	`status` text NOT NULL,
	`tries` integer NOT NULL,
	`next_at` integer NOT NULL,
	`error` text,
	CONSTRAINT "webhooks_integers" CHECK(typeof("webhooks"."tries") in ('integer', 'null') and typeof("webhooks"."next_at") in ('integer', 'null'))
);
--> statement-breakpoint
CREATE INDEX `webhooks_due` ON `webhooks` (`status`,`audience`,`next_at`);