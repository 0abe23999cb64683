import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { addDays, dayOf } from '../../../api/calendar/day.ts'
import { closeWeek } from '../../../api/evaluation/close/week.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { ratedNow } from '../../../api/survey/give.ts'
import { lookAtRatings } from '../../../api/survey/look.ts'
import { apiClient } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { testCtx } from '../../support/ctx.ts'
import { cellsOf, jobsAt, judged, rated } from '../../support/evaluation.ts'

const begin = Date.parse('2026-10-06T09:00+08:00')
const clock = clockAt(begin)
const api = apiClient({ clock })
const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
beforeEach(async () => {
  clock.set(begin)
  await demo(env)
  await jobsAt(clock, '2026-10-06T09:00')
  logged.mockClear()
})
afterEach(async () => {
  await env.DB.prepare('DELETE FROM rating_rule').run()
})

/** What the watch has to look at: all of level 1 given so far, from one network and as many browsers. */
const traced = (when: string) =>
  env.DB.prepare(
    `INSERT INTO rating_trace (rating_id, hour, network, device, keep_until)
     SELECT id, ?, 'one', id, 9e12 FROM rating WHERE service_point_id = 'sp_qingshi' AND overall = 1
     ON CONFLICT DO NOTHING`,
  )
    .bind(Math.floor(Date.parse(`${when}+08:00`) / 3_600_000))
    .run()
const look = async () => lookAtRatings(await testCtx({ clock }))
const errors = () => logged.mock.calls.map(([line]) => JSON.parse(String(line)))

test('a burst larger than a round is held as a whole before the week is closed', async () => {
  await rated({ level: 1, n: 260, day: '2026-10-11' }, { level: 5, n: 40, day: '2026-10-11' })
  await traced('2026-10-11T20:00')
  clock.set(Date.parse('2026-10-12T00:30+08:00'))
  expect(await look()).toEqual({ looked: 260, flagged: 260 })
  await jobsAt(clock, '2026-10-12T00:30')
  expect(await cellsOf('2026Q4')).toEqual(['2026-10-12 sp_qingshi satisfaction traffic 5-5 40'])
  expect(errors()).toEqual([])
})

test('the week waits for the watch, loudly', async () => {
  await rated({ level: 1, n: 30, day: '2026-10-11' })
  await traced('2026-10-11T20:00')
  expect(await jobsAt(clock, '2026-10-12T00:30')).toEqual([])
  expect(await jobsAt(clock, '2026-10-12T00:35')).toEqual([])
  expect(errors()).toMatchObject(Array(2).fill({ evaluation: '2026Q4', unlooked: 30, waits: true }))
  expect(await cellsOf('2026Q4')).toEqual([])
  await look()
  expect(await jobsAt(clock, '2026-10-12T00:40')).toEqual(['close 2026-10-12'])
  expect(await cellsOf('2026Q4')).toEqual([])
})

test('but not for ever: all else leaves after two days, ratings with a later close', async () => {
  await rated(
    { level: 1, n: 30, day: '2026-10-11' },
    { level: 5, n: 25, day: '2026-10-11', standing: 'poster' },
  )
  await judged('application.time', { level: 1, n: 30, day: '2026-10-11' })
  await traced('2026-10-11T20:00')
  expect(await jobsAt(clock, '2026-10-13T23:55')).toEqual([])
  expect(await jobsAt(clock, '2026-10-14T00:00')).toEqual(['close 2026-10-12'])
  const cells = [
    '2026-10-12 sp_qingshi application.time traffic 1-1 30',
    '2026-10-12 sp_qingshi satisfaction.poster traffic 1-5 25',
  ]
  expect(await cellsOf('2026Q4')).toEqual(cells)
  expect(errors().at(-1)).toMatchObject({ unlooked: 30, waits: false })
  // The watch works again, and finds nothing in them.
  await env.DB.prepare('UPDATE rating_trace SET looked = 1').run()
  await jobsAt(clock, '2026-10-19T00:30')
  expect(await cellsOf('2026Q4')).toEqual([...cells, '2026-10-19 sp_qingshi satisfaction traffic 1-1 30'])
})

test('the end of a quarter waits in the same way', async () => {
  await rated({ level: 1, n: 30, day: '2026-12-31' })
  await traced('2026-12-31T20:00')
  expect(await jobsAt(clock, '2027-01-01T01:00')).not.toContain('end 2026Q4')
  expect((await api.get('/evaluations/2026Q4')).body.period.state).toBe('open')
  await look()
  // What comes in the new quarter holds nothing up.
  await rated({ level: 1, n: 3, day: '2027-01-01' })
  await traced('2027-01-01T01:00')
  expect(await jobsAt(clock, '2027-01-01T01:05')).toContain('end 2026Q4')
  expect(await cellsOf('2026Q4')).toEqual([])
})

