-- What was issued (证明): numbered, signed, sealed; nothing of it is ever deleted, and what it says never changes.

-- The public keys certificates were signed with. The first certificate under a key brings its row; that retires the key before.
CREATE TABLE certificate_key (
  -- The id the key has in every document; of Ed25519 the RFC 7638 thumbprint.
  kid            TEXT PRIMARY KEY,
  suite          TEXT NOT NULL,
  -- JWK.
  public_key     TEXT NOT NULL CHECK (json_valid(public_key)),
  first_used_at  INTEGER NOT NULL,
  -- It signs nothing after this; what it signed before holds.
  retired_at     INTEGER,
  -- Nothing it signed is taken any more without the register.
  revoked_at     INTEGER,
  revoked_reason TEXT CHECK (revoked_reason IN ('exposed', 'lost', 'mistaken')),
  revoked_by     TEXT,
  CHECK ((revoked_at IS NULL) = (revoked_reason IS NULL)),
  CHECK ((revoked_at IS NULL) = (revoked_by IS NULL))
) STRICT;
CREATE INDEX certificate_key_current ON certificate_key (first_used_at) WHERE retired_at IS NULL;
CREATE INDEX certificate_key_order ON certificate_key (first_used_at);
CREATE TRIGGER certificate_key_is_kept BEFORE DELETE ON certificate_key BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER certificate_key_is_fixed BEFORE UPDATE OF kid, suite, public_key, first_used_at ON certificate_key
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER certificate_key_stays_retired BEFORE UPDATE OF retired_at ON certificate_key WHEN OLD.retired_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER certificate_key_stays_revoked BEFORE UPDATE OF revoked_at, revoked_reason, revoked_by ON certificate_key
WHEN OLD.revoked_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER certificate_key_follows AFTER INSERT ON certificate_key WHEN NEW.retired_at IS NULL BEGIN
  UPDATE certificate_key SET retired_at = NEW.first_used_at WHERE retired_at IS NULL AND kid <> NEW.kid;
END;

CREATE TABLE certificate (
  id               TEXT PRIMARY KEY,
  number           TEXT NOT NULL UNIQUE,
  -- Of the holder's code, which opens all of it.
  code_hash        TEXT NOT NULL,
  -- Of the code that is printed on it, which opens what a checker may know.
  check_hash       TEXT NOT NULL,
  type             TEXT NOT NULL CHECK (type IN (
    'no-record', 'employer-result', 'household', 'temporary-identity', 'residence-registration',
    'residence-permit-receipt', 'lost-id-receipt', 'pre-check', 'dog', 'lodging', 'visit-record', 'refusal', 'decline')),
  service_point_id TEXT NOT NULL REFERENCES service_point (id),
  -- The application it came of; null where there was none.
  application_id   TEXT,
  suite            TEXT NOT NULL,
  key_id           TEXT NOT NULL REFERENCES certificate_key (kid),
  -- Sealed: the whole signed file, byte for byte. Null once the time of keeping it is over.
  file             TEXT,
  issued_at        INTEGER NOT NULL,
  -- The last day it holds, in Shanghai.
  valid_until      TEXT,
  state            TEXT NOT NULL DEFAULT 'valid' CHECK (state IN ('valid', 'revoked', 'replaced')),
  -- When it stopped being valid, and why: a word of a closed list (api/certificate/reason.ts) and, sealed, more of it.
  ended_at         INTEGER,
  reason           TEXT,
  words            TEXT,
  -- The number of the one that took its place, and of the one whose place it took.
  replaced_by      TEXT,
  replaces         TEXT,
  -- Counts every change: the optimistic lock of each write.
  rev              INTEGER NOT NULL DEFAULT 0,
  CHECK ((state = 'valid') = (ended_at IS NULL)),
  CHECK ((state = 'valid') = (reason IS NULL)),
  CHECK ((state = 'replaced') = (replaced_by IS NOT NULL)),
  -- Both sealed fields are emptied together.
  CHECK (words IS NULL OR file IS NOT NULL)
) STRICT;
CREATE INDEX certificate_point ON certificate (service_point_id, state, issued_at, id);
CREATE INDEX certificate_issued ON certificate (state, issued_at, id);
CREATE INDEX certificate_application ON certificate (application_id, issued_at) WHERE application_id IS NOT NULL;
CREATE UNIQUE INDEX certificate_replaces ON certificate (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX certificate_field_key ON certificate (substr(file, 4, instr(substr(file, 4), '.') - 1), id)
  WHERE file IS NOT NULL;

CREATE TRIGGER certificate_is_kept BEFORE DELETE ON certificate BEGIN SELECT RAISE(ABORT, 'append-only'); END;
-- REPLACE deletes without asking the triggers on DELETE. A key that no longer signs brings forth nothing: whoever still
-- holds it in a Worker of yesterday is told to ask again.
CREATE TRIGGER certificate_is_written_once BEFORE INSERT ON certificate BEGIN
  SELECT RAISE(ABORT, 'append-only') WHERE EXISTS (SELECT 1 FROM certificate WHERE id = NEW.id);
  SELECT RAISE(ABORT, 'append-only') WHERE NEW.state <> 'valid' OR NEW.file IS NULL OR NEW.rev <> 0;
  SELECT RAISE(ABORT, 'key-retired') WHERE EXISTS (
    SELECT 1 FROM certificate_key
    WHERE kid = NEW.key_id AND (retired_at IS NOT NULL OR revoked_at IS NOT NULL));
END;
CREATE TRIGGER certificate_is_fixed BEFORE UPDATE OF
  id, number, code_hash, check_hash, type, service_point_id, application_id, suite, key_id, issued_at, valid_until, replaces
ON certificate BEGIN SELECT RAISE(ABORT, 'append-only'); END;
-- The file may be sealed anew under another field key, or emptied; under the same key it cannot be another one.
CREATE TRIGGER certificate_file_is_fixed BEFORE UPDATE OF file ON certificate
WHEN NEW.file IS NOT NULL AND (OLD.file IS NULL OR (NEW.file <> OLD.file AND
  substr(NEW.file, 4, instr(substr(NEW.file, 4), '.') - 1) = substr(OLD.file, 4, instr(substr(OLD.file, 4), '.') - 1)))
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
-- What was revoked or replaced stays so, with its reason.
CREATE TRIGGER certificate_end_is_final BEFORE UPDATE OF state, ended_at, reason, replaced_by ON certificate
WHEN OLD.state <> 'valid'
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- What happened to each, for good.
CREATE TABLE certificate_event (
  id             TEXT PRIMARY KEY,
  certificate_id TEXT NOT NULL REFERENCES certificate (id),
  what           TEXT NOT NULL CHECK (what IN ('issued', 'revoked', 'corrected', 'reissued')),
  at             INTEGER NOT NULL,
  -- Who at work did it; null where the machine did.
  staff_id       TEXT,
  reason         TEXT,
  -- Of a correction or a re-issue: the number of the new one.
  other          TEXT,
  CHECK ((what IN ('corrected', 'reissued')) = (other IS NOT NULL)),
  CHECK ((what = 'issued') = (reason IS NULL))
) STRICT;
CREATE INDEX certificate_event_of ON certificate_event (certificate_id, at);
CREATE TRIGGER certificate_event_is_kept BEFORE DELETE ON certificate_event BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER certificate_event_is_fixed BEFORE UPDATE ON certificate_event BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER certificate_event_is_written_once BEFORE INSERT ON certificate_event BEGIN
  SELECT RAISE(ABORT, 'append-only') WHERE EXISTS (SELECT 1 FROM certificate_event WHERE id = NEW.id);
END;
