CREATE TABLE `checks` (
	`id` text PRIMARY KEY NOT NULL,
	`next_at` integer NOT NULL,
	`checked_at` integer,
	`seq` integer NOT NULL,
	`error` text,
	CONSTRAINT "checks_integers" CHECK(typeof("checks"."next_at") in ('integer', 'null') and typeof("checks"."checked_at") in ('integer', 'null') and typeof("checks"."seq") in ('integer', 'null'))
);
