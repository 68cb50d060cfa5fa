CREATE TABLE `report_history` (
	`teller_id` text NOT NULL,
	`span` text NOT NULL,
	`at` integer NOT NULL,
	`reports` integer NOT NULL,
	`differing` integer NOT NULL,
	`lacking` integer NOT NULL,
	`surplus` integer NOT NULL,
	PRIMARY KEY(`teller_id`, `span`, `at`),
	CONSTRAINT "report_history_integers" CHECK(typeof("report_history"."at") in ('integer', 'null') and typeof("report_history"."reports") in ('integer', 'null') and typeof("report_history"."differing") in ('integer', 'null') and typeof("report_history"."lacking") in ('integer', 'null') and typeof("report_history"."surplus") in ('integer', 'null'))
);
--> statement-breakpoint
CREATE INDEX `report_history_age` ON `report_history` (`span`,`at`);--> statement-breakpoint
CREATE INDEX `cases_open_oldest` ON `cases` (`opened_at`,`id`) WHERE closed_at is null;