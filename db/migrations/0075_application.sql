-- Applications (办件): asked for online, decided inside a clock both sides can see.

-- The states an application can be in are the ends of these steps; no other step is possible (api/application/states.ts says the
-- same, and a test holds the two together).
CREATE TABLE application_step (
  from_state TEXT NOT NULL,
  to_state   TEXT NOT NULL,
  PRIMARY KEY (from_state, to_state)
) STRICT, WITHOUT ROWID;
INSERT INTO application_step (from_state, to_state) VALUES
  ('draft', 'identity'), ('draft', 'submitted'), ('draft', 'discarded'),
  ('identity', 'submitted'), ('identity', 'withdrawn'), ('identity', 'expired'),
  ('submitted', 'accepted'), ('submitted', 'declined'), ('submitted', 'correction'), ('submitted', 'withdrawn'),
  ('correction', 'submitted'), ('correction', 'withdrawn'), ('correction', 'expired'),
  ('accepted', 'processing'), ('accepted', 'elsewhere'), ('accepted', 'approved'), ('accepted', 'refused'),
  ('accepted', 'withdrawn'),
  ('processing', 'elsewhere'), ('processing', 'approved'), ('processing', 'refused'), ('processing', 'withdrawn'),
  ('elsewhere', 'processing'), ('elsewhere', 'withdrawn'),
  ('approved', 'issued'), ('approved', 'delivered'), ('approved', 'finished'),
  ('issued', 'collected'), ('issued', 'posted'), ('issued', 'delivered'), ('issued', 'finished'), ('issued', 'uncollected'),
  ('posted', 'delivered'), ('posted', 'issued'), ('posted', 'finished');
CREATE TRIGGER application_step_is_fixed BEFORE UPDATE ON application_step BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER application_step_is_kept BEFORE DELETE ON application_step BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TABLE application (
  id               TEXT PRIMARY KEY,
  reference        TEXT NOT NULL UNIQUE,
  code_hash        TEXT NOT NULL,
  -- Of the person's own code, where somebody else filed for them.
  person_code_hash TEXT,
  matter_code      TEXT NOT NULL REFERENCES matter (code),
  -- The version of the form it was made with, for good.
  form_version     INTEGER NOT NULL,
  service_point_id TEXT NOT NULL REFERENCES service_point (id),
  locale           TEXT NOT NULL CHECK (locale IN ('zh', 'en')),
  channel          TEXT NOT NULL CHECK (channel IN ('online', 'counter')),
  state            TEXT NOT NULL,
  -- Counts every change: the optimistic lock of each write.
  rev              INTEGER NOT NULL DEFAULT 0,
  -- When, and by whom ('resident', 'system' or a staff id), it came into its state; the log of steps is written from these.
  moved_at         INTEGER NOT NULL,
  moved_by         TEXT NOT NULL,
  -- Blind indexes; '' while a draft has none.
  person_key       TEXT NOT NULL DEFAULT '',
  phone_key        TEXT NOT NULL DEFAULT '',
  -- Sealed fields (api/privacy/field.ts).
  id_type          TEXT NOT NULL DEFAULT 'none',
  name             TEXT,
  phone            TEXT,
  id_number        TEXT,
  helper_name      TEXT,
  helper_phone     TEXT,
  -- JSON of the answers, by field; from the beginning, so that whoever looks for sealed rows finds each.
  answers          TEXT,
  address          TEXT,
  -- How the helper stands to the person, and by what authority; null without a helper.
  helper_relation  TEXT,
  helper_authority TEXT,
  -- The kind of document shown by whoever collected it with an authorisation; null: nobody did.
  agent_seen       TEXT,
  -- What of the answers to the questions before the form was chosen, JSON by question: nothing personal.
  eligibility      TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(eligibility)),
  identity         TEXT NOT NULL DEFAULT 'typed' CHECK (identity IN ('typed', 'phone', 'verified', 'counter')),
  phone_confirmed_at INTEGER,
  delivery         TEXT CHECK (delivery IN ('counter', 'post', 'home', 'electronic')),
  tracking         TEXT,
  -- Who was first given it stays responsible; who works on it now.
  first_handler_id TEXT,
  handler_id       TEXT,
  -- Whose answer the thread of messages waits for.
  thread_waits     TEXT CHECK (thread_waits IN ('resident', 'office')),
  received_at      INTEGER,
  accepted_at      INTEGER,
  accepted_how     TEXT CHECK (accepted_how IN ('staff', 'silence')),
  decided_at       INTEGER,
  closed_at        INTEGER,
  -- Working days from receipt to decision, and how many of them the clock stood still.
  took_days        INTEGER,
  paused_days      INTEGER,
  -- The one clock that runs: which, by which version of the rule (JSON, copied whole), from when, due when, how counted.
  clock            TEXT CHECK (clock IN ('draft', 'identity', 'ask', 'answer', 'decide', 'deliver', 'collect', 'posted')),
  rule             TEXT CHECK (rule IS NULL OR json_valid(rule)),
  clock_started_at INTEGER,
  due_at           INTEGER,
  counted          TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(counted)),
  paused_at        INTEGER,
  late_at          INTEGER,
  -- Rounds of correction asked for.
  asked            INTEGER NOT NULL DEFAULT 0,
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  -- The sealed fields and files are kept until then; null while it is open.
  keep_until       INTEGER,
  legal_hold       INTEGER NOT NULL DEFAULT 0 CHECK (legal_hold IN (0, 1)),
  -- Of a hold: for what kind of proceedings, and the inner note that says who asked for it.
  hold_reason      TEXT CHECK (hold_reason IN ('review', 'investigation', 'complaint', 'other')),
  hold_word_id     TEXT,
  CHECK ((clock IS NULL) = (due_at IS NULL)),
  CHECK (paused_at IS NULL OR clock = 'decide'),
  CHECK (agent_seen IS NULL OR state = 'collected'),
  CHECK (decided_at IS NULL OR received_at IS NOT NULL)
) STRICT;
CREATE INDEX application_due ON application (due_at) WHERE due_at IS NOT NULL AND paused_at IS NULL AND late_at IS NULL;
CREATE INDEX application_work ON application (service_point_id, state, due_at, id);
CREATE INDEX application_mine ON application (handler_id, state, due_at, id) WHERE handler_id IS NOT NULL;
CREATE INDEX application_late ON application (service_point_id, due_at, id) WHERE late_at IS NOT NULL AND closed_at IS NULL;
CREATE INDEX application_person ON application (person_key, matter_code, created_at) WHERE person_key <> '';
CREATE INDEX application_phone ON application (phone_key, created_at) WHERE phone_key <> '';
CREATE INDEX application_took ON application (matter_code, service_point_id, decided_at) WHERE decided_at IS NOT NULL;
CREATE INDEX application_keep ON application (keep_until) WHERE keep_until IS NOT NULL AND legal_hold = 0;
CREATE INDEX application_field_key ON application (substr(answers, 4, instr(substr(answers, 4), '.') - 1), id)
  WHERE answers IS NOT NULL;

