-- What people tell us about the site itself: errors on a page (我为政府网站找错), and opinions on a consultation.

CREATE TABLE feedback (
  id           TEXT PRIMARY KEY,
  reference    TEXT NOT NULL UNIQUE,
  code_hash    TEXT NOT NULL,
  what         TEXT NOT NULL CHECK (what IN ('error', 'opinion')),
  -- What is wrong with the page, of an error.
  kind         TEXT CHECK (kind IN ('fact', 'broken', 'outdated', 'typo', 'hard', 'personal', 'other')),
  -- The path of the page, without query.
  page         TEXT NOT NULL,
  -- The notice the page is of, and always of an opinion.
  notice_id    TEXT REFERENCES notice (id),
  -- Who answers: a service point, or '*' for the bureau.
  publisher_id TEXT NOT NULL,
  state        TEXT NOT NULL CHECK (state IN ('open', 'answered', 'received')),
  locale       TEXT NOT NULL CHECK (locale IN ('zh', 'en')),
  -- Sealed; emptied together when the time of keeping is over.
  words        TEXT,
  name         TEXT,
  contact      TEXT,
  answer       TEXT,
  -- Of an error: the version of the clock it runs on (deadline_rule), when it is due and how that was counted, as it was told.
  rule_id      TEXT,
  due_at       INTEGER,
  counted      TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(counted)),
  -- When the machine noted that it is late.
  late_at      INTEGER,
  corrected    INTEGER CHECK (corrected IN (0, 1)),
  answered_at  INTEGER,
  answered_by  TEXT,
  -- Of an opinion: the last day of the consultation, when it was given.
  closes_on    TEXT,
  -- The sealed fields are kept until then; null while an error is unanswered.
  keep_until   INTEGER,
  -- Counts every change: the optimistic lock of each write.
  rev          INTEGER NOT NULL DEFAULT 0,
  received_at  INTEGER NOT NULL,
  CHECK ((what = 'error') = (kind IS NOT NULL AND rule_id IS NOT NULL AND due_at IS NOT NULL)),
  CHECK ((what = 'opinion') = (state = 'received')),
  CHECK (what = 'error' OR (notice_id IS NOT NULL AND closes_on IS NOT NULL AND keep_until IS NOT NULL)),
  CHECK ((state = 'answered') = (answered_at IS NOT NULL)),
  CHECK ((state = 'answered') = (corrected IS NOT NULL))
) STRICT;
-- What waits: personal data on show before everything else, then what is due first.
CREATE INDEX feedback_open ON feedback (kind <> 'personal', due_at, id) WHERE state = 'open';
CREATE INDEX feedback_open_mine ON feedback (publisher_id, kind <> 'personal', due_at, id) WHERE state = 'open';
CREATE INDEX feedback_to_be_late ON feedback (due_at) WHERE state = 'open' AND late_at IS NULL;
CREATE INDEX feedback_waiting_since ON feedback (publisher_id, received_at) WHERE state = 'open';
CREATE INDEX feedback_answered ON feedback (answered_at, id) WHERE state = 'answered';
CREATE INDEX feedback_answered_mine ON feedback (publisher_id, answered_at, id) WHERE state = 'answered';
CREATE INDEX feedback_opinion ON feedback (notice_id, received_at, id) WHERE what = 'opinion';
CREATE INDEX feedback_keep ON feedback (keep_until) WHERE words IS NOT NULL AND keep_until IS NOT NULL;
CREATE INDEX feedback_field_key ON feedback (substr(words, 4, instr(substr(words, 4), '.') - 1), id) WHERE words IS NOT NULL;

-- A report never vanishes, and its clock never moves: whoever passes it on passes the day it is due along.
CREATE TRIGGER feedback_is_kept BEFORE DELETE ON feedback BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER feedback_is_fixed BEFORE UPDATE OF
  id, reference, what, kind, page, notice_id, rule_id, due_at, counted, closes_on, received_at ON feedback
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
-- What was answered stays answered.
CREATE TRIGGER feedback_answer_is_fixed BEFORE UPDATE OF state, corrected, answered_at, answered_by, publisher_id ON feedback
WHEN OLD.state <> 'open'
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- How many opinions each consultation has had: no page counts over a growing table.
CREATE TABLE opinion_total (
  notice_id TEXT PRIMARY KEY REFERENCES notice (id),
  given     INTEGER NOT NULL,
  last_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX opinion_total_last ON opinion_total (last_at);
CREATE TRIGGER feedback_counts_opinions AFTER INSERT ON feedback WHEN NEW.what = 'opinion' BEGIN
  INSERT INTO opinion_total (notice_id, given, last_at) VALUES (NEW.notice_id, 1, NEW.received_at)
  ON CONFLICT (notice_id) DO UPDATE SET given = given + 1, last_at = max(last_at, NEW.received_at);
END;

-- A column is as new as its newest notice on show: withdrawing that one makes it as old as the one before.
CREATE TRIGGER notice_column_shows_its_newest AFTER UPDATE OF state ON notice
WHEN OLD.state = 'published' AND NEW.state = 'withdrawn' BEGIN
  UPDATE notice_column SET last_at = coalesce((
    SELECT published_at FROM notice WHERE state = 'published' AND publisher_id = NEW.publisher_id
      AND category_code = NEW.category_code ORDER BY seq DESC LIMIT 1), 0)
  WHERE publisher_id = NEW.publisher_id AND category_code = NEW.category_code;
  UPDATE notice_total SET last_at = coalesce((
    SELECT published_at FROM notice WHERE state = 'published' AND category_code = NEW.category_code
    ORDER BY seq DESC LIMIT 1), 0)
  WHERE category_code = NEW.category_code;
END;
