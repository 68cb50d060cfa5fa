-- Reports were part of their teller's row, which every trade read: what they name gets rows of its own.
INSERT INTO `teller_reports` (`teller_id`, `amounts`)
SELECT `id`, coalesce((
	SELECT group_concat(json_extract(value, '$[0]') || ' ' || json_extract(value, '$[1]'), char(10))
	FROM json_each(`tellers`.`report`, '$.amounts')
), '') FROM `tellers` WHERE json_type(`report`) = 'object';
--> statement-breakpoint
UPDATE `tellers` SET `report` = json_remove(`report`, '$.amounts') WHERE json_type(`report`) = 'object';