-- An application begins as a draft (or, at a counter, as received), and never vanishes.
CREATE TRIGGER application_begins BEFORE INSERT ON application BEGIN
  SELECT RAISE(ABORT, 'step-refused') WHERE NEW.state NOT IN ('draft', 'submitted') OR (NEW.state = 'submitted') <> (NEW.channel = 'counter');
  SELECT RAISE(ABORT, 'append-only') WHERE EXISTS (SELECT 1 FROM application WHERE id = NEW.id);
END;
CREATE TRIGGER application_is_kept BEFORE DELETE ON application BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER application_takes_a_step BEFORE UPDATE OF state ON application
WHEN OLD.state <> NEW.state AND NOT EXISTS (
  SELECT 1 FROM application_step WHERE from_state = OLD.state AND to_state = NEW.state)
BEGIN SELECT RAISE(ABORT, 'step-refused'); END;
CREATE TRIGGER application_is_fixed BEFORE UPDATE OF id, reference, matter_code, channel, created_at ON application
WHEN OLD.id <> NEW.id OR OLD.reference <> NEW.reference OR OLD.matter_code <> NEW.matter_code OR OLD.channel <> NEW.channel
  OR OLD.created_at <> NEW.created_at
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER application_filed_is_fixed BEFORE UPDATE OF form_version, service_point_id, received_at, accepted_at, decided_at,
  closed_at, first_handler_id ON application
