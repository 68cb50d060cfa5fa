CREATE TABLE `offers` (
	`id` text PRIMARY KEY NOT NULL,
	`from_roblox_user_id` integer NOT NULL,
	`to_roblox_user_id` integer NOT NULL,
	`gives` text NOT NULL,
	`wants` text NOT NULL,
	`status` text NOT NULL,
	`opened_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`gives_digest` text NOT NULL,
	`wants_digest` text NOT NULL,
	`seq` integer NOT NULL,
	`trade_seq` integer,
	CONSTRAINT "offers_integers" CHECK(typeof("offers"."from_roblox_user_id") in ('integer', 'null') and typeof("offers"."to_roblox_user_id") in ('integer', 'null') and typeof("offers"."opened_at") in ('integer', 'null') and typeof("offers"."expires_at") in ('integer', 'null') and typeof("offers"."seq") in ('integer', 'null') and typeof("offers"."trade_seq") in ('integer', 'null'))
);
--> statement-breakpoint
CREATE INDEX `offers_open_by_member` ON `offers` (`from_roblox_user_id`) WHERE status = 'open';--> statement-breakpoint
CREATE INDEX `offers_open_to_member` ON `offers` (`to_roblox_user_id`) WHERE status = 'open';--> statement-breakpoint
ALTER TABLE `transactions` ADD `other_roblox_user_id` integer;--> statement-breakpoint
CREATE INDEX `transactions_other_member` ON `transactions` (`other_roblox_user_id`,`seq`) WHERE other_roblox_user_id is not null;