-- Watching over ratings: what a burst is found by, for thirty days, and what was found.

-- How a rating came in. It says nothing of who gave it but keyed hashes, and is gone after its time; what it led to stays in
-- rating_flag as counts alone.
CREATE TABLE rating_trace (
  rating_id  TEXT PRIMARY KEY,
  -- Hours since 1970: a burst is no finer.
  hour       INTEGER NOT NULL,
  -- Keyed hashes of the network, and of the network with the browser's own name.
  network    TEXT NOT NULL,
  device     TEXT NOT NULL,
  -- Who served, where it was at a counter.
  counter_id TEXT,
  staff_id   TEXT,
  -- From the opening of the form to its sending; null: not known.
  seconds    INTEGER CHECK (seconds >= 0),
  -- Keyed hash of the words without spaces and marks; null: too few to be compared.
  likeness   TEXT,
  -- Whether the watch has looked at it.
  looked     INTEGER NOT NULL DEFAULT 0 CHECK (looked IN (0, 1)),
  -- The beginning of a day.
  keep_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX rating_trace_new ON rating_trace (rating_id) WHERE looked = 0;
CREATE INDEX rating_trace_network ON rating_trace (network, hour);
CREATE INDEX rating_trace_device ON rating_trace (device, hour);
CREATE INDEX rating_trace_counter ON rating_trace (counter_id, hour) WHERE counter_id IS NOT NULL;
CREATE INDEX rating_trace_staff ON rating_trace (staff_id, hour) WHERE staff_id IS NOT NULL;
CREATE INDEX rating_trace_likeness ON rating_trace (likeness, hour) WHERE likeness IS NOT NULL;
CREATE INDEX rating_trace_keep ON rating_trace (keep_until);

-- Why a rating is held, once for each reason; decided once, by the supervision desk. Kept for good.
CREATE TABLE rating_flag (
  rating_id  TEXT NOT NULL,
  why        TEXT NOT NULL CHECK (why IN ('burst-network', 'burst-device', 'burst-counter', 'burst-officer', 'same-words', 'too-fast')),
  -- JSON: counts and thresholds, nothing of a person.
  evidence   TEXT NOT NULL CHECK (json_valid(evidence)),
  -- The day it was found, in Shanghai.
  day        TEXT NOT NULL,
  -- open: not decided. stands: the rating counts. apart: it is set aside.
  state      TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'stands', 'apart')),
  decided_by TEXT,
  decided_at INTEGER,
  reason     TEXT,
  PRIMARY KEY (rating_id, why),
  CHECK ((state = 'open') = (decided_by IS NULL) AND (state = 'open') = (decided_at IS NULL) AND (state = 'open') = (reason IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX rating_flag_open ON rating_flag (day, rating_id, why) WHERE state = 'open';
CREATE INDEX rating_flag_decided ON rating_flag (decided_at, rating_id, why) WHERE state <> 'open';

CREATE TRIGGER rating_flag_is_kept BEFORE DELETE ON rating_flag BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER rating_flag_is_fixed BEFORE UPDATE OF rating_id, why, evidence, day ON rating_flag
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER rating_flag_is_decided_once BEFORE UPDATE ON rating_flag WHEN OLD.state <> 'open'
BEGIN SELECT RAISE(ABORT, 'stale'); END;

-- The bureau's own numbers of the watch, from a day on; what is not said is the default (api/survey/watchRules.ts).
CREATE TABLE rating_rule (
  from_day   TEXT PRIMARY KEY,
  rules      TEXT NOT NULL CHECK (json_valid(rules)),
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- An occasion that was taken back was none: it is not offered any more, and again when it is said once more.
CREATE TRIGGER rating_invite_is_withdrawn AFTER UPDATE OF state ON rating_invite
WHEN OLD.state = 'open' AND NEW.state = 'withdrawn' BEGIN
  INSERT INTO evaluation_tally (period, service_point_id, indicator, grp, level, n)
  SELECT q.period, OLD.service_point_id, 'offered', OLD.grp, 1, -1
  FROM (SELECT strftime('%Y', (OLD.opens_at + 28800000) / 1000, 'unixepoch') || 'Q' ||
    ((CAST(strftime('%m', (OLD.opens_at + 28800000) / 1000, 'unixepoch') AS INTEGER) + 2) / 3) AS period) q WHERE true
  ON CONFLICT DO UPDATE SET n = n - 1;
END;
CREATE TRIGGER rating_invite_is_offered_again AFTER UPDATE OF state ON rating_invite
WHEN OLD.state = 'withdrawn' AND NEW.state = 'open' BEGIN
  INSERT INTO evaluation_tally (period, service_point_id, indicator, grp, level, n)
  SELECT q.period, NEW.service_point_id, 'offered', NEW.grp, 1, 1
  FROM (SELECT strftime('%Y', (NEW.opens_at + 28800000) / 1000, 'unixepoch') || 'Q' ||
    ((CAST(strftime('%m', (NEW.opens_at + 28800000) / 1000, 'unixepoch') AS INTEGER) + 2) / 3) AS period) q WHERE true
  ON CONFLICT DO UPDATE SET n = n + 1;
END;
