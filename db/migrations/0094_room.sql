-- Community rooms: the chat group its own people name, how a street is typed, and booked times on declared duty days alone.

-- A group of another platform: shown as text beside a warning, never opened by us. A room has one or none.
ALTER TABLE service_point ADD COLUMN chat_name_zh TEXT NOT NULL DEFAULT '';
ALTER TABLE service_point ADD COLUMN chat_name_en TEXT NOT NULL DEFAULT '';
ALTER TABLE service_point ADD COLUMN chat_url TEXT NOT NULL DEFAULT ''
  CHECK (chat_url = '' OR (kind = 'room' AND chat_url GLOB 'https://?*' AND chat_name_zh <> '' AND chat_name_en <> ''));

-- As people type a street's name, like everything else that is searched.
ALTER TABLE jurisdiction ADD COLUMN street_pinyin TEXT NOT NULL DEFAULT '';
ALTER TABLE jurisdiction ADD COLUMN street_initials TEXT NOT NULL DEFAULT '';

-- Whoever books at a room must find somebody there: its times lie within its declared duty days, whoever writes them. What
-- is declared less later is left out when the times of a day are cut (api/appointment/dayPlan.ts).
CREATE TRIGGER schedule_on_duty_days BEFORE INSERT ON schedule
WHEN (SELECT kind FROM service_point WHERE id = NEW.service_point_id) = 'room'
  AND NOT EXISTS (SELECT 1 FROM opening_hours h WHERE h.service_point_id = NEW.service_point_id
    AND h.weekday = NEW.weekday AND h.counter_group IN ('', NEW.counter_group)
    AND h.opens <= NEW.from_time AND h.closes >= NEW.to_time)
BEGIN SELECT RAISE(ABORT, 'not-a-duty-day'); END;

CREATE TRIGGER schedule_stays_on_duty_days BEFORE UPDATE OF service_point_id, counter_group, weekday, from_time, to_time ON schedule
WHEN (SELECT kind FROM service_point WHERE id = NEW.service_point_id) = 'room'
  AND NOT EXISTS (SELECT 1 FROM opening_hours h WHERE h.service_point_id = NEW.service_point_id
    AND h.weekday = NEW.weekday AND h.counter_group IN ('', NEW.counter_group)
    AND h.opens <= NEW.from_time AND h.closes >= NEW.to_time)
BEGIN SELECT RAISE(ABORT, 'not-a-duty-day'); END;
