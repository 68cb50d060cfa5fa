ALTER TABLE `tellers` ADD `hour` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `tellers` ADD `hour_worth` text DEFAULT '0' NOT NULL;--> statement-breakpoint
ALTER TABLE `tellers` ADD `over_hours` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `tellers` ADD `drift` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `tellers` ADD `drift_since` integer;--> statement-breakpoint
ALTER TABLE `tellers` ADD `is_silence_told` integer DEFAULT false NOT NULL;