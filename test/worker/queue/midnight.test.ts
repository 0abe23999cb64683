import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { DAY, HOUR } from '../../../api/calendar/day.ts'
import { endDay } from '../../../api/queue/midnight.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { monday } from '../../support/api.ts'
import { systemCtx } from '../../support/appointment.ts'
import { costed } from '../../support/cost.ts'
import { emptyQueue } from '../../support/counters.ts'

const clock = clockAt(monday)
beforeEach(async () => {
  clock.set(monday)
  await emptyQueue()
})

/** Tickets of one day that are over, with their secrets. */
const tickets = (day: string, many: number) =>
  env.DB.prepare(
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?2)
     INSERT INTO ticket (id, service_point_id, day, counter_group, letter, serial, matters, state, issued_at, due_at, code_hash)
     SELECT 'tk_' || ?1 || i, 'sp_qingshi', ?1, 'household', 'A', i, '[]', 'done', 0, 0, 'x' FROM n`,
  )
    .bind(day, many)
    .run()

test('the regular look reads no secret before its time, however many are kept', async () => {
  await tickets('2026-11-22', 300)
  const { DB, cost } = costed()
  const run = async () => {
    Object.assign(cost, { trips: 0, rowsRead: 0 })
    return endDay(await systemCtx(clock, { DB }))
  }
  expect(await run()).toMatchObject({ forgotten: 0 })
  expect(cost.rowsRead).toBeLessThanOrEqual(10)
  // Due by the bureau's own rule, from the day it holds; bounded by the run.
  await env.DB.prepare(
    `INSERT INTO queue_rule (from_day, rules, created_at) VALUES ('2026-11-25', '{"secretDays":3}', 0)`,
  ).run()
  clock.set(monday + 2 * DAY + HOUR)
  expect(await run(), 'the third day is still kept').toMatchObject({ forgotten: 0 })
  clock.set(monday + 3 * DAY + HOUR)
  expect([await run(), await run(), await run()]).toMatchObject([
    { forgotten: 200 },
    { forgotten: 100 },
    { forgotten: 0 },
  ])
})
