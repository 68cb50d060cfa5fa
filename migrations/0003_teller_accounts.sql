CREATE TABLE `teller_accounts` (
	`teller_id` text PRIMARY KEY NOT NULL,
	`sealed_token` text NOT NULL,
	`connected_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`next_at` integer NOT NULL
);
