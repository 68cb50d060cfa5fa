CREATE TABLE `liabilities` (
	`id` text PRIMARY KEY NOT NULL,
	`salt_key` text NOT NULL,
	`seq` integer NOT NULL,
	`root` text NOT NULL,
	`taken_at` integer NOT NULL,
	`took_ms` integer NOT NULL,
	`next_at` integer NOT NULL,
	CONSTRAINT "liabilities_integers" CHECK(typeof("liabilities"."seq") in ('integer', 'null') and typeof("liabilities"."taken_at") in ('integer', 'null') and typeof("liabilities"."took_ms") in ('integer', 'null') and typeof("liabilities"."next_at") in ('integer', 'null'))
);
