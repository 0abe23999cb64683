-- Neighbours find what is open near them and wait for the same; other cities' systems read and send (Open311).

-- What everybody may find while it is open: its author agreed, somebody looked at it and took it up. Rows leave these indexes
-- with the state, so they stay as small as the work is. api/complaint/near/open.ts says the same, word for word.
CREATE INDEX complaint_open_area ON complaint (area_id, received_at, id)
  WHERE kind = 'problem' AND open_wish = 1 AND away = 0 AND tray = 0 AND accepted_at IS NOT NULL
    AND state IN ('accepted', 'working', 'waiting', 'elsewhere', 'reopened');
CREATE INDEX complaint_open_category ON complaint (town_code, category, received_at, id)
  WHERE kind = 'problem' AND open_wish = 1 AND away = 0 AND tray = 0 AND accepted_at IS NOT NULL
    AND state IN ('accepted', 'working', 'waiting', 'elsewhere', 'reopened');
CREATE INDEX complaint_open_town ON complaint (town_code, received_at, id)
  WHERE kind = 'problem' AND open_wish = 1 AND away = 0 AND tray = 0 AND accepted_at IS NOT NULL
    AND state IN ('accepted', 'working', 'waiting', 'elsewhere', 'reopened');
CREATE INDEX complaint_open_point ON complaint (lat, lon, id)
  WHERE kind = 'problem' AND open_wish = 1 AND away = 0 AND tray = 0 AND accepted_at IS NOT NULL
    AND state IN ('accepted', 'working', 'waiting', 'elsewhere', 'reopened');
CREATE INDEX complaint_open_since ON complaint (received_at, id)
  WHERE kind = 'problem' AND open_wish = 1 AND away = 0 AND tray = 0 AND accepted_at IS NOT NULL
    AND state IN ('accepted', 'working', 'waiting', 'elsewhere', 'reopened');
-- What is published, by the day it came.
CREATE INDEX complaint_public_came ON complaint_public (kind, came_day, complaint_id) WHERE state = 'out';

-- How many wait for it, kept with each of them, since nobody counts a growing table for a page.
ALTER TABLE complaint_public ADD COLUMN followers INTEGER NOT NULL DEFAULT 0 CHECK (followers >= 0);
CREATE TRIGGER complaint_follower_is_counted AFTER INSERT ON complaint_follower BEGIN
  UPDATE complaint_public SET followers = followers + 1 WHERE complaint_id = NEW.complaint_id;
END;
CREATE TRIGGER complaint_follower_leaves AFTER UPDATE OF left_at ON complaint_follower
WHEN OLD.left_at IS NULL AND NEW.left_at IS NOT NULL BEGIN
  UPDATE complaint_public SET followers = followers - 1 WHERE complaint_id = NEW.complaint_id;
END;
CREATE INDEX complaint_follower_code ON complaint_follower (complaint_id, code_hash);
CREATE INDEX complaint_follower_open ON complaint_follower (complaint_id, id) WHERE told_at IS NULL AND left_at IS NULL;
CREATE INDEX complaint_follower_field_key ON complaint_follower (substr(phone, 4, instr(substr(phone, 4), '.') - 1), id)
  WHERE phone IS NOT NULL;

-- Nobody can have a stranger texted at will: a number is given five times in a day at most. Counted is every time, also where
-- the number waits already, so that nobody learns from a refusal what it waits for; for the same reason there is no limit to
-- how much it waits for at once.
CREATE TABLE complaint_follow_day (
  phone_key TEXT NOT NULL,
  day       TEXT NOT NULL,
  begun     INTEGER NOT NULL,
  PRIMARY KEY (day, phone_key),
  CONSTRAINT complaint_follow_day_most CHECK (begun <= 5)
) STRICT, WITHOUT ROWID;
-- Nor can whoever tells a problem have many strangers texted by it: at most fifty numbers are taken for one in a day.
ALTER TABLE complaint_public ADD COLUMN numbers_day TEXT NOT NULL DEFAULT '';
ALTER TABLE complaint_public ADD COLUMN numbers_given INTEGER NOT NULL DEFAULT 0
  CONSTRAINT complaint_follow_numbers_most CHECK (numbers_given <= 50);

-- Those who wait are told on the morning after (08:00 in Shanghai): at once would tell by when an anonymous one was worked on.
CREATE TABLE complaint_follow_due (
  complaint_id TEXT PRIMARY KEY REFERENCES complaint (id),
  told_from    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX complaint_follow_due_from ON complaint_follow_due (told_from, complaint_id);
-- Whichever road it takes to its end, and also what was joined to it.
CREATE TRIGGER complaint_ends_for_followers AFTER UPDATE OF state ON complaint
WHEN NEW.kind = 'problem' AND OLD.state <> NEW.state
  AND NEW.state IN ('answered', 'closed', 'declined', 'unanswered', 'withdrawn')
BEGIN
  INSERT OR IGNORE INTO complaint_follow_due (complaint_id, told_from)
  SELECT c.id, ((NEW.updated_at + 28800000) / 86400000 + 1) * 86400000 FROM complaint c
  WHERE (c.id = NEW.id OR c.merged_into = NEW.id
      OR c.merged_into IN (SELECT m.id FROM complaint m WHERE m.merged_into = NEW.id))
    AND EXISTS (SELECT 1 FROM complaint_follower f WHERE f.complaint_id = c.id AND f.told_at IS NULL AND f.left_at IS NULL);
END;
CREATE TRIGGER complaint_hides_from_followers AFTER UPDATE OF open_wish ON complaint
WHEN OLD.open_wish = 1 AND NEW.open_wish = 0 AND EXISTS (
  SELECT 1 FROM complaint_follower f WHERE f.complaint_id = NEW.id AND f.told_at IS NULL AND f.left_at IS NULL)
BEGIN
  INSERT OR IGNORE INTO complaint_follow_due (complaint_id, told_from)
  VALUES (NEW.id, ((NEW.updated_at + 28800000) / 86400000 + 1) * 86400000);
END;
