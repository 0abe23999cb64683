-- A booking asks for an earlier time five times at most: each wish may send texts, and its number may be somebody else's.
CREATE TRIGGER waiting_wish_limit BEFORE INSERT ON waiting WHEN NEW.booking_id IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'asked-too-often') WHERE (SELECT count(*) FROM waiting WHERE booking_id = NEW.booking_id) >= 5;
END;

-- Live holds that begin on a day, so that settling looks at the slots of such days alone.
ALTER TABLE slot_day ADD COLUMN held INTEGER NOT NULL DEFAULT 0;
UPDATE slot_day SET held = h.n FROM (
  SELECT s.service_point_id, s.counter_group, s.day, count(*) AS n
  FROM hold h JOIN slot s ON s.id = h.slot_id WHERE h.state IN ('kept', 'offered') GROUP BY 1, 2, 3) h
WHERE slot_day.service_point_id = h.service_point_id AND slot_day.counter_group = h.counter_group AND slot_day.day = h.day;
CREATE TRIGGER hold_counts_in_its_day AFTER INSERT ON hold WHEN NEW.state IN ('kept', 'offered') BEGIN
  UPDATE slot_day SET held = held + 1 WHERE (service_point_id, counter_group, day) = (
    SELECT service_point_id, counter_group, day FROM slot WHERE id = NEW.slot_id);
END;
CREATE TRIGGER hold_leaves_its_day AFTER UPDATE OF state ON hold
WHEN OLD.state IN ('kept', 'offered') AND NEW.state NOT IN ('kept', 'offered') BEGIN
  UPDATE slot_day SET held = held - 1 WHERE (service_point_id, counter_group, day) = (
    SELECT service_point_id, counter_group, day FROM slot WHERE id = NEW.slot_id);
END;

-- Who joined before somebody at a counter is counted from the front.
ALTER TABLE waiting_point ADD COLUMN joined_at INTEGER NOT NULL DEFAULT 0;
UPDATE waiting_point SET joined_at = w.created_at FROM waiting w WHERE w.id = waiting_point.waiting_id;
CREATE INDEX waiting_point_joined ON waiting_point (service_point_id, counter_group, joined_at);
