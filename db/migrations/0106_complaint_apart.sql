-- Whose answer was objected to reads on, and learns nothing of what is said from the objection on; no dispute is mediated
-- where it must not be known.

-- Written by whoever reads on: of all that came after the objection this alone is shown to them (desk/readOn.ts). Kept as it
-- was when it was written: whoever changes their place later takes nothing of the supervision desk along.
ALTER TABLE complaint_word ADD COLUMN reads_on INTEGER NOT NULL DEFAULT 0 CHECK (reads_on IN (0, 1));
ALTER TABLE complaint_file ADD COLUMN reads_on INTEGER NOT NULL DEFAULT 0 CHECK (reads_on IN (0, 1));
CREATE TRIGGER complaint_word_stays_apart BEFORE UPDATE OF reads_on ON complaint_word
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER complaint_file_stays_apart BEFORE UPDATE OF reads_on ON complaint_file
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- The places at which a complaint must not be known: those it is kept from and those where somebody it is kept from works,
-- each with its rooms. A room that is taken without anybody there knowing by what tells that something is hidden.
CREATE VIEW complaint_shut_point AS
  SELECT b.complaint_id AS complaint_id, p.id AS point_id
    FROM service_point p JOIN complaint_barred b ON b.who = 'point' AND b.barred_id IN (p.id, p.parent_id)
  UNION ALL
  SELECT z.complaint_id, p.id
    FROM service_point p JOIN staff_grant g ON g.service_point_id IN (p.id, p.parent_id)
      JOIN complaint_shut z ON z.staff_id = g.user_id;

-- A date that was set at such a place before is called off with it.
CREATE TRIGGER mediation_leaves_whom_it_is_kept_from AFTER INSERT ON complaint_barred
WHEN EXISTS (SELECT 1 FROM mediation WHERE complaint_id = NEW.complaint_id AND state = 'set')
BEGIN
  UPDATE mediation SET state = 'off', ended_by = 'system',
    ended_at = (SELECT updated_at FROM complaint WHERE id = NEW.complaint_id)
  WHERE complaint_id = NEW.complaint_id AND state = 'set'
    AND room_id IN (SELECT point_id FROM complaint_shut_point WHERE complaint_id = NEW.complaint_id);
END;