WHEN (OLD.state NOT IN ('draft') AND (OLD.form_version <> NEW.form_version OR OLD.service_point_id <> NEW.service_point_id))
  OR (OLD.accepted_at IS NOT NULL AND (NEW.accepted_at IS NOT OLD.accepted_at OR NEW.received_at IS NOT OLD.received_at))
  OR (OLD.decided_at IS NOT NULL AND NEW.decided_at IS NOT OLD.decided_at)
  OR (OLD.closed_at IS NOT NULL AND NEW.closed_at IS NOT OLD.closed_at)
  OR (OLD.first_handler_id IS NOT NULL AND NEW.first_handler_id IS NOT OLD.first_handler_id)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- The log of steps, written by the database itself.
CREATE TABLE application_event (
  id             INTEGER PRIMARY KEY,
  application_id TEXT NOT NULL REFERENCES application (id),
  from_state     TEXT,
  to_state       TEXT NOT NULL,
  at             INTEGER NOT NULL,
  by             TEXT NOT NULL
) STRICT;
CREATE INDEX application_event_of ON application_event (application_id, id);
CREATE TRIGGER application_logs_its_beginning AFTER INSERT ON application BEGIN
  INSERT INTO application_event (application_id, from_state, to_state, at, by)
  VALUES (NEW.id, NULL, NEW.state, NEW.moved_at, NEW.moved_by);
END;
CREATE TRIGGER application_logs_its_steps AFTER UPDATE OF state ON application WHEN OLD.state <> NEW.state BEGIN
  INSERT INTO application_event (application_id, from_state, to_state, at, by)
  VALUES (NEW.id, OLD.state, NEW.state, NEW.moved_at, NEW.moved_by);
END;
CREATE TRIGGER application_event_is_kept BEFORE DELETE ON application_event BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER application_event_is_fixed BEFORE UPDATE ON application_event BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- What is missing or wrong: asked for once, all of it. A later round may come back only to what was asked before.
CREATE TABLE application_correction (
  id             TEXT PRIMARY KEY,
  application_id TEXT NOT NULL REFERENCES application (id),
  round          INTEGER NOT NULL CHECK (round >= 1),
  -- `field:<key>` or `material:<key>` of the form.
  target         TEXT NOT NULL,
  kind           TEXT NOT NULL CHECK (kind IN ('missing', 'unreadable', 'wrong', 'expired')),
  -- Sealed.
  words          TEXT,
  asked_at       INTEGER NOT NULL,
  answered_at    INTEGER,
  UNIQUE (application_id, round, target)
) STRICT;
CREATE TRIGGER application_asks_once BEFORE INSERT ON application_correction WHEN NEW.round > 1 AND NOT EXISTS (
  SELECT 1 FROM application_correction WHERE application_id = NEW.application_id AND round = 1 AND target = NEW.target)
BEGIN SELECT RAISE(ABORT, 'asked-once'); END;
CREATE INDEX application_correction_field_key ON application_correction (substr(words, 4, instr(substr(words, 4), '.') - 1), id)
  WHERE words IS NOT NULL;

-- While the clock stands still, and why: the reason is public, and only one the form's law knows.
CREATE TABLE application_pause (
  id             TEXT PRIMARY KEY,
  application_id TEXT NOT NULL REFERENCES application (id),
  -- The reason of the form's list; null: another office is asked and the clock runs on.
  reason         TEXT,
  office_zh      TEXT NOT NULL,
  office_en      TEXT NOT NULL,
  from_at        INTEGER NOT NULL,
  to_at          INTEGER CHECK (to_at IS NULL OR to_at >= from_at)
) STRICT;
CREATE UNIQUE INDEX application_pause_open ON application_pause (application_id) WHERE to_at IS NULL;
CREATE INDEX application_pause_of ON application_pause (application_id, from_at);

CREATE TABLE application_extension (
  id             TEXT PRIMARY KEY,
  application_id TEXT NOT NULL REFERENCES application (id),
  value          INTEGER NOT NULL CHECK (value > 0),
  unit           TEXT NOT NULL CHECK (unit IN ('hour', 'calendar_day', 'working_day')),
  approver_id    TEXT NOT NULL,
  -- Sealed; told to the resident.
  words          TEXT,
  at             INTEGER NOT NULL
) STRICT;
CREATE INDEX application_extension_of ON application_extension (application_id, at);
CREATE INDEX application_extension_field_key ON application_extension (substr(words, 4, instr(substr(words, 4), '.') - 1), id)
  WHERE words IS NOT NULL;

