import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { settlePeriods } from '../../../api/evaluation/close/settle.ts'
import { FORMULA } from '../../../api/evaluation/formula/evaluate.ts'
import { recompute, resultLines } from '../../../api/evaluation/formula/files.ts'
import { formulas } from '../../../api/evaluation/formulas.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { testCtx } from '../../support/ctx.ts'
import { jobsAt, rated } from '../../support/evaluation.ts'
import { many } from '../../support/survey.ts'

// What was published of a quarter stays as it was, whatever comes after it.

const begin = Date.parse('2026-10-06T09:00+08:00')
const clock = clockAt(begin)
const api = apiClient({ clock })
beforeEach(async () => {
  clock.set(begin)
  await demo(env)
  await jobsAt(clock, '2026-10-06T09:00')
  await rated(
    { level: 5, n: 300, day: '2026-10-08' },
    { level: 1, n: 60, day: '2026-10-08', point: 'sp_nanqiao' },
  )
  await jobsAt(clock, '2026-10-12T00:30')
})
afterEach(() => formulas.delete('3'))

const run = (query: string, ...values: (string | number)[]) =>
  env.DB.prepare(query)
    .bind(...values)
    .run()
const stateOf = async (period: string) =>
  (
    await many<{ state: string; formula: string }>(
      'SELECT state, formula FROM evaluation_period WHERE period = ?',
      period,
    )
  )[0]

/** A later version of satisfaction, for a quarter and after. */
async function later(fromPeriod: string) {
  const [row] = await many<{ content: string }>(
    "SELECT content FROM evaluation_indicator WHERE code = 'satisfaction'",
  )
  const content = { ...JSON.parse(row!.content), version: 2, fromPeriod, minimum: 100 }
  return run(
    "INSERT INTO evaluation_indicator VALUES ('satisfaction', 2, ?, 35, 0, ?)",
    fromPeriod,
    JSON.stringify(content),
  )
}

test('a rule is of a quarter that has not begun', async () => {
  for (const begun of ['2026Q1', '2026Q2', '2026Q3', '2026Q4'])
    await expect(later(begun), begun).rejects.toThrow(/rule-is-fixed/)
  await later('2027Q1')
  // The reference rows may be written again.
  await run(
    `INSERT INTO evaluation_indicator SELECT * FROM evaluation_indicator WHERE true ON CONFLICT DO NOTHING`,
  )
  await jobsAt(clock, '2027-01-01T01:00')
  const minimum = async (period: string) =>
    (await api.get(`/evaluations/${period}`)).body.indicators.find(
      ({ code }: { code: string }) => code === 'satisfaction',
    ).minimum
  expect([await minimum('2026Q4'), await minimum('2027Q1')]).toEqual([30, 100])
})

test('a place that stands in published files keeps its address', async () => {
  for (const query of [
    "UPDATE service_point SET slug = 'aa-new' WHERE id = 'sp_qingshi'",
    "DELETE FROM service_point WHERE id = 'sp_qingshi'",
  ])
    await expect(run(query), query).rejects.toThrow(/append-only/)
  await run("UPDATE service_point SET slug = slug, phone = '1' WHERE id = 'sp_qingshi'")
  // Of which nothing was published yet it may be corrected.
  await run("UPDATE service_point SET slug = 'aa-new' WHERE id = 'sp_donghu'")
})

test('a period keeps the formula it ended with; the next ones have the newer', async () => {
  await jobsAt(clock, '2027-01-01T01:00')
  formulas.set('3', {
    recompute,
    resultLines: (...args) =>
      resultLines(...args).map(([station, indicator, n, mean, ...rest]) => [
        station,
        indicator,
        n,
        mean && 1,
        ...rest,
      ]),
  })
  await rated({ level: 5, n: 40, day: '2027-01-02' })
  await jobsAt(clock, '2027-01-04T00:30')
  expect(await stateOf('2027Q1')).toEqual({ state: 'open', formula: '3' })
  expect(await jobsAt(clock, '2027-02-20T10:00')).toContain('freeze 2026Q4')
  for (const period of ['2026Q4', '2026H2', '2026'])
    expect(await stateOf(period), period).toEqual({ state: 'frozen', formula: FORMULA })
  const file = async (name: string) => (await api.get(`/open-data/evaluations/2026Q4/${name}`)).text
  expect(recompute(await file('cells.csv'), await file('indicators.csv'))).toBe(await file('results.csv'))
  await jobsAt(clock, '2027-04-01T01:00')
  await expect(run("UPDATE evaluation_period SET formula = '2' WHERE period = '2027Q1'")).rejects.toThrow(
    /append-only/,
  )
})

test('a period that does not come out the same stops no other, and is told', async () => {
  await jobsAt(clock, '2027-01-01T01:00')
  await run("UPDATE evaluation_period SET result_hash = 'other' WHERE period = '2026Q4'")
  await jobsAt(clock, '2027-04-01T01:00').catch(() => {})
  const told: string[] = []
  for (const moment of ['2027-04-01T01:00', '2027-04-01T01:05', '2027-07-01T02:00', '2027-07-01T02:05']) {
    clock.set(Date.parse(`${moment}+08:00`))
    await settlePeriods(await testCtx({ clock })).catch((error: Error) => told.push(error.message))
  }
  expect(new Set(told)).toEqual(new Set(['evaluation: 2026Q4 does not come out as it was published']))
  expect(await stateOf('2026Q4')).toMatchObject({ state: 'provisional' })
  expect(await stateOf('2027Q1')).toMatchObject({ state: 'frozen' })
})
