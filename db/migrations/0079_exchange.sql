-- What applications leave behind: how long they usually take, what other systems are told of each that is over, and when the
-- sealed fields are emptied.

-- Read whole by the nightly count of how long applications take, without the rows themselves.
DROP INDEX application_took;
CREATE INDEX application_took ON application (matter_code, service_point_id, decided_at, took_days, paused_days)
  WHERE decided_at IS NOT NULL;

-- How long a matter usually takes at a service point, or ('*') in the whole bureau: decisions of the last 90 days, in working
-- days without those the clock stood still. Written anew each night.
CREATE TABLE application_usual (
  matter_code        TEXT NOT NULL,
  service_point_id   TEXT NOT NULL,
  -- Days in Shanghai, both counted.
  from_day           TEXT NOT NULL,
  to_day             TEXT NOT NULL,
  sample             INTEGER NOT NULL CHECK (sample > 0),
  median_days        INTEGER NOT NULL,
  p90_days           INTEGER NOT NULL,
  -- How many of them waited for another office while the clock stood still, and how long the middle one of those did.
  paused_sample      INTEGER NOT NULL,
  paused_median_days INTEGER,
  -- How many took how many days, and were paused how many: JSON {"3": 12}. What the bureau's figures are added up from.
  took               TEXT NOT NULL CHECK (json_valid(took)),
  paused             TEXT NOT NULL CHECK (json_valid(paused)),
  PRIMARY KEY (matter_code, service_point_id),
  CHECK ((paused_sample = 0) = (paused_median_days IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX application_usual_old ON application_usual (to_day);

-- How far the count of a night has come: behind which matter and service point it goes on.
CREATE TABLE application_usual_run (
  day              TEXT PRIMARY KEY,
  matter_code      TEXT NOT NULL DEFAULT '',
  service_point_id TEXT NOT NULL DEFAULT '',
  step             INTEGER NOT NULL DEFAULT 0,
  done             INTEGER NOT NULL DEFAULT 0 CHECK (done IN (0, 1))
) STRICT, WITHOUT ROWID;

-- What was promised when the clock to decide began, and whether it was decided behind its day: the clock itself is gone when
-- an application is over.
ALTER TABLE application ADD COLUMN promised_value INTEGER;
ALTER TABLE application ADD COLUMN promised_unit TEXT;
ALTER TABLE application ADD COLUMN decided_late INTEGER;
CREATE TRIGGER application_notes_its_promise AFTER UPDATE OF clock ON application
WHEN NEW.clock = 'decide' AND OLD.clock IS NOT 'decide' BEGIN
  UPDATE application SET promised_value = NEW.rule ->> '$.value', promised_unit = NEW.rule ->> '$.unit' WHERE id = NEW.id;
END;
CREATE TRIGGER application_notes_whether_late AFTER UPDATE OF decided_at ON application
WHEN OLD.decided_at IS NULL AND NEW.decided_at IS NOT NULL BEGIN
  UPDATE application SET decided_late =
    (OLD.late_at IS NOT NULL OR (OLD.clock IS 'decide' AND OLD.paused_at IS NULL AND OLD.due_at < NEW.decided_at))
  WHERE id = NEW.id;
END;

-- When it was first received: a correction makes its time to ask begin anew (received_at), and takes no day of the office's
-- work away from the count.
ALTER TABLE application ADD COLUMN first_received_at INTEGER;
CREATE TRIGGER application_notes_its_receipt AFTER UPDATE OF received_at ON application
WHEN NEW.received_at IS NOT NULL AND NEW.first_received_at IS NULL BEGIN
  UPDATE application SET first_received_at = NEW.received_at WHERE id = NEW.id;
END;
CREATE TRIGGER application_begins_received AFTER INSERT ON application WHEN NEW.received_at IS NOT NULL BEGIN
  UPDATE application SET first_received_at = NEW.received_at WHERE id = NEW.id;
END;
CREATE TRIGGER application_first_receipt_is_fixed BEFORE UPDATE OF first_received_at ON application
WHEN (OLD.first_received_at IS NOT NULL AND NEW.first_received_at IS NOT OLD.first_received_at)
  OR NEW.first_received_at IS NOT NEW.received_at
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- Numbers of cases for other systems (办件编号): counted for each service point, day and type.
CREATE TABLE exchange_number (
  station TEXT NOT NULL,
  day     TEXT NOT NULL,
  type    TEXT NOT NULL,
  last    INTEGER NOT NULL,
  PRIMARY KEY (station, day, type)
) STRICT, WITHOUT ROWID;

-- One row for each finished case, written by the database in the batch that closed it: nothing personal. `rating` is for what
-- people say of it later.
CREATE TABLE exchange_item (
  id             INTEGER PRIMARY KEY,
  kind           TEXT NOT NULL CHECK (kind IN ('case', 'rating')),
  application_id TEXT NOT NULL REFERENCES application (id),
  number         TEXT NOT NULL UNIQUE,
  at             INTEGER NOT NULL,
  -- As it goes out (docs/exchange.md).
  body           TEXT NOT NULL CHECK (json_valid(body)),
  -- The batch it went into; null while it waits for one.
  batch_seq      INTEGER REFERENCES exchange_batch (seq),
  UNIQUE (application_id, kind)
) STRICT;
CREATE INDEX exchange_item_waits ON exchange_item (id) WHERE batch_seq IS NULL;
CREATE TRIGGER exchange_item_is_kept BEFORE DELETE ON exchange_item BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER exchange_item_is_fixed BEFORE UPDATE ON exchange_item
WHEN OLD.batch_seq IS NOT NULL OR NEW.id <> OLD.id OR NEW.kind <> OLD.kind OR NEW.application_id <> OLD.application_id
  OR NEW.number <> OLD.number OR NEW.at <> OLD.at OR NEW.body <> OLD.body
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TRIGGER application_leaves_an_item AFTER UPDATE OF closed_at ON application
WHEN OLD.closed_at IS NULL AND NEW.closed_at IS NOT NULL AND NEW.received_at IS NOT NULL BEGIN
  INSERT INTO exchange_number (station, day, type, last)
  SELECT CASE WHEN length(p.code) = 12 AND p.code NOT GLOB '*[^0-9]*' THEN p.code ELSE '000000000000' END,
    strftime('%Y%m%d', coalesce(NEW.first_received_at, NEW.received_at) / 1000 + 28800, 'unixepoch'), '01', 1
  FROM service_point p WHERE p.id = NEW.service_point_id
  ON CONFLICT (station, day, type) DO UPDATE SET last = last + 1;
  INSERT INTO exchange_item (kind, application_id, number, at, body)
  SELECT 'case', NEW.id, numbered.number, NEW.closed_at, json_object(
    'kind', 'case',
    'number', numbered.number,
    'matter', NEW.matter_code,
    'point', numbered.code,
    'channel', NEW.channel,
    'receivedAt', strftime('%Y-%m-%dT%H:%M:%S', coalesce(NEW.first_received_at, NEW.received_at) / 1000 + 28800, 'unixepoch') || '+08:00',
    'acceptedAt', strftime('%Y-%m-%dT%H:%M:%S', NEW.accepted_at / 1000 + 28800, 'unixepoch') || '+08:00',
    'decidedAt', strftime('%Y-%m-%dT%H:%M:%S', NEW.decided_at / 1000 + 28800, 'unixepoch') || '+08:00',
    'closedAt', strftime('%Y-%m-%dT%H:%M:%S', NEW.closed_at / 1000 + 28800, 'unixepoch') || '+08:00',
    'outcome', CASE WHEN NEW.state IN ('refused', 'declined', 'withdrawn', 'expired') THEN NEW.state ELSE 'granted' END,
    'promised', CASE WHEN NEW.promised_value IS NULL THEN NULL
      ELSE json_object('value', NEW.promised_value, 'unit', NEW.promised_unit) END,
    'tookDays', NEW.took_days,
    'pausedDays', NEW.paused_days,
    'late', json_object(
      'ask', json(CASE WHEN (OLD.clock IS 'ask' AND OLD.due_at < NEW.closed_at)
        OR EXISTS (SELECT 1 FROM application_lapse WHERE application_id = NEW.id AND clock = 'ask') THEN 'true' ELSE 'false' END),
      'decide', json(CASE WHEN NEW.decided_late = 1
        OR (OLD.clock IS 'decide' AND OLD.paused_at IS NULL AND OLD.due_at < NEW.closed_at)
        OR EXISTS (SELECT 1 FROM application_lapse WHERE application_id = NEW.id AND clock = 'decide') THEN 'true' ELSE 'false' END),
      'deliver', json(CASE WHEN (OLD.clock IS 'deliver' AND OLD.due_at < NEW.closed_at)
        OR EXISTS (SELECT 1 FROM application_lapse WHERE application_id = NEW.id AND clock = 'deliver') THEN 'true' ELSE 'false' END)))
  FROM (
    SELECT code, base || substr('10X98765432', 1 + (
      SELECT sum(value * substr(base, key + 1, 1)) % 11
      FROM json_each('[7,9,10,5,8,4,2,1,6,3,7,9,10,5,8,4,2,1,6,3,7,9,10,5,8,4,2]')), 1) AS number
    FROM (
      SELECT p.code AS code, n.station || n.day || n.type || printf('%05d', n.last) AS base
      FROM service_point p JOIN exchange_number n ON n.type = '01'
        AND n.day = strftime('%Y%m%d', coalesce(NEW.first_received_at, NEW.received_at) / 1000 + 28800, 'unixepoch')
        AND n.station = CASE WHEN length(p.code) = 12 AND p.code NOT GLOB '*[^0-9]*' THEN p.code ELSE '000000000000' END
      WHERE p.id = NEW.service_point_id)) AS numbered;
END;

-- What is sent, signed once and never changed: each names the hash of the one before, so that a gap is seen.
CREATE TABLE exchange_batch (
  seq        INTEGER PRIMARY KEY CHECK (seq > 0),
  id         TEXT NOT NULL UNIQUE,
  items      INTEGER NOT NULL CHECK (items BETWEEN 1 AND 200),
  -- Canonical JSON (RFC 8785), its SHA-256, and that of the batch before; null in the first.
  body       TEXT NOT NULL CHECK (json_valid(body)),
  sha256     TEXT NOT NULL,
  previous   TEXT,
  signature  TEXT NOT NULL,
  key_id     TEXT NOT NULL,
  made_at    INTEGER NOT NULL
) STRICT;
CREATE TRIGGER exchange_batch_follows BEFORE INSERT ON exchange_batch BEGIN
  SELECT RAISE(ABORT, 'stale') WHERE NEW.seq <> coalesce((SELECT max(seq) FROM exchange_batch), 0) + 1
    OR NEW.previous IS NOT (SELECT sha256 FROM exchange_batch WHERE seq = NEW.seq - 1);
END;
CREATE TRIGGER exchange_batch_is_kept BEFORE DELETE ON exchange_batch BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER exchange_batch_is_fixed BEFORE UPDATE ON exchange_batch BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- Each batch to each receiver: tried until it has a receipt.
CREATE TABLE exchange_delivery (
  batch_seq    INTEGER NOT NULL REFERENCES exchange_batch (seq),
  -- Host and path of its address.
  receiver     TEXT NOT NULL,
  tries        INTEGER NOT NULL DEFAULT 0,
  next_at      INTEGER NOT NULL,
  -- Why the last try failed; null before the first and once it is delivered.
  reason       TEXT,
  delivered_at INTEGER,
  -- What the receiver said: its own number and time, and all of it as it came.
  receipt_id   TEXT,
  receipt_at   TEXT,
  receipt      TEXT,
  PRIMARY KEY (receiver, batch_seq),
  CHECK (delivered_at IS NOT NULL OR receipt IS NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX exchange_delivery_waits ON exchange_delivery (receiver, batch_seq) WHERE delivered_at IS NULL;
CREATE INDEX exchange_delivery_of ON exchange_delivery (batch_seq, receiver);
CREATE TRIGGER exchange_delivery_is_kept BEFORE DELETE ON exchange_delivery BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER exchange_delivery_is_final BEFORE UPDATE ON exchange_delivery WHEN OLD.delivered_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- Certificates whose file is still kept, by the end of what they said: revoked or replaced, else the last day they hold, else
-- the day they were issued.
CREATE INDEX certificate_over ON certificate (coalesce(ended_at, unixepoch(valid_until) * 1000, issued_at))
  WHERE file IS NOT NULL;
