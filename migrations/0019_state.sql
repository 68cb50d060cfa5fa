ALTER TABLE `discord_users` ADD `salt` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `transactions` ADD `state` text;--> statement-breakpoint
ALTER TABLE `users` ADD `last_salt` text DEFAULT '' NOT NULL;