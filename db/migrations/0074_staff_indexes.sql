-- Questions of the sign-in that are over are cleared away by their end, not by reading them all.
CREATE INDEX staff_verification_expiry ON staff_verification (expires_at);

-- What somebody invited is void when their account is switched off.
CREATE INDEX staff_invitation_by ON staff_invitation (invited_by) WHERE used_at IS NULL;

-- Who was told of a closed visit before 0067 got the visit's time as 0, which reads as "has another time by now". It is
-- the time the booking has, unless it was moved since it was told.
UPDATE closure_notice SET starts_at = coalesce(
  (SELECT s.starts_at FROM booking b JOIN slot s ON s.id = b.slot_id
    WHERE b.id = closure_notice.booking_id AND NOT EXISTS (
      SELECT 1 FROM audit_leaf l WHERE l.subject = b.reference AND l.action = 'appointment.move'
        AND (l.body ->> 'at') >= closure_notice.told_at)),
  0)
WHERE starts_at = 0;
