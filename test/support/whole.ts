/**
 * What must hold of the tables whatever happened to the process or the line: each query finds nothing as long as no
 * batch was half done and no place was given twice or lost. `tables` are the names of the tables that are there.
 */
export function wholeness(tables: readonly string[]): Record<string, string> {
  return {
    ...records,
    'a slot that counts wrongly': countedSlots(tables.includes('hold')),
    'a day that counts wrongly': countedDays,
    ...(tables.includes('hold') && { 'a day that counts its holds wrongly': countedHolds }),
    ...(tables.includes('open_matter') && {
      'an open matter without its booking, or the reverse': openMatters,
    }),
  }
}

const records = {
  'a booking without its one leaf': `
    SELECT reference FROM booking WHERE 1 <> (
      SELECT count(*) FROM audit_leaf WHERE subject = reference AND action = 'appointment.book')`,
  'a leaf without its booking': `
    SELECT subject FROM audit_leaf WHERE action IN ('appointment.book', 'appointment.move', 'appointment.cancel')
      AND NOT EXISTS (SELECT 1 FROM booking WHERE reference = subject)`,
  'a change without its leaf': `
    SELECT reference FROM booking WHERE state <> 'ended' AND version <> (
      SELECT count(*) FROM audit_leaf WHERE subject = reference AND action <> 'appointment.book')`,
  'a cancelled booking without its one leaf': `
    SELECT reference FROM booking WHERE (state = 'cancelled') <> (
      SELECT count(*) FROM audit_leaf WHERE subject = reference AND action = 'appointment.cancel')`,
  'a write without its one message': `
    SELECT b.reference FROM booking b JOIN (
      SELECT 'appointment.book' AS act, 'appointment.booked' AS told
      UNION ALL SELECT 'appointment.move', 'appointment.moved'
      UNION ALL SELECT 'appointment.cancel', 'appointment.cancelled')
    WHERE (SELECT count(*) FROM audit_leaf WHERE subject = b.reference AND action = act)
       <> (SELECT count(*) FROM outbox o WHERE o.reference = b.reference AND template = told)`,
  'a message about nothing': `
    SELECT reference FROM outbox o WHERE template IN (
        'appointment.booked', 'appointment.moved', 'appointment.cancelled', 'appointment.reminder')
      AND NOT EXISTS (SELECT 1 FROM booking b WHERE b.reference = o.reference)`,
  'a booking without its one key': `
    SELECT b.reference FROM booking b LEFT JOIN (
      SELECT reference, count(*) AS n FROM idempotency WHERE operation = 'appointment.book' GROUP BY reference
    ) i ON i.reference = b.reference
    WHERE coalesce(i.n, 0) <> 1`,
  'a key without its booking or its leaf': `
    SELECT reference FROM idempotency i WHERE operation = 'appointment.book' AND NOT EXISTS (
      SELECT 1 FROM booking b JOIN audit_leaf l ON l.subject = b.reference
      WHERE b.reference = i.reference AND l.id = i.response ->> '$.promise.leaf' AND l.hash = i.response ->> '$.promise.hash')`,
}

/** A visit covers every slot of its counters from its first slot on until it ends. */
const covers = (row: string) => `
  JOIN slot f ON f.id = ${row}.slot_id
  JOIN slot s ON s.service_point_id = f.service_point_id AND s.counter_group = f.counter_group
    AND s.starts_at >= f.starts_at AND s.starts_at < ${row}.ends_at`

const countedSlots = (holds: boolean) => `
  SELECT s.id FROM slot s LEFT JOIN (
    SELECT id, sum(web) AS web, sum(phone) AS phone, sum(counter) AS counter FROM (
      SELECT s.id, b.channel = 'public' AS web, b.channel = 'phone' AS phone, b.channel = 'counter' AS counter
      FROM booking b ${covers('b')} WHERE b.state <> 'cancelled'
      ${holds ? `UNION ALL SELECT s.id, 1, 0, 0 FROM hold h ${covers('h')} WHERE h.state IN ('kept', 'offered')` : ''}
    ) GROUP BY id
  ) t ON t.id = s.id
  WHERE s.used_public <> coalesce(t.web, 0) OR s.used_phone <> coalesce(t.phone, 0)
    OR s.used_counter <> coalesce(t.counter, 0) OR s.used_public > s.cap_public
    OR s.used_phone > s.cap_phone OR s.used_counter > s.cap_counter`

const countedDays = `
  SELECT d.day FROM slot_day d LEFT JOIN (
    SELECT service_point_id, counter_group, day, count(*) AS n, sum(used_public) AS used,
      sum(CASE state WHEN 'open' THEN cap_public ELSE used_public END) AS cap
    FROM slot GROUP BY 1, 2, 3) s USING (service_point_id, counter_group, day)
  WHERE d.slots IS NOT s.n OR d.used_public IS NOT s.used OR d.cap_public IS NOT s.cap`

/** A day counts the live holds that begin on it. */
const countedHolds = `
  SELECT d.day FROM slot_day d LEFT JOIN (
    SELECT f.service_point_id, f.counter_group, f.day, count(*) AS n FROM hold h JOIN slot f ON f.id = h.slot_id
    WHERE h.state IN ('kept', 'offered') GROUP BY 1, 2, 3) h USING (service_point_id, counter_group, day)
  WHERE d.held <> coalesce(h.n, 0)`

const openMatters = `
  SELECT reference FROM booking b LEFT JOIN (
    SELECT booking_id, count(*) AS n FROM open_matter GROUP BY booking_id) o ON o.booking_id = b.id
  WHERE coalesce(o.n, 0) <> CASE b.state WHEN 'booked' THEN max(1, json_array_length(b.matters)) ELSE 0 END`
