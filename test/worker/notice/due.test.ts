import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { HOUR, MINUTE, toIso } from '../../../api/calendar/day.ts'
import { publishDue } from '../../../api/notice/publishDue.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { monday } from '../../support/api.ts'
import { systemCtx } from '../../support/appointment.ts'
import { factsOf, type NoticeRoad, noticeRoad } from '../../support/noticeRoad.ts'

let road: NoticeRoad
let clock: ReturnType<typeof clockAt>
beforeEach(async () => {
  clock = clockAt(monday)
  road = await noticeRoad(clock)
})
const due = async () => publishDue(await systemCtx(clock))
const scheduled = async () => {
  const id = await road.inReview()
  await road.done(road.publish(id, { publishAt: toIso(monday + HOUR) }))
  return id
}
const run = (statement: string, ...values: unknown[]) =>
  env.DB.prepare(statement)
    .bind(...values)
    .run()
const reader = async (id: string) =>
  (await env.DB.prepare('SELECT reader_id AS id FROM notice_draft WHERE notice_id = ?')
    .bind(id)
    .first<{ id: string }>())!.id

test.each([
  ['whose account was switched off', 'UPDATE staff_user SET off_at = 1 WHERE id = ?'],
  [
    'who may not read here any more',
    "UPDATE staff_grant SET service_point_id = 'sp_linjiang' WHERE user_id = ?",
  ],
  ['whose role was taken away', 'DELETE FROM staff_grant WHERE user_id = ?'],
  ['who is among its writers', 'UPDATE notice_draft SET savers = json_array(?)'],
])('a second reader %s does not publish: it goes back to review', async (_, change) => {
  const id = await scheduled()
  await run(change, await reader(id))
  clock.pass(HOUR)
  expect(await due()).toEqual({ published: 0, stopped: 1 })
  const desk = await road.desk(id, road.people.chief)
  expect(desk).toMatchObject({ state: 'review', step: 'review', publishAt: null, publishedAt: null })
  expect(desk.events[0]).toMatchObject({ what: 'stopped', by: null, remark: 'reader' })
  expect(await factsOf(id, 'notice.stop')).toMatchObject({ findings: 0, rules: ['reader'] })
})

test('a second reader who still may publishes at its time', async () => {
  const id = await scheduled()
  clock.pass(HOUR)
  expect(await due()).toEqual({ published: 1, stopped: 0 })
  expect(await road.desk(id)).toMatchObject({ state: 'published' })
})

test('publications that fail stand behind those not tried yet', async () => {
  const broken: string[] = []
  for (let i = 0; i < 20; i++) {
    const id = `nt_${String(i).padStart(32, '0')}`
    await run(
      `INSERT INTO notice (id, category_code, publisher_id, state, arose_on, due_on, publish_at, created_by, created_at, updated_at)
       VALUES (?, 'notice', 'sp_qingshi', 'draft', '2026-11-20', '2026-12-18', ?, 'st_x', 1, 1)`,
      id,
      monday - HOUR,
    )
    broken.push(id)
  }
  const good = await scheduled()
  clock.pass(HOUR)
  expect(await due()).toEqual({ published: 0, stopped: 0 })
  clock.pass(MINUTE)
  expect(await due()).toEqual({ published: 1, stopped: 0 })
  expect(await road.desk(good)).toMatchObject({ state: 'published' })
})
