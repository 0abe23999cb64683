-- Visits of several matters and people, places given back fairly, the waiting list, and published releases.

-- The bureau's rules of booking, as one dated document (api/appointment/rules.ts says what it holds); what it leaves
-- out keeps its default. The newest row that has begun is in force.
CREATE TABLE booking_rule (
  from_day   TEXT PRIMARY KEY,
  rules      TEXT NOT NULL CHECK (json_valid(rules)),
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- All matters of the visit, the first of them matter_code, and for how many people.
ALTER TABLE booking ADD COLUMN matters TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(matters));
ALTER TABLE booking ADD COLUMN people INTEGER NOT NULL DEFAULT 1 CHECK (people BETWEEN 1 AND 20);
-- How often its holder moved it (version counts every change).
ALTER TABLE booking ADD COLUMN moves INTEGER NOT NULL DEFAULT 0;
ALTER TABLE booking ADD COLUMN phone_confirmed_at INTEGER;
-- 'served' and 'missed' are said at the counter; 'late' is a cancellation shortly before the visit.
ALTER TABLE booking ADD COLUMN outcome TEXT CHECK (outcome IN ('served', 'missed', 'late'));
-- Said by the visitor, and never why: old, disabled or pregnant.
ALTER TABLE booking ADD COLUMN exempt INTEGER NOT NULL DEFAULT 0 CHECK (exempt IN (0, 1));
UPDATE booking SET matters = json_array(matter_code), moves = min(version, 5);
CREATE INDEX booking_person ON booking (person_key, ends_at);

-- One open booking per person and matter in the whole bureau; the same name and number is the same person, whichever
-- document was named. Rows live as long as the booking is open, written by triggers alone.
CREATE TABLE open_matter (
  person_key  TEXT NOT NULL,
  matter_code TEXT NOT NULL,
  contact_key TEXT NOT NULL,
  booking_id  TEXT NOT NULL REFERENCES booking (id),
  PRIMARY KEY (person_key, matter_code)
) STRICT, WITHOUT ROWID;
INSERT INTO open_matter (person_key, matter_code, contact_key, booking_id)
  SELECT person_key, matter_code, contact_key, id FROM booking WHERE state = 'booked';
CREATE UNIQUE INDEX open_matter_by_name ON open_matter (contact_key, matter_code) WHERE contact_key <> '';
CREATE INDEX open_matter_booking ON open_matter (booking_id);
DROP INDEX booking_one_open;
DROP INDEX booking_one_open_by_name;

CREATE TRIGGER booking_opens_its_matters AFTER INSERT ON booking WHEN NEW.state = 'booked' BEGIN
  INSERT INTO open_matter (person_key, matter_code, contact_key, booking_id)
    SELECT NEW.person_key, value, NEW.contact_key, NEW.id
    FROM json_each(CASE NEW.matters WHEN '[]' THEN json_array(NEW.matter_code) ELSE NEW.matters END);
END;
CREATE TRIGGER booking_closes_its_matters AFTER UPDATE OF state ON booking
WHEN OLD.state = 'booked' AND NEW.state <> 'booked' BEGIN
  DELETE FROM open_matter WHERE booking_id = NEW.id;
END;

-- The slots a visit covers: those of the same counters from its first slot on (until ends_at).
CREATE VIEW slot_run AS
  SELECT f.id AS first_id, f.starts_at AS first_at, s.id AS id, s.starts_at AS starts_at, s.ends_at AS ends_at,
    s.closes_at AS closes_at, s.state AS state, s.cap_public AS cap_public, s.used_public AS used_public,
    s.cap_phone AS cap_phone, s.used_phone AS used_phone, s.cap_counter AS cap_counter, s.used_counter AS used_counter
  FROM slot f JOIN slot s
    ON s.service_point_id = f.service_point_id AND s.counter_group = f.counter_group AND s.starts_at >= f.starts_at;

