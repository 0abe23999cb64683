import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { rows } from '../../db/rows.ts'
import type { Day } from '../calendar/day.ts'
import { cutSlots, dayPlan, type ScheduleWindow } from './dayPlan.ts'
import type { Plan } from './plan.ts'
import { rulesOfDay, windowUnder } from './release/minute.ts'
import type { RuleRow } from './rules.ts'

/** When the public places of a day open at a counter: between `from` and `to`, ms; alike where the moment is fixed. */
export interface ReleaseTime {
  day: Day
  counter: string
  from: number
  to: number
}

type ReleaseSchedule = ScheduleWindow & { counter: string }

/** Statement: the schedules of service point `point` (an expression for its id), by which its days open. */
export function releaseSchedules(db: Db, point: SQL) {
  return rows<ReleaseSchedule>(
    db,
    sql`SELECT counter_group AS counter, weekday, from_time AS opens, to_time AS closes, slot_minutes AS slotMinutes,
        cap_public AS capPublic, cap_phone AS capPhone, cap_counter AS capCounter, lead_minutes AS leadMinutes,
        horizon_days AS horizonDays, release_time AS releaseTime, valid_from AS validFrom, valid_to AS validTo
      FROM schedule WHERE service_point_id = ${point} ORDER BY counter_group, weekday LIMIT 200`,
  )
}

/** Statement: the windows promised already for the days of service point `point`; no later rule moves them. */
export function promisedWindows(db: Db, point: SQL, from: Day, to: Day) {
  return rows<ReleaseTime>(
    db,
    sql`SELECT day, counter_group AS counter, window_from AS "from", window_to AS "to" FROM release
      WHERE service_point_id = ${point} AND day BETWEEN ${from} AND ${to} LIMIT 300`,
  )
}

interface Known {
  schedules: readonly ReleaseSchedule[]
  promised: readonly ReleaseTime[]
  rules: readonly RuleRow[]
  /** What is known of a counter beside its schedules. */
  planOf: (counter: string) => Omit<Plan, 'schedules'>
  /** Today and the days after it, in order. */
  days: readonly Day[]
}

/**
 * When the places of these days open: in the window promised, else in the one the schedules and the rules of booking
 * make. A day that waits for its holiday notice opens at no time yet.
 */
export function releaseTimes({ schedules, promised, rules, planOf, days }: Known): ReleaseTime[] {
  const [today] = days
  const withhold = today !== undefined && rulesOfDay(rules, today).provisionalDays === 'wait'
  const ofPublic = schedules.filter(({ capPublic }) => capPublic > 0)
  return [...Map.groupBy(ofPublic, ({ counter }) => counter)].flatMap(([counter, own]) => {
    const plan = { ...planOf(counter), schedules: own }
    return days.flatMap((day) => {
      const planned = dayPlan(plan, day)
      if (planned.releasesAt === null || cutSlots(planned).length === 0) return []
      const known = promised.find((row) => row.day === day && row.counter === counter)
      if (known) return [known]
      if (withhold && planned.provisional) return []
      return [{ day, counter, ...windowUnder(rules, planned.releasesAt) }]
    })
  })
}
