-- Open police work (警务公开): what a station, a room or the bureau publishes, every version of it, and how it is found.

CREATE TABLE notice_category (
  code         TEXT PRIMARY KEY,
  sort         INTEGER NOT NULL,
  name_zh      TEXT NOT NULL,
  name_en      TEXT NOT NULL,
  about_zh     TEXT NOT NULL,
  about_en     TEXT NOT NULL,
  -- What its pages take besides reading: nothing, a public score, opinions until a day, a date of a meeting.
  takes        TEXT NOT NULL CHECK (takes IN ('nothing', 'score', 'opinion', 'meeting')),
  -- After so many days without anything new the column counts as stale and hides from the public.
  stale_after  INTEGER NOT NULL CHECK (stale_after > 0),
  basis_zh     TEXT NOT NULL,
  basis_en     TEXT NOT NULL,
  certainty    TEXT NOT NULL CHECK (certainty IN ('S', 'P', 'K1', 'K2'))
) STRICT, WITHOUT ROWID;

CREATE TABLE notice (
  id            TEXT PRIMARY KEY,
  category_code TEXT NOT NULL REFERENCES notice_category (code),
  -- Who publishes: a service point, or '*' for the bureau.
  publisher_id  TEXT NOT NULL,
  state         TEXT NOT NULL CHECK (state IN ('draft', 'review', 'scheduled', 'published', 'withdrawn')),
  -- Given at publication: `2026-0015`, and the place in the order in which the bureau published.
  number        TEXT UNIQUE,
  seq           INTEGER UNIQUE,
  -- The version the public sees; 0 before the first.
  version       INTEGER NOT NULL DEFAULT 0,
  -- The day the information came about or changed: publication is due 20 working days later.
  arose_on      TEXT NOT NULL,
  due_on        TEXT NOT NULL,
  -- Chosen by the second reader; the job publishes at or after it.
  publish_at    INTEGER,
  published_at  INTEGER,
  changed_at    INTEGER,
  withdrawn_at  INTEGER,
  withdrawn_zh  TEXT,
  withdrawn_en  TEXT,
  -- It held personal data: then the tombstone does not show the title either.
  withdrawn_personal INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn_personal IN (0, 1)),
  -- Counts every change of state: the optimistic lock of each write.
  rev           INTEGER NOT NULL DEFAULT 0,
  created_by    TEXT NOT NULL,
  created_at    INTEGER NOT NULL,
  updated_at    INTEGER NOT NULL,
  CHECK ((state IN ('published', 'withdrawn')) = (published_at IS NOT NULL)),
  CHECK ((published_at IS NULL) = (seq IS NULL) AND (published_at IS NULL) = (number IS NULL)),
  CHECK ((state = 'withdrawn') = (withdrawn_at IS NOT NULL))
) STRICT;
CREATE INDEX notice_public ON notice (seq) WHERE state = 'published';
CREATE INDEX notice_category_seq ON notice (category_code, seq) WHERE state = 'published';
CREATE INDEX notice_publisher_seq ON notice (publisher_id, seq) WHERE state = 'published';
CREATE INDEX notice_both_seq ON notice (publisher_id, category_code, seq) WHERE state = 'published';
-- A time is set while something waits for it: a new notice, or a correction of one that is published.
CREATE INDEX notice_scheduled ON notice (publish_at) WHERE publish_at IS NOT NULL;
CREATE INDEX notice_unpublished ON notice (publisher_id, due_on) WHERE published_at IS NULL;
CREATE INDEX notice_work ON notice (publisher_id, state, updated_at);

-- A date of publication is given once, when it happens, and never moved; what was published never vanishes.
CREATE TRIGGER notice_date_is_fixed BEFORE UPDATE OF published_at, seq, number, created_by, created_at ON notice
WHEN (OLD.published_at IS NOT NULL AND (NEW.published_at IS NOT OLD.published_at OR NEW.seq IS NOT OLD.seq OR NEW.number IS NOT OLD.number))
  OR NEW.created_by IS NOT OLD.created_by OR NEW.created_at IS NOT OLD.created_at
BEGIN SELECT RAISE(ABORT, 'notice-date-is-fixed'); END;
CREATE TRIGGER notice_date_is_now BEFORE UPDATE OF published_at ON notice
WHEN NEW.published_at IS NOT NULL AND OLD.published_at IS NULL
  AND (NEW.published_at < OLD.updated_at OR NEW.published_at IS NOT NEW.updated_at)
