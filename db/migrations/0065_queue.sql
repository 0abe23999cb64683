-- Counters, tickets and what was pressed. Every change of a ticket is a row of ticket_click, which is never changed; the
-- ticket itself only follows its clicks, by the triggers here, and so do its times and the sums of the day.

-- A place where somebody is served. counter_group as in schedule; '' serves every group of the service point.
CREATE TABLE counter (
  id               TEXT PRIMARY KEY,
  service_point_id TEXT NOT NULL REFERENCES service_point (id),
  counter_group    TEXT NOT NULL,
  number           INTEGER NOT NULL CHECK (number BETWEEN 1 AND 99),
  name_zh          TEXT NOT NULL,
  name_en          TEXT NOT NULL,
  state            TEXT NOT NULL CHECK (state IN ('open', 'closed')),
  -- Who sits there, and since when. Counts its calls and seats: the screen says which it saw.
  staff_id         TEXT,
  sat_at           INTEGER,
  version          INTEGER NOT NULL DEFAULT 0,
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  CHECK ((staff_id IS NULL) = (sat_at IS NULL)),
  CHECK (state = 'open' OR staff_id IS NULL),
  UNIQUE (service_point_id, number)
) STRICT;
-- One seat for one person.
CREATE UNIQUE INDEX counter_seat ON counter (staff_id) WHERE staff_id IS NOT NULL;

-- The bureau's rules of calling, as one dated document (api/queue/rules.ts says what it holds).
CREATE TABLE queue_rule (
  from_day   TEXT PRIMARY KEY,
  rules      TEXT NOT NULL CHECK (json_valid(rules)),
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The letter of each counter group's numbers at a service point: in the order in which they were first needed, for good.
CREATE TABLE queue_letter (
  service_point_id TEXT NOT NULL REFERENCES service_point (id),
  counter_group    TEXT NOT NULL,
  letter           TEXT NOT NULL CHECK (letter GLOB '[A-Z]'),
  PRIMARY KEY (service_point_id, counter_group),
  UNIQUE (service_point_id, letter)
) STRICT, WITHOUT ROWID;

-- One row a group and day: what the display shows, kept by triggers so that no page counts tickets.
CREATE TABLE queue_day (
  service_point_id TEXT NOT NULL REFERENCES service_point (id),
  day              TEXT NOT NULL,
  counter_group    TEXT NOT NULL,
  -- Numbers given out so far.
  issued           INTEGER NOT NULL DEFAULT 0,
  waiting          INTEGER NOT NULL DEFAULT 0,
  -- Those of them without a booking whom nobody put forward.
  walk_ins         INTEGER NOT NULL DEFAULT 0,
  parked           INTEGER NOT NULL DEFAULT 0,
  at_counter       INTEGER NOT NULL DEFAULT 0,
  -- Calls that went before a waiting walk-in, since one was called.
  streak           INTEGER NOT NULL DEFAULT 0,
  -- JSON: when people were called for the first time, seconds of the day, the last 80.
  calls            TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(calls)),
  PRIMARY KEY (service_point_id, day, counter_group),
  CHECK (waiting >= 0 AND walk_ins >= 0 AND parked >= 0 AND at_counter >= 0)
) STRICT, WITHOUT ROWID;

