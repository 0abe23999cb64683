-- What everybody may read of a small problem, a question, a suggestion whose author agreed (complaint.open_wish).
-- Neighbours see of an open one only what it is about and where; the words are written anew by staff, pass the privacy gate
-- and stand here in clear. Its author can take the agreement back at any time: then nothing of it stands here any more.

CREATE TABLE complaint_public (
  complaint_id TEXT PRIMARY KEY REFERENCES complaint (id),
  -- Its public name ('P-7K3M9Q'). Whoever knows it does not know the reference, nor the other way round.
  id           TEXT NOT NULL UNIQUE,
  -- 'kept': nothing was published; 'out': the words are; 'down': staff took them down, or the agreement was taken back.
  state        TEXT NOT NULL DEFAULT 'kept' CHECK (state IN ('kept', 'out', 'down')),
  -- Copied when it is published, so that lists walk one index: what it is, whose page it stands on (null: the bureau's).
  kind         TEXT NOT NULL,
  point_id     TEXT REFERENCES service_point (id),
  town_code    TEXT REFERENCES town (code),
  -- What was said and what was done, in the language of its author, as staff put it.
  locale       TEXT NOT NULL CHECK (locale IN ('zh', 'en')),
  said         TEXT,
  did          TEXT,
  -- The bureau's days: when it came, when it was done.
  came_day     TEXT,
  done_day     TEXT,
  published_at INTEGER,
  published_by TEXT,
  -- Why staff took it down; empty where its author took the agreement back.
  down_why     TEXT NOT NULL DEFAULT '',
  rev          INTEGER NOT NULL DEFAULT 0,
  CHECK ((state = 'out') = (said IS NOT NULL AND did IS NOT NULL AND done_day IS NOT NULL AND published_at IS NOT NULL)),
  CHECK (state <> 'down' OR (said IS NULL AND did IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX complaint_public_all ON complaint_public (kind, published_at, id) WHERE state = 'out';
CREATE INDEX complaint_public_point ON complaint_public (point_id, kind, published_at, id) WHERE state = 'out';
CREATE INDEX complaint_public_town ON complaint_public (town_code, kind, published_at, id) WHERE state = 'out';
-- Nothing is public without its author's agreement, nor of a kind that never is, nor of what is kept from a place.
CREATE TRIGGER complaint_public_is_agreed BEFORE UPDATE OF state ON complaint_public
WHEN NEW.state = 'out' AND NOT EXISTS (
  SELECT 1 FROM complaint WHERE id = NEW.complaint_id AND open_wish = 1 AND away = 0
    AND kind IN ('problem', 'question', 'suggestion'))
BEGIN SELECT RAISE(ABORT, 'not-agreed'); END;
-- Whoever takes the agreement back takes the words with it, in one and the same write.
CREATE TRIGGER complaint_public_goes_with_the_wish AFTER UPDATE OF open_wish ON complaint
WHEN OLD.open_wish = 1 AND NEW.open_wish = 0
BEGIN
  UPDATE complaint_public SET state = 'down', said = NULL, did = NULL, down_why = '', rev = rev + 1 WHERE complaint_id = NEW.id;
  DELETE FROM complaint_public_photo WHERE complaint_id = NEW.id;
END;

-- Photos that stand beside it: before or after, each looked at by whoever published it.
CREATE TABLE complaint_public_photo (
  complaint_id TEXT NOT NULL REFERENCES complaint (id),
  file_id      TEXT NOT NULL REFERENCES complaint_file (id),
  shows        TEXT NOT NULL CHECK (shows IN ('before', 'after')),
  PRIMARY KEY (complaint_id, file_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX complaint_public_photo_file ON complaint_public_photo (file_id);

-- Neighbours who wait for the same: told when it is done, and counted.
CREATE TABLE complaint_follower (
  id           TEXT PRIMARY KEY,
  complaint_id TEXT NOT NULL REFERENCES complaint (id),
  -- Sealed; emptied with its key once they were told or went.
  phone        TEXT,
  phone_key    TEXT NOT NULL DEFAULT '',
  locale       TEXT NOT NULL CHECK (locale IN ('zh', 'en')),
  -- With this code they stop it.
  code_hash    TEXT NOT NULL,
  followed_at  INTEGER NOT NULL,
  told_at      INTEGER,
  left_at      INTEGER
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX complaint_follower_once ON complaint_follower (complaint_id, phone_key) WHERE phone_key <> '';
CREATE INDEX complaint_follower_phone ON complaint_follower (phone_key) WHERE phone_key <> '';
