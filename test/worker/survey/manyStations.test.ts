import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { DAY } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { closeSurveys } from '../../../api/survey/campaign/close.ts'
import { stationsMost } from '../../../api/survey/campaign/staffSchema.ts'
import { apiClient, monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { testCtx } from '../../support/ctx.ts'
import { signedIn, staffApi } from '../../support/signedIn.ts'
import { many, out } from '../../support/survey.ts'

const clock = clockAt(monday)
const staff = staffApi({ clock })
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})

/** A county with as many more stations as one survey holds. */
const slugs = Array.from({ length: stationsMost }, (_, i) => `many-${i}`)
const build = () =>
  env.DB.prepare(
    `INSERT INTO service_point (id, slug, code, kind, name_zh, name_en, pinyin, initials, address_zh, address_en, phone,
       created_at, updated_at)
     SELECT 'sp_' || value, value, value, 'station', '派出所', 'Station', 'p', 'p', '路', 'Road', '000-0000-0001', 0, 0
     FROM json_each(?)`,
  )
    .bind(JSON.stringify(slugs))
    .run()

test('a county of many stations asks in all of them at once, and every cell is published', async () => {
  await build()
  const writer = (await signedIn({ grants: [['supervisor', '*']], clock, hours: 9999 })).headers
  const reader = (await signedIn({ grants: [['supervisor', '*']], clock, hours: 9999 })).headers
  const levels = 6
  const choices = Array.from({ length: levels }, (_, i) => ({ zh: `第${i}`, en: `No ${i}` }))
  const questions = Array.from({ length: 8 }, (_, i) => ({
    kind: 'choice',
    text: { zh: `第${i}题`, en: `Question ${i}` },
    choices,
  }))
  const stations = slugs.map((slug) => ({ slug, quota: 5 }))
  const { id } = await out(staff, { writer, reader }, { questions, stations })
  await env.DB.prepare(
    `INSERT INTO campaign_tally (campaign_id, service_point_id, question, verified, level, n)
     SELECT p.campaign_id, p.service_point_id, q.value, v.value, l.value, 9
     FROM campaign_point p, json_each('[1,2,3,4,5,6,7,8]') q, json_each('[0,1]') v, json_each('[1,2,3,4,5,6]') l
     WHERE p.campaign_id = ?`,
  )
    .bind(id)
    .run()
  clock.set(monday + 7 * DAY)
  const cells = slugs.length * 8 * 2 * levels
  expect(await closeSurveys(await testCtx({ clock }))).toEqual({ closed: id, cells })
  expect(await many('SELECT count(*) AS n FROM campaign_cell WHERE campaign_id = ?', id)).toEqual([
    { n: cells },
  ])
  const last = await apiClient({ clock }).get(`/surveys/${id}?station=${slugs.at(-1)}`)
  expect(last.body.results.cells).toHaveLength(8 * 2 * levels)
})
