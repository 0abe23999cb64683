-- Police–public meetings (警民恳谈会, 村会议): planned, announced by a second reader, held, and their minutes and promises published.

-- The states of a meeting are the ends of these steps; no other step is possible (api/meeting/states.ts says the same, and a test
-- holds the two together).
CREATE TABLE meeting_step (
  from_state TEXT NOT NULL,
  to_state   TEXT NOT NULL,
  PRIMARY KEY (from_state, to_state)
) STRICT, WITHOUT ROWID;
INSERT INTO meeting_step (from_state, to_state) VALUES
  ('planned', 'announced'), ('planned', 'cancelled'), ('announced', 'held'), ('announced', 'cancelled'), ('held', 'minuted');
CREATE TRIGGER meeting_step_is_fixed BEFORE UPDATE ON meeting_step BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER meeting_step_is_kept BEFORE DELETE ON meeting_step BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TABLE meeting (
  id           TEXT PRIMARY KEY,
  -- Whose meeting it is, and, unless it is somewhere else, the station or room in which it is held.
  point_id     TEXT NOT NULL REFERENCES service_point (id),
  at_id        TEXT REFERENCES service_point (id),
  state        TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'announced', 'held', 'minuted', 'cancelled')),
  title_zh     TEXT NOT NULL,
  title_en     TEXT NOT NULL DEFAULT '',
  -- JSON array of {zh, en}.
  agenda       TEXT NOT NULL CHECK (json_valid(agenda)),
  place_zh     TEXT NOT NULL,
  place_en     TEXT NOT NULL DEFAULT '',
  -- Who it is for, and who chairs it.
  audience_zh  TEXT NOT NULL,
  audience_en  TEXT NOT NULL DEFAULT '',
  chair_zh     TEXT NOT NULL,
  chair_en     TEXT NOT NULL DEFAULT '',
  starts_at    INTEGER NOT NULL,
  ends_at      INTEGER NOT NULL,
  capacity     INTEGER NOT NULL CHECK (capacity BETWEEN 1 AND 2000),
  -- Persons signed up, kept by the triggers below.
  taken        INTEGER NOT NULL DEFAULT 0,
  cancel_zh    TEXT NOT NULL DEFAULT '',
  cancel_en    TEXT NOT NULL DEFAULT '',
  minutes_zh   TEXT NOT NULL DEFAULT '',
  minutes_en   TEXT NOT NULL DEFAULT '',
  attended     INTEGER CHECK (attended BETWEEN 0 AND 100000),
  -- Who made the last step: who reads as the second person is none of those who wrote.
  moved_by     TEXT NOT NULL,
  announced_at INTEGER,
  held_at      INTEGER,
  minuted_at   INTEGER,
  cancelled_at INTEGER,
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL,
  -- Counts every change by staff: the optimistic lock of each write.
  rev          INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT meeting_within_capacity CHECK (taken BETWEEN 0 AND capacity),
  CHECK (ends_at > starts_at),
  CHECK ((state = 'cancelled') = (cancelled_at IS NOT NULL)),
  CHECK (state NOT IN ('announced', 'held', 'minuted') OR announced_at IS NOT NULL),
  CHECK ((state IN ('held', 'minuted')) = (held_at IS NOT NULL)),
  CHECK ((state = 'minuted') = (minuted_at IS NOT NULL)),
  CHECK (state <> 'minuted' OR (minutes_zh <> '' AND attended IS NOT NULL))
) STRICT;
CREATE INDEX meeting_public ON meeting (starts_at, id) WHERE announced_at IS NOT NULL;
CREATE INDEX meeting_public_of ON meeting (point_id, starts_at, id) WHERE announced_at IS NOT NULL;
CREATE INDEX meeting_public_at ON meeting (at_id, starts_at, id) WHERE announced_at IS NOT NULL AND at_id IS NOT NULL;
CREATE INDEX meeting_desk ON meeting (point_id, starts_at, id);
CREATE INDEX meeting_days ON meeting (starts_at, id);

CREATE TRIGGER meeting_begins_planned BEFORE INSERT ON meeting WHEN NEW.state <> 'planned' OR NEW.taken <> 0
BEGIN SELECT RAISE(ABORT, 'step-refused'); END;
CREATE TRIGGER meeting_steps BEFORE UPDATE OF state ON meeting
WHEN OLD.state <> NEW.state AND NOT EXISTS (
  SELECT 1 FROM meeting_step WHERE from_state = OLD.state AND to_state = NEW.state)
