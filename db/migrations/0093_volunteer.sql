-- Volunteers (群防群治: 邻里守望, 志愿者, 巡防队; 治安信息员 by registration only).

CREATE TABLE volunteer (
  id         TEXT PRIMARY KEY,
  reference  TEXT NOT NULL UNIQUE,
  code_hash  TEXT NOT NULL,
  -- The station or room they sign up at.
  point_id   TEXT NOT NULL REFERENCES service_point (id),
  kind       TEXT NOT NULL CHECK (kind IN ('watch', 'helper', 'patrol', 'informant')),
  state      TEXT NOT NULL CHECK (state IN ('asked', 'active', 'left')),
  locale     TEXT NOT NULL CHECK (locale IN ('zh', 'en')),
  -- Sealed, and emptied at once when they leave.
  name       TEXT,
  phone      TEXT,
  active_at  INTEGER,
  left_at    INTEGER,
  rev        INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  CHECK ((state = 'left') = (left_at IS NOT NULL)),
  CHECK (state <> 'left' OR (name IS NULL AND phone IS NULL)),
  CHECK (state <> 'active' OR active_at IS NOT NULL)
) STRICT;
CREATE INDEX volunteer_desk ON volunteer (point_id, state, created_at, id);
CREATE INDEX volunteer_team ON volunteer (point_id, kind, id) WHERE state = 'active';
CREATE INDEX volunteer_field_key ON volunteer (substr(name, 4, instr(substr(name, 4), '.') - 1), id) WHERE name IS NOT NULL;
CREATE TRIGGER volunteer_is_kept BEFORE DELETE ON volunteer BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER volunteer_is_fixed BEFORE UPDATE OF id, reference, point_id, kind, created_at ON volunteer
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER volunteer_steps BEFORE UPDATE OF state ON volunteer
WHEN OLD.state <> NEW.state AND NOT ((OLD.state = 'asked' AND NEW.state IN ('active', 'left')) OR (OLD.state = 'active' AND NEW.state = 'left'))
BEGIN SELECT RAISE(ABORT, 'step-refused'); END;

-- How many there are of each kind, so that no page counts over a table. Nobody counts the informants: there is no number to leak.
CREATE TABLE volunteer_total (
  point_id TEXT NOT NULL REFERENCES service_point (id),
  kind     TEXT NOT NULL CHECK (kind IN ('watch', 'helper', 'patrol')),
  active   INTEGER NOT NULL CHECK (active >= 0),
  PRIMARY KEY (point_id, kind)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER volunteer_counts_in AFTER UPDATE OF state ON volunteer
WHEN NEW.state = 'active' AND OLD.state <> 'active' AND NEW.kind <> 'informant' BEGIN
  INSERT INTO volunteer_total (point_id, kind, active) VALUES (NEW.point_id, NEW.kind, 1)
  ON CONFLICT (point_id, kind) DO UPDATE SET active = active + 1;
END;
CREATE TRIGGER volunteer_counts_out AFTER UPDATE OF state ON volunteer
WHEN OLD.state = 'active' AND NEW.state <> 'active' AND NEW.kind <> 'informant' BEGIN
  UPDATE volunteer_total SET active = active - 1 WHERE point_id = NEW.point_id AND kind = NEW.kind;
END;
CREATE TRIGGER volunteer_asks_first BEFORE INSERT ON volunteer WHEN NEW.state <> 'asked'
BEGIN SELECT RAISE(ABORT, 'step-refused'); END;

-- What they were trained in.
CREATE TABLE volunteer_training (
  id           TEXT PRIMARY KEY,
  volunteer_id TEXT NOT NULL REFERENCES volunteer (id),
  what         TEXT NOT NULL,
  day          TEXT NOT NULL,
  -- Half hours are written as .5.
  hours        REAL NOT NULL CHECK (hours > 0 AND hours <= 100),
  by_id        TEXT NOT NULL,
  at           INTEGER NOT NULL
) STRICT;
CREATE INDEX volunteer_training_of ON volunteer_training (volunteer_id, day);
CREATE TRIGGER volunteer_training_is_fixed BEFORE UPDATE ON volunteer_training BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER volunteer_training_is_kept BEFORE DELETE ON volunteer_training BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- Task notices: sent to everybody of a kind, some at a time (api/volunteer/tell.ts).
CREATE TABLE volunteer_task (
  id         TEXT PRIMARY KEY,
  point_id   TEXT NOT NULL REFERENCES service_point (id),
  kind       TEXT NOT NULL CHECK (kind IN ('watch', 'helper', 'patrol', 'informant')),
  words      TEXT NOT NULL,
  day        TEXT NOT NULL,
  by_id      TEXT NOT NULL,
  at         INTEGER NOT NULL,
  -- The last volunteer who was told; done once nobody is behind them.
  told_until TEXT NOT NULL DEFAULT '',
  told       INTEGER NOT NULL DEFAULT 0,
  done_at    INTEGER
) STRICT;
CREATE INDEX volunteer_task_open ON volunteer_task (at) WHERE done_at IS NULL;
CREATE INDEX volunteer_task_of ON volunteer_task (point_id, at);
