-- Whether a held rating counts is decided by nobody of the place it is about.
CREATE TRIGGER rating_flag_is_decided_by_another BEFORE UPDATE OF state ON rating_flag
WHEN EXISTS (
  SELECT 1 FROM rating r JOIN staff_grant g ON g.service_point_id = r.service_point_id
  WHERE r.id = NEW.rating_id AND r.service_point_id <> '*' AND g.user_id = NEW.decided_by)
BEGIN SELECT RAISE(ABORT, 'another-person'); END;
