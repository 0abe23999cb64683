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
