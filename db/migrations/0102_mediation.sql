-- Mediation (纠纷调处): the dates to which both sides of a dispute are invited, and what came of each.

CREATE TABLE mediation (
  id           TEXT PRIMARY KEY,
  complaint_id TEXT NOT NULL REFERENCES complaint (id),
  -- Which date of this dispute it is.
  n            INTEGER NOT NULL CHECK (n > 0),
  -- A community room, or the room of a station in which it mediates.
  room_id      TEXT NOT NULL REFERENCES service_point (id),
  starts_at    INTEGER NOT NULL,
  ends_at      INTEGER NOT NULL,
  -- Who invites the other side.
  invites      TEXT NOT NULL CHECK (invites IN ('office', 'author')),
  state        TEXT NOT NULL DEFAULT 'set' CHECK (state IN ('set', 'over', 'off')),
  outcome      TEXT CHECK (outcome IN ('agreed', 'partly', 'none', 'absent')),
  -- Sealed: what was agreed, or how far it came.
  words        TEXT,
  set_by       TEXT NOT NULL,
  set_at       INTEGER NOT NULL,
  -- Who wrote down what came of it, or called it off; 'system': its dispute ended before.
  ended_by     TEXT,
  ended_at     INTEGER,
  UNIQUE (complaint_id, n),
  CHECK (ends_at > starts_at),
  CHECK ((state = 'over') = (outcome IS NOT NULL)),
  CHECK ((state = 'set') = (ended_at IS NULL)),
  CHECK ((ended_at IS NULL) = (ended_by IS NULL))
) STRICT, WITHOUT ROWID;
-- One date at a time.
CREATE UNIQUE INDEX mediation_open ON mediation (complaint_id) WHERE state = 'set';
CREATE INDEX mediation_room ON mediation (room_id, starts_at) WHERE state = 'set';
CREATE INDEX mediation_over ON mediation (starts_at) WHERE state = 'over';
CREATE INDEX mediation_field_key ON mediation (substr(words, 4, instr(substr(words, 4), '.') - 1), id) WHERE words IS NOT NULL;
CREATE INDEX meeting_room ON meeting (at_id, starts_at) WHERE at_id IS NOT NULL AND state IN ('planned', 'announced');

-- A room at one time is one party's: of another dispute, or (a community room is one room) of a meeting.
CREATE TRIGGER mediation_has_its_room BEFORE INSERT ON mediation BEGIN
  SELECT RAISE(ABORT, 'step-refused') WHERE NEW.state <> 'set' OR NOT EXISTS (
    SELECT 1 FROM complaint WHERE id = NEW.complaint_id AND kind = 'mediation' AND state IN ('accepted', 'working', 'reopened'));
  SELECT RAISE(ABORT, 'room-taken') WHERE EXISTS (
    SELECT 1 FROM mediation WHERE room_id = NEW.room_id AND state = 'set' AND starts_at < NEW.ends_at AND ends_at > NEW.starts_at);
  SELECT RAISE(ABORT, 'room-taken') FROM service_point p JOIN meeting m ON m.at_id = p.id
  WHERE p.id = NEW.room_id AND p.kind = 'room' AND m.state IN ('planned', 'announced')
    AND m.starts_at < NEW.ends_at AND m.ends_at > NEW.starts_at;
END;
CREATE TRIGGER meeting_finds_its_room BEFORE INSERT ON meeting
WHEN EXISTS (SELECT 1 FROM mediation d JOIN service_point p ON p.id = d.room_id
  WHERE d.room_id = NEW.at_id AND p.kind = 'room' AND d.state = 'set' AND d.starts_at < NEW.ends_at AND d.ends_at > NEW.starts_at)
BEGIN SELECT RAISE(ABORT, 'room-taken'); END;
CREATE TRIGGER meeting_moves_to_a_room BEFORE UPDATE OF at_id, starts_at, ends_at ON meeting
WHEN EXISTS (SELECT 1 FROM mediation d JOIN service_point p ON p.id = d.room_id
  WHERE d.room_id = NEW.at_id AND p.kind = 'room' AND d.state = 'set' AND d.starts_at < NEW.ends_at AND d.ends_at > NEW.starts_at)
BEGIN SELECT RAISE(ABORT, 'room-taken'); END;

-- A date ends once, and its outcome not before it has begun; whatever else it says stays.
CREATE TRIGGER mediation_ends_once BEFORE UPDATE OF state, outcome, ended_by, ended_at ON mediation
WHEN OLD.state <> 'set' OR NEW.state = 'set' OR (NEW.state = 'over' AND NEW.ended_at < OLD.starts_at)
BEGIN SELECT RAISE(ABORT, 'step-refused'); END;
CREATE TRIGGER mediation_is_fixed BEFORE UPDATE OF
  id, complaint_id, n, room_id, starts_at, ends_at, invites, set_by, set_at ON mediation
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER mediation_is_kept BEFORE DELETE ON mediation BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- What is over needs no room any more.
CREATE TRIGGER mediation_ends_with_its_dispute AFTER UPDATE OF state ON complaint
WHEN NEW.kind = 'mediation' AND OLD.state <> NEW.state
  AND NEW.state IN ('answered', 'closed', 'declined', 'unanswered', 'withdrawn', 'merged')
BEGIN
  UPDATE mediation SET state = 'off', ended_by = 'system', ended_at = NEW.moved_at
  WHERE complaint_id = NEW.id AND state = 'set';
END;
