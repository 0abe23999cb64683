-- The same name and number is the same person, whichever document was named: one open booking of a matter.
-- Blind index like person_key; empty once the person is forgotten.
ALTER TABLE booking ADD COLUMN contact_key TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX booking_one_open_by_name ON booking (contact_key, matter_code)
  WHERE state = 'booked' AND contact_key <> '';
