-- Surveys (开门评警, 向群众报告工作): the bureau asks door to door, each answer once for each paper code, and nobody reads a number
-- before all of it is over.

-- The states of a survey are the ends of these steps; no other step is possible (api/survey/campaign/states.ts says the same, and
-- a test holds the two together).
CREATE TABLE campaign_step (
  from_state TEXT NOT NULL,
  to_state   TEXT NOT NULL,
  PRIMARY KEY (from_state, to_state)
) STRICT, WITHOUT ROWID;
INSERT INTO campaign_step (from_state, to_state) VALUES
  ('draft', 'review'), ('draft', 'withdrawn'), ('review', 'draft'), ('review', 'out'), ('review', 'withdrawn'),
  ('out', 'over'), ('out', 'withdrawn');
CREATE TRIGGER campaign_step_is_fixed BEFORE UPDATE ON campaign_step BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER campaign_step_is_kept BEFORE DELETE ON campaign_step BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TABLE campaign (
  id           TEXT PRIMARY KEY,
  -- open-door: questions about the police of a place; report: each station's work report, and a score for it.
  kind         TEXT NOT NULL CHECK (kind IN ('open-door', 'report')),
  state        TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'review', 'out', 'over', 'withdrawn')),
  title_zh     TEXT NOT NULL,
  title_en     TEXT NOT NULL DEFAULT '',
  about_zh     TEXT NOT NULL,
  about_en     TEXT NOT NULL DEFAULT '',
  -- Days in Shanghai, both included.
  opens_on     TEXT NOT NULL CHECK (opens_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  closes_on    TEXT NOT NULL CHECK (closes_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  -- JSON (api/survey/campaign/questions.ts).
  questions    TEXT NOT NULL CHECK (json_valid(questions) AND json_array_length(questions) BETWEEN 1 AND 8),
  -- The number of the question about how often police are seen (见警率), which goes into the evaluation; 0: none.
  seen_question INTEGER NOT NULL DEFAULT 0 CHECK (seen_question BETWEEN 0 AND 8),
  -- Whether answers without a code are taken; they are shown apart and are in no score.
  takes_open   INTEGER NOT NULL DEFAULT 0 CHECK (takes_open IN (0, 1)),
  withdrawn_zh TEXT NOT NULL DEFAULT '',
  withdrawn_en TEXT NOT NULL DEFAULT '',
  -- Who made the last step.
  moved_by     TEXT NOT NULL,
  published_at INTEGER,
  ended_at     INTEGER,
  -- The quarter (2026Q4) whose evaluation it went into, and the leaf of its results, with their SHA-256.
  ended_in     TEXT CHECK (ended_in GLOB '[0-9][0-9][0-9][0-9]Q[1-4]'),
  leaf         TEXT,
  sha256       TEXT,
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL,
  rev          INTEGER NOT NULL DEFAULT 0,
  CHECK (closes_on >= opens_on),
  CHECK (state NOT IN ('out', 'over') OR published_at IS NOT NULL),
  CHECK (state NOT IN ('draft', 'review') OR published_at IS NULL),
  CHECK ((state IN ('over', 'withdrawn')) = (ended_at IS NOT NULL)),
  CHECK (state <> 'over' OR (ended_in IS NOT NULL AND leaf IS NOT NULL AND sha256 IS NOT NULL)),
  CHECK (state <> 'withdrawn' OR withdrawn_zh <> '')
) STRICT;
CREATE INDEX campaign_public ON campaign (opens_on, id) WHERE published_at IS NOT NULL;
CREATE INDEX campaign_desk ON campaign (created_at, id);
CREATE INDEX campaign_due ON campaign (closes_on, id) WHERE state = 'out';

CREATE TRIGGER campaign_begins_as_draft BEFORE INSERT ON campaign WHEN NEW.state <> 'draft'
BEGIN SELECT RAISE(ABORT, 'step-refused'); END;
CREATE TRIGGER campaign_steps BEFORE UPDATE OF state ON campaign
WHEN OLD.state <> NEW.state AND NOT EXISTS (
  SELECT 1 FROM campaign_step WHERE from_state = OLD.state AND to_state = NEW.state)
BEGIN SELECT RAISE(ABORT, 'step-refused'); END;
CREATE TRIGGER campaign_is_kept BEFORE DELETE ON campaign BEGIN SELECT RAISE(ABORT, 'append-only'); END;
-- What is with the second reader or out is what people answer: it does not change under them.
CREATE TRIGGER campaign_is_fixed BEFORE UPDATE OF
  id, kind, title_zh, title_en, about_zh, about_en, opens_on, closes_on, questions, seen_question, takes_open, created_at ON campaign
WHEN OLD.state <> 'draft'
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- What staff did with it, by whom.
CREATE TABLE campaign_event (
  campaign_id TEXT NOT NULL REFERENCES campaign (id),
  n           INTEGER NOT NULL,
  at          INTEGER NOT NULL,
  what        TEXT NOT NULL CHECK (what IN ('plan', 'report', 'send', 'return', 'publish', 'withdraw', 'codes')),
  by_id       TEXT NOT NULL,
  role        TEXT NOT NULL,
  -- Of a return why; of a publication why findings of the privacy gate (JSON) may stand.
  remark      TEXT NOT NULL DEFAULT '',
  over        TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(over)),
  PRIMARY KEY (campaign_id, n)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER campaign_event_is_fixed BEFORE UPDATE ON campaign_event BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER campaign_event_is_kept BEFORE DELETE ON campaign_event BEGIN SELECT RAISE(ABORT, 'append-only'); END;
-- Nobody who wrote a part of it reads it as the second person.
CREATE TRIGGER campaign_second_reader BEFORE UPDATE OF state ON campaign
WHEN NEW.state = 'out' AND EXISTS (
  SELECT 1 FROM campaign_event WHERE campaign_id = OLD.id AND what IN ('plan', 'report') AND by_id = NEW.moved_by)
BEGIN SELECT RAISE(ABORT, 'campaign_second_reader'); END;

-- Where it is asked: how many paper codes may be handed out there, and, of a report, what the station says it did.
CREATE TABLE campaign_point (
  campaign_id      TEXT NOT NULL REFERENCES campaign (id),
  service_point_id TEXT NOT NULL REFERENCES service_point (id),
  quota            INTEGER NOT NULL CHECK (quota BETWEEN 5 AND 500),
  -- Codes there are, and those of them that were used, kept by the triggers below; and how often a sheet was drawn.
  codes            INTEGER NOT NULL DEFAULT 0,
  used             INTEGER NOT NULL DEFAULT 0,
  sheet            INTEGER NOT NULL DEFAULT 0,
  report_zh        TEXT NOT NULL DEFAULT '',
  report_en        TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (campaign_id, service_point_id),
  CONSTRAINT campaign_within_quota CHECK (codes BETWEEN 0 AND quota),
  CHECK (used BETWEEN 0 AND codes)
) STRICT, WITHOUT ROWID;
CREATE INDEX campaign_point_of ON campaign_point (service_point_id, campaign_id);
CREATE TRIGGER campaign_point_is_fixed BEFORE UPDATE OF campaign_id, service_point_id, quota, report_zh, report_en ON campaign_point
WHEN (SELECT state FROM campaign WHERE id = OLD.campaign_id) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER campaign_point_comes BEFORE INSERT ON campaign_point
WHEN (SELECT state FROM campaign WHERE id = NEW.campaign_id) <> 'draft' OR NEW.codes <> 0 OR NEW.used <> 0
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER campaign_point_goes BEFORE DELETE ON campaign_point
WHEN (SELECT state FROM campaign WHERE id = OLD.campaign_id) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- A paper code, of which only the hash is kept: used or not, and not when.
CREATE TABLE campaign_code (
  hash             TEXT PRIMARY KEY,
  campaign_id      TEXT NOT NULL,
  service_point_id TEXT NOT NULL,
  used             INTEGER NOT NULL DEFAULT 0 CHECK (used IN (0, 1)),
  FOREIGN KEY (campaign_id, service_point_id) REFERENCES campaign_point (campaign_id, service_point_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX campaign_code_of ON campaign_code (campaign_id, service_point_id, used);
CREATE TRIGGER campaign_code_comes AFTER INSERT ON campaign_code BEGIN
  SELECT RAISE(ABORT, 'survey-closed') WHERE NEW.used <> 0 OR (SELECT state FROM campaign WHERE id = NEW.campaign_id) <> 'out';
  UPDATE campaign_point SET codes = codes + 1 WHERE campaign_id = NEW.campaign_id AND service_point_id = NEW.service_point_id;
END;
-- A sheet that was lost gives way to a new one; a code that was used stays until all is over.
CREATE TRIGGER campaign_code_goes BEFORE DELETE ON campaign_code
WHEN (SELECT state FROM campaign WHERE id = OLD.campaign_id) = 'out' BEGIN
  SELECT RAISE(ABORT, 'append-only') WHERE OLD.used = 1;
  UPDATE campaign_point SET codes = codes - 1 WHERE campaign_id = OLD.campaign_id AND service_point_id = OLD.service_point_id;
END;
CREATE TRIGGER campaign_code_is_used_once BEFORE UPDATE ON campaign_code
WHEN OLD.used = 1 OR NEW.used = 0 OR NEW.hash <> OLD.hash OR NEW.campaign_id <> OLD.campaign_id
  OR NEW.service_point_id <> OLD.service_point_id
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER campaign_code_is_counted AFTER UPDATE OF used ON campaign_code BEGIN
  UPDATE campaign_point SET used = used + 1 WHERE campaign_id = NEW.campaign_id AND service_point_id = NEW.service_point_id;
END;

-- What somebody answered: which survey, which place, the day, and nothing of who it was or by which code.
CREATE TABLE campaign_answer (
  -- Random: tells neither when nor after whom.
  id               TEXT PRIMARY KEY,
  campaign_id      TEXT NOT NULL,
  service_point_id TEXT NOT NULL,
  day              TEXT NOT NULL,
  -- 1: with a code.
  verified         INTEGER NOT NULL CHECK (verified IN (0, 1)),
  -- JSON: levels by the number of the question.
  answers          TEXT NOT NULL CHECK (json_valid(answers)),
  FOREIGN KEY (campaign_id, service_point_id) REFERENCES campaign_point (campaign_id, service_point_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX campaign_answer_of ON campaign_answer (campaign_id, service_point_id, id);
CREATE TRIGGER campaign_answer_is_kept BEFORE DELETE ON campaign_answer BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER campaign_answer_is_fixed BEFORE UPDATE ON campaign_answer BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER campaign_answer_in_time BEFORE INSERT ON campaign_answer
WHEN NOT EXISTS (
  SELECT 1 FROM campaign WHERE id = NEW.campaign_id AND state = 'out' AND NEW.day BETWEEN opens_on AND closes_on
    AND (NEW.verified = 1 OR takes_open = 1))
BEGIN SELECT RAISE(ABORT, 'survey-closed'); END;

-- Free words, apart from what their author answered: words may betray who wrote them.
CREATE TABLE campaign_word (
  id               TEXT PRIMARY KEY,
  campaign_id      TEXT NOT NULL,
  service_point_id TEXT NOT NULL,
  -- Sealed; emptied when the time of keeping is over.
  words            TEXT,
  keep_until       INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX campaign_word_of ON campaign_word (campaign_id, id) WHERE words IS NOT NULL;
CREATE INDEX campaign_word_keep ON campaign_word (keep_until) WHERE words IS NOT NULL;
CREATE INDEX campaign_word_field_key ON campaign_word (substr(words, 4, instr(substr(words, 4), '.') - 1), id) WHERE words IS NOT NULL;

-- How many answered what. Nobody reads it before the end, when cells are cut out of it.
CREATE TABLE campaign_tally (
  campaign_id      TEXT NOT NULL,
  service_point_id TEXT NOT NULL,
  question         INTEGER NOT NULL CHECK (question BETWEEN 1 AND 8),
  verified         INTEGER NOT NULL CHECK (verified IN (0, 1)),
  level            INTEGER NOT NULL CHECK (level BETWEEN 1 AND 6),
  n                INTEGER NOT NULL DEFAULT 0 CHECK (n >= 0),
  PRIMARY KEY (campaign_id, service_point_id, question, verified, level)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER campaign_answer_is_tallied AFTER INSERT ON campaign_answer BEGIN
  INSERT INTO campaign_tally (campaign_id, service_point_id, question, verified, level, n)
  SELECT NEW.campaign_id, NEW.service_point_id, CAST(key AS INTEGER), NEW.verified, value, 1 FROM json_each(NEW.answers) WHERE true
  ON CONFLICT DO UPDATE SET n = n + 1;
END;

-- What is published, once, by the step to `over`, for good.
CREATE TABLE campaign_cell (
  campaign_id      TEXT NOT NULL,
  service_point_id TEXT NOT NULL,
  question         INTEGER NOT NULL CHECK (question BETWEEN 1 AND 8),
  verified         INTEGER NOT NULL CHECK (verified IN (0, 1)),
  from_level       INTEGER NOT NULL CHECK (from_level BETWEEN 1 AND 6),
  to_level         INTEGER NOT NULL CHECK (to_level BETWEEN from_level AND 6),
  -- -1: not topped up (api/privacy/cut.ts).
  topped           INTEGER NOT NULL DEFAULT -1 CHECK (topped = -1 OR topped > to_level),
  n                INTEGER NOT NULL CHECK (n >= 5),
  PRIMARY KEY (campaign_id, service_point_id, question, verified, from_level, to_level, topped)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER campaign_cell_is_fixed BEFORE UPDATE ON campaign_cell BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER campaign_cell_is_kept BEFORE DELETE ON campaign_cell BEGIN SELECT RAISE(ABORT, 'append-only'); END;
-- In front of the step to `over`, in its batch, and never after it. How often police are seen is published by the evaluation
-- alone: the same answers in two tables could be held against each other.
CREATE TRIGGER campaign_cell_comes BEFORE INSERT ON campaign_cell
WHEN NOT EXISTS (
  SELECT 1 FROM campaign WHERE id = NEW.campaign_id AND state = 'out' AND NOT (NEW.verified = 1 AND NEW.question = seen_question))
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- Only when all is over, and only then, how often police are seen goes into the evaluation: so that its weekly numbers tell nothing
-- of a survey that still runs, and one that is withdrawn leaves nothing behind.
CREATE TRIGGER campaign_is_evaluated AFTER UPDATE OF state ON campaign WHEN OLD.state = 'out' AND NEW.state = 'over' BEGIN
  INSERT INTO evaluation_tally (period, service_point_id, indicator, grp, level, n)
  SELECT NEW.ended_in, service_point_id, 'visibility', 'survey', level, n FROM campaign_tally
  WHERE campaign_id = NEW.id AND question = NEW.seen_question AND verified = 1 AND n > 0
  ON CONFLICT DO UPDATE SET n = n + excluded.n;
END;