-- Who waits for a place: a person with their details, or the holder of a booking who would like an earlier time.
CREATE TABLE waiting (
  id            TEXT PRIMARY KEY,
  reference     TEXT NOT NULL UNIQUE,
  -- Empty for an earlier time: the booking's own code opens it.
  code_hash     TEXT NOT NULL,
  -- Its number in the draw: the same person, matter and day of joining always draw the same.
  ticket        TEXT NOT NULL,
  state         TEXT NOT NULL CHECK (state IN ('waiting', 'offered', 'taken', 'left', 'lapsed', 'over')),
  version       INTEGER NOT NULL DEFAULT 0,
  -- An earlier time for this booking: only places that begin before before_at suit.
  booking_id    TEXT REFERENCES booking (id),
  before_at     INTEGER,
  matter_code   TEXT NOT NULL REFERENCES matter (code),
  matters       TEXT NOT NULL CHECK (json_valid(matters)),
  people        INTEGER NOT NULL DEFAULT 1 CHECK (people BETWEEN 1 AND 20),
  -- The length of the visit, minutes.
  minutes       INTEGER NOT NULL CHECK (minutes > 0),
  -- What suits: days, weekdays (bit 0 is Monday), part of the day.
  from_day      TEXT NOT NULL,
  to_day        TEXT NOT NULL,
  weekdays      INTEGER NOT NULL DEFAULT 127 CHECK (weekdays BETWEEN 1 AND 127),
  part          TEXT NOT NULL DEFAULT 'any' CHECK (part IN ('any', 'morning', 'afternoon')),
  -- Offers let pass so far.
  lapses        INTEGER NOT NULL DEFAULT 0,
  person_key    TEXT NOT NULL,
  contact_key   TEXT NOT NULL,
  phone_key     TEXT NOT NULL,
  locale        TEXT NOT NULL CHECK (locale IN ('zh', 'en')),
  id_type       TEXT NOT NULL,
  exempt        INTEGER NOT NULL DEFAULT 0 CHECK (exempt IN (0, 1)),
  -- Sealed fields (api/privacy/field.ts); NULL for an earlier time.
  name          TEXT,
  phone         TEXT,
  id_number     TEXT,
  helper_name   TEXT,
  helper_phone  TEXT,
  note          TEXT,
  -- The booking made of it.
  taken_as      TEXT,
  joined_day    TEXT NOT NULL,
  created_at    INTEGER NOT NULL,
  updated_at    INTEGER NOT NULL,
  -- When its last day ends.
  ends_at       INTEGER NOT NULL,
  CHECK (from_day <= to_day),
  CHECK ((booking_id IS NULL) = (before_at IS NULL))
) STRICT;
CREATE UNIQUE INDEX waiting_one_open ON waiting (person_key, matter_code) WHERE state IN ('waiting', 'offered');
CREATE UNIQUE INDEX waiting_one_open_by_name ON waiting (contact_key, matter_code)
  WHERE state IN ('waiting', 'offered') AND contact_key <> '';
CREATE INDEX waiting_booking ON waiting (booking_id) WHERE booking_id IS NOT NULL;
CREATE INDEX waiting_phone ON waiting (phone_key, created_at);
CREATE INDEX waiting_ending ON waiting (ends_at) WHERE state IN ('waiting', 'offered');
CREATE INDEX waiting_kept ON waiting (ends_at) WHERE state NOT IN ('waiting', 'offered') AND name IS NOT NULL;
CREATE TRIGGER waiting_phone_limit BEFORE INSERT ON waiting WHEN NEW.booking_id IS NULL BEGIN
  SELECT RAISE(ABORT, 'phone-busy') WHERE (
    SELECT count(*) FROM waiting WHERE phone_key = NEW.phone_key AND created_at > NEW.created_at - 86400000) >= 10;
