CREATE INDEX `webhooks_dead` ON `webhooks` (`event_id`) WHERE status = 'dead';--> statement-breakpoint
CREATE INDEX `webhooks_old` ON `webhooks` (`next_at`);