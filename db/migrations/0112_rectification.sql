-- Putting right what was rated badly (差评整改): one for each bad rating. The one place that still knows what was rated, where
-- the rater may be called; the bureau's supervision desk alone reads it. The station reads a task in words of the desk.

-- The ends of these steps are the states (api/survey/rectify/states.ts says the same, and a test holds the two together).
CREATE TABLE rectification_step (
  from_state TEXT NOT NULL,
  to_state   TEXT NOT NULL,
  PRIMARY KEY (from_state, to_state)
) STRICT, WITHOUT ROWID;
INSERT INTO rectification_step (from_state, to_state) VALUES
  ('open', 'contacted'), ('open', 'fixing'), ('open', 'fixed'), ('open', 'closed'),
  ('contacted', 'fixing'), ('contacted', 'fixed'), ('contacted', 'closed'),
  ('fixing', 'fixed'), ('fixing', 'closed'),
  ('fixed', 'fixing'), ('fixed', 'called'), ('fixed', 'closed'),
  ('called', 'fixing'), ('called', 'closed');
CREATE TRIGGER rectification_step_is_fixed BEFORE UPDATE ON rectification_step BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER rectification_step_is_kept BEFORE DELETE ON rectification_step BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TABLE rectification (
  -- Random: tells neither when nor after whom.
  id               TEXT PRIMARY KEY,
  rating_id        TEXT NOT NULL UNIQUE REFERENCES rating (id),
  -- Where it counts; '*': it must not reach a station, and stays with the desk.
  service_point_id TEXT NOT NULL,
  grp              TEXT NOT NULL,
  -- Whether its rater may be called; only then is it known what was rated, until that is forgotten.
  may_call         INTEGER NOT NULL CHECK (may_call IN (0, 1)),
  kind             TEXT CHECK (kind IN ('visit', 'application', 'complaint', 'casefile', 'call')),
  subject          TEXT,
  -- Sealed: a number to call that was left with the rating.
  contact          TEXT,
  -- Its rater ticked that the station may know who it was.
  tell_station     INTEGER NOT NULL CHECK (tell_station IN (0, 1)),
  state            TEXT NOT NULL,
  rev              INTEGER NOT NULL DEFAULT 0,
  -- The day it was given, and no time of day.
  opened_on        TEXT NOT NULL,
  -- Two clocks: due when, by which version of the rule (JSON, copied whole), how counted, when the machine noted a miss.
  contact_rule     TEXT CHECK (contact_rule IS NULL OR json_valid(contact_rule)),
  contact_due_at   INTEGER,
  contact_counted  TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(contact_counted)),
  contact_late_at  INTEGER,
  -- The first call, whether anybody answered or not.
  tried_at         INTEGER,
  fix_rule         TEXT NOT NULL CHECK (json_valid(fix_rule)),
  fix_due_at       INTEGER NOT NULL,
  fix_counted      TEXT NOT NULL CHECK (json_valid(fix_counted)),
  fix_late_at      INTEGER,
  -- The day on which the desk asked the station for it, in its own words; until then the station knows nothing.
  tasked_on        TEXT,
  -- By when whoever puts it right says that it will be done.
  promised_on      TEXT,
  -- 立行立改, 限期整改, 解释说明, 申诉不予采纳; appealed: the rating was set aside, and there is nothing to put right.
  outcome          TEXT CHECK (outcome IN ('at-once', 'by-date', 'explained', 'appeal-refused', 'appealed')),
  fixed_at         INTEGER,
  -- What its rater says now, beside the first rating, which it never changes.
  second           INTEGER CHECK (second BETWEEN 1 AND 5),
  closed_at        INTEGER,
  moved_at         INTEGER NOT NULL,
  -- 'resident', 'system' or a staff id.
  moved_by         TEXT NOT NULL,
  keep_until       INTEGER,
  CHECK ((kind IS NULL) = (subject IS NULL)),
  CHECK (may_call = 1 OR (subject IS NULL AND contact IS NULL AND tell_station = 0 AND contact_due_at IS NULL)),
  CHECK ((contact_due_at IS NULL) = (contact_rule IS NULL)),
  CHECK (state NOT IN ('fixed', 'called') OR (outcome IS NOT NULL AND fixed_at IS NOT NULL)),
  CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
  CHECK (state <> 'closed' OR outcome IS NOT NULL),
  CHECK (outcome IS NOT 'appealed' OR state = 'closed'),
  CHECK (second IS NULL OR may_call = 1),
  CHECK (tasked_on IS NULL OR service_point_id <> '*')
) STRICT, WITHOUT ROWID;
CREATE INDEX rectification_work ON rectification (fix_due_at, id) WHERE state <> 'closed';
CREATE INDEX rectification_done ON rectification (closed_at, id) WHERE state = 'closed';
CREATE INDEX rectification_task ON rectification (service_point_id, fix_due_at, id)
  WHERE state <> 'closed' AND tasked_on IS NOT NULL;