test('with rules that cannot be read the watch looks by those the product comes with, and the job fails', async () => {
  await rated({ level: 1, n: 30, day: '2026-10-11' })
  await traced('2026-10-11T20:00')
  await env.DB.prepare("INSERT INTO rating_rule VALUES ('2026-10-01', ?, 1)")
    .bind(JSON.stringify({ network: { ratings: 1, hours: 1 } }))
    .run()
  clock.set(Date.parse('2026-10-12T00:30+08:00'))
  await expect(look()).rejects.toThrow(/network/)
  expect(await jobsAt(clock, '2026-10-12T00:30')).toEqual(['close 2026-10-12'])
  expect(await cellsOf('2026Q4')).toEqual([])
})

test('what was set aside after it was published holds up none but its own level', async () => {
  await rated({ level: 1, n: 30, day: '2026-10-07' })
  await jobsAt(clock, '2026-10-12T00:30')
  await env.DB.prepare(
    "UPDATE rating SET standing = 'apart' WHERE standing = 'counted' AND service_point_id = 'sp_qingshi'",
  ).run()
  await rated({ level: 5, n: 30, day: '2026-10-14' }, { level: 1, n: 8, day: '2026-10-14' })
  await jobsAt(clock, '2026-10-19T00:30')
  await rated({ level: 1, n: 30, day: '2026-10-21' })
  await jobsAt(clock, '2026-10-26T00:30')
  await jobsAt(clock, '2027-01-01T01:00')
  expect((await cellsOf('2026Q4')).filter((cell) => cell.includes('satisfaction traffic'))).toEqual([
    '2026-10-12 sp_qingshi satisfaction traffic 1-1 30',
    '2026-10-19 sp_qingshi satisfaction traffic 5-5 30',
  ])
  // In place of the thirty set aside, thirty of the same level stayed out; the eight others leave at the end.
  expect(await cellsOf('2026Q4')).toContain('2027-01-01 sp_qingshi satisfaction several 1-1 8')
})

test('a close that is late publishes what was given before its Monday', async () => {
  await rated({ level: 5, n: 30, day: '2026-10-11' }, { level: 4, n: 7, day: '2026-10-11' })
  await rated({ level: 5, n: 40, day: '2026-10-13' }, { level: 1, n: 9, day: '2026-10-14', grp: 'exit' })
  clock.set(Date.parse('2026-10-14T10:00+08:00'))
  expect((await closeWeek(await testCtx({ clock }))).closed).toBe('2026-10-12')
  const cells = [
    '2026-10-12 sp_qingshi satisfaction traffic 4-4 7',
    '2026-10-12 sp_qingshi satisfaction traffic 5-5 30',
  ]
  expect(await cellsOf('2026Q4')).toEqual(cells)
  await jobsAt(clock, '2026-10-19T00:30')
  expect(await cellsOf('2026Q4')).toEqual([...cells, '2026-10-19 sp_qingshi satisfaction traffic 5-5 40'])
})

test('nothing shows before the day its rater was told', async () => {
  // Monday before the close; midweek; the last days of a quarter; its first, in a week that began before it.
  const moments = ['2026-10-12T00:10', '2026-10-21T15:00', '2026-12-30T10:00', '2027-01-01T00:20']
  const told = ['2026-10-19', '2026-10-26', '2027-01-01', '2027-01-04']
  for (const [i, moment] of moments.entries()) {
    clock.set(Date.parse(`${moment}+08:00`))
    const { showsFrom } = ratedNow({ clock })
    expect(showsFrom).toBe(told[i])
    const grp = `group${i}`
    await rated({ level: 5, n: 30, day: dayOf(clock.now()), grp })
    const published = async () =>
      [...(await cellsOf('2026Q4')), ...(await cellsOf('2027Q1'))].filter((cell) => cell.includes(grp))
    for (let day = dayOf(clock.now()); day < showsFrom; day = addDays(day, 1)) {
      await jobsAt(clock, `${day}T23:55`)
      expect(await published(), day).toEqual([])
    }
    await jobsAt(clock, `${showsFrom}T01:00`)
    expect(await published()).toHaveLength(1)
  }
})
