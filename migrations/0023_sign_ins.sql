CREATE TABLE `sign_ins` (
	`id` text PRIMARY KEY NOT NULL,
	`roblox_user_id` integer,
	`staff_seq` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`seal` text NOT NULL,
	CONSTRAINT "sign_ins_integers" CHECK(typeof("sign_ins"."roblox_user_id") in ('integer', 'null') and typeof("sign_ins"."staff_seq") in ('integer', 'null') and typeof("sign_ins"."ends_at") in ('integer', 'null'))
);
--> statement-breakpoint
CREATE TABLE `staff_proposals` (
	`id` text PRIMARY KEY NOT NULL,
	`by` text NOT NULL,
	`staff_seq` integer NOT NULL,
	`action` text NOT NULL,
	`content` text NOT NULL,
	`made_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`seal` text NOT NULL,
	CONSTRAINT "staff_proposals_integers" CHECK(typeof("staff_proposals"."staff_seq") in ('integer', 'null') and typeof("staff_proposals"."made_at") in ('integer', 'null') and typeof("staff_proposals"."ends_at") in ('integer', 'null'))
);
