CREATE TABLE `joint_shortages` (
	`teller_id` text PRIMARY KEY NOT NULL,
	`paused` text NOT NULL,
	`resumed` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `teller_reports` (
	`teller_id` text PRIMARY KEY NOT NULL,
	`amounts` text NOT NULL
);
