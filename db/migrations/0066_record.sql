-- Who at work looked at a record, so that the person concerned can be told how often and by which role.

-- 'opened': once for each member of staff, record and day; names and numbers were masked. 'unmasked': each time some of
-- them were seen, with the fields and the reason.
CREATE TABLE record_view (
  id               TEXT PRIMARY KEY,
  reference        TEXT NOT NULL,
  -- Day in Shanghai.
  day              TEXT NOT NULL,
  at               INTEGER NOT NULL,
  kind             TEXT NOT NULL CHECK (kind IN ('opened', 'unmasked')),
  role             TEXT NOT NULL,
  staff_id         TEXT NOT NULL,
  -- The service point they did it for.
  service_point_id TEXT NOT NULL,
  -- JSON array of what was seen.
  fields           TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(fields)),
  reason           TEXT,
  -- Sealed: the reason in words, where it is another than those of the list.
  words            TEXT,
  CHECK ((kind = 'unmasked') = (reason IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX record_view_opened ON record_view (reference, staff_id, day) WHERE kind = 'opened';
CREATE INDEX record_view_reference ON record_view (reference, kind, role, day, at);
CREATE INDEX record_view_day ON record_view (day, service_point_id, staff_id, role, kind);
CREATE INDEX record_view_field_key ON record_view (substr(words, 4, instr(substr(words, 4), '.') - 1), id)
  WHERE words IS NOT NULL;

-- Nobody takes back that they looked. The words alone may be sealed anew, or emptied when their time is over.
CREATE TRIGGER record_view_is_kept BEFORE DELETE ON record_view BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER record_view_is_fixed BEFORE UPDATE OF
  id, reference, day, at, kind, role, staff_id, service_point_id, fields, reason ON record_view
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
-- REPLACE deletes without asking the triggers on DELETE.
CREATE TRIGGER record_view_is_written_once BEFORE INSERT ON record_view BEGIN
  SELECT RAISE(ABORT, 'append-only') WHERE EXISTS (SELECT 1 FROM record_view WHERE id = NEW.id);
  SELECT RAISE(ABORT, 'seen-today') WHERE NEW.kind = 'opened' AND EXISTS (
    SELECT 1 FROM record_view
    WHERE reference = NEW.reference AND staff_id = NEW.staff_id AND day = NEW.day AND kind = 'opened');
END;
