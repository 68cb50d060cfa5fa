CREATE INDEX `cases_open_member` ON `cases` (`roblox_user_id`) WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX `users_last_discord` ON `users` (`last_discord_user_id`);