-- Schedules become slots; a booking takes a place in one. The database itself refuses to oversell.

CREATE TABLE schedule (
  id               TEXT PRIMARY KEY,
  service_point_id TEXT NOT NULL REFERENCES service_point (id),
  counter_group    TEXT NOT NULL,
  weekday          INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  from_time        TEXT NOT NULL,
  to_time          TEXT NOT NULL,
  slot_minutes     INTEGER NOT NULL CHECK (slot_minutes BETWEEN 5 AND 240),
  cap_public       INTEGER NOT NULL CHECK (cap_public >= 0),
  cap_phone        INTEGER NOT NULL CHECK (cap_phone >= 0),
  cap_counter      INTEGER NOT NULL CHECK (cap_counter >= 0),
  lead_minutes     INTEGER NOT NULL CHECK (lead_minutes >= 0),
  horizon_days     INTEGER NOT NULL CHECK (horizon_days BETWEEN 1 AND 90),
  release_time     TEXT NOT NULL,
  valid_from       TEXT NOT NULL,
  valid_to         TEXT,
  CHECK (from_time < to_time)
) STRICT;
CREATE INDEX schedule_service_point ON schedule (service_point_id, counter_group, weekday);

-- One row a day: what the day list shows, kept by triggers so that no page counts slots.
CREATE TABLE slot_day (
  service_point_id TEXT NOT NULL REFERENCES service_point (id),
  counter_group    TEXT NOT NULL,
  day              TEXT NOT NULL,
  slots            INTEGER NOT NULL DEFAULT 0,
  cap_public       INTEGER NOT NULL DEFAULT 0,
  used_public      INTEGER NOT NULL DEFAULT 0,
  -- The last moment at which a public place of this day can still be taken.
  last_public_at   INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (service_point_id, counter_group, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE slot (
  id               TEXT PRIMARY KEY,
  service_point_id TEXT NOT NULL REFERENCES service_point (id),
  counter_group    TEXT NOT NULL,
  day              TEXT NOT NULL,
  starts_at        INTEGER NOT NULL,
  ends_at          INTEGER NOT NULL,
  -- A public booking is taken up to this moment (start less the lead time).
  closes_at        INTEGER NOT NULL,
  state            TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
  cap_public       INTEGER NOT NULL CHECK (cap_public >= 0),
  cap_phone        INTEGER NOT NULL CHECK (cap_phone >= 0),
  cap_counter      INTEGER NOT NULL CHECK (cap_counter >= 0),
  used_public      INTEGER NOT NULL DEFAULT 0,
  used_phone       INTEGER NOT NULL DEFAULT 0,
  used_counter     INTEGER NOT NULL DEFAULT 0,
  released_at      INTEGER NOT NULL,
  UNIQUE (service_point_id, counter_group, starts_at),
  CONSTRAINT slot_public_within_capacity CHECK (used_public BETWEEN 0 AND cap_public),
  CONSTRAINT slot_phone_within_capacity CHECK (used_phone BETWEEN 0 AND cap_phone),
  CONSTRAINT slot_counter_within_capacity CHECK (used_counter BETWEEN 0 AND cap_counter),
  CHECK (starts_at < ends_at AND closes_at <= starts_at)
) STRICT;
CREATE INDEX slot_day_list ON slot (service_point_id, counter_group, day, starts_at);

CREATE TRIGGER slot_joins_its_day AFTER INSERT ON slot BEGIN
  INSERT INTO slot_day (service_point_id, counter_group, day, slots, cap_public, used_public, last_public_at)
  VALUES (NEW.service_point_id, NEW.counter_group, NEW.day, 1, NEW.cap_public, NEW.used_public, NEW.closes_at)
  ON CONFLICT (service_point_id, counter_group, day) DO UPDATE SET
    slots = slots + 1,
    cap_public = cap_public + NEW.cap_public,
    used_public = used_public + NEW.used_public,
    last_public_at = max(last_public_at, NEW.closes_at);
END;

-- A closed slot offers nothing to the public, so its free places leave the day's sum.
CREATE TRIGGER slot_changes_its_day AFTER UPDATE OF state, cap_public, used_public ON slot BEGIN
  UPDATE slot_day SET
    cap_public = cap_public
      + CASE NEW.state WHEN 'open' THEN NEW.cap_public ELSE NEW.used_public END
      - CASE OLD.state WHEN 'open' THEN OLD.cap_public ELSE OLD.used_public END,
    used_public = used_public + NEW.used_public - OLD.used_public
  WHERE service_point_id = NEW.service_point_id AND counter_group = NEW.counter_group AND day = NEW.day;
END;

CREATE TABLE booking (
  id               TEXT PRIMARY KEY,
  reference        TEXT NOT NULL UNIQUE,
  code_hash        TEXT NOT NULL,
  slot_id          TEXT NOT NULL REFERENCES slot (id),
  matter_code      TEXT NOT NULL REFERENCES matter (code),
  channel          TEXT NOT NULL CHECK (channel IN ('public', 'phone', 'counter')),
  state            TEXT NOT NULL CHECK (state IN ('booked', 'cancelled', 'ended')),
  -- Counts every change; an ICS SEQUENCE and the optimistic lock of each write.
  version          INTEGER NOT NULL DEFAULT 0,
  -- Blind indexes (HMAC under a key that is not in this database).
  person_key       TEXT NOT NULL,
  phone_key        TEXT NOT NULL,
  locale           TEXT NOT NULL CHECK (locale IN ('zh', 'en')),
  id_type          TEXT NOT NULL,
  -- Sealed fields (api/privacy/field.ts).
  name             TEXT,
  phone            TEXT,
  id_number        TEXT,
  helper_name      TEXT,
  helper_phone     TEXT,
  note             TEXT,
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  ends_at          INTEGER NOT NULL
) STRICT;
CREATE INDEX booking_slot ON booking (slot_id);
CREATE INDEX booking_phone ON booking (phone_key, state);
CREATE INDEX booking_ending ON booking (ends_at) WHERE state = 'booked';
CREATE INDEX booking_kept ON booking (ends_at) WHERE state <> 'booked' AND name IS NOT NULL;

-- One open booking per person and matter in the whole bureau.
CREATE UNIQUE INDEX booking_one_open ON booking (person_key, matter_code) WHERE state = 'booked';

CREATE TRIGGER booking_takes_a_place BEFORE INSERT ON booking WHEN NEW.state = 'booked' BEGIN
  SELECT RAISE(ABORT, 'slot-closed') WHERE NOT EXISTS (SELECT 1 FROM slot WHERE id = NEW.slot_id AND state = 'open');
  SELECT RAISE(ABORT, 'slot-full') WHERE NOT EXISTS (
    SELECT 1 FROM slot WHERE id = NEW.slot_id AND CASE NEW.channel
      WHEN 'public' THEN used_public < cap_public
      WHEN 'phone' THEN used_phone < cap_phone
      ELSE used_counter < cap_counter END);
  UPDATE slot SET
    used_public = used_public + (NEW.channel = 'public'),
    used_phone = used_phone + (NEW.channel = 'phone'),
    used_counter = used_counter + (NEW.channel = 'counter')
  WHERE id = NEW.slot_id;
END;

-- Leaving first, then taking: a move within the last place of a slot's channel stays possible.
CREATE TRIGGER booking_changes_place BEFORE UPDATE OF state, slot_id, channel ON booking
WHEN OLD.state IS NOT NEW.state OR OLD.slot_id IS NOT NEW.slot_id OR OLD.channel IS NOT NEW.channel BEGIN
  UPDATE slot SET
    used_public = used_public - (OLD.channel = 'public'),
    used_phone = used_phone - (OLD.channel = 'phone'),
    used_counter = used_counter - (OLD.channel = 'counter')
  WHERE id = OLD.slot_id AND OLD.state = 'booked' AND NEW.state <> 'ended';
  SELECT RAISE(ABORT, 'booking-is-over') WHERE NEW.state = 'booked' AND OLD.state <> 'booked';
  SELECT RAISE(ABORT, 'slot-closed') WHERE NEW.state = 'booked'
    AND NOT EXISTS (SELECT 1 FROM slot WHERE id = NEW.slot_id AND state = 'open');
  SELECT RAISE(ABORT, 'slot-full') WHERE NEW.state = 'booked' AND NOT EXISTS (
    SELECT 1 FROM slot WHERE id = NEW.slot_id AND CASE NEW.channel
      WHEN 'public' THEN used_public < cap_public
      WHEN 'phone' THEN used_phone < cap_phone
      ELSE used_counter < cap_counter END);
  UPDATE slot SET
    used_public = used_public + (NEW.channel = 'public'),
    used_phone = used_phone + (NEW.channel = 'phone'),
    used_counter = used_counter + (NEW.channel = 'counter')
  WHERE id = NEW.slot_id AND NEW.state = 'booked';
END;

CREATE TRIGGER booking_is_not_deleted BEFORE DELETE ON booking BEGIN SELECT RAISE(ABORT, 'append-only'); END;
