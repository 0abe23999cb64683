import { sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { exec } from '../../db/rows.ts'
import type { Day } from '../calendar/day.ts'

/*
 * What a station begins with until the bureau says otherwise, by the lists `hours` and `schedules`. The product's
 * own choice, not law: office hours as most stations keep them, booking two weeks ahead, up to an hour before.
 */

const workdays = [1, 2, 3, 4, 5]
const spans = [
  { opens: '08:30', closes: '12:00', from: '09:00', to: '11:30' },
  { opens: '14:00', closes: '17:30', from: '14:00', to: '17:00' },
]
const counters = [
  { counter: 'household', slotMinutes: 15 },
  { counter: 'general', slotMinutes: 20 },
]
const places = { public: 2, phone: 1, counter: 1 }
const leadMinutes = 60
const horizonDays = 14
const releaseTime = '08:00'

const week = JSON.stringify(workdays.flatMap((weekday) => spans.map((span) => ({ weekday, ...span }))))
const windows = JSON.stringify(
  counters.flatMap((counter) =>
    workdays.flatMap((weekday) => spans.map(({ from, to }) => ({ ...counter, weekday, from, to }))),
  ),
)

/**
 * The statements that give these service points (ids) default weekly hours, booking times and every matter of the
 * catalogue that a station handles; a point that has any row of a kind keeps what it has of that kind.
 */
export function defaultStatements(db: Db, ids: readonly string[], from: Day) {
  if (ids.length === 0) return []
  const list = JSON.stringify(ids)
  return [
    exec(
      db,
      sql`INSERT INTO opening_hours (service_point_id, weekday, opens, closes)
        SELECT p.value, w.value ->> 'weekday', w.value ->> 'opens', w.value ->> 'closes'
        FROM json_each(${list}) p CROSS JOIN json_each(${week}) w
        WHERE NOT EXISTS (SELECT 1 FROM opening_hours WHERE service_point_id = p.value)`,
    ),
    exec(
      db,
      sql`INSERT INTO schedule (id, service_point_id, counter_group, weekday, from_time, to_time, slot_minutes,
          cap_public, cap_phone, cap_counter, lead_minutes, horizon_days, release_time, valid_from)
        SELECT concat_ws('_', 'sc', p.value, w.value ->> 'counter', w.value ->> 'weekday', w.value ->> 'from'),
          p.value, w.value ->> 'counter', w.value ->> 'weekday', w.value ->> 'from', w.value ->> 'to',
          w.value ->> 'slotMinutes', ${places.public}, ${places.phone}, ${places.counter}, ${leadMinutes},
          ${horizonDays}, ${releaseTime}, ${from}
        FROM json_each(${list}) p CROSS JOIN json_each(${windows}) w
        WHERE NOT EXISTS (SELECT 1 FROM schedule WHERE service_point_id = p.value)`,
    ),
    // A station has no exit-and-entry counter: what the catalogue puts there is for its general one.
    exec(
      db,
      sql`INSERT INTO matter_offer (service_point_id, matter_code, counter_group)
        SELECT p.value, m.code, iif(m.counter_group = 'exit-entry', 'general', '')
        FROM json_each(${list}) p CROSS JOIN matter m
        WHERE EXISTS (SELECT 1 FROM json_each(m.content, '$.offeredAt') WHERE value = 'station')
          AND NOT EXISTS (SELECT 1 FROM matter_offer WHERE service_point_id = p.value)`,
    ),
  ]
}
