-- Ratings (好差评): what somebody thinks of what was done for them, once for each occasion, and apart from who they are.
--
-- An occasion (a visit, a matter, an answer, a case, a call) makes an invitation. Whoever holds its token gives one rating.
-- The two are never joined: a used invitation keeps nothing but what was rated, a rating keeps the week and nothing finer,
-- and no column leads from one to the other.

CREATE TABLE rating_invite (
  id               TEXT PRIMARY KEY,
  kind             TEXT NOT NULL CHECK (kind IN ('visit', 'application', 'complaint', 'casefile', 'call')),
  -- The reference of the record, or the id of a ticket without one.
  subject          TEXT NOT NULL,
  -- The service point it counts for; '*': the bureau's own. Empty once it is used.
  service_point_id TEXT NOT NULL,
  -- The group of matters it is compared within (api/survey/groups.ts).
  grp              TEXT NOT NULL,
  mode             TEXT NOT NULL CHECK (mode IN ('online', 'onsite')),
  -- Who served, to find bursts by; nobody at the station reads it.
  counter_id       TEXT,
  staff_id         TEXT,
  token_hash       TEXT NOT NULL,
  -- Drawn: some hours after the end, by day. Before that the token opens nothing.
  opens_at         INTEGER NOT NULL,
  closes_at        INTEGER NOT NULL,
  state            TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'used', 'withdrawn', 'over')),
  CHECK (state <> 'open' OR closes_at > opens_at),
  -- What is used says nothing of when, where and by whom it was served.
  CHECK (state <> 'used' OR (service_point_id = '' AND grp = '' AND counter_id IS NULL AND staff_id IS NULL
    AND opens_at = 0 AND closes_at = 0))
) STRICT, WITHOUT ROWID;
-- One for each occasion (一次一评、一事一评).
CREATE UNIQUE INDEX rating_invite_once ON rating_invite (subject, kind);
CREATE UNIQUE INDEX rating_invite_token ON rating_invite (token_hash);
CREATE INDEX rating_invite_over ON rating_invite (closes_at, id) WHERE state = 'open';

CREATE TRIGGER rating_invite_is_kept BEFORE DELETE ON rating_invite BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER rating_invite_is_fixed BEFORE UPDATE OF id, kind, subject, mode, token_hash ON rating_invite
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER rating_invite_ends_once BEFORE UPDATE OF state ON rating_invite WHEN OLD.state NOT IN ('open', 'withdrawn')
BEGIN SELECT RAISE(ABORT, 'rated-before'); END;

CREATE TABLE rating (
  -- Random: tells neither when nor after whom.
  id               TEXT PRIMARY KEY,
  -- The Monday of the week it was given in: nothing finer is kept.
  week             TEXT NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  kind             TEXT NOT NULL CHECK (kind IN ('visit', 'application', 'complaint', 'casefile', 'call', 'poster')),
  -- '*': the bureau's own.
  service_point_id TEXT NOT NULL,
  grp              TEXT NOT NULL,
  mode             TEXT NOT NULL CHECK (mode IN ('online', 'onsite')),
  -- 5 非常满意, 4 满意, 3 基本满意, 2 不满意, 1 非常不满意.
  overall          INTEGER NOT NULL CHECK (overall BETWEEN 1 AND 5),
  -- JSON: 1 to 5 by aspect; and an array of tags.
  aspects          TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(aspects)),
  tags             TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(tags)),
  -- Sealed: free words.
  words            TEXT,
  -- counted: in the score. held: flagged, until the supervision desk decides. apart: set aside, counted separately.
  -- pressed: was asked to rate in front of staff. poster: without an occasion, unverified, shown apart.
  standing         TEXT NOT NULL CHECK (standing IN ('counted', 'held', 'apart', 'pressed', 'poster')),
  -- The quarter (2026Q4) whose roll-ups its last change of standing went into.
  tallied_in       TEXT NOT NULL CHECK (tallied_in GLOB '[0-9][0-9][0-9][0-9]Q[1-4]'),
  rev              INTEGER NOT NULL DEFAULT 0,
  keep_until       INTEGER,
  CHECK ((kind = 'poster') = (standing = 'poster'))
) STRICT, WITHOUT ROWID;
CREATE INDEX rating_point ON rating (service_point_id, week, id);
CREATE INDEX rating_tallied ON rating (tallied_in, service_point_id, grp, overall, standing);
CREATE INDEX rating_held ON rating (week, id) WHERE standing = 'held';
CREATE INDEX rating_keep ON rating (keep_until) WHERE words IS NOT NULL AND keep_until IS NOT NULL;
CREATE INDEX rating_field_key ON rating (substr(words, 4, instr(substr(words, 4), '.') - 1), id) WHERE words IS NOT NULL;

CREATE TRIGGER rating_is_kept BEFORE DELETE ON rating BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER rating_is_fixed BEFORE UPDATE OF id, week, kind, service_point_id, grp, mode, overall, aspects, tags ON rating
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
-- Nobody makes praise of a rating that was pressed for, nor a vote of a poster.
CREATE TRIGGER rating_stands BEFORE UPDATE OF standing ON rating
WHEN OLD.standing <> NEW.standing AND (OLD.standing IN ('pressed', 'poster') OR NEW.standing IN ('pressed', 'poster'))
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
