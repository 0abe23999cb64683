-- What a station says it will do after an evaluation, and what it did of that: in the open, with its day, and never taken back.

CREATE TABLE evaluation_word (
  service_point_id TEXT NOT NULL REFERENCES service_point (id),
  -- `will`: the quarter after which it says so. `did`: the quarter behind that one, in which it was done.
  period           TEXT NOT NULL CHECK (period GLOB '[0-9][0-9][0-9][0-9]Q[1-4]'),
  kind             TEXT NOT NULL CHECK (kind IN ('will', 'did')),
  -- The newest one is shown; older ones stay as the history.
  version          INTEGER NOT NULL CHECK (version BETWEEN 1 AND 100),
  zh               TEXT NOT NULL CHECK (zh <> ''),
  en               TEXT NOT NULL DEFAULT '',
  staff_id         TEXT NOT NULL,
  at               INTEGER NOT NULL,
  PRIMARY KEY (service_point_id, period, kind, version)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER evaluation_word_is_kept BEFORE DELETE ON evaluation_word BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER evaluation_word_is_fixed BEFORE UPDATE ON evaluation_word BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER evaluation_word_follows BEFORE INSERT ON evaluation_word BEGIN
  -- Whoever was as fast wrote the version before: nobody overwrites what they did not see.
  SELECT RAISE(ABORT, 'stale') WHERE NEW.version <> 1 + coalesce((SELECT max(version) FROM evaluation_word
    WHERE service_point_id = NEW.service_point_id AND period = NEW.period AND kind = NEW.kind), 0);
  -- What will be done follows from a result, and what was done from what was said.
  SELECT RAISE(ABORT, 'step-refused') WHERE NEW.kind = 'will' AND NOT EXISTS (
    SELECT 1 FROM evaluation_period WHERE period = NEW.period AND state <> 'open');
  SELECT RAISE(ABORT, 'step-refused') WHERE NEW.kind = 'did' AND NOT EXISTS (
    SELECT 1 FROM evaluation_word WHERE service_point_id = NEW.service_point_id AND kind = 'will'
      AND period = iif(substr(NEW.period, 6) = '1', (substr(NEW.period, 1, 4) - 1) || 'Q4',
        substr(NEW.period, 1, 5) || (substr(NEW.period, 6) - 1)));
END;

-- Something was published for the first time: in time where that was by the day it was due, 20 working days after it came about
-- (api/notice/dueOn.ts). What the bureau publishes itself is no station's, and a correction is no second publication.
CREATE TRIGGER evaluation_notice_published AFTER UPDATE OF published_at ON notice
WHEN OLD.published_at IS NULL AND NEW.published_at IS NOT NULL BEGIN
  INSERT INTO evaluation_event (indicator, subject, service_point_id, grp, level, day, period)
  SELECT 'publication.time', NEW.id, iif(p.kind = 'room', coalesce(p.parent_id, p.id), p.id), 'notice',
    d.day <= NEW.due_on, d.day, substr(d.day, 1, 4) || 'Q' || ((CAST(substr(d.day, 6, 2) AS INTEGER) + 2) / 3)
  FROM (SELECT date((NEW.published_at + 28800000) / 1000, 'unixepoch') AS day) d CROSS JOIN service_point p
  WHERE p.id = NEW.publisher_id
  ON CONFLICT DO NOTHING;
END;
