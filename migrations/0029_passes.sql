CREATE TABLE `passes` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`discord_user_id` text NOT NULL,
	`name` text,
	`roblox_user_id` integer,
	`linked_at` integer,
	`ends_at` integer NOT NULL,
	CONSTRAINT "passes_integers" CHECK(typeof("passes"."roblox_user_id") in ('integer', 'null') and typeof("passes"."linked_at") in ('integer', 'null') and typeof("passes"."ends_at") in ('integer', 'null'))
);
--> statement-breakpoint
CREATE INDEX `passes_of_user` ON `passes` (`discord_user_id`);