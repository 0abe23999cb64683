-- Evaluation (考评): roll-ups, published cells, periods, results.
--
-- Whatever is judged arrives as an event with a level: a rating of 1 to 5, a day that was kept (1) or missed (0). The sums
-- are kept in the batch of the event. What is published is cut out of them (api/privacy/cut.ts) into cells that each stand
-- for five people or more and that never change: every public number is a sum of cells, so no two numbers differ by fewer.

-- How many events of each level there are, and how many of them are in published cells.
CREATE TABLE evaluation_tally (
  -- The quarter, 2026Q4.
  period           TEXT NOT NULL CHECK (period GLOB '[0-9][0-9][0-9][0-9]Q[1-4]'),
  service_point_id TEXT NOT NULL,
  indicator        TEXT NOT NULL,
  grp              TEXT NOT NULL,
  level            INTEGER NOT NULL CHECK (level BETWEEN 0 AND 5),
  -- May fall below zero: what is set aside after its quarter is taken off the running one.
  n                INTEGER NOT NULL DEFAULT 0,
  released         INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (period, service_point_id, indicator, grp, level)
) STRICT, WITHOUT ROWID;
-- What waits to be published.
CREATE INDEX evaluation_tally_waits ON evaluation_tally (period, service_point_id, indicator) WHERE n <> released;

