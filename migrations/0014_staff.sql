CREATE TABLE `staff` (
	`roblox_user_id` integer PRIMARY KEY NOT NULL,
	`granted` text,
	`by_roles` text,
	`manager_since` integer,
	`token_hash` text,
	`seq` integer NOT NULL,
	CONSTRAINT "staff_integers" CHECK(typeof("staff"."roblox_user_id") in ('integer', 'null') and typeof("staff"."manager_since") in ('integer', 'null') and typeof("staff"."seq") in ('integer', 'null'))
);
