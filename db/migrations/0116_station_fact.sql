-- The checklist of grading (等级评定): how many people work at a station and how many they look after. Facts with their
-- evidence, apart from what the public thinks: nothing here goes into a score.

CREATE TABLE station_fact (
  service_point_id   TEXT NOT NULL REFERENCES service_point (id),
  -- The newest one holds; older ones stay as the history.
  version            INTEGER NOT NULL CHECK (version >= 1),
  -- As of which day the figures are true.
  as_of              TEXT NOT NULL CHECK (as_of GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  setting            TEXT NOT NULL CHECK (setting IN ('urban', 'town', 'township')),
  officers           INTEGER NOT NULL CHECK (officers BETWEEN 0 AND 2000),
  community_officers INTEGER NOT NULL CHECK (community_officers BETWEEN 0 AND officers),
  residents          INTEGER NOT NULL CHECK (residents BETWEEN 0 AND 5000000),
  -- Where a community room must be, and where one is.
  rooms_due          INTEGER NOT NULL CHECK (rooms_due BETWEEN 0 AND 500),
  rooms              INTEGER NOT NULL CHECK (rooms BETWEEN 0 AND rooms_due),
  -- What shows it: a document's name and number.
  evidence_zh        TEXT NOT NULL CHECK (evidence_zh <> ''),
  evidence_en        TEXT NOT NULL DEFAULT '',
  staff_id           TEXT NOT NULL,
  at                 INTEGER NOT NULL,
  PRIMARY KEY (service_point_id, version)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER station_fact_is_kept BEFORE DELETE ON station_fact BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER station_fact_is_fixed BEFORE UPDATE ON station_fact BEGIN SELECT RAISE(ABORT, 'append-only'); END;
-- Whoever was as fast wrote the version before: nobody overwrites what they did not see.
CREATE TRIGGER station_fact_follows BEFORE INSERT ON station_fact
WHEN NEW.version > 1 + coalesce((SELECT max(version) FROM station_fact WHERE service_point_id = NEW.service_point_id), 0)
BEGIN SELECT RAISE(ABORT, 'stale'); END;
