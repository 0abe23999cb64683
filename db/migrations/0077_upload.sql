-- Files that arrive in parts, so that a phone on a slow line sends again what was lost and not the whole.

CREATE TABLE upload (
  id        TEXT PRIMARY KEY,
  -- Whose it is, as the feature it is for says it: `application:<id>`.
  owner     TEXT NOT NULL,
  -- What it is for, as that feature says it.
  purpose   TEXT NOT NULL,
  -- Sealed: a file name may hold a person's.
  name      TEXT NOT NULL,
  -- As the browser says it; what the file is, is decided by its bytes once they are all there.
  type      TEXT NOT NULL,
  size      INTEGER NOT NULL CHECK (size > 0),
  part_size INTEGER NOT NULL CHECK (part_size BETWEEN 1 AND 262144),
  parts     INTEGER NOT NULL,
  begun_at  INTEGER NOT NULL,
  ends_at   INTEGER NOT NULL,
  CHECK (parts = (size + part_size - 1) / part_size),
  CHECK (ends_at > begun_at)
) STRICT;
CREATE INDEX upload_owner ON upload (owner, ends_at);
CREATE INDEX upload_ends ON upload (ends_at);
CREATE INDEX upload_field_key ON upload (substr(name, 4, instr(substr(name, 4), '.') - 1), id) WHERE name IS NOT NULL;

-- Ten at once and 60 MB for one owner; the same one begun again is not a further one.
CREATE TRIGGER upload_has_limits BEFORE INSERT ON upload
WHEN NOT EXISTS (SELECT 1 FROM upload WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'uploads-full') FROM (
    SELECT count(*) AS open, coalesce(sum(size), 0) AS bytes FROM upload
    WHERE owner = NEW.owner AND ends_at > NEW.begun_at)
  WHERE open >= 10 OR bytes + NEW.size > 62914560;
END;
CREATE TRIGGER upload_is_fixed BEFORE UPDATE OF
  id, owner, purpose, type, size, part_size, parts, begun_at, ends_at ON upload
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- A part that arrived: its bytes are kept under a key of its own, which it owns.
CREATE TABLE upload_part (
  upload_id  TEXT NOT NULL REFERENCES upload (id),
  -- Its place, from 0.
  n          INTEGER NOT NULL CHECK (n >= 0),
  size       INTEGER NOT NULL,
  sha256     TEXT NOT NULL,
  object_key TEXT NOT NULL UNIQUE,
  PRIMARY KEY (upload_id, n)
) STRICT, WITHOUT ROWID;

-- Every part is as long as its place demands, so that the whole can only be as long as was said.
CREATE TRIGGER upload_part_fits BEFORE INSERT ON upload_part BEGIN
  SELECT RAISE(ABORT, 'part-there') WHERE EXISTS (
    SELECT 1 FROM upload_part WHERE upload_id = NEW.upload_id AND n = NEW.n);
  SELECT RAISE(ABORT, 'stale') WHERE NOT EXISTS (
    SELECT 1 FROM upload WHERE id = NEW.upload_id AND NEW.n < parts
      AND NEW.size = min(part_size, size - part_size * NEW.n));
END;
CREATE TRIGGER upload_part_is_fixed BEFORE UPDATE ON upload_part BEGIN SELECT RAISE(ABORT, 'append-only'); END;
-- Whatever lets go of a part lets go of its bytes: they should go at once.
CREATE TRIGGER upload_part_lets_go AFTER DELETE ON upload_part BEGIN
  INSERT INTO file_drop (object_key, next_at) VALUES (OLD.object_key, 0) ON CONFLICT (object_key) DO NOTHING;
END;
