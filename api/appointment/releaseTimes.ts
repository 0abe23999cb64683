import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { rows } from '../../db/rows.ts'
import type { Day } from '../calendar/day.ts'
import { dayPlan, type ScheduleWindow } from './dayPlan.ts'
import type { Plan } from './plan.ts'

/** When the public places of a day open at a counter: between `from` and `to`, ms; alike where the moment is fixed. */
export interface ReleaseTime {
  day: Day
  counter: string
  from: number
  to: number
}

type ReleaseRow = ScheduleWindow & { counter: string }

/** Statement: what decides when places open at service point `point` (an expression for its id). */
export function releaseRows(db: Db, point: SQL) {
  return rows<ReleaseRow>(
    db,
    sql`SELECT counter_group AS counter, weekday, from_time AS opens, to_time AS closes, slot_minutes AS slotMinutes,
        cap_public AS capPublic, cap_phone AS capPhone, cap_counter AS capCounter, lead_minutes AS leadMinutes,
        horizon_days AS horizonDays, release_time AS releaseTime, valid_from AS validFrom, valid_to AS validTo
      FROM schedule WHERE service_point_id = ${point} ORDER BY counter_group, weekday LIMIT 200`,
  )
}

/**
 * When the places of these days open, as the schedules say it. The one place that knows where release times
 * come from. `planOf`: what is known of a counter beside its schedules.
 */
export function releaseTimes(
  found: readonly ReleaseRow[],
  planOf: (counter: string) => Omit<Plan, 'schedules'>,
  days: readonly Day[],
): ReleaseTime[] {
  const byCounter = Map.groupBy(
    found.filter(({ capPublic }) => capPublic > 0),
    ({ counter }) => counter,
  )
  return [...byCounter].flatMap(([counter, schedules]) => {
    const plan = { ...planOf(counter), schedules }
    return days.flatMap((day) => {
      const { releasesAt } = dayPlan(plan, day)
      return releasesAt === null ? [] : [{ day, counter, from: releasesAt, to: releasesAt }]
    })
  })
}
