-- Complaints, small problems, questions (投诉、建议、咨询、六小): whatever a resident tells the police that needs an answer.
--
-- Nothing here keeps an order: every key is random, no table has row numbers, and whatever belongs to an anonymous complaint
-- carries days and no times (the first millisecond of the day in Shanghai). Who reads all of it learns the day, and no more.

-- The ends of these steps are the states (api/complaint/states.ts says the same, and a test holds the two together).
CREATE TABLE complaint_step (
  from_state TEXT NOT NULL,
  to_state   TEXT NOT NULL,
  PRIMARY KEY (from_state, to_state)
) STRICT, WITHOUT ROWID;
INSERT INTO complaint_step (from_state, to_state) VALUES
  ('received', 'accepted'), ('received', 'answered'), ('received', 'declined'), ('received', 'waiting'), ('received', 'withdrawn'), ('received', 'merged'),
  ('accepted', 'working'), ('accepted', 'waiting'), ('accepted', 'elsewhere'), ('accepted', 'answered'),
  ('accepted', 'withdrawn'), ('accepted', 'merged'), ('accepted', 'unanswered'),
  ('working', 'waiting'), ('working', 'elsewhere'), ('working', 'answered'), ('working', 'withdrawn'), ('working', 'merged'),
  ('working', 'unanswered'),
  ('waiting', 'received'), ('waiting', 'working'), ('waiting', 'withdrawn'), ('waiting', 'unanswered'),
  ('elsewhere', 'working'), ('elsewhere', 'withdrawn'),
  ('answered', 'closed'), ('answered', 'followup'), ('answered', 'reopened'),
  ('followup', 'closed'), ('followup', 'reopened'),
  ('reopened', 'waiting'), ('reopened', 'elsewhere'), ('reopened', 'answered'), ('reopened', 'withdrawn'),
  ('reopened', 'working'),
  ('declined', 'reopened'), ('unanswered', 'reopened');
