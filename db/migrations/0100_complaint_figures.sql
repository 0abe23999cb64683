-- The monthly figures of complaints (api/complaint/figures/): what everybody may read of how much came in and how it was answered.
--
-- A month is counted once, after its end, out of the log of steps, and stands from then on: a page reads one row for each
-- service point, however many complaints there are, and what was published cannot change behind anybody's back.

-- What came in and how it went, by the desk that had it.
CREATE TABLE complaint_month (
  -- YYYY-MM in Shanghai.
  month      TEXT NOT NULL CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]'),
  -- A service point; '*': all that is no station's (the bureau's desk, accusations, what is kept from a station). Its numbers
  -- are the only ones here that may not leave as they are: api/privacy/suppress.ts says what of them may.
  desk       TEXT NOT NULL,
  received   INTEGER NOT NULL CHECK (received >= 0),
  in_time    INTEGER NOT NULL CHECK (in_time >= 0),
  late       INTEGER NOT NULL CHECK (late >= 0),
  reopened   INTEGER NOT NULL CHECK (reopened >= 0),
  unanswered INTEGER NOT NULL CHECK (unanswered >= 0),
  PRIMARY KEY (month, desk)
) STRICT, WITHOUT ROWID;

-- The months that are counted, each with the audit leaf that attests its published file.
CREATE TABLE complaint_month_done (
  month TEXT PRIMARY KEY,
  -- No reference: every audited write would look here for whom it concerns. Leaves are never deleted.
  leaf  TEXT NOT NULL,
  at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER complaint_month_is_over BEFORE INSERT ON complaint_month
WHEN EXISTS (SELECT 1 FROM complaint_month_done WHERE month = NEW.month)
  OR EXISTS (SELECT 1 FROM complaint_month WHERE month = NEW.month AND desk = NEW.desk)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER complaint_month_is_fixed BEFORE UPDATE ON complaint_month BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER complaint_month_is_kept BEFORE DELETE ON complaint_month BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER complaint_month_done_once BEFORE INSERT ON complaint_month_done
WHEN EXISTS (SELECT 1 FROM complaint_month_done WHERE month = NEW.month)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER complaint_month_done_is_fixed BEFORE UPDATE ON complaint_month_done BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER complaint_month_done_is_kept BEFORE DELETE ON complaint_month_done BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- The steps that are counted, by their moment: a month is read without the others.
CREATE INDEX complaint_event_received ON complaint_event (at) WHERE from_state IS NULL;
CREATE INDEX complaint_event_counted ON complaint_event (to_state, at) WHERE to_state IN ('answered', 'reopened', 'unanswered');

-- The machine looks for missed days every few minutes. An answer that comes in between is late all the same.
CREATE TRIGGER complaint_answered_late AFTER UPDATE OF state ON complaint
WHEN NEW.state = 'answered' AND OLD.state <> 'answered' AND OLD.due_at IS NOT NULL AND OLD.due_at < NEW.moved_at
BEGIN
  INSERT INTO complaint_lapse (complaint_id, clock, due_at, desk, kind, noted_at)
  VALUES (NEW.id, OLD.clock, OLD.due_at, OLD.desk, NEW.kind, NEW.moved_at)
  ON CONFLICT DO NOTHING;
END;
