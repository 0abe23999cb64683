-- The second rating: whoever rated badly says how it was dealt with, by a token of their own, once it is closed. It stands beside
-- the first, changes no score, and no station reads it.

-- The language it was rated in, for the text at the end; kept of those alone who may be called.
ALTER TABLE rectification ADD COLUMN locale TEXT NOT NULL DEFAULT 'zh' CHECK (locale IN ('zh', 'en'));

CREATE TABLE rating_second (
  -- That of the rectification.
  id         TEXT PRIMARY KEY REFERENCES rectification (id),
  token_hash TEXT NOT NULL UNIQUE,
  closes_at  INTEGER NOT NULL,
  -- 5 非常满意 … 1 非常不满意; null: not given yet.
  overall    INTEGER CHECK (overall BETWEEN 1 AND 5),
  -- Sealed.
  words      TEXT,
  -- The day, and no time of it.
  given_on   TEXT CHECK (given_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  CHECK ((overall IS NULL) = (given_on IS NULL)),
  CHECK (words IS NULL OR overall IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX rating_second_field_key ON rating_second (substr(words, 4, instr(substr(words, 4), '.') - 1), id)
  WHERE words IS NOT NULL;

CREATE TRIGGER rating_second_is_asked_for BEFORE INSERT ON rating_second
WHEN NEW.overall IS NOT NULL OR NOT EXISTS (
  SELECT 1 FROM rectification WHERE id = NEW.id AND state = 'closed' AND may_call = 1)
BEGIN SELECT RAISE(ABORT, 'step-refused'); END;
CREATE TRIGGER rating_second_is_kept BEFORE DELETE ON rating_second BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER rating_second_is_fixed BEFORE UPDATE OF id, token_hash, closes_at ON rating_second
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER rating_second_is_given_once BEFORE UPDATE OF overall, given_on ON rating_second WHEN OLD.overall IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'rated-before'); END;
-- What was said is forgotten, never said afterwards (a field is sealed anew under the next key).
CREATE TRIGGER rating_second_forgets BEFORE UPDATE OF words ON rating_second
WHEN OLD.overall IS NOT NULL AND OLD.words IS NULL AND NEW.words IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- What the supervision desk itself does ('*'): what it decided about appeals, how raters judge what came of it. Counted for the
-- whole bureau, published at the end of a quarter, in no score. How many it called is not: beside the cells of the stations that
-- would bound how many bad ratings there were.
-- An appeal counts once it is decided, by its reason.
CREATE TRIGGER evaluation_desk_decided AFTER UPDATE OF state ON rectification_appeal
WHEN OLD.state = 'open' AND NEW.state <> 'open' BEGIN
  INSERT INTO evaluation_event (indicator, subject, service_point_id, grp, level, day, period)
  VALUES ('desk.appeal', NEW.rectification_id, '*', NEW.reason, NEW.state = 'accepted',
    date((NEW.decided_at + 28800000) / 1000, 'unixepoch'), NEW.period)
  ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER evaluation_desk_second AFTER UPDATE OF overall ON rating_second
WHEN OLD.overall IS NULL AND NEW.overall IS NOT NULL BEGIN
  INSERT INTO evaluation_event (indicator, subject, service_point_id, grp, level, day, period)
  VALUES ('desk.second', NEW.id, '*', 'desk', NEW.overall, NEW.given_on,
    substr(NEW.given_on, 1, 4) || 'Q' || ((CAST(substr(NEW.given_on, 6, 2) AS INTEGER) + 2) / 3))
  ON CONFLICT DO NOTHING;
END;
