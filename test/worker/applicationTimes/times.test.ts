import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { recountTimes } from '../../../api/application/times/recount.ts'
import { DAY, HOUR, startOfDay } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { twoStations } from '../../support/appointment.ts'
import { costed } from '../../support/cost.ts'
import { testCtx } from '../../support/ctx.ts'
import { type Finished, finishedCases } from '../../support/finished.ts'
import { meanwhile } from '../../support/meanwhile.ts'
import { seed, shown, times } from '../../support/prove.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
beforeEach(async () => {
  clock.set(monday)
  await twoStations()
})

/** The whole count of a night. */
async function night(ctx?: Awaited<ReturnType<typeof testCtx>>) {
  const at = ctx ?? (await testCtx({ clock }))
  for (let run = 0; run < 20; run++) if ((await recountTimes(at)).done) return
  throw new Error('the count does not end')
}
const rowsOf = async () =>
  (
    await env.DB.prepare('SELECT * FROM application_usual ORDER BY 1, 2').all<
      Record<string, string | number | null>
    >()
  ).results
const today = startOfDay('2026-11-23')

/** Sorted, the one at the rank: the plain way. */
function ranked(list: readonly number[], share: number): number | null {
  const sorted = [...list].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null
}

test('figures equal those of a plain list, over random histories', async () => {
  const history = fc.record({
    matter: fc.constantFrom('CR-01', 'CT-01'),
    point: fc.constantFrom('sp_one', 'sp_two'),
    took: fc.integer({ min: 0, max: 40 }),
    paused: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 9 })),
    decidedAt: fc.oneof(
      fc.integer({ min: today - 95 * DAY, max: today + 2 * HOUR }),
      fc.constantFrom(today - 90 * DAY, today - 90 * DAY - 1, today - 1, today),
    ),
  })
  const runs = fc.sample(fc.array(history, { minLength: 25, maxLength: 90 }), { numRuns: times(8, 60), seed })
  let decisions = 0
  for (const [i, list] of runs.entries()) {
    // Each history in a year of its own, so that the tables need not be emptied.
    const shift = i * 400 * DAY
    clock.set(monday + shift)
    const cases: Finished[] = list.map((one) => ({
      ...one,
      took: one.took + one.paused,
      decidedAt: one.decidedAt + shift,
    }))
    await finishedCases(cases)
    decisions += cases.length
    await night()
    const counted = list.filter(({ decidedAt }) => decidedAt >= today - 90 * DAY && decidedAt < today)
    const expected = new Map<string, typeof counted>()
    for (const one of counted)
      for (const point of [one.point, '*'])
        expected.set(`${one.matter} ${point}`, [...(expected.get(`${one.matter} ${point}`) ?? []), one])
    const found = await rowsOf()
    expect(found.map((row) => `${row.matter_code} ${row.service_point_id}`)).toEqual(
      [...expected.keys()].sort(),
    )
    for (const row of found) {
      const own = expected.get(`${row.matter_code} ${row.service_point_id}`)!
      const waited = own.map(({ paused }) => paused).filter((days) => days > 0)
      expect([row.sample, row.median_days, row.p90_days, row.paused_sample, row.paused_median_days]).toEqual([
        own.length,
        ranked(
          own.map(({ took }) => took),
          0.5,
        ),
        ranked(
          own.map(({ took }) => took),
          0.9,
        ),
        waited.length,
        ranked(waited, 0.5),
      ])
    }
  }
  shown('usual times equal a plain percentile', { seed, histories: runs.length, decisions, differing: 0 })
})

