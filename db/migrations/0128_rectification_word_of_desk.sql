-- Who speaks for the desk and who for the station: what the desk wrote for itself (its own asking for time, what it put right
-- itself) is nothing the station reads.
ALTER TABLE rectification_word ADD COLUMN desk INTEGER NOT NULL DEFAULT 0 CHECK (desk IN (0, 1));
DROP TRIGGER rectification_word_is_fixed;
CREATE TRIGGER rectification_word_is_fixed BEFORE UPDATE OF id, rectification_id, n, kind, staff_id, at, desk ON rectification_word
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- Whoever only decided about more time had no part in what was rated: at a desk of two nobody would be left to decide an appeal.
DROP TRIGGER rectification_appeal_is_decided_once;
CREATE TRIGGER rectification_appeal_is_decided_once BEFORE UPDATE ON rectification_appeal BEGIN
  SELECT RAISE(ABORT, 'append-only') WHERE OLD.state <> 'open' OR NEW.rectification_id <> OLD.rectification_id
    OR NEW.reason <> OLD.reason OR NEW.asked_by <> OLD.asked_by OR NEW.asked_at <> OLD.asked_at
    OR NEW.service_point_id <> OLD.service_point_id;
  SELECT RAISE(ABORT, 'another-person') WHERE EXISTS (
    SELECT 1 FROM rectification_shut WHERE rectification_id = NEW.rectification_id AND staff_id = NEW.decided_by)
    OR EXISTS (SELECT 1 FROM rectification_word WHERE rectification_id = NEW.rectification_id AND staff_id = NEW.decided_by
      AND kind NOT IN ('decision', 'given'))
    OR EXISTS (SELECT 1 FROM rectification_event WHERE rectification_id = NEW.rectification_id AND by = NEW.decided_by);
END;
