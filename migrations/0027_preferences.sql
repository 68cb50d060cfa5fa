CREATE TABLE `preferences` (
	`discord_user_id` text PRIMARY KEY NOT NULL,
	`muted_notices` text NOT NULL
);
