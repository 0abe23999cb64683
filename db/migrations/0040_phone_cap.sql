-- One number is not to be flooded with messages by whoever types it: ten public bookings in a day and no more.
-- phone_key is the blind index of the number the messages go to (the helper's, else the applicant's).
CREATE INDEX booking_phone_recent ON booking (phone_key, created_at);
DROP INDEX booking_phone;
CREATE TRIGGER booking_phone_limit BEFORE INSERT ON booking WHEN NEW.channel = 'public' BEGIN
  SELECT RAISE(ABORT, 'phone-busy') WHERE (
    SELECT count(*) FROM booking WHERE phone_key = NEW.phone_key AND created_at > NEW.created_at - 86400000) >= 10;
END;