CREATE TRIGGER complaint_step_is_fixed BEFORE UPDATE ON complaint_step BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER complaint_step_is_kept BEFORE DELETE ON complaint_step BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- What a kind is sorted by, such as the six small problems: they differ from city to city, so they are rows.
CREATE TABLE complaint_category (
  code     TEXT PRIMARY KEY,
  kind     TEXT NOT NULL,
  name_zh  TEXT NOT NULL,
  name_en  TEXT NOT NULL,
  hint_zh  TEXT NOT NULL DEFAULT '',
  hint_en  TEXT NOT NULL DEFAULT '',
  position INTEGER NOT NULL,
  off_at   INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX complaint_category_order ON complaint_category (kind, position) WHERE off_at IS NULL;

-- Whom somebody means is looked for by name and police number.
CREATE INDEX officer_name ON officer (name_zh);
CREATE INDEX officer_name_en ON officer (lower(name_en));
CREATE INDEX officer_badge_number ON officer (badge);
CREATE INDEX staff_user_name ON staff_user (name);

-- Which account is which officer of the public list: whoever names an officer does not reach them.
CREATE TABLE officer_account (
  officer_id TEXT PRIMARY KEY REFERENCES officer (id),
  staff_id   TEXT NOT NULL REFERENCES staff_user (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX officer_account_staff ON officer_account (staff_id);

CREATE TABLE complaint (
  id               TEXT PRIMARY KEY,
  reference        TEXT NOT NULL,
  code_hash        TEXT NOT NULL,
  kind             TEXT NOT NULL,
  category         TEXT REFERENCES complaint_category (code),
  anonymous        INTEGER NOT NULL CHECK (anonymous IN (0, 1)),
  -- "Not to the station": its author wants it kept from the place it is about.
  away             INTEGER NOT NULL CHECK (away IN (0, 1)),
  -- The service point it is about; null: none.
  about_id         TEXT REFERENCES service_point (id),
  -- Who handles it: a service point, or '*', the bureau's supervision desk.
  desk             TEXT NOT NULL,
  -- 0: the first answer; 1: its author objected, and others look again, one level up.
  level            INTEGER NOT NULL DEFAULT 0 CHECK (level IN (0, 1)),
  locale           TEXT NOT NULL CHECK (locale IN ('zh', 'en')),
  channel          TEXT NOT NULL CHECK (channel IN ('online', 'counter', 'open311', 'meeting')),
  -- 1: it came without a proof of work, and stands apart until somebody has looked at it.
  tray             INTEGER NOT NULL CHECK (tray IN (0, 1)),
  state            TEXT NOT NULL,
  rev              INTEGER NOT NULL DEFAULT 0,
  moved_at         INTEGER NOT NULL,
  -- 'resident', 'system' or a staff id.
  moved_by         TEXT NOT NULL,
  town_code        TEXT REFERENCES town (code),
  area_id          TEXT REFERENCES area (id),
  -- A point of a place, never of a person: as exact as its author gave it.
  lat              REAL,
  lon              REAL,
  -- Sealed fields (api/privacy/field.ts); the answers are JSON by field of the kind.
  words            TEXT,
  answers          TEXT,
  place            TEXT,
  name             TEXT,
  phone            TEXT,
  -- Blind index; '' without a phone.
  phone_key        TEXT NOT NULL DEFAULT '',
  -- A keyed hash of the words, to put copies of one text together.
  words_key        TEXT NOT NULL DEFAULT '',
  -- Its author agrees to have it published, once it is answered and was read for personal data.
  open_wish        INTEGER NOT NULL DEFAULT 0 CHECK (open_wish IN (0, 1)),
  first_handler_id TEXT,
  handler_id       TEXT,
  -- Who answered first: somebody else looks again.
  answered_by      TEXT,
  thread_waits     TEXT CHECK (thread_waits IN ('resident', 'office')),
  received_at      INTEGER NOT NULL,
  -- Of an information request: when office and author had both confirmed it.
  confirmed_at     INTEGER,
  accepted_at      INTEGER,
  answered_at      INTEGER,
  closed_at        INTEGER,
  closed_how       TEXT CHECK (closed_how IN ('accepted', 'silent', 'declined', 'withdrawn', 'merged', 'unanswered')),
  -- What its author said of the answer, 1 to 5; null: nothing.
  satisfied        INTEGER CHECK (satisfied BETWEEN 1 AND 5),
  reopened         INTEGER NOT NULL DEFAULT 0,
  -- The office's clock: which, by which version of the rule (JSON, copied whole), from when, due when, how counted.
  clock            TEXT CHECK (clock IN ('accept', 'finish', 'review')),
  rule             TEXT CHECK (rule IS NULL OR json_valid(rule)),
  clock_started_at INTEGER,
  due_at           INTEGER,
  counted          TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(counted)),
  paused_at        INTEGER,
  -- 0 not yet, 1 its handler was told it is due soon, 2 late: the chief, 3 later: the supervision desk.
  raised           INTEGER NOT NULL DEFAULT 0 CHECK (raised BETWEEN 0 AND 3),
  raise_at         INTEGER,
  -- Its author's turn: to answer a question, or to say whether the answer will do.
  turn             TEXT CHECK (turn IN ('wait', 'reply')),
  turn_due_at      INTEGER,
  turn_counted     TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(turn_counted)),
  reminded_at      INTEGER,
  -- Where a question takes it back to.
  turn_back        TEXT,
  -- The complaint it was joined to, or split from.
  merged_into      TEXT REFERENCES complaint (id),
  split_from       TEXT REFERENCES complaint (id),
  updated_at       INTEGER NOT NULL,
  keep_until       INTEGER,
  legal_hold       INTEGER NOT NULL DEFAULT 0 CHECK (legal_hold IN (0, 1)),
  CHECK ((clock IS NULL) = (due_at IS NULL)),
  CHECK ((turn IS NULL) = (turn_due_at IS NULL)),
  CHECK (anonymous = 0 OR (name IS NULL AND phone IS NULL AND phone_key = '')),
  CHECK ((state = 'merged') = (merged_into IS NOT NULL)),
  CHECK ((closed_at IS NULL) = (closed_how IS NULL))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX complaint_reference ON complaint (reference);
-- The work lists: what is due first in front, whoever's turn it is.
CREATE INDEX complaint_work ON complaint (desk, tray, state, coalesce(due_at, turn_due_at, updated_at), id);
CREATE INDEX complaint_all ON complaint (tray, state, coalesce(due_at, turn_due_at, updated_at), id);
CREATE INDEX complaint_turn ON complaint (turn_due_at) WHERE turn_due_at IS NOT NULL;
CREATE INDEX complaint_raise ON complaint (raise_at) WHERE raise_at IS NOT NULL;
CREATE INDEX complaint_raised ON complaint (raised, due_at, id) WHERE raised > 1 AND closed_at IS NULL;
CREATE INDEX complaint_mine ON complaint (handler_id, state, coalesce(due_at, turn_due_at, updated_at), id)
  WHERE handler_id IS NOT NULL;
CREATE INDEX complaint_phone ON complaint (phone_key) WHERE phone_key <> '';
CREATE INDEX complaint_same ON complaint (words_key, id) WHERE words_key <> '';
CREATE INDEX complaint_near ON complaint (kind, town_code, state, id) WHERE town_code IS NOT NULL;
-- A row that others may point to is looked for when one is written.
CREATE INDEX complaint_merged ON complaint (merged_into);
CREATE INDEX complaint_split ON complaint (split_from);
CREATE INDEX complaint_keep ON complaint (keep_until) WHERE keep_until IS NOT NULL AND legal_hold = 0;
CREATE INDEX complaint_field_key ON complaint (substr(answers, 4, instr(substr(answers, 4), '.') - 1), id)
  WHERE answers IS NOT NULL;

-- Whom it must not reach, in any form: all who have any role at a service point, an officer of the public list, an account.
CREATE TABLE complaint_barred (
  complaint_id TEXT NOT NULL REFERENCES complaint (id),
  who          TEXT NOT NULL CHECK (who IN ('point', 'officer', 'staff')),
  barred_id    TEXT NOT NULL,
  PRIMARY KEY (complaint_id, who, barred_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER complaint_barred_is_kept BEFORE DELETE ON complaint_barred BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER complaint_barred_is_fixed BEFORE UPDATE ON complaint_barred BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- Who is barred from what, as accounts: the one place that says it. Whoever has a role at a barred point is barred even with
-- a role for the whole bureau beside it.
CREATE VIEW complaint_shut AS
  SELECT b.complaint_id AS complaint_id, g.user_id AS staff_id
    FROM complaint_barred b JOIN staff_grant g ON g.service_point_id = b.barred_id WHERE b.who = 'point'
  UNION ALL
  SELECT b.complaint_id, a.staff_id FROM complaint_barred b JOIN officer_account a ON a.officer_id = b.barred_id WHERE b.who = 'officer'
  UNION ALL
  SELECT b.complaint_id, b.barred_id FROM complaint_barred b WHERE b.who = 'staff';

CREATE TRIGGER complaint_begins BEFORE INSERT ON complaint BEGIN
  SELECT RAISE(ABORT, 'step-refused') WHERE NEW.state <> 'received';
  SELECT RAISE(ABORT, 'append-only') WHERE EXISTS (SELECT 1 FROM complaint WHERE id = NEW.id);
END;
CREATE TRIGGER complaint_is_kept BEFORE DELETE ON complaint BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER complaint_takes_a_step BEFORE UPDATE OF state ON complaint
WHEN OLD.state <> NEW.state AND NOT EXISTS (
  SELECT 1 FROM complaint_step WHERE from_state = OLD.state AND to_state = NEW.state)
BEGIN SELECT RAISE(ABORT, 'step-refused'); END;
CREATE TRIGGER complaint_is_fixed BEFORE UPDATE OF id, reference, anonymous, away, about_id, channel, received_at ON complaint
WHEN OLD.id <> NEW.id OR OLD.reference <> NEW.reference OR OLD.anonymous <> NEW.anonymous OR OLD.away <> NEW.away
  OR OLD.about_id IS NOT NEW.about_id OR OLD.channel <> NEW.channel OR OLD.received_at <> NEW.received_at
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER complaint_firsts_are_fixed BEFORE UPDATE OF accepted_at, first_handler_id, answered_by ON complaint
WHEN (OLD.accepted_at IS NOT NULL AND NEW.accepted_at IS NOT OLD.accepted_at)
  OR (OLD.first_handler_id IS NOT NULL AND NEW.first_handler_id IS NOT OLD.first_handler_id)
  OR (OLD.answered_by IS NOT NULL AND NEW.answered_by IS NOT OLD.answered_by)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
-- It never goes where it must not be known: not to that desk, not into those hands.
CREATE TRIGGER complaint_stays_away BEFORE UPDATE OF desk, handler_id ON complaint
WHEN EXISTS (SELECT 1 FROM complaint_barred WHERE complaint_id = NEW.id AND who = 'point' AND barred_id = NEW.desk)
  OR (NEW.handler_id IS NOT NULL AND EXISTS (
    SELECT 1 FROM complaint_shut WHERE complaint_id = NEW.id AND staff_id = NEW.handler_id))
BEGIN SELECT RAISE(ABORT, 'barred'); END;
-- Whoever answered first does not judge the objection to it.
CREATE TRIGGER complaint_goes_to_another BEFORE UPDATE OF handler_id, level ON complaint
WHEN NEW.level = 1 AND NEW.handler_id IS NOT NULL AND NEW.handler_id IS NEW.answered_by
BEGIN SELECT RAISE(ABORT, 'another-person'); END;
-- An accusation, and what was to be kept from the station, begins with the supervision desk.
CREATE TRIGGER complaint_begins_away BEFORE INSERT ON complaint
WHEN (NEW.away = 1 OR NEW.kind = 'misconduct') AND NEW.desk <> '*'
BEGIN SELECT RAISE(ABORT, 'barred'); END;

-- The log of steps, written by the database itself; `n` is the revision that made it.
CREATE TABLE complaint_event (
  complaint_id TEXT NOT NULL REFERENCES complaint (id),
  n            INTEGER NOT NULL,
  from_state   TEXT,
  to_state     TEXT NOT NULL,
  desk         TEXT NOT NULL,
  at           INTEGER NOT NULL,
  by           TEXT NOT NULL,
  PRIMARY KEY (complaint_id, n)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER complaint_logs_its_beginning AFTER INSERT ON complaint BEGIN
  INSERT INTO complaint_event (complaint_id, n, from_state, to_state, desk, at, by)
  VALUES (NEW.id, NEW.rev, NULL, NEW.state, NEW.desk, NEW.moved_at, NEW.moved_by);
END;
CREATE TRIGGER complaint_logs_its_steps AFTER UPDATE OF state, desk ON complaint WHEN OLD.state <> NEW.state OR OLD.desk <> NEW.desk BEGIN
  INSERT INTO complaint_event (complaint_id, n, from_state, to_state, desk, at, by)
  VALUES (NEW.id, NEW.rev, OLD.state, NEW.state, NEW.desk, NEW.moved_at, NEW.moved_by);
END;
CREATE TRIGGER complaint_event_is_kept BEFORE DELETE ON complaint_event BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER complaint_event_is_fixed BEFORE UPDATE ON complaint_event BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- What is said. `answer`: what was done and by whom; `objection`: why that will not do; `note`: among staff only.
CREATE TABLE complaint_word (
  complaint_id TEXT NOT NULL REFERENCES complaint (id),
  -- The revision it was said at: the order of a thread, and of nothing else.
  n            INTEGER NOT NULL,
  id           TEXT NOT NULL UNIQUE,
  kind         TEXT NOT NULL CHECK (kind IN ('message', 'question', 'answer', 'decline', 'objection', 'outside', 'extension', 'note')),
  side         TEXT NOT NULL CHECK (side IN ('resident', 'office', 'outside')),
  staff_id     TEXT,
  -- Sealed.
  words        TEXT,
  at           INTEGER NOT NULL,
  PRIMARY KEY (complaint_id, n, id),
  CHECK ((side = 'office') = (staff_id IS NOT NULL)),
  CHECK (side <> 'resident' OR kind IN ('message', 'objection')),
  CHECK (side <> 'outside' OR kind = 'outside')
) STRICT, WITHOUT ROWID;
CREATE INDEX complaint_word_field_key ON complaint_word (substr(words, 4, instr(substr(words, 4), '.') - 1), id)
  WHERE words IS NOT NULL;
CREATE TRIGGER complaint_word_is_kept BEFORE DELETE ON complaint_word BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER complaint_word_is_fixed BEFORE UPDATE OF complaint_id, n, id, kind, side, staff_id, at ON complaint_word
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- While the office's clock stands still, and why: the reason is public.
CREATE TABLE complaint_pause (
  complaint_id TEXT NOT NULL REFERENCES complaint (id),
  n            INTEGER NOT NULL,
  reason       TEXT NOT NULL CHECK (reason IN ('you', 'third-party')),
  from_at      INTEGER NOT NULL,
  to_at        INTEGER CHECK (to_at IS NULL OR to_at >= from_at),
  PRIMARY KEY (complaint_id, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE complaint_extension (
  complaint_id TEXT NOT NULL REFERENCES complaint (id),
  clock        TEXT NOT NULL,
  value        INTEGER NOT NULL CHECK (value > 0),
  unit         TEXT NOT NULL CHECK (unit IN ('hour', 'calendar_day', 'working_day')),
  asked_by     TEXT NOT NULL,
  approver_id  TEXT NOT NULL,
  at           INTEGER NOT NULL,
  -- Once for each clock, and never by whoever asks for it.
  PRIMARY KEY (complaint_id, clock),
  CHECK (approver_id <> asked_by)
) STRICT, WITHOUT ROWID;

-- Another body is asked; it answers by a link that holds a token, of which only the hash is kept.
CREATE TABLE complaint_outside (
  id           TEXT PRIMARY KEY,
  complaint_id TEXT NOT NULL REFERENCES complaint (id),
  office       TEXT NOT NULL,
  -- Sealed: what is asked.
  words        TEXT,
  token_hash   TEXT NOT NULL UNIQUE,
  asked_at     INTEGER NOT NULL,
  due_at       INTEGER NOT NULL,
  answered_at  INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX complaint_outside_of ON complaint_outside (complaint_id, asked_at);
CREATE UNIQUE INDEX complaint_outside_open ON complaint_outside (complaint_id) WHERE answered_at IS NULL;
CREATE INDEX complaint_outside_field_key ON complaint_outside (substr(words, 4, instr(substr(words, 4), '.') - 1), id)
  WHERE words IS NOT NULL;

-- Photos: what was told, and what was done. Of an anonymous complaint the bytes stand here, sealed, since a store of files
-- notes the moment of each; of others in the store of files.
CREATE TABLE complaint_file (
  id           TEXT PRIMARY KEY,
  complaint_id TEXT NOT NULL REFERENCES complaint (id),
  side         TEXT NOT NULL CHECK (side IN ('resident', 'office')),
  type         TEXT NOT NULL,
  size         INTEGER NOT NULL,
  sha256       TEXT NOT NULL,
  -- Where it stands: in the store of files, or here under a key of its own, which is sealed.
  object_key   TEXT,
  data_key     TEXT,
  added_at     INTEGER NOT NULL,
  dropped_at   INTEGER,
  CHECK (object_key IS NULL OR data_key IS NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX complaint_file_of ON complaint_file (complaint_id, id);
CREATE INDEX complaint_file_field_key ON complaint_file (substr(data_key, 4, instr(substr(data_key, 4), '.') - 1), id)
  WHERE data_key IS NOT NULL;
CREATE TABLE complaint_file_part (
  file_id TEXT NOT NULL REFERENCES complaint_file (id),
  n       INTEGER NOT NULL,
  bytes   BLOB NOT NULL,
  PRIMARY KEY (file_id, n)
) STRICT, WITHOUT ROWID;

-- Deadlines that were missed, noted by the machine.
CREATE TABLE complaint_lapse (
  complaint_id TEXT NOT NULL REFERENCES complaint (id),
  clock        TEXT NOT NULL,
  due_at       INTEGER NOT NULL,
  desk         TEXT NOT NULL,
  kind         TEXT NOT NULL,
  noted_at     INTEGER NOT NULL,
  PRIMARY KEY (complaint_id, clock, due_at)
) STRICT, WITHOUT ROWID;
CREATE INDEX complaint_lapse_desk ON complaint_lapse (desk, noted_at);
CREATE TRIGGER complaint_lapse_is_kept BEFORE DELETE ON complaint_lapse BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER complaint_lapse_is_fixed BEFORE UPDATE ON complaint_lapse BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- Who looked, by day: a time would tell by when it was there.
CREATE TABLE complaint_view (
  complaint_id TEXT NOT NULL REFERENCES complaint (id),
  day          TEXT NOT NULL,
  staff_id     TEXT NOT NULL,
  role         TEXT NOT NULL,
  unmasked     INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (complaint_id, day, staff_id)
) STRICT, WITHOUT ROWID;
