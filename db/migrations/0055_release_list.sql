-- Lists of releases by when they open, and what became of them, counted as they happen.

CREATE INDEX release_window ON release (window_from, service_point_id, counter_group, day);
CREATE INDEX release_point_window ON release (service_point_id, window_from, counter_group, day);
DROP INDEX release_drawn;

-- A release without places is void until its day has some again. What was drawn stays as it was drawn.
DROP TRIGGER release_is_drawn_once;
CREATE TRIGGER release_is_drawn_once BEFORE UPDATE ON release
WHEN OLD.state = 'drawn' AND (NEW.state <> OLD.state OR NEW.seed IS NOT OLD.seed OR NEW.drawn_at IS NOT OLD.drawn_at
    OR NEW.places IS NOT OLD.places OR NEW.listed IS NOT OLD.listed OR NEW.offered IS NOT OLD.offered
    OR (OLD.gone_at IS NOT NULL AND NEW.gone_at IS NOT OLD.gone_at))
  OR NEW.commitment <> OLD.commitment OR NEW.draw_at <> OLD.draw_at
  OR NEW.window_from <> OLD.window_from OR NEW.window_to <> OLD.window_to
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER draw_ticket_is_kept BEFORE DELETE ON draw_ticket BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER draw_ticket_stays BEFORE UPDATE ON draw_ticket BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- What the whole bureau released on a day (the day the places opened), so that no page counts releases.
CREATE TABLE release_total (
  opened_day  TEXT PRIMARY KEY,
  releases    INTEGER NOT NULL DEFAULT 0,
  places      INTEGER NOT NULL DEFAULT 0,
  -- Releases whose last public place was gone within an hour, within a day, at all.
  gone_hour   INTEGER NOT NULL DEFAULT 0,
  gone_day    INTEGER NOT NULL DEFAULT 0,
  gone        INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE TRIGGER release_counts AFTER UPDATE OF state ON release WHEN NEW.state = 'drawn' AND OLD.state <> 'drawn' BEGIN
  INSERT INTO release_total (opened_day, releases, places)
  VALUES (date(NEW.drawn_at / 1000, 'unixepoch', '+8 hours'), 1, NEW.places)
  ON CONFLICT (opened_day) DO UPDATE SET releases = releases + 1, places = places + excluded.places;
END;
CREATE TRIGGER release_counts_gone AFTER UPDATE OF gone_at ON release
WHEN NEW.gone_at IS NOT NULL AND OLD.gone_at IS NULL BEGIN
  UPDATE release_total SET
    gone_hour = gone_hour + (NEW.gone_at < NEW.drawn_at + 3600000),
    gone_day = gone_day + (NEW.gone_at < NEW.drawn_at + 86400000),
    gone = gone + 1
  WHERE opened_day = date(NEW.drawn_at / 1000, 'unixepoch', '+8 hours');
END;

-- A move can take the last place of a day as well as a booking can.
CREATE TRIGGER booking_moves_empties_its_day AFTER UPDATE OF slot_id, ends_at ON booking
WHEN NEW.state = 'booked' AND NEW.channel = 'public' BEGIN
  UPDATE release SET gone_at = NEW.updated_at
  WHERE gone_at IS NULL AND state = 'drawn' AND (service_point_id, counter_group, day) = (
    SELECT d.service_point_id, d.counter_group, d.day FROM slot s JOIN slot_day d
      ON d.service_point_id = s.service_point_id AND d.counter_group = s.counter_group AND d.day = s.day
    WHERE s.id = NEW.slot_id AND d.used_public >= d.cap_public);
END;