CREATE INDEX rectification_task_done ON rectification (service_point_id, closed_at, id)
  WHERE state = 'closed' AND tasked_on IS NOT NULL;
CREATE INDEX rectification_to_be_called ON rectification (fixed_at, id) WHERE state = 'fixed' AND may_call = 1;
CREATE INDEX rectification_contact_late ON rectification (contact_due_at)
  WHERE tried_at IS NULL AND contact_late_at IS NULL AND contact_due_at IS NOT NULL AND state <> 'closed';
CREATE INDEX rectification_fix_late ON rectification (fix_due_at)
  WHERE fix_late_at IS NULL AND state IN ('open', 'contacted', 'fixing');
CREATE INDEX rectification_keep ON rectification (keep_until) WHERE keep_until IS NOT NULL;
CREATE INDEX rectification_field_key ON rectification (substr(contact, 4, instr(substr(contact, 4), '.') - 1), id)
  WHERE contact IS NOT NULL;

CREATE TRIGGER rectification_begins BEFORE INSERT ON rectification BEGIN
  SELECT RAISE(ABORT, 'step-refused') WHERE NEW.state <> 'open';
  SELECT RAISE(ABORT, 'append-only') WHERE EXISTS (SELECT 1 FROM rectification WHERE id = NEW.id OR rating_id = NEW.rating_id);
END;
CREATE TRIGGER rectification_is_kept BEFORE DELETE ON rectification BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER rectification_is_fixed BEFORE UPDATE OF
  id, rating_id, service_point_id, grp, may_call, tell_station, opened_on, contact_rule, contact_due_at, contact_counted, fix_rule
ON rectification BEGIN SELECT RAISE(ABORT, 'append-only'); END;
-- What was rated and where to call are forgotten, never changed (a number is sealed anew under the next key).
CREATE TRIGGER rectification_forgets BEFORE UPDATE OF kind, subject, contact ON rectification
WHEN (NEW.subject IS NOT NULL AND NEW.subject IS NOT OLD.subject) OR (NEW.kind IS NOT NULL AND NEW.kind IS NOT OLD.kind)
  OR (NEW.contact IS NOT NULL AND OLD.contact IS NULL)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER rectification_takes_a_step BEFORE UPDATE OF state ON rectification
WHEN OLD.state <> NEW.state AND NOT EXISTS (
  SELECT 1 FROM rectification_step WHERE from_state = OLD.state AND to_state = NEW.state)
BEGIN SELECT RAISE(ABORT, 'step-refused'); END;
-- Nothing is closed before it was put right, but what was set aside; and whoever may be called is called first.
CREATE TRIGGER rectification_is_not_cut_short BEFORE UPDATE OF state ON rectification
WHEN NEW.state = 'closed' AND NEW.outcome <> 'appealed' AND (OLD.state NOT IN ('fixed', 'called')
  OR (NEW.may_call = 1 AND OLD.state <> 'called'))
BEGIN SELECT RAISE(ABORT, 'step-refused'); END;
CREATE TRIGGER rectification_waits_for_its_call BEFORE UPDATE OF state ON rectification
WHEN NEW.state IN ('called', 'closed') AND EXISTS (SELECT 1 FROM callback WHERE reference = NEW.id AND state = 'open')
BEGIN SELECT RAISE(ABORT, 'callback-open'); END;
CREATE TRIGGER rectification_was_called BEFORE UPDATE OF state ON rectification
WHEN NEW.state = 'called' AND NOT EXISTS (
  SELECT 1 FROM callback WHERE reference = NEW.id AND state <> 'open' AND opened_at >= OLD.fixed_at)
