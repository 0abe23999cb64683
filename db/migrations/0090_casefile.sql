-- What those concerned by a police case are told (阳光查询, 办案告知): stages and whom to ask, never what happened.

-- The steps a case of each kind can take; no other is possible (api/casefile/states.ts says the same, and a test holds the two
-- together).
CREATE TABLE casefile_step (
  kind       TEXT NOT NULL,
  from_state TEXT NOT NULL,
  to_state   TEXT NOT NULL,
  PRIMARY KEY (kind, from_state, to_state)
) STRICT, WITHOUT ROWID;
INSERT INTO casefile_step (kind, from_state, to_state) VALUES
  ('report', 'received', 'accepted'), ('report', 'received', 'transferred'), ('report', 'received', 'concluded'),
  ('report', 'accepted', 'transferred'), ('report', 'accepted', 'concluded'),
  ('security', 'received', 'accepted'), ('security', 'received', 'filed'), ('security', 'received', 'not-filed'),
  ('security', 'received', 'transferred'), ('security', 'accepted', 'filed'), ('security', 'accepted', 'not-filed'),
  ('security', 'accepted', 'transferred'), ('security', 'filed', 'transferred'), ('security', 'filed', 'concluded'),
  ('security', 'not-filed', 'filed'), ('security', 'not-filed', 'concluded'),
  ('criminal', 'received', 'accepted'), ('criminal', 'received', 'filed'), ('criminal', 'received', 'not-filed'),
  ('criminal', 'received', 'transferred'), ('criminal', 'accepted', 'filed'), ('criminal', 'accepted', 'not-filed'),
  ('criminal', 'accepted', 'transferred'), ('criminal', 'filed', 'transferred'), ('criminal', 'filed', 'concluded'),
  ('criminal', 'not-filed', 'filed'), ('criminal', 'not-filed', 'concluded');
CREATE TRIGGER casefile_step_is_fixed BEFORE UPDATE ON casefile_step BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER casefile_step_is_kept BEFORE DELETE ON casefile_step BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- What a stage is called, from which day on: the law changes the words (治安: 受案 until 2025, 立案 since). A bureau adds a row.
CREATE TABLE casefile_wording (
  kind           TEXT NOT NULL,
  state          TEXT NOT NULL,
  effective_from TEXT NOT NULL,
  zh             TEXT NOT NULL,
  en             TEXT NOT NULL,
  certainty      TEXT NOT NULL CHECK (certainty IN ('S', 'P', 'K1', 'K2')),
  PRIMARY KEY (kind, state, effective_from)
) STRICT, WITHOUT ROWID;
INSERT INTO casefile_wording (kind, state, effective_from, zh, en, certainty) VALUES
  ('report', 'received', '2015-01-01', '已接报', 'Report taken', 'P'),
  ('report', 'accepted', '2015-01-01', '已受理', 'Accepted', 'P'),
  ('report', 'transferred', '2015-01-01', '已移送', 'Passed on', 'S'),
  ('report', 'concluded', '2015-01-01', '已办结', 'Concluded', 'P'),
  ('security', 'received', '2015-01-01', '已接报', 'Report taken', 'P'),
  ('security', 'accepted', '2015-01-01', '已受理', 'Accepted', 'P'),
  ('security', 'filed', '2015-01-01', '已受案', 'Case accepted', 'P'),
  ('security', 'filed', '2026-01-01', '已立案', 'Case opened', 'K2'),
  ('security', 'not-filed', '2015-01-01', '不予受案', 'Case not accepted', 'K1'),
  ('security', 'not-filed', '2026-01-01', '不予立案', 'Case not opened', 'K2'),
  ('security', 'transferred', '2015-01-01', '已移送', 'Passed on', 'S'),
  ('security', 'concluded', '2015-01-01', '已办结', 'Concluded', 'P'),
  ('criminal', 'received', '2015-01-01', '已接报', 'Report taken', 'P'),
  ('criminal', 'accepted', '2015-01-01', '已受理', 'Accepted', 'P'),
  ('criminal', 'filed', '2015-01-01', '已立案', 'Case opened', 'P'),
  ('criminal', 'not-filed', '2015-01-01', '不予立案', 'Case not opened', 'P'),
  ('criminal', 'transferred', '2015-01-01', '已移送', 'Passed on', 'P'),
  ('criminal', 'concluded', '2015-01-01', '已办结', 'Concluded', 'P');

