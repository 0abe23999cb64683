import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { clockAt } from '../../../api/shared/clock.ts'
import { createStaffApp } from '../../../api/staff/app.ts'
import { monday } from '../../support/api.ts'
import { costed } from '../../support/cost.ts'
import { addCounterRow, clerkAt, emptyQueue } from '../../support/counters.ts'
import { screenBudget } from '../../support/queueBudget.ts'
import { staffApi } from '../../support/signedIn.ts'

const clock = clockAt(monday + 3_600_000)
const { api: counted, cost } = costed({ clock, app: createStaffApp({ clock }) })

/** A long waiting list, and visits that ended: what no screen has any need to read. */
async function past(people: number): Promise<void> {
  await env.DB.batch([
    env.DB.prepare(
      `WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < ?)
       INSERT INTO waiting (id, reference, code_hash, ticket, state, matter_code, matters, minutes, from_day, to_day,
         person_key, contact_key, phone_key, locale, id_type, joined_day, created_at, updated_at, ends_at)
       SELECT 'w_' || value, 'w_' || value, '', value, 'waiting', 'ID-02', '["ID-02"]', 15, '2026-11-23', '2026-12-31',
         value, value, value, 'zh', 'none', '2026-11-23', 0, 0, 0 FROM n`,
    ).bind(people),
    env.DB.prepare(
      `INSERT INTO waiting_point (service_point_id, counter_group, waiting_id)
       SELECT 'sp_qingshi', 'household', id FROM waiting UNION ALL SELECT 'sp_qingshi', 'general', id FROM waiting`,
    ),
    env.DB.prepare(
      `WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < ?)
       INSERT INTO ticket (id, service_point_id, day, counter_group, letter, serial, matters, state, issued_at, due_at)
       SELECT 'tk_' || value, 'sp_qingshi', '2026-11-23', 'household', 'Z', value, '[]', 'done', 0, 0 FROM n`,
    ).bind(people),
  ])
}

test('the counter screen reads who is in the hall, however long the list and the day are', async () => {
  await emptyQueue()
  const clerk = await clerkAt(staffApi({ clock }), await addCounterRow())
  for (let i = 0; i < 5; i++) await clerk.walkIn()
  await clerk.next()
  const ask = async () => {
    Object.assign(cost, { trips: 0, rowsRead: 0 })
    const { body } = await counted.get('/staff/points/qingshi/queue', clerk.headers)
    return { ...cost, list: [body.waitingList, body.waitingListMore] }
  }
  const early = await ask()
  expect(early).toMatchObject({ trips: screenBudget.trips, direct: 0, list: [0, false] })
  expect(early.rowsRead).toBeLessThanOrEqual(screenBudget.rows)
  await past(600)
  const late = await ask()
  expect(late.list).toEqual([100, true])
  expect(late.rowsRead).toBeLessThanOrEqual(screenBudget.rows + screenBudget.list)
})
