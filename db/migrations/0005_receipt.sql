-- What every write needs: guards, idempotency, failed tries, spent proofs, the no-script tray, audit, outbox.

-- An UPDATE that matches no row does not fail a batch. `INSERT INTO guard (ok) SELECT changes() = 1`
-- right behind it does: the whole batch is undone. Nothing is stored.
CREATE VIEW guard AS SELECT 1 AS ok;
CREATE TRIGGER guard_holds INSTEAD OF INSERT ON guard WHEN NEW.ok IS NOT 1
BEGIN SELECT RAISE(ABORT, 'stale'); END;

CREATE TABLE idempotency (
  operation  TEXT NOT NULL,
  key_hash   TEXT NOT NULL,
  -- Keyed hash of the body: the bodies hold personal data.
  body_hash  TEXT NOT NULL,
  reference  TEXT NOT NULL,
  -- The answer without its access code, which is derived again from reference and key.
  response   TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (operation, key_hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_expiry ON idempotency (expires_at);

-- Wrong access codes for one reference in one window; unknown references are counted alike.
CREATE TABLE code_try (
  reference    TEXT NOT NULL,
  window_start INTEGER NOT NULL,
  tries        INTEGER NOT NULL,
  PRIMARY KEY (reference, window_start)
) STRICT, WITHOUT ROWID;
CREATE INDEX code_try_window ON code_try (window_start);

CREATE TABLE spent_proof (
  challenge  TEXT PRIMARY KEY,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX spent_proof_expiry ON spent_proof (expires_at);

-- Posts without a proof of work (no script) are taken up to a cap per hour, by operation.
CREATE TABLE tray (
  operation TEXT NOT NULL,
  hour      INTEGER NOT NULL,
  used      INTEGER NOT NULL,
  cap       INTEGER NOT NULL,
  PRIMARY KEY (operation, hour),
  CONSTRAINT tray_full CHECK (used <= cap)
) STRICT, WITHOUT ROWID;

-- One salted leaf per write. Append only; the sealer is the only writer of roots and proofs.
CREATE TABLE audit_leaf (
  id         TEXT PRIMARY KEY,
  day        TEXT NOT NULL,
  action     TEXT NOT NULL,
  subject    TEXT NOT NULL,
  -- Canonical JSON of what is attested; no personal field, nor an unsalted hash of one.
  body       TEXT NOT NULL CHECK (json_valid(body)),
  salt       TEXT NOT NULL,
  hash       TEXT NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;
CREATE INDEX audit_leaf_day ON audit_leaf (day, hash);
CREATE INDEX audit_leaf_subject ON audit_leaf (subject);
CREATE TRIGGER audit_leaf_is_kept BEFORE DELETE ON audit_leaf BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER audit_leaf_is_fixed BEFORE UPDATE ON audit_leaf BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TABLE audit_root (
  day       TEXT PRIMARY KEY,
  size      INTEGER NOT NULL,
  root      TEXT NOT NULL,
  previous  TEXT NOT NULL,
  signature TEXT NOT NULL,
  sealed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER audit_root_is_kept BEFORE DELETE ON audit_root BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER audit_root_is_fixed BEFORE UPDATE ON audit_root BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TABLE audit_proof (
  leaf_id TEXT PRIMARY KEY REFERENCES audit_leaf (id),
  day     TEXT NOT NULL,
  place   INTEGER NOT NULL,
  -- JSON array of sibling hashes, leaf to root.
  path    TEXT NOT NULL CHECK (json_valid(path))
) STRICT, WITHOUT ROWID;

CREATE TABLE outbox (
  id          TEXT PRIMARY KEY,
  template    TEXT NOT NULL,
  locale      TEXT NOT NULL CHECK (locale IN ('zh', 'en')),
  reference   TEXT NOT NULL,
  -- Sealed: recipient and the words that go into the template.
  recipient   TEXT NOT NULL,
  data        TEXT NOT NULL,
  state       TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'dead', 'void')),
  not_before  INTEGER NOT NULL,
  attempts    INTEGER NOT NULL DEFAULT 0,
  queued_at   INTEGER,
  created_at  INTEGER NOT NULL,
  settled_at  INTEGER
) STRICT;
CREATE INDEX outbox_waiting ON outbox (not_before) WHERE state = 'waiting';
CREATE INDEX outbox_reference ON outbox (reference);
CREATE INDEX outbox_settled ON outbox (settled_at) WHERE settled_at IS NOT NULL;