describe('the job', () => {
  test('is done once a night, goes on where it stood, and two at once count the same', async () => {
    await finishedCases([{ took: 3 }, { took: 4, point: 'sp_two' }])
    const ctx = await testCtx({ clock })
    await night(meanwhile(ctx, () => recountTimes(ctx)))
    expect((await rowsOf()).map((row) => [row.service_point_id, row.sample])).toEqual([
      ['*', 2],
      ['sp_one', 1],
      ['sp_two', 1],
    ])
    await finishedCases([{ took: 9 }])
    expect(await recountTimes(ctx)).toEqual({ counted: 0, done: true })
    clock.pass(91 * DAY)
    await night()
    expect(await rowsOf()).toEqual([])
  })

  test('leaps over what was decided long ago', async () => {
    const old = Array.from({ length: 3000 }, () => ({ decidedAt: monday - 200 * DAY }))
    await finishedCases([...old, {}, { point: 'sp_two' }])
    const cost = { trips: 0, rowsRead: 0, rowsWritten: 0 }
    await recountTimes(await testCtx({ clock, cost }))
    expect(cost).toMatchObject({ trips: 3 })
    expect(cost.rowsRead).toBeLessThan(60)
  })
})

describe('GET /matters/{code}/times', () => {
  test('a median, nine in ten, the sample, and paused time apart; the same for everybody', async () => {
    await finishedCases([1, 1, 2, 2, 3, 8].map((took) => ({ took: took + 2, paused: 2 })))
    await night()
    const { status, body, headers } = await api.get('/matters/cr-01/times?station=one')
    expect([status, headers.get('cache-control')]).toEqual([200, 'public, max-age=60'])
    expect(body).toMatchObject({
      matterCode: 'CR-01',
      station: { slug: 'one' },
      promise: { value: 3, unit: 'working_day' },
      promised: true,
      usual: { medianDays: 2, p90Days: 8, sample: 6, fromDay: '2026-08-25', toDay: '2026-11-22' },
      paused: { sample: 6, medianDays: 2 },
      tooFew: false,
    })
    expect((await api.get('/matters/CR-01/times')).body.usual).toEqual(body.usual)
    expect((await api.get('/matters/CR-01/times?station=two')).body).toMatchObject({
      usual: null,
      tooFew: true,
    })
  })

  test('below five there is no number; no promise is said plainly', async () => {
    await finishedCases([{}, {}, {}, {}])
    await night()
    const few = (await api.get('/matters/CR-01/times?station=one')).body
    expect(few).toMatchObject({ usual: null, paused: null, tooFew: true })
    expect(JSON.stringify(few)).not.toContain('sample')
    await env.DB.prepare(
      `UPDATE matter SET content = json_set(content, '$.timeLimit.promise', NULL, '$.timeLimit.promiseNote',
         json('{"zh":"看案情","en":"Depends"}')) WHERE code = 'ID-02'`,
    ).run()
    expect((await api.get('/matters/ID-02/times')).body).toMatchObject({
      promise: null,
      promised: false,
      promiseText: { zh: '没有承诺时限', en: 'No promise' },
    })
  })

  test('a station’s own shorter promise is what is said there', async () => {
    await env.DB.prepare(
      `UPDATE matter_offer SET promise = '{"value":1,"unit":"working_day"}' WHERE matter_code = 'CR-01' AND service_point_id = 'sp_one'`,
    ).run()
    expect((await api.get('/matters/CR-01/times?station=one')).body.promise.value).toBe(1)
    expect((await api.get('/matters/CR-01/times?station=two')).body.promise.value).toBe(3)
  })

  test('an unknown matter or station is not found; one read of ten rows at most', async () => {
    await finishedCases([{}, {}])
    await night()
    expect((await api.get('/matters/XX-99/times')).status).toBe(404)
    expect((await api.get('/matters/CR-01/times?station=nowhere')).status).toBe(404)
    expect((await api.get('/matters/CR-01/times?stations=one')).status).toBe(422)
    const { api: dear, cost } = costed({ clock })
    await dear.get('/matters/CR-01/times?station=one')
    expect(cost.trips).toBe(1)
    expect(cost.rowsRead).toBeLessThanOrEqual(10)
  })
})
