-- Wrong passwords and codes, counted apart for each device that has signed in before, so that strangers stop only
-- strangers. `subject` is a keyed hash of who is counted; neither account nor network can be read out of it.
CREATE TABLE staff_try (
  subject  TEXT PRIMARY KEY,
  count    INTEGER NOT NULL,
  -- When the count begins again (epoch ms).
  until_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX staff_try_until ON staff_try (until_at);

-- A one-time invitation: the code itself is only with whoever was invited.
CREATE TABLE staff_invitation (
  id         TEXT PRIMARY KEY,
  user_id    TEXT NOT NULL REFERENCES staff_user (id),
  code_hash  TEXT NOT NULL UNIQUE,
  invited_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at    INTEGER,
  CONSTRAINT staff_invitation_by_another CHECK (invited_by <> user_id)
) STRICT;
CREATE INDEX staff_invitation_user ON staff_invitation (user_id);
CREATE INDEX staff_invitation_expiry ON staff_invitation (expires_at);

-- When an account last came in with two factors (epoch ms); sessions themselves are purged.
CREATE TABLE staff_last (
  user_id TEXT PRIMARY KEY REFERENCES staff_user (id),
  at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
