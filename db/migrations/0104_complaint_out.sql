-- What of a small problem, a question or a suggestion everybody may read (0098) goes out, comes down, and is found again.

-- Copied when it is published: what it is sorted by, and the community room it belongs to beside the station.
ALTER TABLE complaint_public ADD COLUMN category TEXT;
ALTER TABLE complaint_public ADD COLUMN room_id TEXT;
-- What the privacy gate found and somebody let stand, by rule and place and never by its words; and why.
ALTER TABLE complaint_public ADD COLUMN over TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(over));
ALTER TABLE complaint_public ADD COLUMN over_why TEXT NOT NULL DEFAULT '';
-- The day when it came down again (its first moment): whoever follows a feed is told to drop it.
ALTER TABLE complaint_public ADD COLUMN down_at INTEGER;

CREATE INDEX complaint_public_room ON complaint_public (room_id, kind, published_at, id) WHERE state = 'out';
CREATE INDEX complaint_public_category ON complaint_public (category, published_at, id) WHERE state = 'out';
CREATE INDEX complaint_public_point_category ON complaint_public (point_id, category, published_at, id) WHERE state = 'out';
CREATE INDEX complaint_public_town_category ON complaint_public (town_code, category, published_at, id) WHERE state = 'out';
CREATE INDEX complaint_public_down ON complaint_public (down_at) WHERE down_at IS NOT NULL;

-- Said once more and whole, for any write that leaves it public: its author agrees, it is answered and nobody objects, it is
-- of a kind that may be, and there is nobody whom it must not reach: what everybody reads reaches them too. What the gate
-- found is let stand by somebody else than who handled it.
DROP TRIGGER complaint_public_is_agreed;
CREATE TRIGGER complaint_public_is_agreed BEFORE UPDATE ON complaint_public
WHEN NEW.state = 'out' AND NOT EXISTS (
  SELECT 1 FROM complaint WHERE id = NEW.complaint_id AND open_wish = 1 AND away = 0
    AND kind = NEW.kind AND kind IN ('problem', 'question', 'suggestion')
    AND state IN ('answered', 'followup', 'closed') AND (closed_how IS NULL OR closed_how IN ('accepted', 'silent'))
    AND NOT EXISTS (SELECT 1 FROM complaint_barred WHERE complaint_id = NEW.complaint_id))
BEGIN SELECT RAISE(ABORT, 'not-agreed'); END;
CREATE TRIGGER complaint_public_is_read_by_another BEFORE UPDATE ON complaint_public
WHEN NEW.state = 'out' AND NEW.over <> '[]' AND EXISTS (
  SELECT 1 FROM complaint WHERE id = NEW.complaint_id AND (handler_id = NEW.published_by OR answered_by = NEW.published_by)
  UNION ALL
  SELECT 1 FROM complaint_word WHERE complaint_id = NEW.complaint_id AND kind = 'answer' AND staff_id = NEW.published_by)
BEGIN SELECT RAISE(ABORT, 'own-fix'); END;
CREATE TRIGGER complaint_public_begins_kept BEFORE INSERT ON complaint_public WHEN NEW.state = 'out'
BEGIN SELECT RAISE(ABORT, 'not-agreed'); END;
CREATE TRIGGER complaint_public_is_fixed BEFORE UPDATE OF complaint_id, id, kind ON complaint_public
WHEN OLD.complaint_id <> NEW.complaint_id OR OLD.id <> NEW.id OR OLD.kind <> NEW.kind
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- What comes down comes down at once, in the same write: the agreement taken back, the answer objected to, a place or a person
-- it turns out to be about.
DROP TRIGGER complaint_public_goes_with_the_wish;
CREATE TRIGGER complaint_public_goes_with_the_wish AFTER UPDATE OF open_wish ON complaint
WHEN OLD.open_wish = 1 AND NEW.open_wish = 0
BEGIN
  UPDATE complaint_public SET down_at = CASE state WHEN 'out' THEN (NEW.updated_at + 28800000) / 86400000 * 86400000 - 28800000 ELSE down_at END, state = 'down',
    said = NULL, did = NULL, down_why = CASE state WHEN 'down' THEN down_why ELSE '' END, rev = rev + 1 WHERE complaint_id = NEW.id;
END;
CREATE TRIGGER complaint_public_goes_with_the_answer AFTER UPDATE OF state ON complaint
WHEN OLD.state <> NEW.state AND NEW.state NOT IN ('answered', 'followup', 'closed')
BEGIN
  UPDATE complaint_public SET state = 'kept', said = NULL, did = NULL, down_at = (NEW.updated_at + 28800000) / 86400000 * 86400000 - 28800000, rev = rev + 1
  WHERE complaint_id = NEW.id AND state = 'out';
END;
CREATE TRIGGER complaint_public_goes_with_the_barred AFTER INSERT ON complaint_barred
BEGIN
  UPDATE complaint_public SET state = 'kept', said = NULL, did = NULL, rev = rev + 1,
    down_at = (SELECT (updated_at + 28800000) / 86400000 * 86400000 - 28800000 FROM complaint WHERE id = NEW.complaint_id)
  WHERE complaint_id = NEW.complaint_id AND state = 'out';
END;

-- A photo stands beside words that are out, is of the same complaint, and goes with either.
CREATE TRIGGER complaint_public_photo_is_its_own BEFORE INSERT ON complaint_public_photo
WHEN NOT EXISTS (SELECT 1 FROM complaint_public WHERE complaint_id = NEW.complaint_id AND state = 'out')
  OR NOT EXISTS (SELECT 1 FROM complaint_file WHERE id = NEW.file_id AND complaint_id = NEW.complaint_id AND dropped_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'stale'); END;
CREATE TRIGGER complaint_public_photo_is_fixed BEFORE UPDATE ON complaint_public_photo
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER complaint_public_takes_its_photos AFTER UPDATE OF state ON complaint_public
WHEN OLD.state = 'out' AND NEW.state <> 'out'
BEGIN DELETE FROM complaint_public_photo WHERE complaint_id = NEW.complaint_id; END;
CREATE TRIGGER complaint_public_photo_goes_with_its_file AFTER UPDATE OF dropped_at ON complaint_file
WHEN NEW.dropped_at IS NOT NULL
BEGIN DELETE FROM complaint_public_photo WHERE file_id = NEW.id; END;
