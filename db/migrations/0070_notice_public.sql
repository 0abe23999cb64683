-- What the public pages of open police work are read from, so that none of them counts or walks over a growing table.

-- A span of days is a span of the order of publication: both ends are found here.
CREATE INDEX notice_published_at ON notice (published_at, seq) WHERE state = 'published';
-- What the feeds tell besides the newest: corrected and withdrawn lately.
CREATE INDEX notice_corrected_at ON notice (changed_at) WHERE state = 'published' AND version > 1;
CREATE INDEX notice_withdrawn_at ON notice (withdrawn_at) WHERE state = 'withdrawn';

-- When the meeting of a notice is, or the last day of its consultation: as its newest version says.
CREATE TABLE notice_date (
  notice_id TEXT PRIMARY KEY REFERENCES notice (id),
  kind      TEXT NOT NULL CHECK (kind IN ('meeting', 'consultation')),
  starts_at INTEGER NOT NULL,
  ends_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX notice_date_kind ON notice_date (kind, ends_at);
CREATE INDEX notice_date_ends ON notice_date (ends_at);
CREATE TRIGGER notice_version_has_its_date AFTER INSERT ON notice_version BEGIN
  DELETE FROM notice_date WHERE notice_id = NEW.notice_id;
  INSERT INTO notice_date (notice_id, kind, starts_at, ends_at)
    SELECT NEW.notice_id, 'meeting', 1000 * unixepoch(NEW.details ->> '$.startsAt'), 1000 * unixepoch(NEW.details ->> '$.endsAt')
    WHERE unixepoch(NEW.details ->> '$.startsAt') IS NOT NULL AND unixepoch(NEW.details ->> '$.endsAt') IS NOT NULL;
  INSERT INTO notice_date (notice_id, kind, starts_at, ends_at)
    SELECT NEW.notice_id, 'consultation', 1000 * unixepoch(NEW.details ->> '$.closesOn', '-8 hours'),
      1000 * unixepoch(NEW.details ->> '$.closesOn', '+16 hours') - 1
    WHERE unixepoch(NEW.details ->> '$.closesOn') IS NOT NULL;
END;

-- How much each column has in the whole bureau, beside notice_column for each publisher.
CREATE TABLE notice_total (
  category_code TEXT PRIMARY KEY,
  published     INTEGER NOT NULL DEFAULT 0,
  last_at       INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE TRIGGER notice_joins_the_total AFTER UPDATE OF state ON notice
WHEN NEW.state = 'published' AND OLD.state <> 'published' BEGIN
  INSERT INTO notice_total (category_code, published, last_at) VALUES (NEW.category_code, 1, NEW.published_at)
  ON CONFLICT (category_code) DO UPDATE SET published = published + 1, last_at = max(last_at, NEW.published_at);
END;
CREATE TRIGGER notice_leaves_the_total AFTER UPDATE OF state ON notice
WHEN OLD.state = 'published' AND NEW.state = 'withdrawn' BEGIN
  UPDATE notice_total SET published = published - 1 WHERE category_code = NEW.category_code;
END;

-- All days of notice_answer together.
CREATE TABLE notice_answer_total (
  notice_id TEXT NOT NULL,
  question  TEXT NOT NULL,
  answer    INTEGER NOT NULL,
  given     INTEGER NOT NULL,
  PRIMARY KEY (notice_id, question, answer)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER notice_answer_adds AFTER INSERT ON notice_answer BEGIN
  INSERT INTO notice_answer_total (notice_id, question, answer, given)
  VALUES (NEW.notice_id, NEW.question, NEW.answer, NEW.given)
  ON CONFLICT (notice_id, question, answer) DO UPDATE SET given = given + excluded.given;
END;
CREATE TRIGGER notice_answer_adds_more AFTER UPDATE OF given ON notice_answer BEGIN
  UPDATE notice_answer_total SET given = given + NEW.given - OLD.given
  WHERE notice_id = NEW.notice_id AND question = NEW.question AND answer = NEW.answer;
END;
