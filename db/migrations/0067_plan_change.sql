-- Changes of days that people may have booked already: what was changed, how far it is carried out, whom it concerned.

-- The keys left the counter out, so that two counters could not open at the same time with hours of their own. The old
-- tables stay under another name until somebody takes them away by hand.
ALTER TABLE opening_hours RENAME TO former_opening_hours;
CREATE TABLE opening_hours (
  service_point_id TEXT NOT NULL REFERENCES service_point (id),
  weekday          INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  opens            TEXT NOT NULL CHECK (opens GLOB '[0-2][0-9]:[0-5][0-9]'),
  closes           TEXT NOT NULL CHECK (closes GLOB '[0-2][0-9]:[0-5][0-9]'),
  -- '' holds for every counter of the point; else for that counter group alone.
  counter_group    TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (service_point_id, weekday, counter_group, opens),
  CHECK (opens < closes)
) STRICT, WITHOUT ROWID;
INSERT INTO opening_hours (service_point_id, weekday, opens, closes, counter_group)
  SELECT service_point_id, weekday, opens, closes, counter_group FROM former_opening_hours;

ALTER TABLE special_hours RENAME TO former_special_hours;
CREATE TABLE special_hours (
  service_point_id TEXT NOT NULL REFERENCES service_point (id),
  day              TEXT NOT NULL,
  opens            TEXT NOT NULL,
  closes           TEXT NOT NULL,
  counter_group    TEXT NOT NULL DEFAULT '',
  reason_zh        TEXT NOT NULL,
  reason_en        TEXT NOT NULL,
  PRIMARY KEY (service_point_id, day, counter_group, opens),
  CHECK (opens < closes)
) STRICT, WITHOUT ROWID;
INSERT INTO special_hours (service_point_id, day, opens, closes, counter_group, reason_zh, reason_en)
  SELECT service_point_id, day, opens, closes, counter_group, reason_zh, reason_en FROM former_special_hours;

-- One change of the plan for some days. The slots follow it in bounded steps; `done_at` says that none is left to do, and
-- until then a job goes on with it.
CREATE TABLE plan_change (
  id               TEXT PRIMARY KEY,
  -- '*' is every service point, '' every counter.
  service_point_id TEXT NOT NULL,
  counter_group    TEXT NOT NULL DEFAULT '',
  kind             TEXT NOT NULL CHECK (kind IN ('closure', 'lift', 'hours', 'schedule')),
  from_day         TEXT NOT NULL,
  to_day           TEXT NOT NULL,
  reason_zh        TEXT NOT NULL DEFAULT '',
  reason_en        TEXT NOT NULL DEFAULT '',
  made_at          INTEGER NOT NULL,
  done_at          INTEGER,
  -- When a closure was lifted again.
  lifted_at        INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX plan_change_open ON plan_change (made_at) WHERE done_at IS NULL;
CREATE INDEX plan_change_point ON plan_change (service_point_id, made_at);

-- Which visit somebody was told of, whether a text could be sent, and whether they were reached by telephone instead;
-- `reopened_at`: they were told that the visit holds after all.
ALTER TABLE closure_notice ADD COLUMN starts_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE closure_notice ADD COLUMN texted INTEGER NOT NULL DEFAULT 1 CHECK (texted IN (0, 1));
ALTER TABLE closure_notice ADD COLUMN reached_at INTEGER;
ALTER TABLE closure_notice ADD COLUMN reopened_at INTEGER;
CREATE INDEX closure_notice_closure ON closure_notice (closure_id);
