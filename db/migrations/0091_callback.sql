-- Call-backs (回访): somebody who had no part in it rings up and asks. For a record of any kind.

CREATE TABLE callback (
  -- Random: tells neither when nor after whom.
  id               TEXT PRIMARY KEY,
  reference        TEXT NOT NULL,
  reason           TEXT NOT NULL CHECK (reason IN ('rating-low', 'sample', 'stage', 'objection', 'asked')),
  -- Whose call it is: a service point's, or ('*') the bureau's supervision desk's.
  service_point_id TEXT NOT NULL,
  -- Which script is asked, and its version (api/callback/scripts.ts).
  script           TEXT NOT NULL,
  state            TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'unreachable')),
  rev              INTEGER NOT NULL DEFAULT 0,
  -- JSON array of staff ids: whoever had a part in what is asked about never makes the call.
  barred           TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(barred)),
  rule             TEXT NOT NULL CHECK (json_valid(rule)),
  due_at           INTEGER NOT NULL,
  counted          TEXT NOT NULL CHECK (json_valid(counted)),
  late_at          INTEGER,
  outcome          TEXT CHECK (outcome IN ('settled', 'explained', 'redo', 'passed-on', 'no-wish')),
  satisfied        INTEGER CHECK (satisfied BETWEEN 1 AND 5),
  -- JSON of the choices taken, by question of the script.
  answers          TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(answers)),
  -- Sealed: what was said.
  words            TEXT,
  opened_by        TEXT NOT NULL,
  opened_at        INTEGER NOT NULL,
  done_by          TEXT,
  done_at          INTEGER,
  keep_until       INTEGER,
  CHECK ((state = 'open') = (done_at IS NULL)),
  CHECK ((state = 'open') = (done_by IS NULL)),
  CHECK ((state = 'open') = (keep_until IS NULL)),
  CHECK ((state = 'done') = (outcome IS NOT NULL)),
  CHECK (state = 'done' OR satisfied IS NULL)
) STRICT, WITHOUT ROWID;
-- One at a time of each reason: opening it again while it is open changes nothing.
CREATE UNIQUE INDEX callback_open ON callback (reference, reason) WHERE state = 'open';
CREATE INDEX callback_of ON callback (reference, opened_at);
CREATE INDEX callback_work ON callback (due_at, id) WHERE state = 'open';
CREATE INDEX callback_work_mine ON callback (service_point_id, due_at, id) WHERE state = 'open';
CREATE INDEX callback_done ON callback (done_at, id) WHERE state <> 'open';
CREATE INDEX callback_done_mine ON callback (service_point_id, done_at, id) WHERE state <> 'open';
CREATE INDEX callback_to_be_late ON callback (due_at) WHERE state = 'open' AND late_at IS NULL;
CREATE INDEX callback_keep ON callback (keep_until) WHERE words IS NOT NULL AND keep_until IS NOT NULL;
CREATE INDEX callback_field_key ON callback (substr(words, 4, instr(substr(words, 4), '.') - 1), id) WHERE words IS NOT NULL;

CREATE TABLE callback_attempt (
  callback_id TEXT NOT NULL REFERENCES callback (id),
  place       INTEGER NOT NULL CHECK (place >= 1),
  how         TEXT NOT NULL CHECK (how IN ('no-answer', 'busy', 'wrong-number', 'later')),
  by          TEXT NOT NULL,
  at          INTEGER NOT NULL,
  PRIMARY KEY (callback_id, place)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER callback_is_kept BEFORE DELETE ON callback BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER callback_is_fixed BEFORE UPDATE OF
  id, reference, reason, service_point_id, script, barred, rule, due_at, counted, opened_by, opened_at ON callback
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER callback_end_is_fixed BEFORE UPDATE OF state, outcome, satisfied, answers, done_by, done_at, keep_until ON callback
WHEN OLD.state <> 'open'
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
-- Nobody asks whether people are content with themselves.
CREATE TRIGGER callback_is_made_by_another BEFORE UPDATE OF done_by ON callback
WHEN EXISTS (SELECT 1 FROM json_each(OLD.barred) WHERE value = NEW.done_by)
BEGIN SELECT RAISE(ABORT, 'callback-barred'); END;
-- Nobody counts as out of reach who was not rung three times.
CREATE TRIGGER callback_was_tried BEFORE UPDATE OF state ON callback
WHEN NEW.state = 'unreachable' AND (SELECT count(*) FROM callback_attempt WHERE callback_id = NEW.id) < 3
BEGIN SELECT RAISE(ABORT, 'step-refused'); END;
CREATE TRIGGER callback_attempt_is_of_an_open_one BEFORE INSERT ON callback_attempt BEGIN
  SELECT RAISE(ABORT, 'append-only') WHERE EXISTS (
    SELECT 1 FROM callback_attempt WHERE callback_id = NEW.callback_id AND place = NEW.place);
  SELECT RAISE(ABORT, 'stale') WHERE NOT EXISTS (SELECT 1 FROM callback WHERE id = NEW.callback_id AND state = 'open');
  SELECT RAISE(ABORT, 'callback-barred') WHERE EXISTS (
    SELECT 1 FROM callback c JOIN json_each(c.barred) j WHERE c.id = NEW.callback_id AND j.value = NEW.by);
END;
CREATE TRIGGER callback_attempt_is_kept BEFORE DELETE ON callback_attempt BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER callback_attempt_is_fixed BEFORE UPDATE ON callback_attempt BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- `INSERT INTO callback_gate (reference)` in the batch that closes a record undoes all of it while a call-back about it is open.
-- Nothing is stored.
CREATE VIEW callback_gate AS SELECT '' AS reference;
CREATE TRIGGER callback_gate_holds INSTEAD OF INSERT ON callback_gate
WHEN EXISTS (SELECT 1 FROM callback WHERE reference = NEW.reference AND state = 'open')
BEGIN SELECT RAISE(ABORT, 'callback-open'); END;

-- A case is not concluded over one either.
CREATE TRIGGER casefile_waits_for_callbacks BEFORE UPDATE OF state ON casefile
WHEN OLD.state <> NEW.state AND NEW.state = 'concluded' AND EXISTS (
  SELECT 1 FROM callback c JOIN casefile_party p ON p.reference = c.reference
  WHERE p.casefile_id = NEW.id AND c.state = 'open')
BEGIN SELECT RAISE(ABORT, 'callback-open'); END;
