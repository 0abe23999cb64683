-- Objections of stations to an event of a provisional quarter (异议): the supervision desk decides, and what it grants changes
-- that one event, in the open. Never about a rating: what somebody thinks is not argued with.

CREATE TABLE evaluation_objection (
  id               TEXT PRIMARY KEY,
  indicator        TEXT NOT NULL,
  subject          TEXT NOT NULL,
  -- As the event has them.
  period           TEXT NOT NULL,
  service_point_id TEXT NOT NULL,
  grp              TEXT NOT NULL,
  day              TEXT NOT NULL,
  why              TEXT NOT NULL CHECK (why IN ('noted', 'system', 'person', 'force', 'other')),
  -- Sealed: what the station says, and what the desk answers it.
  words            TEXT,
  answer           TEXT,
  state            TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'granted', 'refused')),
  filed_at         INTEGER NOT NULL,
  filed_by         TEXT NOT NULL,
  decided_at       INTEGER,
  decided_by       TEXT,
  -- Why it was granted, as everybody reads it.
  public_zh        TEXT NOT NULL DEFAULT '',
  public_en        TEXT NOT NULL DEFAULT '',
  -- The sealed words are emptied then.
  keep_until       INTEGER,
  CHECK ((state = 'open') = (decided_at IS NULL)),
  CHECK ((state = 'open') = (decided_by IS NULL)),
  CHECK ((state = 'granted') = (public_zh <> '')),
  CONSTRAINT evaluation_second_reader CHECK (decided_by IS NULL OR decided_by <> filed_by)
) STRICT;
-- Once for each event.
CREATE UNIQUE INDEX evaluation_objection_once ON evaluation_objection (indicator, subject);
CREATE INDEX evaluation_objection_open ON evaluation_objection (period, filed_at, id) WHERE state = 'open';
CREATE INDEX evaluation_objection_of ON evaluation_objection (service_point_id, filed_at, id);
CREATE INDEX evaluation_objection_all ON evaluation_objection (filed_at, id);
CREATE INDEX evaluation_objection_keep ON evaluation_objection (keep_until) WHERE words IS NOT NULL AND keep_until IS NOT NULL;
CREATE INDEX evaluation_objection_field_key ON evaluation_objection (substr(words, 4, instr(substr(words, 4), '.') - 1), id)
  WHERE words IS NOT NULL;

-- Of a missed day in a provisional quarter, while the time to object runs.
CREATE TRIGGER evaluation_objection_in_time BEFORE INSERT ON evaluation_objection BEGIN
  SELECT RAISE(ABORT, 'objection-closed') WHERE NEW.state <> 'open' OR NOT EXISTS (
    SELECT 1 FROM evaluation_period WHERE period = NEW.period AND state = 'provisional' AND objections_until >= NEW.filed_at);
  SELECT RAISE(ABORT, 'objection-closed') WHERE NOT EXISTS (
    SELECT 1 FROM evaluation_event WHERE indicator = NEW.indicator AND subject = NEW.subject AND level = 0
      AND corrected_by IS NULL AND period = NEW.period AND service_point_id = NEW.service_point_id);
END;
CREATE TRIGGER evaluation_objection_is_fixed BEFORE UPDATE OF
  id, indicator, subject, period, service_point_id, grp, day, why, filed_at, filed_by ON evaluation_objection
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER evaluation_objection_is_kept BEFORE DELETE ON evaluation_objection BEGIN SELECT RAISE(ABORT, 'append-only'); END;
-- Decided once, and by nobody of that station.
CREATE TRIGGER evaluation_objection_is_decided BEFORE UPDATE OF state, decided_at, decided_by, public_zh, public_en ON evaluation_objection
BEGIN
  SELECT RAISE(ABORT, 'stale') WHERE OLD.state <> 'open';
  SELECT RAISE(ABORT, 'evaluation_second_reader') WHERE EXISTS (
    SELECT 1 FROM staff_grant g JOIN service_point p ON p.id = g.service_point_id
    WHERE g.user_id = NEW.decided_by AND (p.id = OLD.service_point_id OR p.parent_id = OLD.service_point_id));
END;

-- Nothing is frozen while somebody waits for an answer.
CREATE TRIGGER evaluation_period_waits_for_objections BEFORE UPDATE OF state ON evaluation_period
WHEN NEW.state = 'frozen' AND EXISTS (
  SELECT 1 FROM evaluation_objection WHERE period = NEW.period AND state = 'open')
BEGIN SELECT RAISE(ABORT, 'stale'); END;
