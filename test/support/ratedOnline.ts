import type { DatabaseSync } from 'node:sqlite'
import { DAY, dayOf } from '../../api/calendar/day.ts'
import { quarterAt, weekOf } from '../../api/calendar/period.ts'
import { deadlineSeed } from '../../db/seed/deadlines.ts'

/** Two bad ratings of one station, whose raters may be called, and three good ones that are held. */
export function rated(db: DatabaseSync) {
  const now = Date.now()
  const rule = (key: string) => JSON.stringify(deadlineSeed.find((one) => one.key === key))
  const put = db.prepare(
    `INSERT INTO rating (id, week, kind, service_point_id, grp, mode, overall, tags, standing, tallied_in)
     SELECT ?, ?, 'visit', id, 'counter', 'onsite', ?, '["slow"]', ?, ? FROM service_point WHERE slug = 'qingshi'`,
  )
  for (const n of [1, 2]) {
    put.run(`ra_bad${n}`, weekOf(now), 1, 'counted', quarterAt(now))
    db.prepare(
      `INSERT INTO rectification (id, rating_id, service_point_id, grp, may_call, tell_station, state, opened_on, contact_rule,
         contact_due_at, fix_rule, fix_due_at, fix_counted, moved_at, moved_by)
       SELECT ?, ?, id, 'counter', 1, 0, 'open', ?, ?, ?, ?, ?, '[]', ?, 'resident' FROM service_point WHERE slug = 'qingshi'`,
    ).run(
      `rc_bad${n}`,
      `ra_bad${n}`,
      dayOf(now),
      rule('rating.contact'),
      now + DAY,
      rule('rating.rectify'),
      now + 5 * DAY,
      now,
    )
    for (const i of [1, 2, 3]) {
      put.run(`ra_held${n}${i}`, weekOf(now), 5, 'held', quarterAt(now))
      db.prepare(
        `INSERT INTO rating_flag (rating_id, why, evidence, day)
         VALUES (?, ?, '{"ratings":14,"threshold":12,"hours":24}', ?)`,
      ).run(`ra_held${n}${i}`, n === 1 ? 'burst-network' : 'same-words', dayOf(now))
    }
  }
}
