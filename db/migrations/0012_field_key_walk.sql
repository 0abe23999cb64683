-- The rotation walks what is left under an old key in order of id, so that rows which cannot be opened are passed
-- instead of being met again and again.

DROP INDEX booking_field_key;
DROP INDEX outbox_field_key;
CREATE INDEX booking_field_key ON booking (substr(name, 4, instr(substr(name, 4), '.') - 1), id) WHERE name IS NOT NULL;
CREATE INDEX outbox_field_key ON outbox (substr(recipient, 4, instr(substr(recipient, 4), '.') - 1), id) WHERE state = 'waiting';