BEGIN SELECT RAISE(ABORT, 'step-refused'); END;
CREATE TRIGGER rectification_end_is_fixed BEFORE UPDATE OF state, outcome, fixed_at, closed_at, promised_on ON rectification
WHEN OLD.state = 'closed'
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER rectification_second_is_fixed BEFORE UPDATE OF second ON rectification
WHEN OLD.state = 'closed' AND OLD.second IS NOT NULL AND NEW.second IS NOT OLD.second
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER rectification_firsts_are_fixed BEFORE UPDATE OF tried_at, contact_late_at, fix_late_at, tasked_on ON rectification
WHEN (OLD.tried_at IS NOT NULL AND NEW.tried_at IS NOT OLD.tried_at)
  OR (OLD.contact_late_at IS NOT NULL AND NEW.contact_late_at IS NOT OLD.contact_late_at)
  OR (OLD.fix_late_at IS NOT NULL AND NEW.fix_late_at IS NOT OLD.fix_late_at)
  OR (OLD.tasked_on IS NOT NULL AND NEW.tasked_on IS NOT OLD.tasked_on)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- The log of steps, written by the database itself; `n` is the revision that made it.
CREATE TABLE rectification_event (
  rectification_id TEXT NOT NULL REFERENCES rectification (id),
  n                INTEGER NOT NULL,
  from_state       TEXT,
  to_state         TEXT NOT NULL,
  at               INTEGER NOT NULL,
  by               TEXT NOT NULL,
  PRIMARY KEY (rectification_id, n)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER rectification_logs_its_beginning AFTER INSERT ON rectification BEGIN
  INSERT INTO rectification_event (rectification_id, n, from_state, to_state, at, by)
  VALUES (NEW.id, NEW.rev, NULL, NEW.state, NEW.moved_at, NEW.moved_by);
END;
CREATE TRIGGER rectification_logs_its_steps AFTER UPDATE OF state ON rectification WHEN OLD.state <> NEW.state BEGIN
  INSERT INTO rectification_event (rectification_id, n, from_state, to_state, at, by)
  VALUES (NEW.id, NEW.rev, OLD.state, NEW.state, NEW.moved_at, NEW.moved_by);
END;
CREATE TRIGGER rectification_event_is_kept BEFORE DELETE ON rectification_event BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER rectification_event_is_fixed BEFORE UPDATE ON rectification_event BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- What was said and done. `said`: by the rater, to the desk; `try`: nobody answered; `look`: somebody saw the number, and why.
-- These three never reach the station. `task`: what the desk asks of it; `plan`, `fix`, `more`: what it answers.
CREATE TABLE rectification_word (
  id               TEXT PRIMARY KEY,
  rectification_id TEXT NOT NULL REFERENCES rectification (id),
  n                INTEGER NOT NULL,
  kind             TEXT NOT NULL CHECK (kind IN
    ('said', 'try', 'look', 'task', 'plan', 'fix', 'back', 'more', 'given', 'appeal', 'decision')),
  staff_id         TEXT NOT NULL,
  -- Sealed.
  words            TEXT,
  at               INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX rectification_word_of ON rectification_word (rectification_id, n, id);
CREATE INDEX rectification_word_field_key ON rectification_word (substr(words, 4, instr(substr(words, 4), '.') - 1), id)
  WHERE words IS NOT NULL;
CREATE TRIGGER rectification_word_is_kept BEFORE DELETE ON rectification_word BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER rectification_word_is_fixed BEFORE UPDATE OF id, rectification_id, n, kind, staff_id, at ON rectification_word
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- Whom a rectification must not reach at the desk: whoever has a role at the place it is about, and whoever the complaint that
-- was rated must not reach.
CREATE VIEW rectification_shut AS
  SELECT r.id AS rectification_id, g.user_id AS staff_id
    FROM rectification r JOIN staff_grant g ON g.service_point_id = r.service_point_id WHERE r.service_point_id <> '*'
  UNION ALL
  SELECT r.id, z.staff_id FROM rectification r JOIN complaint k ON k.reference = r.subject
    JOIN complaint_shut z ON z.complaint_id = k.id WHERE r.kind = 'complaint';

-- More time: asked for by whoever puts it right, given once, by somebody else who is not of that place.
CREATE TABLE rectification_extension (
  rectification_id TEXT PRIMARY KEY REFERENCES rectification (id),
  value            INTEGER NOT NULL CHECK (value > 0),
  unit             TEXT NOT NULL CHECK (unit IN ('hour', 'calendar_day', 'working_day')),
  asked_by         TEXT NOT NULL,
  asked_at         INTEGER NOT NULL,
  state            TEXT NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'given', 'refused')),
  decided_by       TEXT,
  decided_at       INTEGER,
  CHECK ((state = 'asked') = (decided_by IS NULL)),
  CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
  CONSTRAINT rectification_own_extension CHECK (decided_by IS NULL OR decided_by <> asked_by)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER rectification_extension_is_kept BEFORE DELETE ON rectification_extension
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER rectification_extension_is_decided_once BEFORE UPDATE ON rectification_extension BEGIN
  SELECT RAISE(ABORT, 'append-only') WHERE OLD.state <> 'asked' OR NEW.value <> OLD.value OR NEW.unit <> OLD.unit
    OR NEW.asked_by <> OLD.asked_by OR NEW.asked_at <> OLD.asked_at OR NEW.rectification_id <> OLD.rectification_id;
  SELECT RAISE(ABORT, 'another-person') WHERE EXISTS (
    SELECT 1 FROM rectification_shut WHERE rectification_id = NEW.rectification_id AND staff_id = NEW.decided_by);
END;
-- The day moves by an extension that was given, and by nothing else.
CREATE TRIGGER rectification_day_is_given BEFORE UPDATE OF fix_due_at, fix_counted ON rectification
WHEN OLD.fix_due_at <> NEW.fix_due_at AND NOT EXISTS (
  SELECT 1 FROM rectification_extension WHERE rectification_id = NEW.id AND state = 'given' AND decided_at = NEW.moved_at)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- The station says that a rating is mistaken or malicious. Somebody who had no part in it decides, and nobody of that place.
CREATE TABLE rectification_appeal (
  rectification_id TEXT PRIMARY KEY REFERENCES rectification (id),
  service_point_id TEXT NOT NULL,
  reason           TEXT NOT NULL CHECK (reason IN ('mistaken-station', 'duplicate', 'abusive', 'not-about-us', 'other')),
  asked_by         TEXT NOT NULL,
  asked_at         INTEGER NOT NULL,
  state            TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'accepted', 'refused')),
  decided_by       TEXT,
  decided_at       INTEGER,
  -- The quarter it was decided in, by which it is counted.
  period           TEXT,
  CHECK ((state = 'open') = (decided_by IS NULL)),
  CHECK ((state = 'open') = (decided_at IS NULL)),
  CHECK ((state = 'open') = (period IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX rectification_appeal_open ON rectification_appeal (asked_at, rectification_id) WHERE state = 'open';
CREATE INDEX rectification_appeal_count ON rectification_appeal (period, reason, state) WHERE period IS NOT NULL;
CREATE TRIGGER rectification_appeal_is_kept BEFORE DELETE ON rectification_appeal BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER rectification_appeal_is_of_a_task BEFORE INSERT ON rectification_appeal BEGIN
  SELECT RAISE(ABORT, 'append-only') WHERE EXISTS (
    SELECT 1 FROM rectification_appeal WHERE rectification_id = NEW.rectification_id);
  SELECT RAISE(ABORT, 'step-refused') WHERE NEW.state <> 'open' OR NOT EXISTS (
    SELECT 1 FROM rectification WHERE id = NEW.rectification_id AND state = 'fixing' AND service_point_id = NEW.service_point_id
      AND service_point_id <> '*');
END;
CREATE TRIGGER rectification_appeal_is_decided_once BEFORE UPDATE ON rectification_appeal BEGIN
  SELECT RAISE(ABORT, 'append-only') WHERE OLD.state <> 'open' OR NEW.rectification_id <> OLD.rectification_id
    OR NEW.reason <> OLD.reason OR NEW.asked_by <> OLD.asked_by OR NEW.asked_at <> OLD.asked_at
    OR NEW.service_point_id <> OLD.service_point_id;
  SELECT RAISE(ABORT, 'another-person') WHERE EXISTS (
    SELECT 1 FROM rectification_shut WHERE rectification_id = NEW.rectification_id AND staff_id = NEW.decided_by)
    OR EXISTS (SELECT 1 FROM rectification_word WHERE rectification_id = NEW.rectification_id AND staff_id = NEW.decided_by
      AND kind <> 'decision')
    OR EXISTS (SELECT 1 FROM rectification_event WHERE rectification_id = NEW.rectification_id AND by = NEW.decided_by);
END;

-- What came of it says of an appeal only what was decided.
CREATE TRIGGER rectification_outcome_of_an_appeal BEFORE UPDATE OF outcome ON rectification
WHEN (NEW.outcome = 'appealed' AND NOT EXISTS (
    SELECT 1 FROM rectification_appeal WHERE rectification_id = NEW.id AND state = 'accepted'))
  OR (NEW.outcome = 'appeal-refused' AND NOT EXISTS (
    SELECT 1 FROM rectification_appeal WHERE rectification_id = NEW.id AND state = 'refused'))
BEGIN SELECT RAISE(ABORT, 'step-refused'); END;
