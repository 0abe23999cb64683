-- How sure we are who somebody is: what proved it, for each application, and which logins were used up.

-- Nobody takes back what proved a level. `stand-in`: the login of the demonstration, which proves nothing.
CREATE TABLE identity_proof (
  id             INTEGER PRIMARY KEY,
  application_id TEXT NOT NULL REFERENCES application (id),
  level          TEXT NOT NULL CHECK (level IN ('phone', 'verified', 'counter')),
  how            TEXT NOT NULL CHECK (how IN ('code', 'login', 'stand-in', 'document')),
  -- The kind of document that was seen at a counter.
  seen           TEXT,
  at             INTEGER NOT NULL,
  staff_id       TEXT,
  CHECK ((level = 'phone') = (how = 'code')),
  CHECK ((level = 'counter') = (how = 'document')),
  CHECK ((how = 'document') = (staff_id IS NOT NULL)),
  CHECK ((how = 'document') = (seen IS NOT NULL))
) STRICT;
CREATE INDEX identity_proof_of ON identity_proof (application_id, level);
CREATE TRIGGER identity_proof_is_kept BEFORE DELETE ON identity_proof BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER identity_proof_is_fixed BEFORE UPDATE ON identity_proof BEGIN SELECT RAISE(ABORT, 'append-only'); END;
-- REPLACE deletes without asking the triggers on DELETE.
CREATE TRIGGER identity_proof_is_written_once BEFORE INSERT ON identity_proof
WHEN EXISTS (SELECT 1 FROM identity_proof WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- No application stands at a level that nothing proved: knowing a name and a number proves neither.
CREATE TRIGGER application_identity_is_proved BEFORE UPDATE OF identity ON application
WHEN NEW.identity <> 'typed' AND NEW.identity <> OLD.identity AND NOT EXISTS (
  SELECT 1 FROM identity_proof WHERE application_id = NEW.id AND level = NEW.identity)
BEGIN SELECT RAISE(ABORT, 'identity-unproved'); END;
-- Only where the person can still change, in a draft or by a correction, is what was proved lost.
CREATE TRIGGER application_identity_stays BEFORE UPDATE OF identity ON application
WHEN OLD.state NOT IN ('draft', 'correction')
  AND instr('typed phone verified counter', NEW.identity) < instr('typed phone verified counter', OLD.identity)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- Logins that were used: each proves once. Kept until it would be over anyway.
CREATE TABLE identity_spent (
  assertion_id TEXT PRIMARY KEY,
  expires_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX identity_spent_over ON identity_spent (expires_at);
