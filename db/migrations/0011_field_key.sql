-- Which key a row is sealed under, so that the rotation finds what is left without reading the tables. A row's
-- fields are always sealed together, so one field tells for all: `v1.<key id>.<iv>.<ciphertext>`.

CREATE INDEX booking_field_key ON booking (substr(name, 4, instr(substr(name, 4), '.') - 1)) WHERE name IS NOT NULL;
CREATE INDEX outbox_field_key ON outbox (substr(recipient, 4, instr(substr(recipient, 4), '.') - 1)) WHERE state = 'waiting';
