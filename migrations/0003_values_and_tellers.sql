CREATE TABLE `pet_values` (
	`asset` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`tier` text NOT NULL,
	`tradable` integer NOT NULL,
	`thumbnail` text,
	`value` integer,
	`rap` integer,
	`exist_count` integer,
	`valued_at` integer NOT NULL,
	`source` text NOT NULL,
	`flags` text NOT NULL,
	`recent` text NOT NULL,
	`points` text NOT NULL,
	CONSTRAINT "pet_values_integers" CHECK(typeof("pet_values"."value") in ('integer', 'null') and typeof("pet_values"."rap") in ('integer', 'null') and typeof("pet_values"."exist_count") in ('integer', 'null'))
);
--> statement-breakpoint
CREATE TABLE `teller_accounts` (
	`teller_id` text PRIMARY KEY NOT NULL,
	`sealed_token` text NOT NULL,
	`connected_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`next_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `value_imports` (
	`id` integer PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`next_at` integer NOT NULL,
	CONSTRAINT "value_imports_one_row" CHECK("value_imports"."id" = 1)
);
