-- What a click changed beside its ticket is kept with the ticket, so that taking it back within its minute puts that
-- right too: what was said of the booking, and whose turn it was between those who booked and those who walked in.

-- The booking's version once this ticket's end was said of it, and what was said of it before; NULL: nothing was said.
ALTER TABLE ticket ADD COLUMN said_version INTEGER;
ALTER TABLE ticket ADD COLUMN said_before TEXT CHECK (said_before IN ('served', 'missed'));
-- By how much the last call changed its group's streak, and the group's turn then.
ALTER TABLE ticket ADD COLUMN streak_by INTEGER NOT NULL DEFAULT 0;
ALTER TABLE ticket ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;
-- How often a walk-in was called: each begins the streak anew.
ALTER TABLE queue_day ADD COLUMN turns INTEGER NOT NULL DEFAULT 0;
-- Visits that ended at a counter, so that no screen counts them.
ALTER TABLE queue_day ADD COLUMN done INTEGER NOT NULL DEFAULT 0;
UPDATE queue_day SET done = (
  SELECT count(*) FROM ticket t
  WHERE t.service_point_id = queue_day.service_point_id AND t.day = queue_day.day AND t.state = 'done'
    AND t.counter_group = queue_day.counter_group)
WHERE EXISTS (
  SELECT 1 FROM ticket t
  WHERE t.service_point_id = queue_day.service_point_id AND t.day = queue_day.day AND t.state = 'done');

-- The last thing somebody pressed.
CREATE INDEX click_by_staff ON ticket_click (staff, at);

DROP TRIGGER click_moves_its_ticket;
CREATE TRIGGER click_moves_its_ticket AFTER INSERT ON ticket_click WHEN NEW.act <> 'issued' BEGIN
  SELECT RAISE(ABORT, 'stale') WHERE NOT EXISTS (
    SELECT 1 FROM ticket WHERE id = NEW.ticket_id AND version = NEW.version - 1);
  UPDATE ticket SET
    streak_by = CASE
      WHEN ticket.booking_id IS NULL AND ticket.first_at IS NULL THEN -d.streak
      ELSE d.walk_ins > 0 END,
    turn = d.turns + (ticket.booking_id IS NULL AND ticket.first_at IS NULL)
  FROM queue_day d
  WHERE ticket.id = NEW.ticket_id AND NEW.act = 'called' AND d.service_point_id = ticket.service_point_id
    AND d.day = ticket.day AND d.counter_group = ticket.counter_group;
  UPDATE queue_day SET
    streak = queue_day.streak + t.streak_by,
    turns = t.turn,
    calls = CASE WHEN t.called_at IS NOT NULL THEN queue_day.calls ELSE json_insert(
      CASE WHEN json_array_length(queue_day.calls) >= 80 THEN json_remove(queue_day.calls, '$[0]') ELSE queue_day.calls END,
      '$[#]', ((NEW.at + 28800000) % 86400000) / 1000) END
  FROM (SELECT * FROM ticket WHERE id = NEW.ticket_id AND NEW.act = 'called') t
  WHERE queue_day.service_point_id = t.service_point_id AND queue_day.day = t.day
    AND queue_day.counter_group = t.counter_group;
  -- A call taken back, unless a walk-in was called since: then the streak began anew without it.
  UPDATE queue_day SET streak = max(0, queue_day.streak - t.streak_by)
  FROM (SELECT * FROM ticket WHERE id = NEW.ticket_id AND NEW.act = 'undone' AND state = 'called') t
  WHERE queue_day.service_point_id = t.service_point_id AND queue_day.day = t.day
    AND queue_day.counter_group = t.counter_group AND queue_day.turns = t.turn;
  UPDATE ticket SET
    state = NEW.state,
    version = NEW.version,
    counter_group = NEW.counter_group,
    counter_id = NEW.counter_id,
    calls = calls + (NEW.act IN ('called', 'recalled')),
    called_at = CASE WHEN NEW.act = 'called' THEN coalesce(called_at, NEW.at) ELSE called_at END,
    last_called_at = CASE WHEN NEW.act IN ('called', 'recalled') THEN NEW.at ELSE last_called_at END,
    serving_at = CASE
      WHEN NEW.state = 'serving' THEN coalesce(serving_at, NEW.at)
      WHEN NEW.act = 'undone' AND state = 'serving' THEN NULL
      ELSE serving_at END,
    ended_at = CASE WHEN NEW.state IN ('done', 'missed', 'left') THEN NEW.at END
  WHERE id = NEW.ticket_id;
END;

DROP TRIGGER ticket_changes_its_day;
CREATE TRIGGER ticket_changes_its_day AFTER UPDATE OF state, counter_group, first_at ON ticket BEGIN
  INSERT INTO queue_day (service_point_id, day, counter_group) VALUES (NEW.service_point_id, NEW.day, NEW.counter_group)
    ON CONFLICT DO NOTHING;
  UPDATE queue_day SET
    waiting = waiting - (OLD.state = 'waiting'),
    walk_ins = walk_ins - (OLD.state = 'waiting' AND OLD.booking_id IS NULL AND OLD.first_at IS NULL),
    parked = parked - (OLD.state = 'parked'),
    at_counter = at_counter - (OLD.state IN ('called', 'serving')),
    done = done - (OLD.state = 'done')
  WHERE service_point_id = OLD.service_point_id AND day = OLD.day AND counter_group = OLD.counter_group;
  UPDATE queue_day SET
    waiting = waiting + (NEW.state = 'waiting'),
    walk_ins = walk_ins + (NEW.state = 'waiting' AND NEW.booking_id IS NULL AND NEW.first_at IS NULL),
    parked = parked + (NEW.state = 'parked'),
    at_counter = at_counter + (NEW.state IN ('called', 'serving')),
    done = done + (NEW.state = 'done')
  WHERE service_point_id = NEW.service_point_id AND day = NEW.day AND counter_group = NEW.counter_group;
END;
