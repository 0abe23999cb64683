-- What is judged besides ratings, noted by the database in the batch of whatever it is about, once for each thing: a repeated
-- or corrected step changes nothing. Days and quarters are those of Shanghai. A room's counts for its station.

-- An application was decided: in time where no clock of the office (to ask or accept, to decide) was missed before.
CREATE TRIGGER evaluation_application_decided AFTER UPDATE OF decided_at ON application
WHEN OLD.decided_at IS NULL AND NEW.decided_at IS NOT NULL BEGIN
  INSERT INTO evaluation_event (indicator, subject, service_point_id, grp, level, day, period)
  SELECT 'application.time', NEW.reference, iif(p.kind = 'room', coalesce(p.parent_id, p.id), p.id), m.group_code,
    NOT coalesce(OLD.clock IN ('ask', 'decide') AND OLD.paused_at IS NULL AND OLD.due_at < NEW.decided_at, 0)
      AND NOT EXISTS (SELECT 1 FROM application_lapse WHERE application_id = NEW.id),
    d.day, substr(d.day, 1, 4) || 'Q' || ((CAST(substr(d.day, 6, 2) AS INTEGER) + 2) / 3)
  FROM (SELECT date((NEW.decided_at + 28800000) / 1000, 'unixepoch') AS day) d
  CROSS JOIN service_point p CROSS JOIN matter m
  WHERE p.id = NEW.service_point_id AND m.code = NEW.matter_code
  ON CONFLICT DO NOTHING;
END;

-- A number was served: in time where it was first called within the promised minutes of being taken, or of the time booked. What
-- was taken back and ended again keeps what was noted first: the call was the same.
CREATE TRIGGER evaluation_ticket_served AFTER UPDATE OF state ON ticket
WHEN NEW.state = 'done' AND OLD.state <> 'done' AND NEW.called_at IS NOT NULL BEGIN
  INSERT INTO evaluation_event (indicator, subject, service_point_id, grp, level, day, period)
  SELECT 'waiting.promise', NEW.id, iif(p.kind = 'room', coalesce(p.parent_id, p.id), p.id), 'counter',
    NEW.called_at - max(NEW.issued_at, NEW.due_at) <= json_extract(i.content, '$.minutes') * 60000, NEW.day, d.period
  FROM (SELECT substr(NEW.day, 1, 4) || 'Q' || ((CAST(substr(NEW.day, 6, 2) AS INTEGER) + 2) / 3) AS period) d
  CROSS JOIN service_point p CROSS JOIN evaluation_indicator i
  WHERE p.id = NEW.service_point_id AND i.code = 'waiting.promise' AND i.version = (
    SELECT max(version) FROM evaluation_indicator WHERE code = 'waiting.promise' AND from_period <= d.period)
    AND json_extract(i.content, '$.minutes') IS NOT NULL
  ON CONFLICT DO NOTHING;
END;

-- A promise of a meeting: kept by its day, or not; what was withdrawn, which everybody reads with its reason, is neither.
CREATE TRIGGER evaluation_promise_settled AFTER UPDATE OF state ON meeting_promise
WHEN OLD.state = 'open' AND NEW.state IN ('kept', 'broken') BEGIN
  INSERT INTO evaluation_event (indicator, subject, service_point_id, grp, level, day, period)
  SELECT 'meeting.promise', NEW.id, iif(p.kind = 'room', coalesce(p.parent_id, p.id), p.id), 'voice',
    NEW.state = 'kept' AND d.day <= NEW.due_day, d.day,
    substr(d.day, 1, 4) || 'Q' || ((CAST(substr(d.day, 6, 2) AS INTEGER) + 2) / 3)
  FROM (SELECT date((NEW.settled_at + 28800000) / 1000, 'unixepoch') AS day) d
  CROSS JOIN meeting t CROSS JOIN service_point p
  WHERE t.id = NEW.meeting_id AND p.id = t.point_id
  ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER evaluation_promise_missed AFTER UPDATE OF late_at ON meeting_promise
WHEN OLD.late_at IS NULL AND NEW.late_at IS NOT NULL AND NEW.state = 'open' BEGIN
  INSERT INTO evaluation_event (indicator, subject, service_point_id, grp, level, day, period)
  SELECT 'meeting.promise', NEW.id, iif(p.kind = 'room', coalesce(p.parent_id, p.id), p.id), 'voice', 0, NEW.due_day,
    substr(NEW.due_day, 1, 4) || 'Q' || ((CAST(substr(NEW.due_day, 6, 2) AS INTEGER) + 2) / 3)
  FROM meeting t CROSS JOIN service_point p
  WHERE t.id = NEW.meeting_id AND p.id = t.point_id
  ON CONFLICT DO NOTHING;
END;
