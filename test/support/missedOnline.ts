import type { DatabaseSync } from 'node:sqlite'
import { DAY } from '../../api/calendar/day.ts'
import { addQuarters, daysOfPeriod, endOfPeriod, quarterAt } from '../../api/calendar/period.ts'

/** The quarter that is put in: before all those of the demonstration. */
export const missedQuarter = (now = Date.now()) => addQuarters(quarterAt(now), -8)

/** What was missed in it at Qingshi, as its staff know it. */
export const missedSubjects = [
  'B-20241008-000001',
  'B-20241008-000002',
  'B-20241008-000003',
  'B-20241008-000004',
]

/** A quarter whose time to object still runs, and applications that were decided late at one station. */
export function missedOnline(db: DatabaseSync, now = Date.now()) {
  const quarter = missedQuarter(now)
  db.prepare(
    `INSERT INTO evaluation_period (period, state, ends_at, provisional_at, objections_until, formula)
     VALUES (?, 'provisional', ?, ?, ?, '1')`,
  ).run(quarter, endOfPeriod(quarter), endOfPeriod(quarter) + 1, now + 9 * DAY)
  const put = db.prepare(
    `INSERT INTO evaluation_event SELECT 'application.time', ?, id, 'traffic', 0, ?, ?, NULL
     FROM service_point WHERE slug = 'qingshi'`,
  )
  for (const subject of missedSubjects) put.run(subject, daysOfPeriod(quarter).from, quarter)
}