END;
-- A place on the list that has ended does not come back.
CREATE TRIGGER waiting_is_over BEFORE UPDATE OF state ON waiting
WHEN OLD.state NOT IN ('waiting', 'offered') AND NEW.state <> OLD.state BEGIN SELECT RAISE(ABORT, 'stale'); END;
CREATE TRIGGER waiting_is_not_deleted BEFORE DELETE ON waiting BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- Where it suits; rows live as long as the place on the list does.
CREATE TABLE waiting_point (
  service_point_id TEXT NOT NULL REFERENCES service_point (id),
  counter_group    TEXT NOT NULL,
  waiting_id       TEXT NOT NULL REFERENCES waiting (id),
  PRIMARY KEY (service_point_id, counter_group, waiting_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX waiting_point_waiting ON waiting_point (waiting_id);
CREATE TRIGGER waiting_leaves_its_points AFTER UPDATE OF state ON waiting
WHEN NEW.state NOT IN ('waiting', 'offered') BEGIN
  DELETE FROM waiting_point WHERE waiting_id = NEW.id;
END;

-- Public places that nobody can book just now. 'kept': given back, until its minute comes (`until`, 0 when that is not
-- drawn yet). 'offered': for one person on the list alone, until the offer lapses. The other states say what became
-- of it. A live hold occupies one public place in each slot it covers.
CREATE TABLE hold (
  id         TEXT PRIMARY KEY,
  slot_id    TEXT NOT NULL REFERENCES slot (id),
  ends_at    INTEGER NOT NULL,
  state      TEXT NOT NULL CHECK (state IN ('kept', 'offered', 'taken', 'declined', 'lapsed', 'passed', 'released')),
  waiting_id TEXT REFERENCES waiting (id),
  until      INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  settled_at INTEGER,
  CHECK (state <> 'offered' OR waiting_id IS NOT NULL),
  CHECK (state <> 'kept' OR waiting_id IS NULL)
) STRICT;
CREATE INDEX hold_due ON hold (until) WHERE state IN ('kept', 'offered');
CREATE INDEX hold_slot ON hold (slot_id);
CREATE UNIQUE INDEX hold_one_offer ON hold (waiting_id) WHERE state = 'offered';
CREATE INDEX hold_waiting ON hold (waiting_id) WHERE waiting_id IS NOT NULL;

CREATE TRIGGER hold_takes_its_places BEFORE INSERT ON hold WHEN NEW.state IN ('kept', 'offered') BEGIN
  SELECT RAISE(ABORT, 'slot-closed') WHERE NEW.ends_at - (SELECT starts_at FROM slot WHERE id = NEW.slot_id) IS NOT (
    SELECT sum(ends_at - starts_at) FROM slot_run
    WHERE first_id = NEW.slot_id AND starts_at < NEW.ends_at AND state = 'open');
  UPDATE slot SET used_public = used_public + 1
    WHERE id IN (SELECT id FROM slot_run WHERE first_id = NEW.slot_id AND starts_at < NEW.ends_at);
END;
CREATE TRIGGER hold_gives_its_places BEFORE UPDATE OF state ON hold
WHEN OLD.state IN ('kept', 'offered') AND NEW.state NOT IN ('kept', 'offered') BEGIN
  UPDATE slot SET used_public = used_public - 1
    WHERE id IN (SELECT id FROM slot_run WHERE first_id = OLD.slot_id AND starts_at < OLD.ends_at);
END;
-- What is settled stays settled, and a live hold never changes what it covers.
CREATE TRIGGER hold_is_settled_once BEFORE UPDATE OF state, slot_id, ends_at, waiting_id ON hold
WHEN OLD.state NOT IN ('kept', 'offered') OR NEW.slot_id <> OLD.slot_id OR NEW.ends_at <> OLD.ends_at
  OR NEW.waiting_id IS NOT OLD.waiting_id OR (NEW.state IN ('kept', 'offered') AND NEW.state <> OLD.state)
BEGIN SELECT RAISE(ABORT, 'stale'); END;

DROP TRIGGER booking_takes_a_place;
DROP TRIGGER booking_changes_place;

CREATE TRIGGER booking_takes_its_places BEFORE INSERT ON booking WHEN NEW.state = 'booked' BEGIN
  SELECT RAISE(ABORT, 'slot-closed') WHERE NEW.ends_at - (SELECT starts_at FROM slot WHERE id = NEW.slot_id) IS NOT (
    SELECT sum(ends_at - starts_at) FROM slot_run
    WHERE first_id = NEW.slot_id AND starts_at < NEW.ends_at AND state = 'open');
  SELECT RAISE(ABORT, 'slot-full') WHERE EXISTS (
    SELECT 1 FROM slot_run WHERE first_id = NEW.slot_id AND starts_at < NEW.ends_at AND NOT CASE NEW.channel
      WHEN 'public' THEN used_public < cap_public
      WHEN 'phone' THEN used_phone < cap_phone
      ELSE used_counter < cap_counter END);
  UPDATE slot SET
    used_public = used_public + (NEW.channel = 'public'),
    used_phone = used_phone + (NEW.channel = 'phone'),
    used_counter = used_counter + (NEW.channel = 'counter')
  WHERE id IN (SELECT id FROM slot_run WHERE first_id = NEW.slot_id AND starts_at < NEW.ends_at);
END;

-- Leaving first, then taking: a move within the last place of a slot's channel stays possible. What a public booking
-- leaves behind is kept, place by place, so that no one can pass it on to a person of their choice.
CREATE TRIGGER booking_changes_its_places BEFORE UPDATE OF state, slot_id, channel, ends_at ON booking
WHEN OLD.state IS NOT NEW.state OR OLD.slot_id IS NOT NEW.slot_id OR OLD.channel IS NOT NEW.channel
  OR OLD.ends_at IS NOT NEW.ends_at BEGIN
  UPDATE slot SET
    used_public = used_public - (OLD.channel = 'public'),
    used_phone = used_phone - (OLD.channel = 'phone'),
    used_counter = used_counter - (OLD.channel = 'counter')
  WHERE OLD.state = 'booked' AND NEW.state <> 'ended'
    AND id IN (SELECT id FROM slot_run WHERE first_id = OLD.slot_id AND starts_at < OLD.ends_at);
  SELECT RAISE(ABORT, 'booking-is-over') WHERE NEW.state = 'booked' AND OLD.state <> 'booked';
  SELECT RAISE(ABORT, 'slot-closed') WHERE NEW.state = 'booked'
    AND NEW.ends_at - (SELECT starts_at FROM slot WHERE id = NEW.slot_id) IS NOT (
      SELECT sum(ends_at - starts_at) FROM slot_run
      WHERE first_id = NEW.slot_id AND starts_at < NEW.ends_at AND state = 'open');
  SELECT RAISE(ABORT, 'slot-full') WHERE NEW.state = 'booked' AND EXISTS (
    SELECT 1 FROM slot_run WHERE first_id = NEW.slot_id AND starts_at < NEW.ends_at AND NOT CASE NEW.channel
      WHEN 'public' THEN used_public < cap_public
      WHEN 'phone' THEN used_phone < cap_phone
      ELSE used_counter < cap_counter END);
  UPDATE slot SET
    used_public = used_public + (NEW.channel = 'public'),
    used_phone = used_phone + (NEW.channel = 'phone'),
    used_counter = used_counter + (NEW.channel = 'counter')
  WHERE NEW.state = 'booked'
    AND id IN (SELECT id FROM slot_run WHERE first_id = NEW.slot_id AND starts_at < NEW.ends_at);
  INSERT INTO hold (id, slot_id, ends_at, state, until, created_at)
    SELECT 'ho_' || lower(hex(randomblob(12))), id, ends_at, 'kept', 0, NEW.updated_at
    FROM slot_run
    WHERE first_id = OLD.slot_id AND starts_at < OLD.ends_at
      AND OLD.state = 'booked' AND OLD.channel = 'public' AND NEW.state <> 'ended'
      AND state = 'open' AND closes_at > NEW.updated_at
      AND NOT (NEW.state = 'booked' AND NEW.channel = 'public' AND id IN (
        SELECT id FROM slot_run WHERE first_id = NEW.slot_id AND starts_at < NEW.ends_at));
END;

-- A day's new places appear at a drawn minute of a published window. `commitment` (SHA-256 of the seed) is published
-- before, the seed after: minute and order can be checked by anyone.
CREATE TABLE release (
  service_point_id TEXT NOT NULL REFERENCES service_point (id),
  counter_group    TEXT NOT NULL,
  day              TEXT NOT NULL,
  window_from      INTEGER NOT NULL,
  window_to        INTEGER NOT NULL,
  draw_at          INTEGER NOT NULL,
  commitment       TEXT NOT NULL,
  seed             TEXT,
  state            TEXT NOT NULL CHECK (state IN ('planned', 'drawn', 'void')),
  -- Public places released, people who waited for this day, and offers made to them at the draw.
  places           INTEGER,
  listed           INTEGER,
  offered          INTEGER,
  drawn_at         INTEGER,
  -- When the last public place was first gone.
  gone_at          INTEGER,
  PRIMARY KEY (service_point_id, counter_group, day),
  CHECK (window_from <= window_to AND draw_at BETWEEN window_from AND window_to),
  CHECK ((state = 'drawn') = (seed IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX release_due ON release (draw_at) WHERE state = 'planned';
CREATE INDEX release_drawn ON release (drawn_at) WHERE state = 'drawn';
CREATE TRIGGER release_is_drawn_once BEFORE UPDATE ON release
WHEN OLD.state <> 'planned' AND (NEW.state <> OLD.state OR NEW.seed IS NOT OLD.seed OR NEW.drawn_at IS NOT OLD.drawn_at)
  OR NEW.commitment <> OLD.commitment OR NEW.draw_at <> OLD.draw_at
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER release_is_kept BEFORE DELETE ON release BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- The tickets of a draw in their drawn order, published with the seed.
CREATE TABLE draw_ticket (
  service_point_id TEXT NOT NULL,
  counter_group    TEXT NOT NULL,
  day              TEXT NOT NULL,
  place            INTEGER NOT NULL,
  ticket           TEXT NOT NULL,
  -- 1 when this person had a place in this matter recently and so stands behind those who had none.
  recent           INTEGER NOT NULL CHECK (recent IN (0, 1)),
  joined_day       TEXT NOT NULL,
  offered          INTEGER NOT NULL CHECK (offered IN (0, 1)),
  PRIMARY KEY (service_point_id, counter_group, day, place)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER booking_empties_its_day AFTER INSERT ON booking WHEN NEW.state = 'booked' AND NEW.channel = 'public' BEGIN
  UPDATE release SET gone_at = NEW.created_at
  WHERE gone_at IS NULL AND state = 'drawn' AND (service_point_id, counter_group, day) = (
    SELECT d.service_point_id, d.counter_group, d.day FROM slot s JOIN slot_day d
      ON d.service_point_id = s.service_point_id AND d.counter_group = s.counter_group AND d.day = s.day
    WHERE s.id = NEW.slot_id AND d.used_public >= d.cap_public);
END;

-- One-time codes that show that a number is held by who typed it.
CREATE TABLE phone_code (
  reference  TEXT PRIMARY KEY,
  code_hash  TEXT NOT NULL,
  -- Codes sent for this reference today, and wrong ones typed against the present one.
  day        TEXT NOT NULL,
  sent       INTEGER NOT NULL,
  tries      INTEGER NOT NULL DEFAULT 0,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX phone_code_expiry ON phone_code (expires_at);

-- Which key a place on the list is sealed under (see 0011 and 0012).
CREATE INDEX waiting_field_key ON waiting (substr(name, 4, instr(substr(name, 4), '.') - 1), id) WHERE name IS NOT NULL;
