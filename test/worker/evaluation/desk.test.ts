import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { recompute } from '../../../api/evaluation/formula/files.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { putCounted } from '../../support/complaintFigures.ts'
import { cellsOf, jobsAt, judged } from '../../support/evaluation.ts'
import { badRating, hand, systemAt } from '../../support/rectification.ts'
import { staffApi } from '../../support/signedIn.ts'

const clock = clockAt(Date.parse('2026-10-06T09:00+08:00'))
const api = apiClient({ clock })
const staff = staffApi({ clock })
beforeEach(async () => {
  clock.set(Date.parse('2026-10-06T09:00+08:00'))
  await demo(env)
})
const file = async (name: string) => (await api.get(`/open-data/evaluations/2026Q4/${name}`)).text
const appeals = (grp: string, level: number, n: number) =>
  judged('desk.appeal', { point: '*', grp, level, n, day: '2026-10-08' })
const ends = async () => {
  await putCounted('2026-12', [['sp_qingshi', 0, 0, 0, 0, 0]])
  return jobsAt(clock, '2027-01-01T01:30')
}

test('appeals leave at the end of a quarter, by reason from five on, and nothing tells of fewer', async () => {
  await jobsAt(clock, '2026-10-06T09:00')
  await appeals('not-about-us', 0, 6)
  await appeals('not-about-us', 1, 7)
  await appeals('duplicate', 1, 2)
  await appeals('abusive', 0, 3)
  await judged('desk.second', { point: '*', grp: 'desk', level: 5, n: 4, day: '2026-10-08' })
  await jobsAt(clock, '2026-10-12T00:30')
  expect((await cellsOf('2026Q4')).filter((cell) => cell.includes('desk.'))).toEqual([])
  await ends()
  expect((await cellsOf('2026Q4')).filter((cell) => cell.includes('desk.'))).toEqual([
    '2027-01-01 * desk.appeal not-about-us 0-0 6',
    '2027-01-01 * desk.appeal not-about-us 1-1 7',
    '2027-01-01 * desk.appeal several 0-1 5',
  ])
  const { body } = await api.get('/evaluations/2026Q4')
  const shown = body.desk.find(({ code }: { code: string }) => code === 'desk.appeal')
  expect(shown.cells.map((one: { n: number }) => one.n)).toEqual([6, 7, 5])
  expect(shown.cells[0]).toMatchObject({ reason: { zh: '说的不是我们能管的事' }, levels: { zh: '没有采纳' } })
  expect(await file('desk.csv')).toContain('"2026Q4","2027-01-01","desk.appeal","several","0","1","","5"')
  expect(JSON.parse(await file('desk.json')).items).toHaveLength(3)
  // In no cell of a station and in no score: what is recomputed is the same to the byte.
  expect(await file('cells.csv')).not.toContain('desk.')
  expect(recompute(await file('cells.csv'), await file('indicators.csv'))).toBe(await file('results.csv'))
  // Four second ratings wait, and leave with the next quarter's.
  const { results } = await env.DB.prepare(
    "SELECT n - released AS n FROM evaluation_tally WHERE indicator = 'desk.second'",
  ).all()
  expect(results).toEqual([{ n: 4 }])
})

test('what the desk does is noted once by the database: decided appeals', async () => {
  const ctx = await systemAt(clock)
  const one = await badRating(ctx, { phone: '13800000009' })
  const [desk, other, head] = [
    await hand(staff, 'supervisor', '*', clock),
    await hand(staff, 'supervisor', '*', clock),
    await hand(staff, 'chief', 'sp_qingshi', clock),
  ]
  await desk.do(one.id, 'contact', { how: 'reached', words: '说了' })
  await desk.do(one.id, 'task', { words: '请改进' })
  await head.do(one.id, 'appeal', { reason: 'duplicate', words: '评了两次' })
  await other.do(one.id, 'appeal', { accept: true, words: '是的' })
  const { results } = await env.DB.prepare(
    "SELECT indicator, grp, level, service_point_id AS point FROM evaluation_event WHERE indicator LIKE 'desk.%' ORDER BY indicator, level",
  ).all()
  expect(results).toEqual([{ indicator: 'desk.appeal', grp: 'duplicate', level: 1, point: '*' }])
})