-- What is said: `message` between resident and office, `reason` of a decision (public to the resident), `note` and opinions among
-- staff only.
CREATE TABLE application_word (
  id             TEXT PRIMARY KEY,
  application_id TEXT NOT NULL REFERENCES application (id),
  kind           TEXT NOT NULL CHECK (kind IN ('message', 'reason', 'note', 'asked', 'opinion')),
  side           TEXT NOT NULL CHECK (side IN ('resident', 'office')),
  staff_id       TEXT,
  -- Of `asked`: whose opinion; of `opinion`: which question it answers.
  to_staff_id    TEXT,
  answers_id     TEXT REFERENCES application_word (id),
  -- Sealed.
  words          TEXT,
  at             INTEGER NOT NULL,
  CHECK ((side = 'office') = (staff_id IS NOT NULL)),
  CHECK (side = 'office' OR kind = 'message'),
  CHECK ((kind = 'asked') = (to_staff_id IS NOT NULL)),
  CHECK ((kind = 'opinion') = (answers_id IS NOT NULL))
) STRICT;
CREATE INDEX application_word_of ON application_word (application_id, at, id);
CREATE INDEX application_word_asked ON application_word (to_staff_id, at) WHERE kind = 'asked';
CREATE UNIQUE INDEX application_word_answer ON application_word (answers_id) WHERE answers_id IS NOT NULL;
CREATE INDEX application_word_field_key ON application_word (substr(words, 4, instr(substr(words, 4), '.') - 1), id)
  WHERE words IS NOT NULL;
CREATE TRIGGER application_word_is_kept BEFORE DELETE ON application_word BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER application_word_is_fixed BEFORE UPDATE OF id, application_id, kind, side, staff_id, to_staff_id, answers_id, at
ON application_word BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TABLE application_file (
  id             TEXT PRIMARY KEY,
  application_id TEXT NOT NULL REFERENCES application (id),
  -- A material of the form, or 'message'.
  material       TEXT NOT NULL,
  -- Which round of correction brought it; 0: with the application.
  round          INTEGER NOT NULL DEFAULT 0,
  -- Sealed: a file's name may hold a person's.
  name           TEXT,
  type           TEXT NOT NULL,
  size           INTEGER NOT NULL,
  sha256         TEXT NOT NULL,
  object_key     TEXT NOT NULL UNIQUE,
  added_by       TEXT NOT NULL CHECK (added_by IN ('resident', 'staff')),
  added_at       INTEGER NOT NULL,
  dropped_at     INTEGER
) STRICT;
CREATE INDEX application_file_of ON application_file (application_id, added_at);
CREATE INDEX application_file_field_key ON application_file (substr(name, 4, instr(substr(name, 4), '.') - 1), id)
  WHERE name IS NOT NULL;

-- Visits held for an application: biometrics, originals, collection, a home visit.
CREATE TABLE application_visit (
  application_id    TEXT NOT NULL REFERENCES application (id),
  booking_reference TEXT NOT NULL UNIQUE,
  made_at           INTEGER NOT NULL,
  PRIMARY KEY (application_id, booking_reference)
) STRICT, WITHOUT ROWID;

-- Deadlines that were missed, noted by the machine: they feed the evaluation and cannot be taken back.
CREATE TABLE application_lapse (
  application_id   TEXT NOT NULL REFERENCES application (id),
  clock            TEXT NOT NULL,
  due_at           INTEGER NOT NULL,
  noted_at         INTEGER NOT NULL,
  service_point_id TEXT NOT NULL,
  matter_code      TEXT NOT NULL,
  PRIMARY KEY (application_id, clock, due_at)
) STRICT, WITHOUT ROWID;
CREATE INDEX application_lapse_point ON application_lapse (service_point_id, noted_at);
CREATE TRIGGER application_lapse_is_kept BEFORE DELETE ON application_lapse BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER application_lapse_is_fixed BEFORE UPDATE ON application_lapse BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- What staff answer again and again: words for a matter and a state, of one service point or ('*') of all.
CREATE TABLE answer_template (
  id               TEXT PRIMARY KEY,
  service_point_id TEXT NOT NULL,
  matter_code      TEXT,
  state            TEXT,
  title            TEXT NOT NULL,
  words_zh         TEXT NOT NULL,
  words_en         TEXT NOT NULL,
  rev              INTEGER NOT NULL DEFAULT 0,
  made_by          TEXT NOT NULL,
  made_at          INTEGER NOT NULL,
  off_at           INTEGER
) STRICT;
CREATE INDEX answer_template_point ON answer_template (service_point_id, matter_code) WHERE off_at IS NULL;
