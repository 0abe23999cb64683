-- What a station answers for after a bad rating is its own part: from the desk's task to its report, and the redo after a call-back
-- that failed. When the desk called first, and how long it thinks about an appeal, is no day of the station's.

-- 1: what comes of it counts for the station. Not where the desk asked only after the day to put it right was over, nor once the
-- desk saw to it itself.
ALTER TABLE rectification ADD COLUMN station_part INTEGER NOT NULL DEFAULT 0 CHECK (station_part IN (0, 1));
-- How often the desk asked, sent back among it.
ALTER TABLE rectification ADD COLUMN station_asked INTEGER NOT NULL DEFAULT 0;
-- The clock of what it was asked last.
ALTER TABLE rectification ADD COLUMN station_from_at INTEGER;
ALTER TABLE rectification ADD COLUMN station_due_at INTEGER;
ALTER TABLE rectification ADD COLUMN station_counted TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(station_counted));
-- When it was noted that the station missed its part.
ALTER TABLE rectification ADD COLUMN station_missed_at INTEGER;

-- What was asked before keeps the day it was told.
UPDATE rectification SET station_asked = 1 + (SELECT count(*) FROM rectification_word w WHERE w.rectification_id = id AND w.kind = 'back'),
  station_from_at = CAST(strftime('%s', tasked_on) AS INTEGER) * 1000 - 28800000, station_due_at = fix_due_at,
  station_counted = fix_counted, station_missed_at = fix_late_at,
  station_part = tasked_on <= date((fix_due_at + 28800000) / 1000, 'unixepoch')
WHERE tasked_on IS NOT NULL;

DROP INDEX rectification_task;
CREATE INDEX rectification_task ON rectification (service_point_id, station_due_at, id)
  WHERE state <> 'closed' AND tasked_on IS NOT NULL;
CREATE INDEX rectification_station_late ON rectification (station_due_at)
  WHERE state = 'fixing' AND station_part = 1 AND station_missed_at IS NULL;

CREATE TRIGGER rectification_station_is_asked BEFORE UPDATE OF station_part, station_asked, station_missed_at ON rectification
WHEN NEW.station_asked NOT IN (OLD.station_asked, OLD.station_asked + 1)
  OR (NEW.station_asked > OLD.station_asked AND (NEW.state <> 'fixing' OR NEW.tasked_on IS NULL OR NEW.station_due_at IS NULL))
  OR (NEW.station_part > OLD.station_part
    AND (OLD.station_asked > 0 OR NEW.station_asked = 0 OR NEW.station_from_at > OLD.fix_due_at))
  OR (OLD.station_missed_at IS NOT NULL AND NEW.station_missed_at IS NOT OLD.station_missed_at)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
-- Its day begins with each task, and moves by more time that was given and by an appeal that was refused.
CREATE TRIGGER rectification_station_day_is_given BEFORE UPDATE OF station_from_at, station_due_at ON rectification
WHEN NEW.station_asked = OLD.station_asked AND (NEW.station_from_at IS NOT OLD.station_from_at
  OR (NEW.station_due_at IS NOT OLD.station_due_at
    AND NOT EXISTS (SELECT 1 FROM rectification_extension
      WHERE rectification_id = NEW.id AND state = 'given' AND decided_at = NEW.moved_at)
    AND NOT EXISTS (SELECT 1 FROM rectification_appeal
      WHERE rectification_id = NEW.id AND state = 'refused' AND decided_at = NEW.moved_at)))
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- What it counts for, once: a missed part when it is noted, a kept one at the end. Only those count whose rater may be called
-- (实名差评): if every bad rating did, the number of these would tell how many bad ones stand behind a published cell that says
-- “fewer than five”.
CREATE TRIGGER evaluation_rectification_missed AFTER UPDATE OF station_missed_at ON rectification
WHEN OLD.station_missed_at IS NULL AND NEW.station_missed_at IS NOT NULL AND NEW.station_part = 1 AND NEW.may_call = 1 BEGIN
  INSERT INTO evaluation_event (indicator, subject, service_point_id, grp, level, day, period)
  SELECT 'rectification.time', NEW.id, NEW.service_point_id, NEW.grp, 0, d.day,
    substr(d.day, 1, 4) || 'Q' || ((CAST(substr(d.day, 6, 2) AS INTEGER) + 2) / 3)
  FROM (SELECT date((NEW.station_missed_at + 28800000) / 1000, 'unixepoch') AS day) d WHERE true
  ON CONFLICT DO NOTHING;
END;
-- What was said to be put right and the call-back found unsolved is not put right, whoever closes it; what there was to explain
-- was explained (standards B1).
CREATE TRIGGER evaluation_rectification_closed AFTER UPDATE OF state ON rectification
WHEN OLD.state <> 'closed' AND NEW.state = 'closed' AND NEW.outcome <> 'appealed' AND NEW.station_part = 1 AND NEW.may_call = 1 BEGIN
  INSERT INTO evaluation_event (indicator, subject, service_point_id, grp, level, day, period)
  SELECT 'rectification.time', NEW.id, NEW.service_point_id, NEW.grp,
    NEW.station_missed_at IS NULL AND NEW.fixed_at <= NEW.station_due_at
      AND (NEW.outcome IN ('explained', 'appeal-refused') OR coalesce((SELECT c.outcome FROM callback c
        WHERE c.reference = NEW.id AND c.state <> 'open' ORDER BY c.opened_at DESC LIMIT 1), '') <> 'redo'),
    d.day, substr(d.day, 1, 4) || 'Q' || ((CAST(substr(d.day, 6, 2) AS INTEGER) + 2) / 3)
  FROM (SELECT date((NEW.closed_at + 28800000) / 1000, 'unixepoch') AS day) d WHERE true
  ON CONFLICT DO NOTHING;
END;
