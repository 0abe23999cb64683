import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { settlePeriods } from '../../../api/evaluation/close/settle.ts'
import { closeWeek } from '../../../api/evaluation/close/week.ts'
import { FORMULA } from '../../../api/evaluation/formula/evaluate.ts'
import { recompute } from '../../../api/evaluation/formula/files.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { putCounted } from '../../support/complaintFigures.ts'
import { testCtx } from '../../support/ctx.ts'
import { cellsOf, jobsAt, judged, rated } from '../../support/evaluation.ts'
import { everyRow, faulty } from '../../support/faults.ts'
import { meanwhile } from '../../support/meanwhile.ts'

const begin = Date.parse('2026-10-06T09:00+08:00')
const clock = clockAt(begin)
const api = apiClient({ clock })
beforeEach(async () => {
  clock.set(begin)
  await demo(env)
})

const shown = async (period: string, slug = 'qingshi') => {
  const { body } = await api.get(`/evaluations/${period}`)
  return body.items.find((one: { station: { slug: string } }) => one.station.slug === slug)
}
const files = async (period: string) => {
  const file = async (name: string) => (await api.get(`/open-data/evaluations/${period}/${name}`)).text
  return {
    cells: await file('cells.csv'),
    indicators: await file('indicators.csv'),
    results: await file('results.csv'),
  }
}
const sha256 = async (text: string) =>
  [...new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')

test('the running periods are opened once', async () => {
  expect(await jobsAt(clock, '2026-10-06T09:00')).toEqual([
    'open 2026Q4',
    'open 2026H2',
    'open 2026',
    'close 2026-10-05',
  ])
  expect(await jobsAt(clock, '2026-10-06T09:05')).toEqual([])
})

test('no number moves before Monday, nor for fewer than five', async () => {
  await jobsAt(clock, '2026-10-06T09:00')
  await rated({ level: 5, n: 3, day: '2026-10-06' }, { level: 4, n: 1, day: '2026-10-06' })
  expect(await jobsAt(clock, '2026-10-11T23:55')).toEqual([])
  expect(await jobsAt(clock, '2026-10-12T00:30')).toEqual(['close 2026-10-12'])
  expect(await cellsOf('2026Q4')).toEqual([])
  const before = await everyRow()
  await rated({ level: 5, n: 36, day: '2026-10-13' })
  expect((await shown('2026Q4')).rated).toBe(0)
  expect(await jobsAt(clock, '2026-10-18T23:59')).toEqual([])
  const { rating: _r, evaluation_tally: _t, ...rest } = await everyRow()
  const { rating: _r2, evaluation_tally: _t2, ...restBefore } = before
  expect(rest).toEqual(restBefore)
  expect(await jobsAt(clock, '2026-10-19T00:30')).toEqual(['close 2026-10-19'])
  // One was not well pleased: with 40 in all the cell may be filled up, which says no more than "one to four".
  expect(await cellsOf('2026Q4')).toEqual([
    '2026-10-19 sp_qingshi satisfaction traffic 4-4^5 5',
    '2026-10-19 sp_qingshi satisfaction traffic 5-5 35',
  ])
  const { all, indicators, rated: n } = await shown('2026Q4')
  expect(n).toBe(40)
  expect(indicators.satisfaction).toMatchObject({ n: 40, band: 'B' })
  expect(all.score).toBe(indicators.satisfaction.score)
  expect((await shown('2026')).rated).toBe(40)
})

test('what is set aside, held, of the bureau or without an occasion is in no score', async () => {
  await jobsAt(clock, '2026-10-06T09:00')
  await rated(
    { level: 1, n: 9, day: '2026-10-07', standing: 'held' },
    { level: 1, n: 26, day: '2026-10-07', standing: 'pressed' },
    { level: 1, n: 4, day: '2026-10-07', standing: 'apart' },
    { level: 5, n: 29, day: '2026-10-07', standing: 'poster' },
    { level: 1, n: 50, day: '2026-10-07', point: '*' },
  )
  await jobsAt(clock, '2026-10-12T00:30')
  expect(await cellsOf('2026Q4')).toEqual([
    '2026-10-12 sp_qingshi satisfaction.poster traffic 1-5 29',
    '2026-10-12 sp_qingshi satisfaction.pressed traffic 1-5 26',
  ])
  expect((await api.get('/evaluations/2026Q4/stations/qingshi')).body).toMatchObject({
    rated: 0,
    all: { score: null },
    apart: { poster: 29, pressed: 26, setAside: null },
  })
})

test('complaints come out of the published monthly figures, once each month', async () => {
  await jobsAt(clock, '2026-10-06T09:00')
  await putCounted('2026-10', [
    ['sp_qingshi', 30, 20, 3, 0, 7],
    ['sp_nanqiao', 6, 0, 6, 0, 0],
    ['*', 90, 40, 40, 0, 0],
  ])
  await jobsAt(clock, '2026-11-02T00:30')
  await jobsAt(clock, '2026-11-09T00:30')
  const cells = await cellsOf('2026Q4')
  expect(cells.filter((cell) => cell.includes('sp_qingshi'))).toEqual([
    '2026-11-02 sp_qingshi complaint.closed voice 0-0 7',
    '2026-11-02 sp_qingshi complaint.closed voice 1-1 22',
    '2026-11-02 sp_qingshi complaint.time voice 0-0 2',
    '2026-11-02 sp_qingshi complaint.time voice 1-1 20',
  ])
  expect(cells.join()).not.toContain('*')
  const station = (await api.get('/evaluations/2026Q4/stations/qingshi')).body
  expect(station.cells.filter(({ few }: { few: boolean }) => few)).toMatchObject([
    { indicator: 'complaint.time', from: 0, n: 2 },
    { indicator: 'complaint.closed', from: 1, n: 22 },
  ])
})

test('a quarter ends, is objected to, frozen, and comes out the same to the byte', async () => {
  await jobsAt(clock, '2026-10-06T09:00')
  await rated(
    { level: 5, n: 300, day: '2026-10-08' },
    { level: 1, n: 12, day: '2026-10-08' },
    { level: 3, n: 3, day: '2026-10-08', grp: 'exit' },
    { level: 5, n: 90, day: '2026-10-08', point: 'sp_nanqiao' },
    { level: 5, n: 2, day: '2026-10-08', point: 'sp_nanqiao', grp: 'exit' },
  )
  await judged('application.time', { level: 1, n: 30, day: '2026-10-08' })
  await judged('application.time', { level: 0, n: 6, day: '2026-10-08' })
  await jobsAt(clock, '2026-10-12T00:30')
  await rated({ level: 2, n: 2, day: '2026-12-30', grp: 'household' })
  // The last hours of the quarter, a Thursday.
  expect(await jobsAt(clock, '2027-01-01T00:55')).toEqual(['open 2027Q1', 'open 2027H1', 'open 2027'])
  await rated({ level: 5, n: 27, day: '2027-01-01' })
  expect(await jobsAt(clock, '2027-01-01T01:00')).toEqual(['end 2026Q4', 'end 2026', 'end 2026H2'])
  const cells = await cellsOf('2026Q4')
  // Of two groups with too few each, five together; what is too few even so waits for the next quarter.
  expect(cells).toContain('2027-01-01 sp_qingshi satisfaction several 2-3 5')
  expect(cells.join()).not.toContain('sp_nanqiao satisfaction exit')
  expect(await cellsOf('2027Q1')).toEqual([])
  const { period } = (await api.get('/evaluations/2026Q4')).body
  expect(period).toMatchObject({ state: 'provisional', objectionsUntil: '2027-01-22', nextClose: null })
  expect(period.counted.length).toBeGreaterThan(0)
  // The next quarter takes what waited, the oldest first.
  await rated({ level: 5, n: 23, day: '2027-01-01', point: 'sp_nanqiao', grp: 'exit' })
  await jobsAt(clock, '2027-01-04T00:30')
  expect(await cellsOf('2027Q1')).toEqual([
    '2027-01-04 sp_nanqiao satisfaction exit 5-5 25',
    '2027-01-04 sp_qingshi satisfaction traffic 5-5 27',
  ])
  expect(await cellsOf('2026Q4')).toEqual(cells)
  expect(await jobsAt(clock, '2027-01-22T23:55')).toEqual(['close 2027-01-18'])
  expect(await jobsAt(clock, '2027-01-23T00:00')).toEqual(['freeze 2026Q4', 'freeze 2026', 'freeze 2026H2'])
  const frozen = (await api.get('/evaluations/2026Q4')).body.period
  const { cells: c, indicators, results } = await files('2026Q4')
  expect(recompute(c, indicators)).toBe(results)
  expect(frozen).toMatchObject({
    state: 'frozen',
    frozenOn: '2027-01-23',
    inputHash: await sha256(c + indicators),
    resultHash: await sha256(results),
  })
  expect(JSON.parse(frozen.proof.body).facts).toMatchObject({
    formula: FORMULA,
    input: frozen.inputHash,
    result: frozen.resultHash,
  })
  const year = await files('2026')
  expect(recompute(year.cells, year.indicators)).toBe(year.results)
  for (const statement of [
    "UPDATE evaluation_result SET n = n + 1 WHERE period = '2026Q4'",
    "DELETE FROM evaluation_result WHERE period = '2026Q4'",
    "UPDATE evaluation_period SET result_hash = 'x' WHERE period = '2026'",
    "UPDATE evaluation_cell SET n = n + 1 WHERE period = '2026Q4'",
    "INSERT INTO evaluation_cell (period, closed, service_point_id, indicator, grp, from_level, to_level, n) VALUES ('2026Q4', '2027-02-01', 'sp_qingshi', 'satisfaction', 'traffic', 1, 1, 9)",
    "INSERT INTO evaluation_result (period, service_point_id, indicator, n, band) VALUES ('2026Q4', 'sp_x', '', 0, '')",
  ])
    await expect(env.DB.prepare(statement).run(), statement).rejects.toThrow(/append-only/)
})

test('the end of a quarter waits for the figures of its last month', async () => {
  await jobsAt(clock, '2026-10-06T09:00')
  await putCounted('2026-11', [['sp_qingshi', 9, 9, 0, 0, 0]])
  expect(await jobsAt(clock, '2027-01-01T01:00')).not.toContain('end 2026Q4')
  expect(await jobsAt(clock, '2027-01-04T00:30')).toEqual([])
  // Over, and waiting: no day is told on which its numbers move, least of all one that is past.
  for (const period of ['2026Q4', '2026H2', '2026'])
    expect((await api.get(`/evaluations/${period}`)).body.period).toMatchObject({
      state: 'open',
      nextClose: null,
    })
  clock.set(Date.parse('2026-12-30T10:00+08:00'))
  for (const period of ['2026Q4', '2026'])
    expect((await api.get(`/evaluations/${period}`)).body.period.nextClose).toBe('2027-01-01')
  await putCounted('2026-12', [['sp_qingshi', 9, 9, 0, 0, 0]])
  expect(await jobsAt(clock, '2027-01-04T00:35')).toEqual([
    'end 2026Q4',
    'close 2027-01-04',
    'end 2026',
    'end 2026H2',
  ])
})

test('a job that is killed at any statement leaves everything as it was, and the next run does it once', async () => {
  await jobsAt(clock, '2026-10-06T09:00')
  await rated({ level: 5, n: 300, day: '2026-10-08' }, { level: 1, n: 12, day: '2026-10-08' })
  await judged('application.time', { level: 0, n: 6, day: '2026-10-08' })
  const steps = [
    ['2026-10-12T00:30', closeWeek, 2],
    ['2027-01-01T01:00', settlePeriods, 3],
    ['2027-01-25T00:00', settlePeriods, 2],
  ] as const
  for (const [moment, run, reads] of steps) {
    clock.set(Date.parse(`${moment}+08:00`))
    // What opens a period is a step of its own.
    if (run === settlePeriods) {
      const wanted = moment.startsWith('2027-01-01') ? '2027Q1' : '2026'
      if (wanted === '2027Q1')
        await env.DB.prepare(
          `INSERT INTO evaluation_period (period, state, ends_at, formula) VALUES
             ('2027Q1', 'open', 1806422399999, '1'), ('2027H1', 'open', 1814284799999, '1'), ('2027', 'open', 1830182399999, '1')`,
        ).run()
    }
    const { DB, fault, reset } = faulty()
    const before = await everyRow()
    reset({ at: { batch: 0, statement: 9999 } })
    // How many statements the write has is learnt from a run that is undone by its last one.
    const tries = async (batch: number, statement: number) => {
      reset({ at: { batch, statement } })
      await run(await testCtx({ clock, bindings: { DB } })).catch(() => {})
      expect(await everyRow(), `${moment} batch ${batch} statement ${statement}`).toEqual(before)
      return fault.sizes
    }
    const sizes = await tries(reads, 0)
    expect(sizes.length, moment).toBe(reads + 1)
    for (let statement = 1; statement < sizes[reads]!; statement++) await tries(reads, statement)
    const done = await run(await testCtx({ clock }))
    expect(JSON.stringify(done)).toMatch(/2026/)
    expect(await everyRow()).not.toEqual(before)
    // What ends beside the quarter is a step of its own: one that fails would not stop it.
    if (run === settlePeriods) await jobsAt(clock, moment)
  }
})

test('two runs at once do it once; a quarter that changed meanwhile is left to the next run', async () => {
  await jobsAt(clock, '2026-10-06T09:00')
  await rated({ level: 5, n: 300, day: '2026-10-08' })
  clock.set(Date.parse('2026-10-12T00:30+08:00'))
  const both = await Promise.all([closeWeek(await testCtx({ clock })), closeWeek(await testCtx({ clock }))])
  expect(both.map(({ closed }) => closed).filter(Boolean)).toEqual(['2026-10-12'])
  expect(await cellsOf('2026Q4')).toHaveLength(1)
  await rated({ level: 5, n: 300, day: '2026-10-13' })
  clock.set(Date.parse('2026-10-19T00:30+08:00'))
  const slow = meanwhile(
    await testCtx({ clock }),
    () => env.DB.prepare("UPDATE evaluation_period SET rev = rev + 1 WHERE period = '2026H2'").run(),
    1,
  )
  expect((await closeWeek(slow)).closed).toBeNull()
  expect(await cellsOf('2026Q4')).toHaveLength(1)
  // A rating that comes while the week is closed waits for the next.
  const rating = meanwhile(await testCtx({ clock }), () => rated({ level: 1, n: 25, day: '2026-10-19' }), 1)
  expect((await closeWeek(rating)).closed).toBe('2026-10-19')
  expect(await cellsOf('2026Q4')).toHaveLength(2)
  await jobsAt(clock, '2026-10-26T00:30')
  expect((await cellsOf('2026Q4')).at(-1)).toBe('2026-10-26 sp_qingshi satisfaction traffic 1-1 25')
})
