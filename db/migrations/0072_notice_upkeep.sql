-- What open police work needs besides being published: texts that held personal data can be emptied, files that should
-- go are dropped until they are gone, and nothing that fails keeps the rest waiting.

-- The order to empty one version of a notice: who gave it, as what, when and why. The text goes; its author, its reader,
-- its times and the SHA-256 in the audit stay.
CREATE TABLE notice_erasure (
  notice_id TEXT NOT NULL REFERENCES notice (id),
  version   INTEGER NOT NULL,
  at        INTEGER NOT NULL,
  by_id     TEXT NOT NULL,
  role      TEXT,
  why       TEXT NOT NULL CHECK (length(trim(why)) > 0),
  PRIMARY KEY (notice_id, version)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER notice_erasure_is_fixed BEFORE UPDATE ON notice_erasure BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER notice_erasure_is_kept BEFORE DELETE ON notice_erasure BEGIN SELECT RAISE(ABORT, 'append-only'); END;
-- Only of a notice withdrawn because it held personal data, or of a version that a correction hid for that reason.
CREATE TRIGGER notice_erasure_is_of_personal_data BEFORE INSERT ON notice_erasure
WHEN NOT EXISTS (SELECT 1 FROM notice WHERE id = NEW.notice_id AND state = 'withdrawn' AND withdrawn_personal = 1)
  AND NOT EXISTS (SELECT 1 FROM notice_version WHERE notice_id = NEW.notice_id AND version > NEW.version AND hides = 1)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- A version is as it was published, or empty by such an order: nothing in between, and nothing else of it changes.
DROP TRIGGER notice_version_is_fixed;
CREATE TRIGGER notice_version_is_fixed BEFORE UPDATE ON notice_version
WHEN NOT EXISTS (SELECT 1 FROM notice_erasure WHERE notice_id = OLD.notice_id AND version = OLD.version)
  OR NEW.title <> '' OR NEW.summary <> '' OR NEW.body <> '' OR NEW.title_en <> '' OR NEW.body_en <> ''
  OR NEW.note <> '' OR NEW.details <> 'null' OR NEW.over <> '[]' OR NEW.over_why <> ''
  OR NEW.notice_id <> OLD.notice_id OR NEW.version <> OLD.version OR NEW.matters <> OLD.matters
  OR NEW.hides <> OLD.hides OR NEW.author_id <> OLD.author_id OR NEW.reader_id <> OLD.reader_id OR NEW.at <> OLD.at
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- Kept files that should go: written in the batch that lets go of them, taken out once the store has dropped them.
CREATE TABLE file_drop (
  object_key TEXT PRIMARY KEY,
  -- How often the store could not, and when it is asked again.
  tries      INTEGER NOT NULL DEFAULT 0,
  next_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX file_drop_next ON file_drop (next_at);

-- A publication whose time has come and that failed stands behind those not tried yet.
ALTER TABLE notice ADD COLUMN tried_at INTEGER;
-- So does a change of a plan that could not be carried out.
ALTER TABLE plan_change ADD COLUMN tried_at INTEGER;

-- What people told us is written once: it can be sealed under a newer key, or emptied, never replaced or filled again.
CREATE TRIGGER feedback_words_are_written_once BEFORE UPDATE OF words, name, contact, answer ON feedback
WHEN (OLD.words IS NULL AND NEW.words IS NOT NULL)
  OR (OLD.name IS NULL AND NEW.name IS NOT NULL)
  OR (OLD.contact IS NULL AND NEW.contact IS NOT NULL)
  OR (OLD.answer IS NULL AND NEW.answer IS NOT NULL AND (OLD.state <> 'open' OR NEW.state <> 'answered'))
  OR EXISTS (
    SELECT 1 FROM json_each(json_array(
      json_array(OLD.words, NEW.words), json_array(OLD.name, NEW.name),
      json_array(OLD.contact, NEW.contact), json_array(OLD.answer, NEW.answer))) f
    WHERE f.value ->> 0 <> f.value ->> 1 AND (f.value ->> 1 NOT GLOB 'v1.?*.?*.?*'
      OR substr(f.value ->> 0, 1, instr(substr(f.value ->> 0, 4), '.') + 3)
        = substr(f.value ->> 1, 1, instr(substr(f.value ->> 1, 4), '.') + 3)))
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER feedback_is_told_once BEFORE UPDATE OF code_hash, locale, late_at, keep_until ON feedback
WHEN NEW.code_hash <> OLD.code_hash OR NEW.locale <> OLD.locale
  OR (OLD.late_at IS NOT NULL AND NEW.late_at IS NOT OLD.late_at)
  OR (OLD.keep_until IS NOT NULL AND NEW.keep_until IS NOT OLD.keep_until)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- A page of what waits begins where the last one ended, which an index finds by columns only: 0 is personal data on show.
ALTER TABLE feedback ADD COLUMN calm INTEGER GENERATED ALWAYS AS (kind <> 'personal') VIRTUAL;
DROP INDEX feedback_open;
DROP INDEX feedback_open_mine;
CREATE INDEX feedback_open ON feedback (calm, due_at, id) WHERE state = 'open';
CREATE INDEX feedback_open_mine ON feedback (publisher_id, calm, due_at, id) WHERE state = 'open';
