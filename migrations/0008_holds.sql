ALTER TABLE `inventory` ADD `holds` text;--> statement-breakpoint
ALTER TABLE `tellers` ADD `cleared_seq` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `tellers` ADD `confirmed_seq` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `tellers` ADD `shown` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `tellers` ADD `trades` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `tellers` ADD `contradicted_at` integer;--> statement-breakpoint
ALTER TABLE `tellers` ADD `decided_seq` integer DEFAULT 0 NOT NULL;