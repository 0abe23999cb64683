-- What is read about complaints stays as much when there are a million of them.

-- An end without an answer leaves its author days to object, and the end of those days stands for good: the job that closes
-- what nobody objected to must not walk past all of them.
DROP INDEX complaint_turn;
CREATE INDEX complaint_turn ON complaint (turn_due_at)
  WHERE turn_due_at IS NOT NULL AND state IN ('answered', 'waiting');

-- What is late, by where it is handled, and of all: few of the many that are open.
DROP INDEX complaint_raised;
CREATE INDEX complaint_late ON complaint (desk, tray, state, coalesce(due_at, turn_due_at, updated_at), id) WHERE raised > 1;
CREATE INDEX complaint_late_all ON complaint (tray, state, coalesce(due_at, turn_due_at, updated_at), id) WHERE raised > 1;

-- Copies of one text, and what came of one phone: a station reads those that it handles, and none of the others.
DROP INDEX complaint_same;
CREATE INDEX complaint_same ON complaint (words_key, desk, id) WHERE words_key <> '';
DROP INDEX complaint_phone;
CREATE INDEX complaint_phone ON complaint (phone_key, desk, id) WHERE phone_key <> '';

-- The last call-back over an answer is made: the machine looks at the complaint next, and at none that still waits.
CREATE TRIGGER complaint_was_called AFTER UPDATE OF state ON callback WHEN OLD.state = 'open' AND NEW.state <> 'open' BEGIN
  UPDATE complaint SET raise_at = NEW.done_at
  WHERE reference = NEW.reference AND state = 'followup'
    AND NOT EXISTS (SELECT 1 FROM callback WHERE reference = NEW.reference AND state = 'open');
END;
UPDATE complaint SET raise_at = 0
WHERE state = 'followup' AND NOT EXISTS (SELECT 1 FROM callback c WHERE c.reference = complaint.reference AND c.state = 'open');