CREATE TABLE casefile (
  id               TEXT PRIMARY KEY,
  kind             TEXT NOT NULL CHECK (kind IN ('report', 'security', 'criminal')),
  service_point_id TEXT NOT NULL REFERENCES service_point (id),
  state            TEXT NOT NULL,
  -- Counts every change: the optimistic lock of each write.
  rev              INTEGER NOT NULL DEFAULT 0,
  -- Whom to ask: the unit (null: the service point itself), the officer in charge, the duty line. Never a mobile.
  unit_zh          TEXT,
  unit_en          TEXT,
  officer_name     TEXT NOT NULL,
  officer_badge    TEXT NOT NULL,
  duty_phone       TEXT NOT NULL,
  -- When it was reported, when the present stage was reached, when and by whom that was entered.
  received_at      INTEGER NOT NULL,
  stage_at         INTEGER NOT NULL,
  moved_at         INTEGER NOT NULL,
  moved_by         TEXT NOT NULL,
  -- The notice of the present stage was entered later than promised.
  notice_late      INTEGER NOT NULL DEFAULT 0 CHECK (notice_late IN (0, 1)),
  where_zh         TEXT,
  where_en         TEXT,
  -- Sealed: a line among staff, shown to nobody else.
  note             TEXT,
  -- The one clock that runs: the version of the rule (JSON, copied whole), from when, due when, how counted, how often lengthened.
  rule             TEXT CHECK (rule IS NULL OR json_valid(rule)),
  clock_started_at INTEGER,
  due_at           INTEGER,
  counted          TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(counted)),
  extended         INTEGER NOT NULL DEFAULT 0,
  late_at          INTEGER,
  opened_by        TEXT NOT NULL,
  created_at       INTEGER NOT NULL,
  closed_at        INTEGER,
  -- The sealed fields are kept until then; null while it is open.
  keep_until       INTEGER,
  emptied_at       INTEGER,
  CHECK ((rule IS NULL) = (due_at IS NULL)),
  CHECK ((state = 'transferred') = (where_zh IS NOT NULL)),
  CHECK ((state IN ('transferred', 'concluded')) = (closed_at IS NOT NULL)),
  CHECK ((state IN ('transferred', 'concluded', 'not-filed')) = (keep_until IS NOT NULL))
) STRICT;
CREATE INDEX casefile_open ON casefile (due_at IS NULL, due_at, id) WHERE closed_at IS NULL;
CREATE INDEX casefile_open_mine ON casefile (service_point_id, due_at IS NULL, due_at, id) WHERE closed_at IS NULL;
CREATE INDEX casefile_closed ON casefile (closed_at, id) WHERE closed_at IS NOT NULL;
CREATE INDEX casefile_closed_mine ON casefile (service_point_id, closed_at, id) WHERE closed_at IS NOT NULL;
CREATE INDEX casefile_to_be_late ON casefile (due_at) WHERE due_at IS NOT NULL AND late_at IS NULL;
CREATE INDEX casefile_keep ON casefile (keep_until) WHERE keep_until IS NOT NULL AND emptied_at IS NULL;
CREATE INDEX casefile_field_key ON casefile (substr(note, 4, instr(substr(note, 4), '.') - 1), id) WHERE note IS NOT NULL;

CREATE TRIGGER casefile_begins BEFORE INSERT ON casefile BEGIN
  SELECT RAISE(ABORT, 'step-refused') WHERE NEW.state <> 'received';
  SELECT RAISE(ABORT, 'append-only') WHERE EXISTS (SELECT 1 FROM casefile WHERE id = NEW.id);
END;
CREATE TRIGGER casefile_is_kept BEFORE DELETE ON casefile BEGIN SELECT RAISE(ABORT, 'append-only'); END;
-- What was only a report becomes a case of one kind together with a step; a kind never changes again.
CREATE TRIGGER casefile_takes_a_step BEFORE UPDATE OF state, kind ON casefile
WHEN (OLD.state <> NEW.state AND NOT EXISTS (
    SELECT 1 FROM casefile_step WHERE kind = NEW.kind AND from_state = OLD.state AND to_state = NEW.state))
  OR (OLD.kind <> NEW.kind AND (OLD.kind <> 'report' OR OLD.state = NEW.state))
