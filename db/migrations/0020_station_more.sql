-- What a station's page needs besides: counters apart where they keep different hours, pledges, whom a matter is for.

-- '' holds for every counter of the point; else for that counter group alone.
ALTER TABLE opening_hours ADD COLUMN counter_group TEXT NOT NULL DEFAULT '';
ALTER TABLE special_hours ADD COLUMN counter_group TEXT NOT NULL DEFAULT '';

-- Whom the matter is for here.
ALTER TABLE matter_offer ADD COLUMN audience TEXT NOT NULL DEFAULT 'everyone'
  CHECK (audience IN ('everyone', 'foreigners', 'not-foreigners'));

ALTER TABLE officer ADD COLUMN pledge_zh TEXT NOT NULL DEFAULT '';
ALTER TABLE officer ADD COLUMN pledge_en TEXT NOT NULL DEFAULT '';

ALTER TABLE town ADD COLUMN initials TEXT NOT NULL DEFAULT '';
ALTER TABLE town ADD COLUMN sort INTEGER NOT NULL DEFAULT 0;
CREATE INDEX town_sort ON town (sort, code);
