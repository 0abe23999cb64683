-- Codes sent to one number in a day, whichever bookings name it: whoever types somebody's number cannot have them
-- flooded with codes. phone_key is the blind index of the number.
CREATE TABLE phone_code_day (
  phone_key TEXT NOT NULL,
  day       TEXT NOT NULL,
  sent      INTEGER NOT NULL,
  PRIMARY KEY (day, phone_key)
) STRICT, WITHOUT ROWID;
