-- The work lists of those who handle applications: each tab reads one index, whatever is finished.

-- What has no clock stands behind whatever has one.
CREATE INDEX application_take ON application (service_point_id, coalesce(due_at, 9000000000000000), id)
  WHERE state IN ('submitted', 'accepted') AND handler_id IS NULL;
CREATE INDEX application_team ON application (service_point_id, coalesce(due_at, 9000000000000000), id)
  WHERE closed_at IS NULL AND state <> 'draft';
CREATE INDEX application_waiting ON application (service_point_id, coalesce(due_at, 9000000000000000), id)
  WHERE state IN ('identity', 'correction', 'elsewhere');
CREATE INDEX application_handover ON application (service_point_id, coalesce(due_at, 9000000000000000), id)
  WHERE state IN ('issued', 'posted');
CREATE INDEX application_done ON application (service_point_id, closed_at, id)
  WHERE closed_at IS NOT NULL AND state <> 'discarded';
DROP INDEX application_mine;
CREATE INDEX application_mine ON application (handler_id, coalesce(due_at, 9000000000000000), id)
  WHERE handler_id IS NOT NULL AND closed_at IS NULL AND state <> 'draft';
-- Of every service point, for the desk that watches them all.
CREATE INDEX application_late_all ON application (due_at, id) WHERE late_at IS NOT NULL AND closed_at IS NULL;

-- What is held back from being emptied: few, and most of it over.
CREATE INDEX application_held ON application (service_point_id, coalesce(due_at, 9000000000000000), id) WHERE legal_hold = 1;
CREATE INDEX application_held_all ON application (coalesce(due_at, 9000000000000000), id) WHERE legal_hold = 1;

-- Whether somebody who was asked for an opinion gave it: written by the database, so that their list stays short.
ALTER TABLE application_word ADD COLUMN opinion_at INTEGER;
CREATE TRIGGER application_word_is_answered AFTER INSERT ON application_word WHEN NEW.answers_id IS NOT NULL BEGIN
  UPDATE application_word SET opinion_at = NEW.at WHERE id = NEW.answers_id;
END;
-- Only the one who was asked answers, in the application they were asked about.
CREATE TRIGGER application_word_answers BEFORE INSERT ON application_word WHEN NEW.answers_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM application_word WHERE id = NEW.answers_id AND kind = 'asked' AND to_staff_id = NEW.staff_id
    AND application_id = NEW.application_id)
BEGIN SELECT RAISE(ABORT, 'stale'); END;
DROP INDEX application_word_asked;
CREATE INDEX application_word_asked ON application_word (to_staff_id, at, id) WHERE kind = 'asked' AND opinion_at IS NULL;

-- A resident is reminded of each time that is theirs once: to prove who they are, to correct, to collect.
ALTER TABLE application ADD COLUMN reminded_at INTEGER;
CREATE INDEX application_remind ON application (clock, due_at)
  WHERE clock IN ('identity', 'answer', 'collect') AND reminded_at IS NULL;

-- Whatever the office does behind its day, that it was behind is noted, whether or not the machine came by before.
CREATE TRIGGER application_notes_its_lapse AFTER UPDATE OF rev ON application
WHEN OLD.clock IN ('ask', 'decide', 'deliver') AND OLD.due_at < NEW.updated_at AND OLD.paused_at IS NULL BEGIN
  INSERT INTO application_lapse (application_id, clock, due_at, noted_at, service_point_id, matter_code)
  SELECT OLD.id, OLD.clock, OLD.due_at, NEW.updated_at, OLD.service_point_id, OLD.matter_code
  WHERE NOT EXISTS (
    SELECT 1 FROM application_lapse WHERE application_id = OLD.id AND clock = OLD.clock AND due_at = OLD.due_at);
END;
