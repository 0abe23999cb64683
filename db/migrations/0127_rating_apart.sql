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
