CREATE TABLE `revocations` (
	`key_id` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`revoked_at` integer,
	CONSTRAINT "revocations_integers" CHECK(typeof("revocations"."seq") in ('integer', 'null') and typeof("revocations"."revoked_at") in ('integer', 'null'))
);
--> statement-breakpoint
CREATE INDEX `revocations_seq` ON `revocations` (`seq`);--> statement-breakpoint
ALTER TABLE `transactions` ADD `key_id` text;--> statement-breakpoint
CREATE INDEX `transactions_key` ON `transactions` (`key_id`,`seq`) WHERE key_id is not null;