-- Nothing in a ticket names anybody; a name is reached through the booking only.
CREATE TABLE ticket (
  id               TEXT PRIMARY KEY,
  service_point_id TEXT NOT NULL REFERENCES service_point (id),
  day              TEXT NOT NULL,
  -- Where it waits; its number keeps the letter it was given.
  counter_group    TEXT NOT NULL,
  letter           TEXT NOT NULL,
  serial           INTEGER NOT NULL CHECK (serial > 0),
  booking_id       TEXT REFERENCES booking (id),
  matters          TEXT NOT NULL CHECK (json_valid(matters)),
  people           INTEGER NOT NULL DEFAULT 1 CHECK (people BETWEEN 1 AND 20),
  state            TEXT NOT NULL CHECK (state IN ('waiting', 'called', 'serving', 'parked', 'done', 'missed', 'left')),
  -- Counts its clicks: the optimistic lock of each.
  version          INTEGER NOT NULL DEFAULT 0,
  issued_at        INTEGER NOT NULL,
  -- Its place in the order: the time booked, or when they came.
  due_at           INTEGER NOT NULL,
  -- Since when it stands before the others (put forward, passed on, back from the side), and the reason code of the first.
  first_at         INTEGER,
  forward          TEXT CHECK (forward IN ('elder', 'disabled', 'pregnant', 'child', 'unwell')),
  counter_id       TEXT REFERENCES counter (id),
  -- Passed on to this counter alone.
  for_counter      TEXT REFERENCES counter (id),
  calls            INTEGER NOT NULL DEFAULT 0,
  called_at        INTEGER,
  last_called_at   INTEGER,
  serving_at       INTEGER,
  ended_at         INTEGER,
  -- JSON {matter: 'done' | 'incomplete' | 'refused' | 'elsewhere'}: what came of it.
  results          TEXT CHECK (json_valid(results)),
  -- HMACs of the secrets that open the private place and, once served, the rating; NULL when their time is over.
  code_hash        TEXT,
  rating_hash      TEXT,
  UNIQUE (service_point_id, day, letter, serial)
) STRICT;
-- One ticket for a booking, one person at a counter.
CREATE UNIQUE INDEX ticket_of_booking ON ticket (booking_id) WHERE booking_id IS NOT NULL;
CREATE UNIQUE INDEX ticket_at_counter ON ticket (counter_id) WHERE state IN ('called', 'serving');
CREATE INDEX ticket_line ON ticket (service_point_id, day, state);
CREATE INDEX ticket_open ON ticket (day) WHERE state IN ('waiting', 'called', 'serving', 'parked');
CREATE INDEX ticket_secret ON ticket (day) WHERE code_hash IS NOT NULL;
CREATE INDEX ticket_forward ON ticket (day) WHERE forward IS NOT NULL;
CREATE INDEX ticket_for_counter ON ticket (for_counter) WHERE for_counter IS NOT NULL;