BEGIN SELECT RAISE(ABORT, 'step-refused'); END;
-- Announced before it begins, held once it has begun.
CREATE TRIGGER meeting_in_time BEFORE UPDATE OF state ON meeting
WHEN (NEW.state = 'announced' AND NEW.announced_at >= OLD.starts_at) OR (NEW.state = 'held' AND OLD.state <> 'held' AND NEW.held_at < OLD.starts_at)
BEGIN SELECT RAISE(ABORT, 'step-refused'); END;
CREATE TRIGGER meeting_is_kept BEFORE DELETE ON meeting BEGIN SELECT RAISE(ABORT, 'append-only'); END;
-- What was announced is what people planned by: another day or place is another meeting.
CREATE TRIGGER meeting_plan_is_fixed BEFORE UPDATE OF
  id, point_id, at_id, title_zh, title_en, agenda, place_zh, place_en, audience_zh, audience_en, chair_zh, chair_en,
  starts_at, ends_at, capacity, created_at ON meeting
WHEN OLD.state <> 'planned'
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER meeting_minutes_are_fixed BEFORE UPDATE OF minutes_zh, minutes_en, attended ON meeting
WHEN OLD.state <> 'held'
BEGIN SELECT RAISE(ABORT, 'step-refused'); END;

-- What staff did with a meeting, by whom; who wrote a part may not read it as the second person.
CREATE TABLE meeting_event (
  meeting_id TEXT NOT NULL REFERENCES meeting (id),
  n          INTEGER NOT NULL,
  at         INTEGER NOT NULL,
  what       TEXT NOT NULL CHECK (what IN ('plan', 'announce', 'cancel', 'held', 'minutes', 'publish')),
  by_id      TEXT NOT NULL,
  role       TEXT NOT NULL,
  -- Findings of the privacy gate that the second reader let stand (JSON), and why.
  over       TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(over)),
  over_why   TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (meeting_id, n)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER meeting_event_is_fixed BEFORE UPDATE ON meeting_event BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER meeting_event_is_kept BEFORE DELETE ON meeting_event BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER meeting_second_reader BEFORE UPDATE OF state ON meeting
WHEN (NEW.state = 'announced' AND OLD.state = 'planned'
      AND EXISTS (SELECT 1 FROM meeting_event WHERE meeting_id = OLD.id AND what = 'plan' AND by_id = NEW.moved_by))
  OR (NEW.state = 'minuted'
      AND EXISTS (SELECT 1 FROM meeting_event WHERE meeting_id = OLD.id AND what = 'minutes' AND by_id = NEW.moved_by))
BEGIN SELECT RAISE(ABORT, 'meeting_second_reader'); END;

-- What residents hand in for a meeting: that they come, or a question.
CREATE TABLE meeting_entry (
  id              TEXT PRIMARY KEY,
  reference       TEXT NOT NULL UNIQUE,
  code_hash       TEXT NOT NULL,
  meeting_id      TEXT NOT NULL REFERENCES meeting (id),
  what            TEXT NOT NULL CHECK (what IN ('signup', 'question')),
  -- off: the meeting was cancelled and whoever signed up was told.
  state           TEXT NOT NULL CHECK (state IN ('coming', 'asked', 'answered', 'withdrawn', 'off')),
  locale          TEXT NOT NULL CHECK (locale IN ('zh', 'en')),
  persons         INTEGER CHECK (persons BETWEEN 1 AND 10),
  -- Sealed; emptied together when the time of keeping is over. Of a sign-up the words are what somebody needs (JSON).
  words           TEXT,
  name            TEXT,
  phone           TEXT,
  answer          TEXT,
  phone_key       TEXT NOT NULL,
  -- Of a question: whether its author lets it be published.
  may_publish     INTEGER NOT NULL DEFAULT 0 CHECK (may_publish IN (0, 1)),
  answered_at     INTEGER,
  answered_by     TEXT,
  -- The question and its answer as everybody reads them.
  public_question TEXT,
  public_answer   TEXT,
  published_at    INTEGER,
  published_by    TEXT,
  -- Of a sign-up: whether they came, and whether the machine has to tell them that the meeting is off.
  came            INTEGER CHECK (came IN (0, 1)),
  tell            INTEGER NOT NULL DEFAULT 0 CHECK (tell IN (0, 1)),
  keep_until      INTEGER NOT NULL,
  rev             INTEGER NOT NULL DEFAULT 0,
  created_at      INTEGER NOT NULL,
  CHECK ((what = 'signup') = (persons IS NOT NULL)),
  CHECK (what = 'signup' OR state IN ('asked', 'answered', 'withdrawn')),
  CHECK (what = 'question' OR (state IN ('coming', 'withdrawn', 'off') AND may_publish = 0)),
  CHECK ((published_at IS NULL) = (public_question IS NULL)),
  CHECK ((published_at IS NULL) = (public_answer IS NULL)),
  CONSTRAINT meeting_entry_author_said_yes CHECK (published_at IS NULL OR (may_publish = 1 AND state = 'answered')),
  CONSTRAINT meeting_second_reader_of_answer CHECK (published_by IS NULL OR published_by <> answered_by)
) STRICT;
CREATE INDEX meeting_entry_of ON meeting_entry (meeting_id, what, created_at, id);
CREATE INDEX meeting_entry_phone ON meeting_entry (meeting_id, phone_key) WHERE state = 'coming';
CREATE INDEX meeting_entry_public ON meeting_entry (meeting_id, published_at) WHERE published_at IS NOT NULL;
CREATE INDEX meeting_entry_tell ON meeting_entry (id) WHERE tell = 1;
CREATE INDEX meeting_entry_keep ON meeting_entry (keep_until) WHERE words IS NOT NULL;
CREATE INDEX meeting_entry_field_key ON meeting_entry (substr(words, 4, instr(substr(words, 4), '.') - 1), id) WHERE words IS NOT NULL;

