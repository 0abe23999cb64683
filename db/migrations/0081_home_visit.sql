-- A home visit has its day: promised when it is approved, moved only while it is still to come, and never taken back.
ALTER TABLE application ADD COLUMN visit_day TEXT CHECK (date(visit_day) IS visit_day);
ALTER TABLE application ADD COLUMN visit_part TEXT CHECK (visit_part IN ('morning', 'afternoon'));
-- The day by which it was promised to be decided: a visit behind it needs words.
ALTER TABLE application ADD COLUMN visit_by TEXT CHECK (date(visit_by) IS visit_by);
CREATE TRIGGER application_visit_is_promised BEFORE UPDATE OF visit_day, visit_part, visit_by ON application
WHEN NEW.visit_day IS NOT OLD.visit_day OR NEW.visit_part IS NOT OLD.visit_part OR NEW.visit_by IS NOT OLD.visit_by
BEGIN
  SELECT RAISE(ABORT, 'append-only') WHERE NEW.visit_day IS NULL OR NEW.visit_part IS NULL
    OR NEW.state NOT IN ('approved', 'issued')
    OR (OLD.visit_day IS NOT NULL AND (OLD.state <> NEW.state OR NEW.visit_by IS NOT OLD.visit_by));
END;
