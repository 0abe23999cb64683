import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { clockAt } from '../../../api/shared/clock.ts'
import { createStaffApp } from '../../../api/staff/app.ts'
import { monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { costed } from '../../support/cost.ts'
import { signedIn } from '../../support/signedIn.ts'

// What stands beside what is asked for costs nothing, however much of it there is.

const clock = clockAt(monday)
beforeEach(() => demo(env), 120_000)

const run = (statement: string, ...values: (string | number)[]) =>
  env.DB.prepare(statement)
    .bind(...values)
    .run()

test('the flag desk reads the sums of pressed ratings, and no others', async () => {
  const { headers } = await signedIn({ grants: [['supervisor', '*']], clock, hours: 9999 })
  const { api, cost } = costed({ clock, app: createStaffApp({ clock }) })
  const rowsOf = async () => {
    cost.rowsRead = 0
    const { status, text } = await api.get('/staff/rating-flags', headers)
    expect(status, text).toBe(200)
    return cost.rowsRead
  }
  const few = await rowsOf()
  await run(`INSERT INTO evaluation_tally (period, service_point_id, indicator, grp, level, n, released)
    WITH RECURSIVE one (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM one WHERE i < 4000)
    SELECT '2026Q' || (1 + i % 4), 'sp' || (i % 18), 'ind' || (i % 6), 'g' || i, 1 + i % 5, 9, 9 FROM one`)
  expect(await rowsOf()).toBeLessThanOrEqual(few)
})

test('the page of a station reads the objections that were granted in its period, and no others', async () => {
  await run(
    "INSERT INTO evaluation_period (period, state, ends_at, formula) VALUES ('2026Q4', 'open', 1798732799999, '1')",
  )
  const { api, cost } = costed({ clock })
  const rowsOf = async () => {
    cost.rowsRead = 0
    const { status, text, body } = await api.get('/evaluations/2026Q4/stations/qingshi')
    expect(status, text).toBe(200)
    return { rows: cost.rowsRead, corrected: body.corrections.length }
  }
  const few = await rowsOf()
  const { results } = await env.DB.prepare(
    "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'evaluation_objection'",
  ).all<{ name: string; sql: string }>()
  const filed = env.DB.prepare(
    `INSERT INTO evaluation_objection (id, indicator, subject, period, service_point_id, grp, day, why, state, filed_at, filed_by,
       decided_at, decided_by, public_zh, public_en)
     WITH RECURSIVE one (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM one WHERE i < 400)
     SELECT 'ob_' || i, 'application.time', 's' || i, iif(i % 2, '2026Q4', '2026Q3'), 'sp_qingshi', 'hukou', '2026-10-08', 'noted',
       iif(i <= 3, 'granted', 'refused'), i, 'a', i, 'b', iif(i <= 3, '系统故障', ''), iif(i <= 3, 'A fault', '') FROM one`,
  )
  await env.DB.batch([
    ...results.map(({ name }) => env.DB.prepare(`DROP TRIGGER ${name}`)),
    filed,
    ...results.map(({ sql }) => env.DB.prepare(sql)),
  ])
  const many = await rowsOf()
  expect(many.corrected).toBe(few.corrected + 2)
  // Each of the two is read once, sorted, and looked for among the cells that carry corrections.
  expect(many.rows).toBeLessThanOrEqual(few.rows + 8)
})
