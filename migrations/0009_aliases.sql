CREATE TABLE `aliases` (
	`id` text PRIMARY KEY NOT NULL,
	`old_id` text NOT NULL,
	`new_id` text NOT NULL,
	`status` text NOT NULL,
	`seq` integer NOT NULL,
	CONSTRAINT "aliases_integers" CHECK(typeof("aliases"."seq") in ('integer', 'null'))
);
--> statement-breakpoint
CREATE INDEX `aliases_old` ON `aliases` (`old_id`);--> statement-breakpoint
ALTER TABLE `bank` ADD `alias_version` integer DEFAULT 0 NOT NULL;