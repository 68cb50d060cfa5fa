CREATE TABLE `projected_activity` (
	`span` text NOT NULL,
	`at` integer NOT NULL,
	`measure` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`span`, `at`, `measure`),
	CONSTRAINT "projected_activity_integers" CHECK(typeof("projected_activity"."at") in ('integer', 'null') and typeof("projected_activity"."count") in ('integer', 'null'))
);
--> statement-breakpoint
CREATE TABLE `projected_blocks` (
	`term` text NOT NULL,
	`block` integer NOT NULL,
	`seqs` text NOT NULL,
	PRIMARY KEY(`term`, `block`),
	CONSTRAINT "projected_blocks_integers" CHECK(typeof("projected_blocks"."block") in ('integer', 'null'))
);
--> statement-breakpoint
CREATE TABLE `projected_flows` (
	`span` text NOT NULL,
	`at` integer NOT NULL,
	`asset` text NOT NULL,
	`deposited` text NOT NULL,
	`withdrawn` text NOT NULL,
	`opening` text NOT NULL,
	`closing` text NOT NULL,
	PRIMARY KEY(`span`, `at`, `asset`),
	CONSTRAINT "projected_flows_integers" CHECK(typeof("projected_flows"."at") in ('integer', 'null'))
);
--> statement-breakpoint
CREATE INDEX `projected_flows_asset` ON `projected_flows` (`asset`,`span`,`at`);--> statement-breakpoint
CREATE TABLE `projected_terms` (
	`term` text PRIMARY KEY NOT NULL,
	`count` integer NOT NULL,
	`first_seq` integer NOT NULL,
	`last_seq` integer NOT NULL,
	CONSTRAINT "projected_terms_integers" CHECK(typeof("projected_terms"."count") in ('integer', 'null') and typeof("projected_terms"."first_seq") in ('integer', 'null') and typeof("projected_terms"."last_seq") in ('integer', 'null'))
);
--> statement-breakpoint
CREATE TABLE `projections` (
	`id` integer PRIMARY KEY NOT NULL,
	`format` integer NOT NULL,
	`seq` integer NOT NULL,
	`hash` text NOT NULL,
	`is_clearing` integer NOT NULL,
	CONSTRAINT "projections_one_row" CHECK("projections"."id" = 1)
);
--> statement-breakpoint
CREATE INDEX `users_username` ON `users` ("username" collate nocase);