-- Everything but ratings that is judged: once for each thing and indicator.
CREATE TABLE evaluation_event (
  indicator        TEXT NOT NULL,
  -- What it is about: a reference, or an id.
  subject          TEXT NOT NULL,
  service_point_id TEXT NOT NULL,
  grp              TEXT NOT NULL,
  level            INTEGER NOT NULL CHECK (level BETWEEN 0 AND 5),
  -- In Shanghai.
  day              TEXT NOT NULL,
  period           TEXT NOT NULL,
  -- The objection that changed its level, once.
  corrected_by     TEXT,
  PRIMARY KEY (indicator, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX evaluation_event_point ON evaluation_event (service_point_id, period, level, indicator, subject);
CREATE INDEX evaluation_event_period ON evaluation_event (period, service_point_id, indicator, grp, level);

CREATE TABLE evaluation_period (
  -- 2026Q4, 2026H2, 2026.
  period           TEXT PRIMARY KEY,
  state            TEXT NOT NULL CHECK (state IN ('open', 'provisional', 'frozen')),
  -- The last moment of its last day, ms.
  ends_at          INTEGER NOT NULL,
  -- When the results became provisional, until when stations may object, how that was counted (JSON), when it was frozen.
  provisional_at   INTEGER,
  objections_until INTEGER,
  counted          TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(counted)),
  frozen_at        INTEGER,
  -- Which formula, and the SHA-256 of what it was fed and of what came out.
  formula          TEXT NOT NULL,
  input_hash       TEXT,
  result_hash      TEXT,
  leaf             TEXT,
  -- The day of the last weekly close that changed something.
  closed_on        TEXT,
  rev              INTEGER NOT NULL DEFAULT 0,
  CHECK ((state = 'open') = (provisional_at IS NULL)),
  CHECK ((state = 'frozen') = (frozen_at IS NOT NULL)),
  CHECK (state <> 'frozen' OR (input_hash IS NOT NULL AND result_hash IS NOT NULL AND leaf IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX evaluation_period_ends ON evaluation_period (ends_at, period) WHERE state <> 'frozen';
CREATE INDEX evaluation_period_newest ON evaluation_period (ends_at, period);
CREATE TRIGGER evaluation_period_is_kept BEFORE DELETE ON evaluation_period BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER evaluation_period_goes_on BEFORE UPDATE OF state ON evaluation_period
WHEN (OLD.state || '>' || NEW.state) NOT IN ('open>open', 'open>provisional', 'provisional>provisional', 'provisional>frozen')
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER evaluation_period_is_frozen BEFORE UPDATE ON evaluation_period WHEN OLD.state = 'frozen'
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- Each weekly close, once.
CREATE TABLE evaluation_close (
  -- The Monday, or the day on which a period ended.
  day    TEXT NOT NULL,
  period TEXT NOT NULL,
  at     INTEGER NOT NULL,
  cells  INTEGER NOT NULL,
  -- The newest month whose published figures of complaints became cells with it or before; '': none of this period yet.
  months TEXT NOT NULL DEFAULT '',
  leaf   TEXT NOT NULL,
  PRIMARY KEY (period, day)
) STRICT, WITHOUT ROWID;

-- What is published: so many events of the levels from_level to to_level, of them all or (topped) filled up to five with some
-- of the level `topped`. A correction is a cell of its own, by a decided objection, and may be negative.
CREATE TABLE evaluation_cell (
  period           TEXT NOT NULL,
  closed           TEXT NOT NULL,
  service_point_id TEXT NOT NULL,
  indicator        TEXT NOT NULL,
  grp              TEXT NOT NULL,
  from_level       INTEGER NOT NULL CHECK (from_level BETWEEN 0 AND 5),
  to_level         INTEGER NOT NULL CHECK (to_level BETWEEN from_level AND 5),
  -- -1: not topped up.
  topped           INTEGER NOT NULL DEFAULT -1 CHECK (topped = -1 OR topped > to_level),
  n                INTEGER NOT NULL CHECK (n <> 0),
  -- 1: published elsewhere as fewer than five, and counted as two (n).
  few              INTEGER NOT NULL DEFAULT 0 CHECK (few IN (0, 1)),
  -- The objection that was granted; '': a cell of the weekly close.
  objection        TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (period, service_point_id, indicator, grp, closed, from_level, to_level, topped, objection)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER evaluation_cell_is_fixed BEFORE UPDATE ON evaluation_cell BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER evaluation_cell_is_kept BEFORE DELETE ON evaluation_cell BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER evaluation_cell_of_a_frozen_period BEFORE INSERT ON evaluation_cell
WHEN EXISTS (SELECT 1 FROM evaluation_period WHERE period = NEW.period AND state = 'frozen')
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- What comes of the cells, for each service point and indicator; indicator '': all together; service point '*': what is
-- usual. What is only counted (offered, ratings set aside) has an n and no points. Counts and hundredths of a point, so that
-- nothing is rounded twice; null: too few.
CREATE TABLE evaluation_result (
  period           TEXT NOT NULL,
  service_point_id TEXT NOT NULL,
  indicator        TEXT NOT NULL,
  n                INTEGER NOT NULL,
  mean             INTEGER,
  score            INTEGER,
  low              INTEGER,
  high             INTEGER,
  band             TEXT NOT NULL CHECK (band IN ('A', 'B', 'C', '')),
  PRIMARY KEY (period, service_point_id, indicator)
) STRICT, WITHOUT ROWID;
CREATE INDEX evaluation_result_trend ON evaluation_result (service_point_id, indicator, period);
CREATE TRIGGER evaluation_result_is_frozen BEFORE UPDATE ON evaluation_result
WHEN EXISTS (SELECT 1 FROM evaluation_period WHERE period = OLD.period AND state = 'frozen')
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER evaluation_result_is_kept BEFORE DELETE ON evaluation_result
WHEN EXISTS (SELECT 1 FROM evaluation_period WHERE period = OLD.period AND state = 'frozen')
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER evaluation_result_of_a_frozen_period BEFORE INSERT ON evaluation_result
WHEN EXISTS (SELECT 1 FROM evaluation_period WHERE period = NEW.period AND state = 'frozen')
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- The indicators as dated data: the newest version that began is in force for a period that begins then.
CREATE TABLE evaluation_indicator (
  code        TEXT NOT NULL,
  version     INTEGER NOT NULL,
  from_period TEXT NOT NULL CHECK (from_period GLOB '[0-9][0-9][0-9][0-9]Q[1-4]'),
  -- 0: shown and not weighed.
  weight      INTEGER NOT NULL CHECK (weight BETWEEN 0 AND 100),
  sort        INTEGER NOT NULL,
  -- JSON (api/evaluation/indicator.ts).
  content     TEXT NOT NULL CHECK (json_valid(content)),
  PRIMARY KEY (code, version)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER evaluation_indicator_is_fixed BEFORE UPDATE ON evaluation_indicator
BEGIN SELECT RAISE(ABORT, 'rule-is-fixed'); END;
CREATE TRIGGER evaluation_indicator_is_kept BEFORE DELETE ON evaluation_indicator BEGIN SELECT RAISE(ABORT, 'rule-is-fixed'); END;

-- The roll-ups follow from the events, in their batch.
CREATE TRIGGER evaluation_event_is_tallied AFTER INSERT ON evaluation_event BEGIN
  INSERT INTO evaluation_tally (period, service_point_id, indicator, grp, level, n)
  VALUES (NEW.period, NEW.service_point_id, NEW.indicator, NEW.grp, NEW.level, 1)
  ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER evaluation_event_is_kept BEFORE DELETE ON evaluation_event BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER evaluation_event_is_fixed BEFORE UPDATE OF indicator, subject, service_point_id, grp, day, period ON evaluation_event
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER evaluation_event_is_corrected_once BEFORE UPDATE OF level, corrected_by ON evaluation_event
WHEN OLD.corrected_by IS NOT NULL OR NEW.corrected_by IS NULL
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER evaluation_event_is_corrected AFTER UPDATE OF level ON evaluation_event WHEN OLD.level <> NEW.level BEGIN
  UPDATE evaluation_tally SET n = n - 1 WHERE period = NEW.period AND service_point_id = NEW.service_point_id
    AND indicator = NEW.indicator AND grp = NEW.grp AND level = OLD.level;
  INSERT INTO evaluation_tally (period, service_point_id, indicator, grp, level, n)
  VALUES (NEW.period, NEW.service_point_id, NEW.indicator, NEW.grp, NEW.level, 1)
  ON CONFLICT DO UPDATE SET n = n + 1;
END;

-- Ratings are events too, whose standing may change: from then on they count in the quarter in which it did.
CREATE TRIGGER rating_is_tallied AFTER INSERT ON rating BEGIN
  INSERT INTO evaluation_tally (period, service_point_id, indicator, grp, level, n)
  VALUES (NEW.tallied_in, NEW.service_point_id, iif(NEW.standing = 'counted', 'satisfaction', 'satisfaction.' || NEW.standing),
    NEW.grp, NEW.overall, 1)
  ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER rating_changes_standing AFTER UPDATE OF standing ON rating WHEN OLD.standing <> NEW.standing BEGIN
  INSERT INTO evaluation_tally (period, service_point_id, indicator, grp, level, n)
  VALUES (NEW.tallied_in, NEW.service_point_id, iif(OLD.standing = 'counted', 'satisfaction', 'satisfaction.' || OLD.standing),
    NEW.grp, NEW.overall, -1)
  ON CONFLICT DO UPDATE SET n = n - 1;
  INSERT INTO evaluation_tally (period, service_point_id, indicator, grp, level, n)
  VALUES (NEW.tallied_in, NEW.service_point_id, iif(NEW.standing = 'counted', 'satisfaction', 'satisfaction.' || NEW.standing),
    NEW.grp, NEW.overall, 1)
  ON CONFLICT DO UPDATE SET n = n + 1;
END;
-- An occasion that can be rated: who does not answer is not counted as praise, but as unrated.
CREATE TRIGGER rating_invite_is_tallied AFTER INSERT ON rating_invite BEGIN
  INSERT INTO evaluation_tally (period, service_point_id, indicator, grp, level, n)
  SELECT q.period, NEW.service_point_id, 'offered', NEW.grp, 1, 1
  FROM (SELECT strftime('%Y', (NEW.opens_at + 28800000) / 1000, 'unixepoch') || 'Q' ||
    ((CAST(strftime('%m', (NEW.opens_at + 28800000) / 1000, 'unixepoch') AS INTEGER) + 2) / 3) AS period) q WHERE true
  ON CONFLICT DO UPDATE SET n = n + 1;
END;
