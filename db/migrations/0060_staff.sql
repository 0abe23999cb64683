-- People who work here: their accounts, what they may do and where, and how they come in.

-- The tables of the sign-in library (better-auth), in its own spelling of times: ISO 8601 text.
CREATE TABLE staff_user (
  id                 TEXT PRIMARY KEY,
  name               TEXT NOT NULL,
  -- The name somebody signs in with; a work address where invitations go by mail.
  email              TEXT NOT NULL UNIQUE,
  email_verified     INTEGER NOT NULL DEFAULT 0,
  image              TEXT,
  two_factor_enabled INTEGER NOT NULL DEFAULT 0,
  created_at         TEXT NOT NULL,
  updated_at         TEXT NOT NULL,
  -- Ours: since when the account is off (epoch ms). A switched-off account signs in nowhere and its sessions end.
  off_at             INTEGER,
  -- Ours: an account of the demonstration, whose password and code are shown to anybody on the same machine.
  demo               INTEGER NOT NULL DEFAULT 0 CHECK (demo IN (0, 1))
) STRICT;

CREATE TABLE staff_session (
  id         TEXT PRIMARY KEY,
  user_id    TEXT NOT NULL REFERENCES staff_user (id),
  token      TEXT NOT NULL UNIQUE,
  expires_at TEXT NOT NULL,
  ip_address TEXT,
  user_agent TEXT,
  created_at TEXT NOT NULL,
  -- When it was last used, to within five minutes.
  updated_at TEXT NOT NULL,
  -- Ours: how it was opened: 'passkey' and 'code' are two factors, 'password' alone may only set up the second.
  method     TEXT NOT NULL DEFAULT 'password' CHECK (method IN ('password', 'code', 'passkey'))
) STRICT;
CREATE INDEX staff_session_user ON staff_session (user_id);
CREATE INDEX staff_session_expiry ON staff_session (expires_at);

CREATE TABLE staff_credential (
  id                       TEXT PRIMARY KEY,
  user_id                  TEXT NOT NULL REFERENCES staff_user (id),
  account_id               TEXT NOT NULL,
  provider_id              TEXT NOT NULL,
  access_token             TEXT,
  refresh_token            TEXT,
  id_token                 TEXT,
  access_token_expires_at  TEXT,
  refresh_token_expires_at TEXT,
  scope                    TEXT,
  password                 TEXT,
  created_at               TEXT NOT NULL,
  updated_at               TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX staff_credential_user ON staff_credential (user_id);

CREATE TABLE staff_verification (
  id         TEXT PRIMARY KEY,
  identifier TEXT NOT NULL,
  value      TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX staff_verification_identifier ON staff_verification (identifier);

CREATE TABLE staff_totp (
  id           TEXT PRIMARY KEY,
  user_id      TEXT NOT NULL REFERENCES staff_user (id),
  secret       TEXT NOT NULL,
  backup_codes TEXT NOT NULL,
  verified     INTEGER NOT NULL DEFAULT 1,
  -- The library's own lock-out, which strangers could turn on: switched off, its columns unused.
  failed_verification_count INTEGER,
  locked_until TEXT,
  -- Ours: the 30-second step of the last code taken. No code of it or before is taken again.
  last_step    INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX staff_totp_user ON staff_totp (user_id);

CREATE TABLE staff_passkey (
  id            TEXT PRIMARY KEY,
  name          TEXT,
  public_key    TEXT NOT NULL,
  user_id       TEXT NOT NULL REFERENCES staff_user (id),
  credential_id TEXT NOT NULL,
  counter       INTEGER NOT NULL,
  device_type   TEXT NOT NULL,
  backed_up     INTEGER NOT NULL,
  transports    TEXT,
  aaguid        TEXT,
  created_at    TEXT
) STRICT;
CREATE INDEX staff_passkey_user ON staff_passkey (user_id);
CREATE UNIQUE INDEX staff_passkey_credential ON staff_passkey (credential_id);

-- A role somebody has at a service point ('*': at every one, and for the bureau itself).
CREATE TABLE staff_grant (
  user_id          TEXT NOT NULL REFERENCES staff_user (id),
  role             TEXT NOT NULL CHECK (role IN
    ('clerk', 'handler', 'publisher', 'chief', 'supervisor', 'administrator', 'auditor')),
  service_point_id TEXT NOT NULL,
  granted_by       TEXT NOT NULL,
  granted_at       INTEGER NOT NULL,
  PRIMARY KEY (user_id, role, service_point_id),
  -- Nobody edits their own permissions, whatever the code does.
  CONSTRAINT staff_grant_by_another CHECK (granted_by <> user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX staff_grant_point ON staff_grant (service_point_id, role);
