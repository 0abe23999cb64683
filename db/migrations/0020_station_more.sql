-- What a station's page needs besides: counters apart where they keep different hours, pledges, whom a matter is for.

-- '' holds for every counter of the point; else for that counter group alone.
ALTER TABLE opening_hours ADD COLUMN counter_group TEXT NOT NULL DEFAULT '';
ALTER TABLE special_hours ADD COLUMN counter_group TEXT NOT NULL DEFAULT '';

-- The counter that handles the matter here ('' is the one the catalogue names), and whom it is for.
ALTER TABLE matter_offer ADD COLUMN counter_group TEXT NOT NULL DEFAULT '';
ALTER TABLE matter_offer ADD COLUMN audience TEXT NOT NULL DEFAULT 'everyone'
  CHECK (audience IN ('everyone', 'foreigners', 'not-foreigners'));

ALTER TABLE officer ADD COLUMN pledge_zh TEXT NOT NULL DEFAULT '';
ALTER TABLE officer ADD COLUMN pledge_en TEXT NOT NULL DEFAULT '';

ALTER TABLE town ADD COLUMN initials TEXT NOT NULL DEFAULT '';
ALTER TABLE town ADD COLUMN sort INTEGER NOT NULL DEFAULT 0;
CREATE INDEX town_sort ON town (sort, code);
