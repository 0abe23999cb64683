-- Who works in a room of a station is of that station: its ratings count there (0113, 0112 asked for the same place alone).
DROP TRIGGER rating_flag_is_decided_by_another;
CREATE TRIGGER rating_flag_is_decided_by_another BEFORE UPDATE OF state ON rating_flag
WHEN EXISTS (
  SELECT 1 FROM rating r JOIN staff_grant g ON g.user_id = NEW.decided_by JOIN service_point p ON p.id = g.service_point_id
  WHERE r.id = NEW.rating_id AND r.service_point_id IN (p.id, p.parent_id))
BEGIN SELECT RAISE(ABORT, 'another-person'); END;

-- Whom a rectification must not reach at the desk: whoever has a role at the place it is about or in a room of it, and whoever
-- the complaint that was rated must not reach.
DROP VIEW rectification_shut;
CREATE VIEW rectification_shut AS
  SELECT r.id AS rectification_id, g.user_id AS staff_id
    FROM rectification r JOIN staff_grant g ON g.service_point_id = r.service_point_id WHERE r.service_point_id <> '*'
  UNION ALL
  SELECT r.id, g.user_id
    FROM rectification r JOIN service_point p ON p.parent_id = r.service_point_id
    JOIN staff_grant g ON g.service_point_id = p.id
  UNION ALL
  SELECT r.id, z.staff_id FROM rectification r JOIN complaint k ON k.reference = r.subject
    JOIN complaint_shut z ON z.complaint_id = k.id WHERE r.kind = 'complaint';

-- When it was given is known to the week for good, and to the day only as long as somebody needs it. The day a flag was found is
-- forgotten with how the rating came in.
DROP TRIGGER rating_flag_is_fixed;
CREATE TRIGGER rating_flag_is_fixed BEFORE UPDATE OF rating_id, why, evidence, day ON rating_flag
WHEN NEW.rating_id <> OLD.rating_id OR NEW.why <> OLD.why OR NEW.evidence <> OLD.evidence
  OR NEW.day NOT IN (OLD.day, date(OLD.day, '-6 days', 'weekday 1'))
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
DROP TRIGGER rating_flag_is_decided_once;
CREATE TRIGGER rating_flag_is_decided_once BEFORE UPDATE OF state, decided_by, decided_at, reason ON rating_flag
WHEN OLD.state <> 'open'
BEGIN SELECT RAISE(ABORT, 'stale'); END;
CREATE TRIGGER rating_trace_is_forgotten AFTER DELETE ON rating_trace BEGIN
  UPDATE rating_flag SET day = date(day, '-6 days', 'weekday 1') WHERE rating_id = OLD.rating_id;
END;
UPDATE rating_flag SET day = date(day, '-6 days', 'weekday 1') WHERE rating_id NOT IN (SELECT rating_id FROM rating_trace);

-- The clocks of a rectification count from the day of the rating; once it is forgotten (keep_until empties) its day is the Monday
-- of that week, and what was counted from it goes.
DROP TRIGGER rectification_is_fixed;
CREATE TRIGGER rectification_is_fixed BEFORE UPDATE OF
  id, rating_id, service_point_id, grp, may_call, tell_station, opened_on, contact_rule, contact_due_at, contact_counted, fix_rule
ON rectification
WHEN OLD.state <> 'closed' OR OLD.keep_until IS NULL OR NEW.keep_until IS NOT NULL
  OR NEW.id <> OLD.id OR NEW.rating_id <> OLD.rating_id OR NEW.service_point_id <> OLD.service_point_id
  OR NEW.grp <> OLD.grp OR NEW.may_call <> OLD.may_call OR NEW.tell_station <> OLD.tell_station OR NEW.fix_rule <> OLD.fix_rule
  OR NEW.opened_on <> date(OLD.opened_on, '-6 days', 'weekday 1') OR NEW.contact_due_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
DROP TRIGGER rectification_day_is_given;
CREATE TRIGGER rectification_day_is_given BEFORE UPDATE OF fix_due_at, fix_counted ON rectification
WHEN OLD.fix_due_at <> NEW.fix_due_at AND (OLD.keep_until IS NULL OR NEW.keep_until IS NOT NULL) AND NOT EXISTS (
  SELECT 1 FROM rectification_extension WHERE rectification_id = NEW.id AND state = 'given' AND decided_at = NEW.moved_at)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
DROP TRIGGER rectification_firsts_are_fixed;
CREATE TRIGGER rectification_firsts_are_fixed BEFORE UPDATE OF tried_at, contact_late_at, fix_late_at, tasked_on ON rectification
WHEN (OLD.tried_at IS NOT NULL AND NEW.tried_at IS NOT OLD.tried_at)
  OR (OLD.tasked_on IS NOT NULL AND NEW.tasked_on IS NOT OLD.tasked_on)
  OR ((OLD.keep_until IS NULL OR NEW.keep_until IS NOT NULL) AND (
    (OLD.contact_late_at IS NOT NULL AND NEW.contact_late_at IS NOT OLD.contact_late_at)
    OR (OLD.fix_late_at IS NOT NULL AND NEW.fix_late_at IS NOT OLD.fix_late_at)))
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
DROP TRIGGER rectification_event_is_fixed;
CREATE TRIGGER rectification_event_is_fixed BEFORE UPDATE ON rectification_event
WHEN NEW.rectification_id <> OLD.rectification_id OR NEW.n <> OLD.n OR NEW.from_state IS NOT OLD.from_state
  OR NEW.to_state <> OLD.to_state OR NEW.by <> OLD.by OR OLD.from_state IS NOT NULL
  OR NEW.at <> CAST(strftime('%s', (SELECT opened_on FROM rectification WHERE id = NEW.rectification_id)) AS INTEGER) * 1000 - 28800000
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- Who served is kept of an occasion that can be rated, to find bursts by, and of no other.
UPDATE rating_invite SET counter_id = NULL, staff_id = NULL WHERE state <> 'open' AND (counter_id IS NOT NULL OR staff_id IS NOT NULL);

-- Where people say that they were pressed to rate is read at the flag desk beside thousands of other sums.
-- With what is added up: else the planner takes the key of the table, and walks all sums of the year.
CREATE INDEX evaluation_tally_pressed ON evaluation_tally (period, service_point_id, n) WHERE indicator = 'satisfaction.pressed';

-- The page of a station shows the objections that were granted, and walks none of the others.
CREATE INDEX evaluation_objection_granted ON evaluation_objection (service_point_id, period) WHERE state = 'granted';
