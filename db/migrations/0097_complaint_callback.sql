-- Between an answer and its end stands a call-back, where one is due: the complaint cannot close over it.

-- How it will be closed once the call-back is made.
ALTER TABLE complaint ADD COLUMN close_as TEXT CHECK (close_as IN ('accepted', 'silent'));

CREATE TRIGGER complaint_waits_for_its_call BEFORE UPDATE OF state ON complaint
WHEN NEW.state = 'closed' AND EXISTS (SELECT 1 FROM callback WHERE reference = NEW.reference AND state = 'open')
BEGIN SELECT RAISE(ABORT, 'callback-open'); END;