BEGIN SELECT RAISE(ABORT, 'step-refused'); END;
CREATE TRIGGER casefile_is_fixed BEFORE UPDATE OF id, service_point_id, received_at, opened_by, created_at ON casefile
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER casefile_end_is_fixed BEFORE UPDATE OF closed_at, keep_until ON casefile
WHEN OLD.closed_at IS NOT NULL AND (NEW.closed_at IS NOT OLD.closed_at OR NEW.keep_until IS NOT OLD.keep_until)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- Each notice of a stage, written by the database itself.
CREATE TABLE casefile_event (
  id          INTEGER PRIMARY KEY,
  casefile_id TEXT NOT NULL REFERENCES casefile (id),
  kind        TEXT NOT NULL,
  from_state  TEXT,
  to_state    TEXT NOT NULL,
  happened_at INTEGER NOT NULL,
  entered_at  INTEGER NOT NULL,
  by          TEXT NOT NULL,
  late        INTEGER NOT NULL CHECK (late IN (0, 1)),
  where_zh    TEXT,
  where_en    TEXT
) STRICT;
CREATE INDEX casefile_event_of ON casefile_event (casefile_id, id);
CREATE TRIGGER casefile_logs_its_beginning AFTER INSERT ON casefile BEGIN
  INSERT INTO casefile_event (casefile_id, kind, from_state, to_state, happened_at, entered_at, by, late, where_zh, where_en)
  VALUES (NEW.id, NEW.kind, NULL, NEW.state, NEW.stage_at, NEW.moved_at, NEW.moved_by, NEW.notice_late, NULL, NULL);
END;
CREATE TRIGGER casefile_logs_its_steps AFTER UPDATE OF state ON casefile WHEN OLD.state <> NEW.state BEGIN
  INSERT INTO casefile_event (casefile_id, kind, from_state, to_state, happened_at, entered_at, by, late, where_zh, where_en)
  VALUES (NEW.id, NEW.kind, OLD.state, NEW.state, NEW.stage_at, NEW.moved_at, NEW.moved_by, NEW.notice_late, NEW.where_zh, NEW.where_en);
END;
CREATE TRIGGER casefile_event_is_kept BEFORE DELETE ON casefile_event BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER casefile_event_is_fixed BEFORE UPDATE ON casefile_event BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- Whom a case concerns. Each has a reference and a code of their own, so that none learns of another.
CREATE TABLE casefile_party (
  id          TEXT PRIMARY KEY,
  casefile_id TEXT NOT NULL REFERENCES casefile (id),
  place       INTEGER NOT NULL CHECK (place BETWEEN 1 AND 5),
  reference   TEXT NOT NULL UNIQUE,
  code_hash   TEXT NOT NULL,
  role        TEXT NOT NULL CHECK (role IN ('reporter', 'victim', 'other')),
  locale      TEXT NOT NULL CHECK (locale IN ('zh', 'en')),
  -- What they chose: to be told by text and look-up, by look-up alone, or not at all.
  wish        TEXT NOT NULL CHECK (wish IN ('told', 'look', 'none')),
  -- They asked that their name be kept out: it is masked whole, for staff too.
  hidden      INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1)),
  id_type     TEXT NOT NULL DEFAULT 'none',
  -- Sealed; emptied together when the time of keeping is over.
  name        TEXT,
  phone       TEXT,
  id_number   TEXT,
  UNIQUE (casefile_id, place)
) STRICT;
CREATE INDEX casefile_party_field_key ON casefile_party (substr(name, 4, instr(substr(name, 4), '.') - 1), id)
  WHERE name IS NOT NULL;
CREATE TRIGGER casefile_party_is_kept BEFORE DELETE ON casefile_party BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER casefile_party_is_fixed BEFORE UPDATE OF id, casefile_id, place, reference, role ON casefile_party
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- Why the law keeps a case out of look-up (a closed list), who said so and who took it back. While one stands, each reference of
-- the case answers as one that does not exist.
CREATE TABLE casefile_exclusion (
  id          TEXT PRIMARY KEY,
  casefile_id TEXT NOT NULL REFERENCES casefile (id),
  ground      TEXT NOT NULL CHECK (ground IN
    ('state-secret', 'trade-secret', 'privacy', 'minor', 'sexual', 'foreign', 'asked')),
  set_by      TEXT NOT NULL,
  set_at      INTEGER NOT NULL,
  lifted_by   TEXT,
  lifted_at   INTEGER,
  CHECK ((lifted_by IS NULL) = (lifted_at IS NULL))
) STRICT;
CREATE UNIQUE INDEX casefile_exclusion_stands ON casefile_exclusion (casefile_id, ground) WHERE lifted_at IS NULL;
CREATE INDEX casefile_exclusion_of ON casefile_exclusion (casefile_id, set_at);
CREATE INDEX casefile_exclusion_newest ON casefile_exclusion (set_at, id);
CREATE TRIGGER casefile_exclusion_is_kept BEFORE DELETE ON casefile_exclusion BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER casefile_exclusion_is_fixed BEFORE UPDATE ON casefile_exclusion
WHEN OLD.lifted_at IS NOT NULL OR NEW.id <> OLD.id OR NEW.casefile_id <> OLD.casefile_id OR NEW.ground <> OLD.ground
  OR NEW.set_by <> OLD.set_by OR NEW.set_at <> OLD.set_at
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
