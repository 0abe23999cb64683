import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { HOUR } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { walkTo } from '../../support/complaintRows.ts'
import { staffApi } from '../../support/signedIn.ts'
import { aComplaint, anAccusation, atComplaints, complaintAt, told } from '../../support/telling.ts'

// What stands beside a complaint: copies of its words, and what came of the same phone.

const clock = clockAt(monday + 2 * HOUR)
const api = apiClient({ clock })
const staff = staffApi({ clock })
beforeEach(() => demo(env))

test('what somebody must not know of takes nobody’s place beside a complaint', async () => {
  const words = '窗口让我跑了三趟。'
  const first = await told(api, aComplaint({ words }))
  const second = await told(api, aComplaint({ words }))
  const handler = await atComplaints(staff, clock)
  const beside = async () =>
    (await handler.open(first.reference)).body.same.map(({ reference }: { reference: string }) => reference)
  expect(await beside()).toEqual([second.reference])
  // More of the same words and phone than are looked at, none of them for this station, all of them first by their keys.
  const by = { anonymous: false, name: '林小满', phone: '13800000111' }
  const { reference } = await told(api, anAccusation({ words, ...by }))
  const { results } = await env.DB.prepare("SELECT name FROM pragma_table_info('complaint')").all<{
    name: string
  }>()
  const names = results.map(({ name }) => name)
  const copied = names.map((name) =>
    name === 'id' ? "'!' || n.key" : name === 'reference' ? "'C-' || n.key" : `c.${name}`,
  )
  await env.DB.prepare(
    `INSERT INTO complaint (${names.join()}) SELECT ${copied.join()} FROM complaint c, json_each(?2) n WHERE c.reference = ?1`,
  )
    .bind(reference, JSON.stringify(Array(30).fill(0)))
    .run()
  expect(await beside()).toEqual([second.reference])
  const supervisor = await atComplaints(staff, clock, 'supervisor', '*')
  expect((await supervisor.open(first.reference)).body.same).toHaveLength(10)
})

test('a complaint whose last call-back is made is looked at next, and none before', async () => {
  const { reference } = await told(api, aComplaint())
  await walkTo(reference, 'followup', 'raise_at = NULL')
  const call = (id: string) =>
    env.DB.prepare(
      `INSERT INTO callback (id, reference, reason, service_point_id, script, rule, due_at, counted, opened_by, opened_at)
       VALUES (?1, ?2, ?1, '*', 'x', '{}', 0, '[]', 'system', 0)`,
    )
      .bind(id, reference)
      .run()
  const made = (id: string) =>
    env.DB.prepare(
      "UPDATE callback SET state = 'done', outcome = 'settled', done_by = 'su', done_at = 7, keep_until = 9 WHERE id = ?",
    )
      .bind(id)
      .run()
  await call('sample')
  await call('asked')
  await made('sample')
  expect((await complaintAt(reference)).raise_at).toBeNull()
  await made('asked')
  expect((await complaintAt(reference)).raise_at).toBe(7)
})
