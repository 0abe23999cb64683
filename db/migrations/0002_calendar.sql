-- The working calendar, closures, and the dated rules of the one deadline engine.

CREATE TABLE calendar_year (
  year      INTEGER PRIMARY KEY,
  status    TEXT NOT NULL CHECK (status IN ('official', 'provisional')),
  source_zh TEXT NOT NULL,
  source_en TEXT NOT NULL,
  certainty TEXT NOT NULL CHECK (certainty IN ('S', 'P', 'K1', 'K2'))
) STRICT;

-- Only the days that differ from the plain week: holidays, and weekend days worked to make up (调休).
CREATE TABLE calendar_day (
  day     TEXT PRIMARY KEY CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  kind    TEXT NOT NULL CHECK (kind IN ('holiday', 'workday')),
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- service_point_id '*' closes the whole bureau.
CREATE TABLE closure (
  id               TEXT PRIMARY KEY,
  service_point_id TEXT NOT NULL,
  from_day         TEXT NOT NULL,
  to_day           TEXT NOT NULL,
  reason_zh        TEXT NOT NULL,
  reason_en        TEXT NOT NULL,
  CHECK (from_day <= to_day)
) STRICT;
CREATE INDEX closure_service_point ON closure (service_point_id, to_day);

-- Hours of one day that replace the weekly ones.
CREATE TABLE special_hours (
  service_point_id TEXT NOT NULL REFERENCES service_point (id),
  day              TEXT NOT NULL,
  opens            TEXT NOT NULL,
  closes           TEXT NOT NULL,
  reason_zh        TEXT NOT NULL,
  reason_en        TEXT NOT NULL,
  PRIMARY KEY (service_point_id, day, opens),
  CHECK (opens < closes)
) STRICT, WITHOUT ROWID;

-- A case keeps the version it was opened under, so a version is never changed, only followed by another.
CREATE TABLE deadline_rule (
  id              TEXT PRIMARY KEY,
  rule_key        TEXT NOT NULL,
  version         INTEGER NOT NULL,
  name_zh         TEXT NOT NULL,
  name_en         TEXT NOT NULL,
  value           INTEGER NOT NULL CHECK (value > 0),
  unit            TEXT NOT NULL CHECK (unit IN ('hour', 'calendar_day', 'working_day')),
  start_event_zh  TEXT NOT NULL,
  start_event_en  TEXT NOT NULL,
  rolls           INTEGER NOT NULL CHECK (rolls IN (0, 1)),
  -- JSON {value, unit, times} or null: how far, and how often, it may be extended.
  extension       TEXT,
  basis_zh        TEXT NOT NULL,
  basis_en        TEXT NOT NULL,
  certainty       TEXT NOT NULL CHECK (certainty IN ('S', 'P', 'K1', 'K2')),
  scope           TEXT NOT NULL CHECK (scope IN ('national', 'province', 'city', 'product')),
  effective_from  TEXT NOT NULL,
  effective_to    TEXT,
  UNIQUE (rule_key, version)
) STRICT;
CREATE TRIGGER deadline_rule_keeps_its_terms BEFORE UPDATE OF rule_key, version, value, unit, rolls, extension, effective_from ON deadline_rule
BEGIN SELECT RAISE(ABORT, 'rule-is-fixed'); END;
