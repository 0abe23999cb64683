-- A day that is noted when its quarter is frozen already (a job that was down for weeks): it counts in the running quarter, in
-- whose cells it leaves, and there the station may object to it. Its day stays what it was.
CREATE TRIGGER evaluation_event_of_a_frozen_quarter BEFORE INSERT ON evaluation_event
WHEN EXISTS (SELECT 1 FROM evaluation_period WHERE period = NEW.period AND state = 'frozen')
  AND EXISTS (SELECT 1 FROM evaluation_period WHERE state = 'open' AND period LIKE '____Q_') BEGIN
  INSERT INTO evaluation_event (indicator, subject, service_point_id, grp, level, day, period, corrected_by)
  SELECT NEW.indicator, NEW.subject, NEW.service_point_id, NEW.grp, NEW.level, NEW.day,
    (SELECT min(period) FROM evaluation_period WHERE state = 'open' AND period LIKE '____Q_'), NEW.corrected_by
  WHERE NOT EXISTS (SELECT 1 FROM evaluation_event WHERE indicator = NEW.indicator AND subject = NEW.subject);
  SELECT RAISE(IGNORE);
END;
