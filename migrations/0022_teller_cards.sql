CREATE TABLE `teller_cards` (
	`id` text PRIMARY KEY NOT NULL,
	`roblox_user_id` integer,
	`place_url` text,
	`note` text,
	`since` integer NOT NULL,
	`pending` text NOT NULL,
	CONSTRAINT "teller_cards_integers" CHECK(typeof("teller_cards"."roblox_user_id") in ('integer', 'null') and typeof("teller_cards"."since") in ('integer', 'null'))
);
