-- A promise of a meeting is an item at work like what residents tell: told by nobody outside, answered for everybody.

-- One item of one promise, for good.
CREATE UNIQUE INDEX meeting_promise_item ON meeting_promise (item_reference) WHERE item_reference IS NOT NULL;
CREATE INDEX meeting_promise_no_item ON meeting_promise (id) WHERE item_reference IS NULL AND state = 'open';
CREATE TRIGGER meeting_promise_keeps_its_item BEFORE UPDATE OF item_reference ON meeting_promise
WHEN OLD.item_reference IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- Nobody outside has told it: nobody is asked, objects or takes it back (needAuthor in api/complaint/states.ts).
CREATE TRIGGER complaint_promise_has_no_author BEFORE UPDATE OF state ON complaint
WHEN NEW.kind = 'promise' AND OLD.state <> NEW.state
  AND NEW.state IN ('waiting', 'declined', 'withdrawn', 'merged', 'unanswered', 'followup', 'reopened')
BEGIN SELECT RAISE(ABORT, 'step-refused'); END;

-- Promise and item end together: the promise once its item is answered, the item once its promise is settled.
CREATE TRIGGER meeting_promise_settles_by_its_item BEFORE UPDATE OF state ON meeting_promise
WHEN OLD.state <> NEW.state AND OLD.item_reference IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM complaint WHERE reference = OLD.item_reference AND state IN ('answered', 'closed'))
BEGIN SELECT RAISE(ABORT, 'step-refused'); END;
CREATE TRIGGER complaint_promise_closes_settled BEFORE UPDATE OF state ON complaint
WHEN NEW.kind = 'promise' AND OLD.state <> NEW.state AND NEW.state = 'closed'
  AND EXISTS (SELECT 1 FROM meeting_promise WHERE item_reference = NEW.reference AND state = 'open')
BEGIN SELECT RAISE(ABORT, 'step-refused'); END;

-- Whose answer was objected to: they read on, and add to it, while it is with the supervision desk (desk/sight.ts). Only ever
-- the desk it leaves, so that what never had a station's desk is never read by one; whom it must not reach is asked besides.
ALTER TABLE complaint ADD COLUMN from_desk TEXT;
CREATE INDEX complaint_from ON complaint (from_desk, tray, state, coalesce(due_at, turn_due_at, updated_at), id)
  WHERE from_desk IS NOT NULL;
CREATE TRIGGER complaint_from_its_desk BEFORE UPDATE OF from_desk ON complaint
WHEN NEW.from_desk IS NOT OLD.from_desk
  AND (OLD.from_desk IS NOT NULL OR NEW.from_desk <> OLD.desk OR OLD.desk = '*' OR NEW.level <> 1)
BEGIN SELECT RAISE(ABORT, 'barred'); END;
CREATE TRIGGER complaint_begins_from_nowhere BEFORE INSERT ON complaint WHEN NEW.from_desk IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'barred'); END;
