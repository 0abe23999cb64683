import { env } from 'cloudflare:workers'
import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import type { Ctx } from '../../../api/context.ts'
import { cellOf } from '../../../api/evaluation/files.ts'
import { resultLines } from '../../../api/evaluation/formula/files.ts'
import { tableRows } from '../../../api/evaluation/formula/table.ts'
import { indicators } from '../../../api/evaluation/indicators.ts'
import { openFile } from '../../../api/evaluation/openFile.ts'
import { cellRows } from '../../../api/evaluation/query.ts'
import { ruleOf } from '../../../api/evaluation/rules.ts'
import { showStation } from '../../../api/evaluation/showStation.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { rows } from '../../../db/rows.ts'
import { seedRatings } from '../../../scripts/demo/pastYear.ts'
import { addedUp, cellsOf } from '../../../site/lib/evaluation.ts'
import { monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { testCtx } from '../../support/ctx.ts'

const today = '2026-11-23'
let ctx: Ctx
beforeEach(async () => {
  await demo(env)
  ctx = await testCtx({ clock: clockAt(monday) })
  await seedRatings(ctx, today)
}, 60_000)

const all = async <T extends object>(query: ReturnType<typeof sql>) => {
  const [found] = await ctx.db.batch([rows<T>(ctx.db, query)])
  return found
}
const bandsOf = async (period: string, indicator = 'satisfaction') =>
  new Map(
    (
      await all<{ slug: string; band: string; score: number | null; n: number }>(
        sql`SELECT p.slug AS slug, r.band AS band, r.score AS score, r.n AS n FROM evaluation_result r
            JOIN service_point p ON p.id = r.service_point_id
            WHERE r.period = ${period} AND r.indicator = ${indicator}`,
      )
    ).map(({ slug, ...row }) => [slug, row]),
  )

test('past quarters are frozen, the running one is closed up to the last Monday', async () => {
  expect(
    await all(
      sql`SELECT period, state, closed_on AS closed FROM evaluation_period WHERE period LIKE '%Q%' ORDER BY period`,
    ),
  ).toEqual([
    { period: '2026Q1', state: 'frozen', closed: '2026-04-01' },
    { period: '2026Q2', state: 'frozen', closed: '2026-07-01' },
    { period: '2026Q3', state: 'frozen', closed: '2026-10-01' },
    { period: '2026Q4', state: 'open', closed: '2026-11-23' },
  ])
})

test('two places are clearly good, one is poor, one gets better, one has too few', async () => {
  const bands = await bandsOf('2026Q3')
  expect(['qingshi', 'chengguan', 'donghu', 'liuwan'].map((slug) => bands.get(slug)?.band)).toEqual([
    'A',
    'A',
    'C',
    '',
  ])
  const first = await bandsOf('2026Q1')
  expect(bands.get('sanhe')!.score!).toBeGreaterThan(first.get('sanhe')!.score! + 300)
  expect((await bandsOf('2026Q3', 'satisfaction.pressed')).get('guta')?.n).toBeGreaterThanOrEqual(20)
})

test('the results follow from the published cells, which are of what was given', async () => {
  const [cells] = await ctx.db.batch([cellRows(ctx, '2026Q2')])
  const lines = resultLines(indicators.map(ruleOf), cells.map(cellOf))
  const kept = await bandsOf('2026Q2')
  for (const [station, indicator, n, , score] of lines)
    if (indicator === 'satisfaction' && !station.startsWith('*'))
      expect(kept.get(station)).toMatchObject({ n, score: score === null ? null : Math.round(score * 100) })
  const wrong = await all(
    sql`SELECT t.indicator, t.grp, t.level, t.n, count(r.id) AS given FROM evaluation_tally t
        LEFT JOIN rating r ON r.tallied_in = t.period AND r.service_point_id = t.service_point_id AND r.grp = t.grp
          AND r.overall = t.level AND 'satisfaction' || iif(r.standing = 'counted', '', '.' || r.standing) = t.indicator
        WHERE t.indicator LIKE 'satisfaction%'
        GROUP BY t.period, t.service_point_id, t.indicator, t.grp, t.level HAVING t.n <> count(r.id)`,
  )
  expect(wrong).toEqual([])
})

test('the lines of a station’s page add up to the mean that is published, of every indicator', async () => {
  const [cells] = await ctx.db.batch([cellRows(ctx, '2026')])
  let [joined, compared] = [0, 0]
  for (const period of ['2026Q2', '2026Q4', '2026H1', '2026']) {
    const file = (await openFile({ ctx, input: { period, file: 'results.csv' } })).text
    const mean = new Map(tableRows(file).map((row) => [`${row.station} ${row.indicator}`, row.mean]))
    for (const slug of new Set(cells.map(({ station }) => station))) {
      const shown = await showStation({ ctx, input: { period, slug } })
      for (const one of shown.indicators) {
        const own = cellsOf(shown.cells, one)
        joined += own.filter(({ topped, cells: many }) => topped !== null && many > 1).length
        const published = mean.get(`${slug} ${one.code}`)
        if (!published) continue
        compared += 1
        expect(addedUp(one.levels, own).mean!, `${period} ${slug} ${one.code}`).toBeCloseTo(
          Number(published),
          1,
        )
        expect(one.result.mean!.toFixed(2)).toBe(published)
      }
    }
  }
  expect(compared).toBeGreaterThan(100)
  expect(joined).toBeGreaterThan(5)
})

test('what is attested stands in the record of today, and a second time nothing is written', async () => {
  const counts = () =>
    all<{ n: number }>(
      sql`SELECT (SELECT count(*) FROM rating) AS n, (SELECT count(*) FROM evaluation_cell) AS cells,
            (SELECT count(*) FROM audit_leaf WHERE action LIKE 'evaluation.%') AS leaves,
            (SELECT count(DISTINCT day) FROM audit_leaf) AS days`,
    )
  const before = await counts()
  expect(before[0]).toMatchObject({ days: 1 })
  expect(before[0]!.n).toBeGreaterThan(3000)
  await seedRatings(ctx, today)
  expect(await counts()).toEqual(before)
})