BEGIN SELECT RAISE(ABORT, 'notice-date-is-fixed'); END;
-- Nobody publishes in front of what is published already.
CREATE TRIGGER notice_date_follows BEFORE UPDATE OF published_at, seq ON notice
WHEN NEW.published_at IS NOT NULL AND OLD.published_at IS NULL
  AND NEW.published_at < (SELECT published_at FROM notice WHERE seq < NEW.seq ORDER BY seq DESC LIMIT 1)
BEGIN SELECT RAISE(ABORT, 'notice-date-is-fixed'); END;
-- Nor does it change its column or its publisher, or come back after it was withdrawn.
CREATE TRIGGER notice_place_is_fixed BEFORE UPDATE OF category_code, publisher_id, state ON notice
WHEN OLD.published_at IS NOT NULL
  AND (NEW.category_code <> OLD.category_code OR NEW.publisher_id <> OLD.publisher_id
    OR (OLD.state = 'withdrawn' AND NEW.state <> 'withdrawn'))
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER notice_is_not_born_published BEFORE INSERT ON notice WHEN NEW.state NOT IN ('draft')
BEGIN SELECT RAISE(ABORT, 'notice-date-is-fixed'); END;
CREATE TRIGGER notice_is_kept BEFORE DELETE ON notice WHEN OLD.published_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- The working copy: of a new notice, or of a correction to one that is published. Saved as it is typed.
CREATE TABLE notice_draft (
  notice_id  TEXT PRIMARY KEY REFERENCES notice (id),
  title      TEXT NOT NULL DEFAULT '',
  summary    TEXT NOT NULL DEFAULT '',
  body       TEXT NOT NULL DEFAULT '',
  -- English is wished for, not demanded.
  title_en   TEXT NOT NULL DEFAULT '',
  body_en    TEXT NOT NULL DEFAULT '',
  -- JSON: codes of related matters.
  matters    TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(matters)),
  -- JSON or null: {startsAt, endsAt, place} of a meeting, {closesOn} of a consultation, {from, to} of a report.
  details    TEXT NOT NULL DEFAULT 'null' CHECK (json_valid(details)),
  -- What was changed, in a correction.
  note       TEXT NOT NULL DEFAULT '',
  -- 1: the versions before held personal data; the public sees that they were, not what they said.
  hides      INTEGER NOT NULL DEFAULT 0 CHECK (hides IN (0, 1)),
  rev        INTEGER NOT NULL DEFAULT 0,
  -- Where it stands on its road. Of a notice that was never published, its `state` says the same.
  step       TEXT NOT NULL DEFAULT 'draft' CHECK (step IN ('draft', 'review', 'scheduled')),
  -- Who began it, and JSON: everybody who ever saved it. None of them reads it as the second person.
  author_id  TEXT NOT NULL DEFAULT '',
  savers     TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(savers)),
  -- Of a scheduled one: who read it, what of the privacy gate they let stand, and why.
  reader_id  TEXT,
  over       TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(over)),
  over_why   TEXT NOT NULL DEFAULT '',
  saved_by   TEXT NOT NULL,
  saved_at   INTEGER NOT NULL,
  CHECK ((step = 'scheduled') = (reader_id IS NOT NULL))
) STRICT, WITHOUT ROWID;

-- What the public has read, version by version.
CREATE TABLE notice_version (
  notice_id TEXT NOT NULL REFERENCES notice (id),
  version   INTEGER NOT NULL CHECK (version > 0),
  title     TEXT NOT NULL,
  summary   TEXT NOT NULL,
  body      TEXT NOT NULL,
  title_en  TEXT NOT NULL DEFAULT '',
  body_en   TEXT NOT NULL DEFAULT '',
  matters   TEXT NOT NULL CHECK (json_valid(matters)),
  details   TEXT NOT NULL CHECK (json_valid(details)),
  note      TEXT NOT NULL DEFAULT '',
  hides     INTEGER NOT NULL DEFAULT 0 CHECK (hides IN (0, 1)),
  author_id TEXT NOT NULL,
  reader_id TEXT NOT NULL,
  -- JSON: findings of the privacy gate that the second reader let stand, each by its rule, and why.
  over      TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(over)),
  over_why  TEXT NOT NULL DEFAULT '',
  at        INTEGER NOT NULL,
  PRIMARY KEY (notice_id, version),
  -- A second person reads, whatever the code does.
  CONSTRAINT notice_second_reader CHECK (author_id <> reader_id),
  CONSTRAINT notice_over_needs_reason CHECK (over = '[]' OR length(trim(over_why)) > 0)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER notice_version_is_kept BEFORE DELETE ON notice_version BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER notice_version_is_fixed BEFORE UPDATE ON notice_version BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER notice_reader_wrote_nothing BEFORE INSERT ON notice_version