CREATE TABLE ticket_click (
  ticket_id     TEXT NOT NULL REFERENCES ticket (id),
  -- The ticket's version from this click on.
  version       INTEGER NOT NULL,
  act           TEXT NOT NULL CHECK (act IN ('issued', 'called', 'recalled', 'serving', 'parked', 'resumed', 'passed',
                  'forwarded', 'done', 'missed', 'left', 'undone')),
  state         TEXT NOT NULL,
  at            INTEGER NOT NULL,
  counter_id    TEXT,
  counter_group TEXT NOT NULL,
  -- '' when the system did it at midnight.
  staff         TEXT NOT NULL,
  PRIMARY KEY (ticket_id, version)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER click_is_not_changed BEFORE UPDATE ON ticket_click BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER click_is_not_deleted BEFORE DELETE ON ticket_click BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER ticket_is_not_deleted BEFORE DELETE ON ticket BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TRIGGER click_moves_its_ticket AFTER INSERT ON ticket_click WHEN NEW.act <> 'issued' BEGIN
  SELECT RAISE(ABORT, 'stale') WHERE NOT EXISTS (
    SELECT 1 FROM ticket WHERE id = NEW.ticket_id AND version = NEW.version - 1);
  UPDATE queue_day SET
    streak = CASE
      WHEN t.booking_id IS NULL AND t.first_at IS NULL THEN 0
      WHEN queue_day.walk_ins > 0 THEN queue_day.streak + 1
      ELSE queue_day.streak END,
    calls = CASE WHEN t.called_at IS NOT NULL THEN queue_day.calls ELSE json_insert(
      CASE WHEN json_array_length(queue_day.calls) >= 80 THEN json_remove(queue_day.calls, '$[0]') ELSE queue_day.calls END,
      '$[#]', ((NEW.at + 28800000) % 86400000) / 1000) END
  FROM (SELECT * FROM ticket WHERE id = NEW.ticket_id AND NEW.act = 'called') t
  WHERE queue_day.service_point_id = t.service_point_id AND queue_day.day = t.day
    AND queue_day.counter_group = t.counter_group;
  UPDATE ticket SET
    state = NEW.state,
    version = NEW.version,
    counter_group = NEW.counter_group,
    counter_id = NEW.counter_id,
    calls = calls + (NEW.act IN ('called', 'recalled')),
    called_at = CASE WHEN NEW.act = 'called' THEN coalesce(called_at, NEW.at) ELSE called_at END,
    last_called_at = CASE WHEN NEW.act IN ('called', 'recalled') THEN NEW.at ELSE last_called_at END,
    serving_at = CASE
      WHEN NEW.state = 'serving' THEN coalesce(serving_at, NEW.at)
      WHEN NEW.act = 'undone' AND state = 'serving' THEN NULL
      ELSE serving_at END,
    ended_at = CASE WHEN NEW.state IN ('done', 'missed', 'left') THEN NEW.at END
  WHERE id = NEW.ticket_id;
END;

-- A ticket only follows its clicks.
CREATE TRIGGER ticket_follows_its_clicks BEFORE UPDATE OF state, version, counter_id, counter_group ON ticket
WHEN NOT EXISTS (SELECT 1 FROM ticket_click
  WHERE ticket_id = OLD.id AND version = NEW.version AND state = NEW.state AND counter_group = NEW.counter_group)
BEGIN SELECT RAISE(ABORT, 'stale'); END;

CREATE TRIGGER ticket_joins_its_day AFTER INSERT ON ticket BEGIN
  UPDATE queue_day SET waiting = waiting + 1, walk_ins = walk_ins + (NEW.booking_id IS NULL)
  WHERE service_point_id = NEW.service_point_id AND day = NEW.day AND counter_group = NEW.counter_group;
END;
CREATE TRIGGER ticket_changes_its_day AFTER UPDATE OF state, counter_group, first_at ON ticket BEGIN
  INSERT INTO queue_day (service_point_id, day, counter_group) VALUES (NEW.service_point_id, NEW.day, NEW.counter_group)
    ON CONFLICT DO NOTHING;
  UPDATE queue_day SET
    waiting = waiting - (OLD.state = 'waiting'),
    walk_ins = walk_ins - (OLD.state = 'waiting' AND OLD.booking_id IS NULL AND OLD.first_at IS NULL),
    parked = parked - (OLD.state = 'parked'),
    at_counter = at_counter - (OLD.state IN ('called', 'serving'))
  WHERE service_point_id = OLD.service_point_id AND day = OLD.day AND counter_group = OLD.counter_group;
  UPDATE queue_day SET
    waiting = waiting + (NEW.state = 'waiting'),
    walk_ins = walk_ins + (NEW.state = 'waiting' AND NEW.booking_id IS NULL AND NEW.first_at IS NULL),
    parked = parked + (NEW.state = 'parked'),
    at_counter = at_counter + (NEW.state IN ('called', 'serving'))
  WHERE service_point_id = NEW.service_point_id AND day = NEW.day AND counter_group = NEW.counter_group;
END;

-- Who was sent to one counter waits for all of its group once nobody sits there.
CREATE TRIGGER counter_frees_its_tickets AFTER UPDATE OF staff_id ON counter WHEN NEW.staff_id IS NULL BEGIN
  UPDATE ticket SET for_counter = NULL WHERE for_counter = NEW.id;
END;

-- The visits of a service point on a day, whatever their counters.
CREATE INDEX slot_point_day ON slot (service_point_id, day);
