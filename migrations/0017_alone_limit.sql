CREATE TABLE `staff_days` (
	`staff` text NOT NULL,
	`day` text NOT NULL,
	`worth` text NOT NULL,
	PRIMARY KEY(`staff`, `day`)
);
--> statement-breakpoint
ALTER TABLE `cases` ADD `proposal` text DEFAULT 'null' NOT NULL;--> statement-breakpoint
ALTER TABLE `transactions` ADD `moved_alone` text;