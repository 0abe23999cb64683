import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { HOUR } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { monday } from '../../support/api.ts'
import { noticeRoad } from '../../support/noticeRoad.ts'

const events = async () =>
  (
    await env.DB.prepare(
      `SELECT service_point_id AS point, grp, level, day, period FROM evaluation_event
       WHERE indicator = 'publication.time' ORDER BY level`,
    ).all()
  ).results

test('what a station publishes counts once, by the day it was due', async () => {
  const road = await noticeRoad(clockAt(monday + 2 * HOUR))
  const inTime = await road.published()
  await road.corrected(inTime, { summary: '设备检修，全天停办。' })
  // Twenty working days behind 26 October are 23 November, and behind the 23rd of October the day before the weekend.
  await road.published({}, { aroseOn: '2026-10-26' })
  await road.published({}, { aroseOn: '2026-10-23' })
  const noted = { point: 'sp_qingshi', grp: 'notice', day: '2026-11-23', period: '2026Q4' }
  expect(await events()).toEqual([
    { ...noted, level: 0 },
    { ...noted, level: 1 },
    { ...noted, level: 1 },
  ])
})
