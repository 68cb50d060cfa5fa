CREATE TABLE `bank` (
	`id` integer PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`seq` integer NOT NULL,
	`hash` text NOT NULL,
	`head_at` integer NOT NULL,
	`halted_reason` text,
	CONSTRAINT "bank_one_row" CHECK("bank"."id" = 1),
	CONSTRAINT "bank_integers" CHECK(typeof("bank"."version") in ('integer', 'null') and typeof("bank"."seq") in ('integer', 'null'))
);
--> statement-breakpoint
CREATE TABLE `cases` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`roblox_user_id` integer,
	`teller_id` text NOT NULL,
	`withdrawal_id` text,
	`goods` text NOT NULL,
	`summary` text NOT NULL,
	`opened_at` integer NOT NULL,
	`closed_at` integer,
	`resolution` text
);
--> statement-breakpoint
CREATE INDEX `cases_open` ON `cases` (`id`) WHERE closed_at is null;--> statement-breakpoint
CREATE TABLE `daily_usage` (
	`roblox_user_id` integer NOT NULL,
	`day` text NOT NULL,
	`pets` text NOT NULL,
	`gems` text NOT NULL,
	PRIMARY KEY(`roblox_user_id`, `day`)
);
--> statement-breakpoint
CREATE TABLE `discord_users` (
	`discord_user_id` text PRIMARY KEY NOT NULL,
	`roblox_user_id` integer NOT NULL,
	`linked_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `discord_users_roblox` ON `discord_users` (`roblox_user_id`);--> statement-breakpoint
CREATE TABLE `inventory` (
	`account` text NOT NULL,
	`asset` text NOT NULL,
	`amount` text NOT NULL,
	PRIMARY KEY(`account`, `asset`),
	CONSTRAINT "inventory_digits" CHECK(typeof("inventory"."amount") = 'text' and ltrim("inventory"."amount", '-') not glob '*[^0-9]*' and "inventory"."amount" <> ''),
	CONSTRAINT "inventory_side_of_zero" CHECK(("inventory"."account" like 'teller:%') = ("inventory"."amount" like '-%') and "inventory"."amount" <> '0')
);
--> statement-breakpoint
CREATE TABLE `members` (
	`roblox_user_id` integer PRIMARY KEY NOT NULL,
	`frozen_reason` text,
	`cooldown_until` integer,
	`pets_held` text NOT NULL,
	`gems_held` text NOT NULL,
	CONSTRAINT "members_digits" CHECK(typeof("members"."pets_held") = 'text' and ltrim("members"."pets_held", '-') not glob '*[^0-9]*' and "members"."pets_held" <> '' and typeof("members"."gems_held") = 'text' and ltrim("members"."gems_held", '-') not glob '*[^0-9]*' and "members"."gems_held" <> ''),
	CONSTRAINT "members_integers" CHECK(typeof("members"."cooldown_until") in ('integer', 'null'))
);
--> statement-breakpoint
CREATE TABLE `nonces` (
	`key_id` text NOT NULL,
	`nonce` text NOT NULL,
	`expires_at` integer NOT NULL,
	PRIMARY KEY(`key_id`, `nonce`)
);
--> statement-breakpoint
CREATE INDEX `nonces_expiry` ON `nonces` (`expires_at`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`topic` text NOT NULL,
	`discord_user_id` text,
	`roblox_user_id` integer,
	`goods` text NOT NULL,
	`text` text NOT NULL,
	`at` integer NOT NULL,
	`sent_at` integer
);
--> statement-breakpoint
CREATE TABLE `tellers` (
	`id` text PRIMARY KEY NOT NULL,
	`last_trade_seq` integer NOT NULL,
	`report` text NOT NULL,
	`shortages` text NOT NULL,
	`told_surplus` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `transactions` (
	`seq` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`status` text NOT NULL,
	`at` integer NOT NULL,
	`by` text NOT NULL,
	`operation_id` text,
	`digest` text,
	`roblox_user_id` integer,
	`teller_id` text,
	`withdrawal_id` text,
	`goods` text NOT NULL,
	`entries` text NOT NULL,
	`note` text,
	`answer` text,
	`previous_hash` text NOT NULL,
	`hash` text NOT NULL,
	CONSTRAINT "transactions_integers" CHECK(typeof("transactions"."at") in ('integer', 'null') and typeof("transactions"."roblox_user_id") in ('integer', 'null'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `transactions_operation` ON `transactions` (`operation_id`) WHERE operation_id is not null;--> statement-breakpoint
CREATE INDEX `transactions_member` ON `transactions` (`roblox_user_id`,`seq`) WHERE roblox_user_id is not null;--> statement-breakpoint
CREATE TABLE `users` (
	`roblox_user_id` integer PRIMARY KEY NOT NULL,
	`username` text NOT NULL,
	`display_name` text NOT NULL,
	`avatar_url` text,
	`last_discord_user_id` text,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `verifications` (
	`discord_user_id` text PRIMARY KEY NOT NULL,
	`roblox_user_id` integer NOT NULL,
	`username` text NOT NULL,
	`code` text NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `withdrawals` (
	`id` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`roblox_user_id` integer NOT NULL,
	`requested_by` text NOT NULL,
	`status` text NOT NULL,
	`goods` text NOT NULL,
	`requested_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`teller_id` text,
	`claim_token` text,
	`lease_until` integer,
	CONSTRAINT "withdrawals_integers" CHECK(typeof("withdrawals"."expires_at") in ('integer', 'null') and typeof("withdrawals"."lease_until") in ('integer', 'null')),
	CONSTRAINT "withdrawals_claim" CHECK(status not in ('claimed', 'uncertain') or (teller_id is not null and claim_token is not null and lease_until is not null))
);
--> statement-breakpoint
CREATE INDEX `withdrawals_open_member` ON `withdrawals` (`roblox_user_id`) WHERE status in ('reserved', 'claimed', 'uncertain');--> statement-breakpoint
CREATE INDEX `withdrawals_open_teller` ON `withdrawals` (`teller_id`) WHERE status in ('claimed', 'uncertain');--> statement-breakpoint
CREATE INDEX `withdrawals_expiry` ON `withdrawals` (`expires_at`) WHERE status = 'reserved';--> statement-breakpoint
CREATE INDEX `withdrawals_lease` ON `withdrawals` (`lease_until`) WHERE status = 'claimed';