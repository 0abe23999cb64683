-- A booking made of an offer was counted when its holder joined the list: whoever books under somebody's number cannot
-- make their offer fail.
CREATE INDEX waiting_taken ON waiting (taken_as) WHERE taken_as IS NOT NULL;
DROP TRIGGER booking_phone_limit;
CREATE TRIGGER booking_phone_limit BEFORE INSERT ON booking WHEN NEW.channel = 'public' BEGIN
  SELECT RAISE(ABORT, 'phone-busy') WHERE (
    SELECT count(*) FROM booking WHERE phone_key = NEW.phone_key AND created_at > NEW.created_at - 86400000) >= 10
    AND NOT EXISTS (SELECT 1 FROM waiting WHERE taken_as = NEW.reference);
END;