WHEN EXISTS (SELECT 1 FROM notice_draft d, json_each(d.savers) s WHERE d.notice_id = NEW.notice_id AND s.value = NEW.reader_id)
BEGIN SELECT RAISE(ABORT, 'notice_second_reader'); END;
CREATE TRIGGER notice_version_follows BEFORE INSERT ON notice_version
WHEN NEW.version <> 1 + coalesce((SELECT max(version) FROM notice_version WHERE notice_id = NEW.notice_id), 0)
  OR NEW.at < coalesce((SELECT max(at) FROM notice_version WHERE notice_id = NEW.notice_id), 0)
BEGIN SELECT RAISE(ABORT, 'stale'); END;

CREATE TABLE notice_file (
  id           TEXT PRIMARY KEY,
  notice_id    TEXT NOT NULL REFERENCES notice (id),
  name         TEXT NOT NULL,
  type         TEXT NOT NULL,
  size         INTEGER NOT NULL CHECK (size > 0),
  sha256       TEXT NOT NULL,
  object_key   TEXT NOT NULL,
  -- The versions it belongs to; null: not published yet, or still in the newest.
  from_version INTEGER,
  to_version   INTEGER,
  added_by     TEXT NOT NULL,
  added_at     INTEGER NOT NULL,
  dropped_at   INTEGER
) STRICT;
CREATE INDEX notice_file_notice ON notice_file (notice_id);

-- What happened to it, for those who work on it: who, in which role, when, and what they remarked.
CREATE TABLE notice_event (
  notice_id TEXT NOT NULL REFERENCES notice (id),
  n         INTEGER NOT NULL,
  at        INTEGER NOT NULL,
  what      TEXT NOT NULL CHECK (what IN ('begun', 'sent', 'recalled', 'returned', 'scheduled', 'stopped', 'published', 'corrected', 'discarded', 'withdrawn')),
  version   INTEGER NOT NULL DEFAULT 0,
  -- Opaque id of somebody at work; null: the job.
  by_id     TEXT,
  role      TEXT,
  remark    TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (notice_id, n)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER notice_event_is_fixed BEFORE UPDATE ON notice_event BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER notice_event_is_kept BEFORE DELETE ON notice_event
WHEN (SELECT published_at FROM notice WHERE id = OLD.notice_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- Searching notices is api/search with scope 'notice' (document = notice id, rank = seq): indexStatements() in the batch
-- that publishes, and out of it again in the batch that withdraws. There is no table for it here.

-- How much each column has, and when something new last came: no page counts over a growing table.
CREATE TABLE notice_column (
  publisher_id  TEXT NOT NULL,
  category_code TEXT NOT NULL,
  published     INTEGER NOT NULL DEFAULT 0,
  last_at       INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (publisher_id, category_code)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER notice_joins_its_column AFTER UPDATE OF state ON notice
WHEN NEW.state = 'published' AND OLD.state <> 'published' BEGIN
  INSERT INTO notice_column (publisher_id, category_code, published, last_at)
  VALUES (NEW.publisher_id, NEW.category_code, 1, NEW.published_at)
  ON CONFLICT (publisher_id, category_code) DO UPDATE SET published = published + 1, last_at = max(last_at, NEW.published_at);
END;
CREATE TRIGGER notice_leaves_its_column AFTER UPDATE OF state ON notice
WHEN OLD.state = 'published' AND NEW.state = 'withdrawn' BEGIN
  UPDATE notice_column SET published = published - 1
  WHERE publisher_id = NEW.publisher_id AND category_code = NEW.category_code;
END;

-- "Was this clear?", a score of a work report: counted by the day, nobody behind the number.
CREATE TABLE notice_answer (
  notice_id TEXT NOT NULL REFERENCES notice (id),
  question  TEXT NOT NULL CHECK (question IN ('clear', 'score')),
  answer    INTEGER NOT NULL CHECK (answer BETWEEN 0 AND 5),
  day       TEXT NOT NULL,
  given     INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (notice_id, question, answer, day)
) STRICT, WITHOUT ROWID;
