-- A closure may shut one counter alone; '' shuts them all.
ALTER TABLE closure ADD COLUMN counter_group TEXT NOT NULL DEFAULT '';