-- A seat is promised by the database: never one more than there are.
CREATE TRIGGER meeting_entry_comes BEFORE INSERT ON meeting_entry BEGIN
  SELECT RAISE(ABORT, 'meeting-closed') FROM meeting
  WHERE id = NEW.meeting_id AND (state <> 'announced' OR starts_at <= NEW.created_at);
  SELECT RAISE(ABORT, 'meeting-full') FROM meeting
  WHERE id = NEW.meeting_id AND NEW.what = 'signup' AND taken + NEW.persons > capacity;
  -- One telephone holds the places of so many sign-ups: a household, not the hall.
  SELECT RAISE(ABORT, 'meeting-often') WHERE NEW.what = 'signup' AND 3 <= (
    SELECT count(*) FROM meeting_entry WHERE meeting_id = NEW.meeting_id AND phone_key = NEW.phone_key AND state = 'coming');
END;
CREATE TRIGGER meeting_entry_takes AFTER INSERT ON meeting_entry WHEN NEW.what = 'signup' BEGIN
  UPDATE meeting SET taken = taken + NEW.persons WHERE id = NEW.meeting_id;
END;
CREATE TRIGGER meeting_entry_gives_back AFTER UPDATE OF state ON meeting_entry
WHEN OLD.state = 'coming' AND NEW.state <> 'coming' BEGIN
  UPDATE meeting SET taken = taken - OLD.persons WHERE id = OLD.meeting_id;
END;
CREATE TRIGGER meeting_entry_ends BEFORE UPDATE OF state ON meeting_entry
WHEN OLD.state IN ('withdrawn', 'off') AND NEW.state <> OLD.state
BEGIN SELECT RAISE(ABORT, 'step-refused'); END;
CREATE TRIGGER meeting_entry_is_kept BEFORE DELETE ON meeting_entry BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER meeting_entry_is_fixed BEFORE UPDATE OF id, reference, meeting_id, what, persons, created_at ON meeting_entry
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- What the police promised at a meeting. Drafted with the minutes, and for good once those are published.
CREATE TABLE meeting_promise (
  id             TEXT PRIMARY KEY,
  meeting_id     TEXT NOT NULL REFERENCES meeting (id),
  n              INTEGER NOT NULL,
  words_zh       TEXT NOT NULL,
  words_en       TEXT NOT NULL DEFAULT '',
  -- Who keeps it.
  keeper_zh      TEXT NOT NULL,
  keeper_en      TEXT NOT NULL DEFAULT '',
  due_day        TEXT NOT NULL CHECK (due_day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  state          TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'kept', 'broken', 'withdrawn')),
  -- What was done, or why not: said with every outcome.
  outcome_zh     TEXT NOT NULL DEFAULT '',
  outcome_en     TEXT NOT NULL DEFAULT '',
  settled_at     INTEGER,
  settled_by     TEXT,
  -- When the machine noted that it is late.
  late_at        INTEGER,
  -- The item it became elsewhere, once it is one.
  item_reference TEXT,
  rev            INTEGER NOT NULL DEFAULT 0,
  UNIQUE (meeting_id, n),
  CHECK ((state = 'open') = (settled_at IS NULL)),
  CHECK (state = 'open' OR outcome_zh <> '')
) STRICT;
CREATE INDEX meeting_promise_due ON meeting_promise (due_day) WHERE state = 'open' AND late_at IS NULL;
CREATE TRIGGER meeting_promise_is_drafted BEFORE INSERT ON meeting_promise
WHEN NEW.state <> 'open' OR NOT EXISTS (SELECT 1 FROM meeting WHERE id = NEW.meeting_id AND state = 'held')
BEGIN SELECT RAISE(ABORT, 'step-refused'); END;
CREATE TRIGGER meeting_promise_is_kept BEFORE DELETE ON meeting_promise
WHEN EXISTS (SELECT 1 FROM meeting WHERE id = OLD.meeting_id AND state = 'minuted')
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER meeting_promise_is_fixed BEFORE UPDATE OF
  id, meeting_id, n, words_zh, words_en, keeper_zh, keeper_en, due_day ON meeting_promise
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER meeting_promise_settles_once BEFORE UPDATE OF state, outcome_zh, outcome_en, settled_at, settled_by ON meeting_promise
WHEN OLD.state <> 'open' OR NOT EXISTS (SELECT 1 FROM meeting WHERE id = OLD.meeting_id AND state = 'minuted')
BEGIN SELECT RAISE(ABORT, 'step-refused'); END;
